#include "attribution/further_paragraphs.h"

#include <string>
#include <vector>

#include "attribution/test_text.h"
#include "gtest/gtest.h"

namespace quoth {
namespace {

using test::Text;

// The contents, one a line, of attributions with these cues and contents ("" for none).
std::string Taken(const std::string& text, const std::vector<std::pair<std::string, std::string>>& cues) {
  const Text t(text);
  std::vector<Attribution> attributions;
  for (const auto& [cue, content] : cues) {
    Attribution a;
    a.cue = t.Find(cue);
    if (!content.empty()) a.content.push_back(t.Find(content));
    attributions.push_back(a);
  }
  TakeFurtherParagraphs(t.text, t.features, t.words, &attributions);
  std::string lines;
  for (const Attribution& a : attributions) {
    for (const Span& run : a.content) lines += "[" + t.Cut(run) + "]";
    lines += "\n";
  }
  return lines;
}

TEST(FurtherParagraphs, AColonIntroducesTheNextParagraph) {
  EXPECT_EQ(Taken("Brenn went on:\n\n“The sea was first.”\n\nMore.", {{"went on", ""}}), "[“The sea was first.”]\n");
  EXPECT_EQ(Taken("Brenn went on:\n\n“The sea was first.\n\n“It is last.”", {{"went on", ""}}),
            "[“The sea was first.][“It is last.”]\n");
}

TEST(FurtherParagraphs, WithoutAColonOrAWholeQuotationNothingIsIntroduced) {
  EXPECT_EQ(Taken("Brenn went on.\n\n“The sea was first.”", {{"went on", ""}}), "");
  EXPECT_EQ(Taken("Brenn went on:\n\n“The sea was first,” said Orm.", {{"went on", ""}}), "");
  EXPECT_EQ(Taken("Brenn went on:\n\nThe sea was first.", {{"went on", ""}}), "");
  EXPECT_EQ(Taken("Brenn went on:", {{"went on", ""}}), "");
}

TEST(FurtherParagraphs, AQuotationLeftOpenGoesOn) {
  EXPECT_EQ(Taken("“The sea was first,” Brenn said. “We came later.\n\n“We go.\n\n“All of us.”\n\nMore.",
                  {{"said", "“We came later."}}),
            "[“We came later.][“We go.][“All of us.”]\n");
}

TEST(FurtherParagraphs, WhatAnotherSaidIsLeftToThem) {
  EXPECT_EQ(Taken("Brenn said “we came later.\n\n“We go,” added Orm.", {{"said", "“we came later."}, {"added", "“We go,”"}}),
            "[“we came later.]\n[“We go,”]\n");
}

}  // namespace
}  // namespace quoth
