#include "attribution/transcript.h"

#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "attribution/test_text.h"
#include "gtest/gtest.h"

namespace quoth {
namespace {

using test::Text;

// "source | content / content" of each turn.
std::vector<std::string> Found(const std::string& text) {
  const Text t(text);
  std::vector<std::string> lines;
  for (const Attribution& a : TranscriptTurns(t.text, t.words)) {
    std::string line = t.Cut(a.source.at(0)) + " |";
    for (const Span& run : a.content) line += (line.back() == '|' ? " " : " / ") + t.Cut(run);
    EXPECT_TRUE(a.verbatim);
    EXPECT_EQ(t.Cut(a.cue), ":");
    lines.push_back(line);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(TranscriptTurns, ANameAndAColonBeginATurn) {
  EXPECT_EQ(Found("They met on Monday.\n\nMARK BRENN: Was the sea here first?\n\nHOLM: It was. We looked.\n\nBRENN: And last?\n\nIt rained."),
            (Lines{"MARK BRENN | Was the sea here first?", "HOLM | It was. We looked.", "BRENN | And last?"}));
}

TEST(TranscriptTurns, AMarkMayOpenEachParagraph) {
  EXPECT_EQ(Found("\"BRENN: Was the sea here first?\n\n\"HOLM: It was there.\n\n\"The maps say so.\n\n\"(CROSSTALK.)\n\n\"BRENN: And is it last?\n\n\"Follow us.\""),
            (Lines{"BRENN | Was the sea here first?", "HOLM | It was there. / The maps say so.", "BRENN | And is it last?"}));
  EXPECT_EQ(Found("“BRENN: Was the sea here first?”\n\n“HOLM: It was there.”\n\n“BRENN: And is it last?”"),
            (Lines{"BRENN | Was the sea here first?", "HOLM | It was there.", "BRENN | And is it last?"}));
}

TEST(TranscriptTurns, GoOnInTheFirstPersonAndNotInTheArticles) {
  EXPECT_EQ(Found("BRENN: Was the sea here first?\n\nHOLM: It was there.\n\nAnd I have seen the maps.\n\nThe maps were burnt.\n\nBRENN: And is it last?"),
            (Lines{"BRENN | Was the sea here first?", "HOLM | It was there. / And I have seen the maps.", "BRENN | And is it last?"}));
}

TEST(TranscriptTurns, AQuotationWithinATurnKeepsItsMarks) {
  EXPECT_EQ(Found("BRENN: And then?\n\nHOLM: I wrote: \"Dear sea.\"\n\nBRENN: \"Dear sea\"?"),
            (Lines{"BRENN | And then?", "HOLM | I wrote: \"Dear sea.\"", "BRENN | \"Dear sea\"?"}));
}

TEST(TranscriptTurns, SmallLettersNeedTwoWhoSpeakTwice) {
  EXPECT_EQ(Found("Brenn: Was the sea here first?\n\nHolm: It was there.\n\nBrenn: And is it last?\n\nHolm: Ask the sea.").size(), 4u);
  EXPECT_EQ(Found("Brenn: Was the sea here first?\n\nHolm: It was there.\n\nBrenn: And is it last?"), Lines{});
}

TEST(TranscriptTurns, OtherLabelsAreNoSpeakers) {
  EXPECT_EQ(Found("WHAT: A walk by the sea.\n\nWHEN: On Monday at noon.\n\nWHERE: At the old mole."), Lines{});
  EXPECT_EQ(Found("READ MORE: The sea comes back.\n\nThe mayor left.\n\nREAD MORE: The mole is old.\n\nREAD MORE: The maps burnt."), Lines{});
  EXPECT_EQ(Found("Oslo: 3\n\nTarn: 4\n\nOslo: 5\n\nTarn: 1"), Lines{});
  EXPECT_EQ(Found("the mayor: It was there.\n\nHOLM: It was.\n\nthe mayor: It was there."), Lines{});
  EXPECT_EQ(Found(""), Lines{});
  EXPECT_EQ(Found(":"), Lines{});
}

TEST(TranscriptTurns, LieInOrderWhateverTheText) {
  std::mt19937 random(5);
  const char* pieces[] = {"BRENN", "HOLM", ":", "Holm", "\n\n", "\"", "”", "(", ".", "I", "It", "was", "’", "-", "“"};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (int k = 0; k < 60; ++k) text += std::string(pieces[random() % std::size(pieces)]) + (random() % 3 ? " " : "");
    const Text t(text);
    std::vector<Attribution> turns = TranscriptTurns(t.text, t.words);
    size_t at = 0;
    for (const Attribution& a : turns) {
      ASSERT_FALSE(a.content.empty()) << text;
      EXPECT_LE(at, a.source[0].begin) << text;
      at = a.source[0].begin;
      for (const Span& run : a.content) {
        EXPECT_LE(at, run.begin) << text;
        ASSERT_LT(run.begin, run.end) << text;
        at = run.end;
      }
      ASSERT_LE(at, t.words.size());
    }
    std::vector<Attribution> all = turns;
    AddTurns(turns, &all);
    EXPECT_GE(all.size(), turns.size());
  }
}

TEST(AddTurns, KeepWhatLiesWithinATurnAndNothingThatReachesIn) {
  const Text t("As follows:\n\nBRENN: Was the sea first, he asked?\n\nHOLM: It was there.\n\nBRENN: And is it last?");
  Attribution inner, reaching;
  inner.cue = t.Find("asked");
  inner.source = {{inner.cue.begin - 1, inner.cue.begin}};
  inner.content = {t.Find("Was the sea first")};
  reaching.cue = t.Find("follows");
  reaching.content = {{t.Find("BRENN").begin, t.Find("HOLM").begin}};
  std::vector<Attribution> all = {reaching, inner};
  AddTurns(TranscriptTurns(t.text, t.words), &all);
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(t.Cut(all[0].source.at(0)), "BRENN");
  EXPECT_EQ(t.Cut(all[1].cue), "asked");
}

}  // namespace
}  // namespace quoth
