#include <gtest/gtest.h>

#include <random>

#include "quoth/check.h"
#include "text/case_files.h"

namespace quoth {
namespace {

// A line of a case: the passage with its marks, " | " where the article says "she said".
Passage ReadPassage(std::string line) {
  Passage passage;
  for (size_t at; (at = line.find(" | ")) != std::string::npos;) {
    line.replace(at, 3, " ");
    passage.joints.push_back(at + 1);
  }
  passage.text = line;
  for (size_t at = 0; (at = line.find("“", at)) != std::string::npos;) {
    const size_t begin = at + 3, end = std::min(line.find("”", begin), line.size());
    passage.quoted.push_back({begin, end});
    at = end;
  }
  return passage;
}

std::vector<std::string> Lines(const Comparison& comparison) {
  std::vector<std::string> lines = {VerdictName(comparison.verdict)};
  for (const DiffPart& part : comparison.diff) {
    if (part.change != Change::kSame) lines.push_back(std::string(ChangeName(part.change)) + " |" + part.claim + "| for |" + part.record + "|");
  }
  return lines;
}

TEST(Verdicts, EveryCaseFileIsJudgedAsItSays) {
  const auto cases = ReadCases("tests/verdicts");
  EXPECT_GE(cases.size(), 60u);
  for (const LanguageCase& c : cases) {
    EXPECT_FALSE(c.why.empty()) << c.file << ": " << c.name;
    const size_t line = c.text.find("\nrecord: ");
    ASSERT_TRUE(c.text.rfind("claim: ", 0) == 0 && line != std::string::npos) << c.file << ": " << c.name;
    const std::string claim = c.text.substr(7, line - 7);
    EXPECT_EQ(Lines(Compare(claim, ReadPassage(c.text.substr(line + 9)))), c.expected) << c.file << ": " << c.name << "\n" << c.text;
  }
}

const char* const kPlain[] = {"harbour", "railway", "bridge", "council", "Vell", "pays", "spring", "the", "of", "and", "we", "our", "old", "new", "toll", "ferry"};

std::string Words(std::mt19937& random, size_t count) {
  std::string words;
  for (size_t i = 0; i < count; ++i) words += (i > 0 ? " " : "") + std::string(kPlain[random() % std::size(kPlain)]);
  return words;
}

Passage Quoted(const std::string& words) { return {.text = words, .quoted = {{0, words.size()}}}; }

TEST(Verdicts, OfTheSameWordsAreExactAndOfAPartTrimmed) {
  std::mt19937 random(2);
  for (int round = 0; round < 500; ++round) {
    const std::string a = Words(random, 4 + random() % 6), b = Words(random, 5), c = Words(random, 3);
    EXPECT_EQ(Compare(b, Quoted(b)).verdict, Verdict::kExact) << b;
    const Verdict part = Compare(b, Quoted(a + " " + b + " " + c)).verdict;
    EXPECT_EQ(part, Verdict::kTrimmed) << a << "|" << b << "|" << c;
  }
}

TEST(Verdicts, WithANegationPutInOrTakenOutNeverPass) {
  std::mt19937 random(3);
  for (int round = 0; round < 1000; ++round) {
    const std::string a = Words(random, 1 + random() % 8), b = Words(random, 1 + random() % 8);
    for (const char* negation : {"not", "never", "no", "don't", "unless"}) {
      const std::string with = a + " " + negation + " " + b, without = a + " " + b, cut = a + " … " + b;
      EXPECT_FALSE(Passes(Compare(with, Quoted(without)).verdict)) << with;
      EXPECT_FALSE(Passes(Compare(without, Quoted(with)).verdict)) << with;
      EXPECT_FALSE(Passes(Compare(cut, Quoted(with)).verdict)) << with;
    }
  }
}

TEST(Verdicts, HaveTheClaimsWordsInTheirDiffInOrder) {
  std::mt19937 random(4);
  for (int round = 0; round < 1000; ++round) {
    const std::string claim = Words(random, 3 + random() % 12), passage = Words(random, random() % 20);
    const Comparison comparison = Compare(claim, Quoted(passage));
    if (comparison.diff.empty()) continue;
    std::string words;
    for (const DiffPart& part : comparison.diff) {
      if (!part.claim.empty()) words += (words.empty() ? "" : " ") + part.claim;
    }
    EXPECT_EQ(words, claim);
  }
}

TEST(Verdicts, OfHostileTextsComeToAnEnd) {
  for (const char* part : {"a ", "… ", "[ ", "a … ", "[a] ", "not ", "“", "\xff", "1,"}) {
    std::string text;
    while (text.size() < 20000) text += part;
    Compare(text, Quoted(text));
    Compare("a b c", Quoted(text));
    Compare(text, Quoted("a b c"));
  }
}

}  // namespace
}  // namespace quoth
