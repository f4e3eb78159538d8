#include <gtest/gtest.h>

#include <filesystem>

#include "quoth/check.h"
#include "record/test_reading.h"

namespace quoth {
namespace {

using record::MadeReading;

class CheckerTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::temp_directory_path() / ("quoth-checker-" + std::to_string(::getpid()) + ".db");
    Remove();
    Result<Record> record = Record::Open(path_, {});
    ASSERT_TRUE(record.ok()) << record.status().message();
    record_.emplace(std::move(*record));
    Add("https://courier.example/bridge", "Harbour Courier", "2026-05-19",
        "The bridge reopens.\n\n“There will be no toll on the harbour bridge, and the port will pay for it,” Mayor Odile Marran said. "
        "“Our children will cross it for nothing.”\n\nTomas Beel warned that the railway of Ostby would close before the summer.",
        {{.source = "Mayor Odile Marran", .cue = "said",
          .content = {"“There will be no toll on the harbour bridge, and the port will pay for it,”", "“Our children will cross it for nothing.”"},
          .speaker = "Odile Marran"},
         {.source = "Tomas Beel", .cue = "warned", .content = {"that the railway of Ostby would close before the summer"}, .speaker = "Tomas Beel",
          .form = Form::kIndirect}});
    Add("https://herald.example/quay", "Herald", "2026-06-02",
        "“The whole quay belongs to the fishermen of Vell,” Tomas Beel said. “Nobody asked the bankers,” he said. "
        "“I am proud of what we built here together as one town,” a senior aide said.",
        {{.source = "Tomas Beel", .cue = "said", .content = {"“The whole quay belongs to the fishermen of Vell,”"}, .speaker = "Tomas Beel"},
         {.source = "a senior aide", .cue = "said", .content = {"“I am proud of what we built here together as one town,”"}}});
  }
  void TearDown() override {
    record_.reset();
    Remove();
  }
  void Remove() {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + end);
  }
  void Add(const std::string& url, const std::string& outlet, const std::string& day, const std::string& text,
           const std::vector<record::MadeStatement>& statements) {
    Reading reading = MadeReading(text, statements);
    for (Statement& statement : reading.statements) {
      if (statement.form == Form::kIndirect) continue;
      for (const Span& span : statement.content) statement.quoted.push_back({span.begin + 3, span.end - 3});
    }
    auto added = record_->Add({.url = url, .outlet = outlet, .published = day}, reading);
    ASSERT_TRUE(added.ok()) << added.status().message();
  }
  Finding Check(const Claim& claim) {
    Checker checker(&*record_);
    Result<Finding> finding = checker.Check(claim);
    EXPECT_TRUE(finding.ok()) << finding.status().message();
    return finding.ok() ? *finding : Finding{};
  }

  std::string path_;
  std::optional<Record> record_;
};

const char* const kToll = "There will be no toll on the harbour bridge, and the port will pay for it";

TEST_F(CheckerTest, PassesTheSpeakersOwnWords) {
  EXPECT_EQ(Check({.words = kToll, .by = "Marran"}).verdict, Verdict::kExact);
  EXPECT_EQ(Check({.words = "“Our children will cross it for nothing.”", .by = "Odile Marran"}).verdict, Verdict::kExact);
  EXPECT_EQ(Check({.words = kToll}).verdict, Verdict::kExact);
  EXPECT_EQ(Check({.words = "the port will pay for it", .by = "Mayor Marran"}).verdict, Verdict::kTrimmed);
  EXPECT_EQ(Check({.words = "There will be no toll on the harbour bridge", .by = "Mayor Marran"}).verdict, Verdict::kTrimmed);
}

TEST_F(CheckerTest, GivesTheEvidence) {
  const Finding finding = Check({.words = kToll, .by = "Marran"});
  ASSERT_EQ(finding.evidence.size(), 1u);
  const Evidence& evidence = finding.evidence[0];
  EXPECT_EQ(evidence.report.source, "Mayor Odile Marran");
  EXPECT_EQ(evidence.report.outlet, "Harbour Courier");
  EXPECT_EQ(evidence.report.url, "https://courier.example/bridge");
  EXPECT_EQ(evidence.report.published, "2026-05-19");
  EXPECT_EQ(evidence.sentence.rfind("“There will be no toll", 0), 0u);
  EXPECT_NE(evidence.sentence.find("Mayor Odile Marran said."), std::string::npos);
  EXPECT_EQ(finding.searched.articles, 2u);
  EXPECT_EQ(finding.searched.first, "2026-05-19");
  EXPECT_EQ(finding.searched.last, "2026-06-02");
}

TEST_F(CheckerTest, ATurnedSenseIsAlteredAndShown) {
  const Finding finding = Check({.words = "There will be a toll on the harbour bridge, and the port will pay for it", .by = "Marran"});
  EXPECT_EQ(finding.verdict, Verdict::kAltered);
  ASSERT_FALSE(finding.evidence.empty());
  bool shown = false;
  for (const DiffPart& part : finding.evidence[0].comparison.diff) shown = shown || (part.change == Change::kNegation && part.record == "no");
  EXPECT_TRUE(shown);
}

TEST_F(CheckerTest, SomebodyElsesWordsAreNotTheSpeakers) {
  const Finding finding = Check({.words = kToll, .by = "Beel"});
  EXPECT_EQ(finding.verdict, Verdict::kOtherSpeaker);
  EXPECT_NE(finding.why.find("Odile Marran"), std::string::npos);
}

TEST_F(CheckerTest, WordsOfAnUnnamedSpeakerProveNothingOfANamedOne) {
  EXPECT_EQ(Check({.words = "I am proud of what we built here together as one town", .by = "Beel"}).verdict, Verdict::kSpeakerUnknown);
  EXPECT_EQ(Check({.words = "I am proud of what we built here together as one town"}).verdict, Verdict::kExact);
}

TEST_F(CheckerTest, AnOutletsWordsAreNoQuotation) {
  EXPECT_EQ(Check({.words = "the railway of Ostby will close before the summer", .by = "Beel"}).verdict, Verdict::kIndirectOnly);
}

TEST_F(CheckerTest, PartsOfTwoStatementsAreSpliced) {
  Add("https://courier.example/quay", "Harbour Courier", "2026-06-03", "“The bankers must leave the old harbour at once,” Tomas Beel said.",
      {{.source = "Tomas Beel", .cue = "said", .content = {"“The bankers must leave the old harbour at once,”"}, .speaker = "Tomas Beel"}});
  const Finding finding = Check({.words = "The whole quay belongs to the fishermen and the bankers must leave the old harbour", .by = "Beel"});
  EXPECT_EQ(finding.verdict, Verdict::kSpliced);
  EXPECT_EQ(finding.evidence.size(), 2u);
}

TEST_F(CheckerTest, WhatIsNotThereIsNotInTheRecord) {
  const Finding finding = Check({.words = "We shall flood the whole valley before the autumn comes", .by = "Beel"});
  EXPECT_EQ(finding.verdict, Verdict::kNotInRecord);
  EXPECT_TRUE(finding.evidence.empty());
}

TEST_F(CheckerTest, AFewCommonWordsAreTooShort) {
  EXPECT_EQ(Check({.words = "no toll", .by = "Marran"}).verdict, Verdict::kTooShort);
  EXPECT_EQ(Check({.words = "and we will do it", .by = "Marran"}).verdict, Verdict::kTooShort);
}

TEST_F(CheckerTest, AHeadlinesMinisterIsNoSecondSpeaker) {
  Add("https://courier.example/hole", "Harbour Courier", "2026-06-05",
      "Minister answers: “I would not call it a hole”\n\n“I would not call it a hole,” Dagny Werrin said.",
      {{.source = "Minister", .cue = "answers", .content = {"“I would not call it a hole”"}},
       {.source = "Dagny Werrin", .cue = "said", .content = {"“I would not call it a hole,”"}, .speaker = "Dagny Werrin"}});
  EXPECT_TRUE(Passes(Check({.words = "I would not call it a hole", .by = "Werrin"}).verdict));
  Add("https://herald.example/hole", "Herald", "2026-06-09", "“I would not call it a hole,” Tomas Beel said of his boat.",
      {{.source = "Tomas Beel", .cue = "said", .content = {"“I would not call it a hole,”"}, .speaker = "Tomas Beel"}});
  EXPECT_EQ(Check({.words = "I would not call it a hole", .by = "Werrin"}).verdict, Verdict::kTooShort);
}

TEST_F(CheckerTest, OnlyTheDayAskedForCounts) {
  EXPECT_EQ(Check({.words = kToll, .on = "2026-05-18"}).verdict, Verdict::kExact);
  EXPECT_EQ(Check({.words = kToll, .on = "2026-05"}).verdict, Verdict::kExact);
  const Finding finding = Check({.words = kToll, .on = "2025-01-01"});
  EXPECT_EQ(finding.verdict, Verdict::kNotInRecord);
  EXPECT_NE(finding.why.find("2026-05-19"), std::string::npos);
}

TEST_F(CheckerTest, BadClaimsAreRefused) {
  Checker checker(&*record_, {.max_words = 5});
  EXPECT_EQ(checker.Check({.words = "“…”"}).status().code(), Code::kInvalidInput);
  EXPECT_EQ(checker.Check({.words = "\xff"}).status().code(), Code::kInvalidInput);
  EXPECT_EQ(checker.Check({.words = "rain", .on = "yesterday"}).status().code(), Code::kInvalidInput);
  EXPECT_EQ(checker.Check({.words = "one two three four five six"}).status().code(), Code::kTooLarge);
}

}  // namespace
}  // namespace quoth
