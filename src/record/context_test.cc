#include "record/context.h"

#include <gtest/gtest.h>

namespace quoth::record {
namespace {

const char* const kText =
    "Bridge to stay free\n\nIt rained. “There will be no toll,” Mayor Odile Marran told reporters. “Not this year.” The\nrain "
    "went on.";

Span Of(const std::string& words) {
  const size_t at = std::string(kText).find(words);
  return {at, at + words.size()};
}

TEST(Context, IsTheSentence) {
  const Context context = InContext(kText, {Of("“There will be no toll,”")}, 600);
  EXPECT_EQ(context.text, "“There will be no toll,” Mayor Odile Marran told reporters.");
  ASSERT_EQ(context.marked.size(), 1u);
  EXPECT_EQ(context.text.substr(context.marked[0].begin, context.marked[0].size()), "“There will be no toll,”");
}

TEST(Context, ReachesFromTheFirstSpanToTheLast) {
  const Context context = InContext(kText, {Of("“There will be no toll,”"), Of("“Not this year.”")}, 600);
  EXPECT_EQ(context.text, "“There will be no toll,” Mayor Odile Marran told reporters. “Not this year.”");
  ASSERT_EQ(context.marked.size(), 2u);
  EXPECT_EQ(context.text.substr(context.marked[1].begin, context.marked[1].size()), "“Not this year.”");
}

TEST(Context, IsOnOneLine) { EXPECT_EQ(InContext(kText, {Of("Not this year"), Of("rain went")}, 600).text, "“Not this year.” The rain went on."); }

TEST(Context, KeepsToItsLengthAroundTheWords) {
  const Context context = InContext(kText, {Of("Odile Marran")}, 30);
  EXPECT_NE(context.text.find("Odile Marran"), std::string::npos);
  EXPECT_TRUE(context.text.starts_with("…"));
  EXPECT_TRUE(context.text.ends_with("…"));
  EXPECT_LT(context.text.size(), 45u);
}

TEST(Context, OfNothingIsNothing) {
  EXPECT_EQ(InContext("", {}, 100).text, "");
  EXPECT_EQ(InContext("abc", {{1, 99}}, 100).text, "");
  EXPECT_EQ(InContext("", {{0, 4}}, 100).text, "");
}

}  // namespace
}  // namespace quoth::record
