#include "text/sentences.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <thread>

#include "text/case_files.h"
#include "text/paragraphs.h"

namespace quoth {
namespace {

std::vector<std::string> Lines(std::string_view text) {
  std::vector<std::string> lines;
  for (const Span& s : Sentences(text, Paragraphs(text))) lines.emplace_back(text.substr(s.begin, s.size()));
  return lines;
}

TEST(Sentences, EveryCaseFileReadsAsItSays) {
  const auto cases = ReadCases("tests/sentences");
  EXPECT_GE(cases.size(), 20u);
  for (const LanguageCase& c : cases) {
    EXPECT_FALSE(c.why.empty()) << c.file << ": " << c.name;
    EXPECT_EQ(Lines(c.text), c.expected) << c.file << ": " << c.name;
  }
}

TEST(Sentences, HoldAllOfEachParagraphButWhiteSpace) {
  std::mt19937 random(17);
  const char* parts[] = {"a", "The ", "Sen. ", ". ", "? ", "\" ", "\"", "”", " ", "\n", "U.S. ",
                         "5", "…", "。", "\u00a0", ") ", "\U0001F600"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (unsigned n = random() % 40; n > 0; --n) text += parts[random() % std::size(parts)];
    const auto paragraphs = Paragraphs(text);
    const auto sentences = Sentences(text, paragraphs);
    size_t i = 0;
    for (const Span& p : paragraphs) {
      size_t at = p.begin;
      while (i < sentences.size() && sentences[i].begin < p.end) {
        ASSERT_TRUE(TrimSpace(text, {at, sentences[i].begin}).empty()) << text;
        ASSERT_EQ(TrimSpace(text, sentences[i]), sentences[i]) << text;
        at = sentences[i++].end;
      }
      ASSERT_EQ(at, p.end) << text;
    }
    ASSERT_EQ(i, sentences.size());
  }
}

TEST(Sentences, AThreadThatHasNotAskedBeforeGetsTheSame) {
  std::vector<std::string> lines;
  std::thread([&] { lines = Lines("Mr. Holm left. She stayed."); }).join();
  EXPECT_EQ(lines, (std::vector<std::string>{"Mr. Holm left.", "She stayed."}));
}

TEST(Sentences, AMillionStopsHaveAnAnswer) {
  std::string text;
  for (int i = 0; i < 1000000; ++i) text += ".";
  EXPECT_EQ(Lines(text).size(), 1u);
  text.clear();
  for (int i = 0; i < 300000; ++i) text += "U.S. ";
  EXPECT_EQ(Lines(text).size(), 1u);
  text.clear();
  for (int i = 0; i < 300000; ++i) text += "? \"";
  EXPECT_GE(Lines(text).size(), 1u);
  text.assign(1, 'a');
  for (int i = 0; i < 1000000; ++i) text += "\u0085";
  text += 'b';
  EXPECT_EQ(Lines(text).size(), 2u);
}

}  // namespace
}  // namespace quoth
