#include "check/folded_text.h"

#include <gtest/gtest.h>

#include <random>

namespace quoth::check {
namespace {

std::string Words(std::string_view text) {
  const FoldedText folded = Fold(text);
  std::string out;
  for (size_t i = 0; i < folded.size(); ++i) {
    const FoldedWord& word = folded.words[i];
    if (word.cut_before) out += "… ";
    if (word.bracket != Bracket::kNone) out += word.bracket == Bracket::kSquare ? "[" : "(";
    out += folded.Form(i);
    out += ' ';
  }
  if (folded.cut_after) out += "… ";
  if (!out.empty()) out.pop_back();
  return out;
}

TEST(FoldedText, MarksSpacesAndDashesAreNoWords) {
  EXPECT_EQ(Words("“It’s — well-known,”\u00a0he ‘said’…"), "It's well known he said …");
  EXPECT_EQ(Words("well\u2011known"), Words("well known"));
}

TEST(FoldedText, LigaturesFullWidthAndComposedLettersAreOne) {
  EXPECT_EQ(Words("ﬁrst oﬃce"), "first office");
  EXPECT_EQ(Words("ＮＡＴＯ １２"), "NATO 12");
  EXPECT_EQ(Words("cafe\u0301"), Words("café"));
}

TEST(FoldedText, SoftHyphensAndJoinersVanish) { EXPECT_EQ(Words("in\u00adfra\u200dstructure"), "infrastructure"); }

TEST(FoldedText, NumbersKeepTheirValue) {
  EXPECT_EQ(Words("10,000 1,234,567 3.5 10,5 10\u202f000 10'000"), "10000 1234567 3.5 10,5 10000 10000");
  EXPECT_NE(Words("10.000"), Words("10,000"));
  EXPECT_EQ(Words("-5 degrees, \u22125 degrees"), "-5 degrees -5 degrees");
  EXPECT_EQ(Words("a 5-4 vote, 10–12"), "a 5 4 vote 10 12");
  EXPECT_EQ(Words("$5 million, 20% m² ½"), "$ 5 million 20 % m² ½");
}

TEST(FoldedText, PointsOfAbbreviationsAreSpelling) {
  EXPECT_EQ(Words("the U.S. and the U.N."), "the US and the UN");
  EXPECT_EQ(Words("at 5 p.m."), "at 5 pm");
  EXPECT_EQ(Words("It was I. We went."), "It was I We went");
}

TEST(FoldedText, AnEllipsisIsACutHoweverItIsPrinted) {
  for (const char* cut : {"we … go", "we ... go", "we . . . go", "we [...] go", "we […] go", "we (…) go", "we... go", "we.... go"}) {
    EXPECT_EQ(Words(cut), "we … go") << cut;
  }
  EXPECT_EQ(Words("We go. Now."), "We go Now");
}

TEST(FoldedText, BracketsMarkTheirWords) {
  EXPECT_EQ(Words("he [the mayor] said (aloud) so [sic]"), "he [the [mayor said (aloud so");
  EXPECT_EQ(Words("a [ never closed"), "a never closed");
  EXPECT_EQ(Words("[T]he plan"), "The plan");
  EXPECT_TRUE(Fold("and [T]he plan").words[1].free_case);
  EXPECT_EQ(Words("he report[ed] it"), "he [reported it");
}

TEST(FoldedText, PausesAreKept) {
  const FoldedText folded = Fold("No. We will, Mr. Orr? Yes");
  ASSERT_EQ(folded.size(), 6u);
  EXPECT_EQ(folded.words[1].before, Pause::kSentence);
  EXPECT_EQ(folded.words[3].before, Pause::kClause);
  EXPECT_EQ(folded.words[4].before, Pause::kNone);
  EXPECT_EQ(folded.words[5].before, Pause::kQuestion);
}

TEST(FoldedText, ScriptsWithoutSpacesHaveAWordACharacter) { EXPECT_EQ(Words("東京は"), "東 京 は"); }

TEST(FoldedText, CaseIsKeptInTheFormAndNotInTheKey) {
  const FoldedText folded = Fold("US us");
  EXPECT_EQ(folded.words[0].key, folded.words[1].key);
  EXPECT_NE(folded.Form(0), folded.Form(1));
}

TEST(FoldedText, OfAnyBytesPointsIntoThem) {
  const char* parts[] = {"a", "B", "1", ",", ".", "...", "…", "[", "]", "(", ")", "'", "’", "-", "—", " ", "\u00a0", "\u00ad", "e\u0301",
                         "\xff", "\xe2\x80", "$", "%", "?", "京", "ﬁ", "000", "\n"};
  std::mt19937 random(3);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (size_t i = random() % 24; i > 0; --i) text += parts[random() % std::size(parts)];
    const FoldedText folded = Fold(text);
    size_t end = 0;
    for (size_t i = 0; i < folded.size(); ++i) {
      const FoldedWord& word = folded.words[i];
      ASSERT_LE(end, word.begin) << text;
      ASSERT_LT(word.begin, word.end) << text;
      ASSERT_LE(word.end, text.size()) << text;
      ASSERT_GT(word.length, 0) << text;
      end = word.end;
    }
  }
}

TEST(FoldedText, MillionsOfMarksHaveAnAnswer) {
  for (const char* part : {"[", "(", ".", ". ", "'", "-", "[a", "a.", "1,", "\u00ad", "e\u0301", "\xff"}) {
    std::string text;
    while (text.size() < (2u << 20)) text += part;
    Fold(text);
  }
}

}  // namespace
}  // namespace quoth::check
