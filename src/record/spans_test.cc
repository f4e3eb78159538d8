#include "record/spans.h"

#include <gtest/gtest.h>

namespace quoth::record {
namespace {

TEST(Spans, AreWrittenAsTheSchemaSays) {
  Statement statement;
  statement.source = {{25, 42}};
  statement.cue = {{20, 24}};
  statement.content = {{0, 19}, {44, 60}};
  EXPECT_EQ(WriteSpans(statement), R"({"source":[[25,42]],"cue":[[20,24]],"content":[[0,19],[44,60]]})");
  EXPECT_EQ(WriteSpans({}), "{}");
}

TEST(Spans, ComeBackAsTheyWere) {
  Statement statement;
  statement.content = {{0, 19}, {44, 60}};
  statement.quoted = {{1, 18}};
  statement.to = {{70, 79}};
  statement.occasion = {{80, 99}};
  statement.when.spans = {{100, 109}};
  statement.speaker = Speaker{.names = {"A"}, .mention = {{5, 9}}, .role = {{2, 4}}};
  Statement read;
  read.speaker = Speaker{};
  ReadSpans(WriteSpans(statement), &read);
  EXPECT_EQ(read.content, statement.content);
  EXPECT_EQ(read.quoted, statement.quoted);
  EXPECT_EQ(read.to, statement.to);
  EXPECT_EQ(read.occasion, statement.occasion);
  EXPECT_EQ(read.when.spans, statement.when.spans);
  EXPECT_EQ(read.speaker->mention, statement.speaker->mention);
  EXPECT_EQ(read.speaker->role, statement.speaker->role);
  EXPECT_TRUE(read.source.empty());
}

TEST(Spans, WhatIsNoneIsPassedOver) {
  for (const char* text : {"", "{", "null", "{\"source\":", "{\"source\":[[1", "{\"source\":[[1,", "{\"x\":[[1,2]]}",
                           "{\"source\":[[99999999999999999999999,1]]}", "\"", "{\"source\":[[1,2]"}) {
    Statement read;
    ReadSpans(text, &read);
    EXPECT_LE(read.source.size(), 1u) << text;
  }
}

}  // namespace
}  // namespace quoth::record
