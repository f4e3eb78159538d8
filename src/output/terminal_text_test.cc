#include "output/terminal_text.h"

#include <gtest/gtest.h>

#include <random>

namespace quoth {
namespace {

using Lines = std::vector<std::string>;

TEST(Printable, ShowsWhatATerminalWouldObey) {
  EXPECT_EQ(Printable("a\x1b[2Jb"), "a\\x1b[2Jb");
  EXPECT_EQ(Printable(std::string_view("a\0b\x7f", 4)), "a\\x00b\\x7f");
  EXPECT_EQ(Printable("a\xC2\x9B" "31mb"), "a\\x9b31mb");               // the 8-bit escape, CSI
  EXPECT_EQ(Printable("a\xE2\x80\xAE" "b"), "a\\u202eb");               // right-to-left override
  EXPECT_EQ(Printable("a\xE2\x81\xA6" "b"), "a\\u2066b");               // isolate
}

TEST(Printable, ShowsBytesThatAreNotUtf8) { EXPECT_EQ(Printable("a\xff\xC3" "b\xE2\x80"), "a\\xff\\xc3b\\xe2\\x80"); }

TEST(Printable, MakesOneSpaceOfWhiteSpaceAndNoneAtTheEnds) {
  EXPECT_EQ(Printable(" \n a\t\r\n\xC2\xA0 b\xE2\x80\xA8 "), "a b");
}

TEST(Columns, AreTwoForWideAndNoneForCombiningCharacters) {
  EXPECT_EQ(Columns("abc"), 3u);
  EXPECT_EQ(Columns("\xE6\x9D\xB1\xE4\xBA\xAC"), 4u);      // 東京
  EXPECT_EQ(Columns("e\xCC\x81"), 1u);                     // e + combining acute
  EXPECT_EQ(Columns("\xE2\x80\x9C" "a\xE2\x80\x9D"), 3u);  // curly marks
  EXPECT_EQ(Columns("a\xE2\x80\x8D" "b"), 2u);             // zero-width joiner
  EXPECT_EQ(Columns("\xF0\x9F\x98\x80"), 2u);              // emoji
}

TEST(Wrap, BreaksAtSpaces) {
  EXPECT_EQ(Wrap("to be or not", 6), (Lines{"to be", "or not"}));
  EXPECT_EQ(Wrap("to be or not", 5), (Lines{"to be", "or", "not"}));
  EXPECT_EQ(Wrap("", 5), (Lines{""}));
}

TEST(Wrap, BreaksAWordOnlyWhereItIsLongerThanALine) {
  EXPECT_EQ(Wrap("a extraordinary b", 6), (Lines{"a", "extrao", "rdinar", "y b"}));
}

TEST(Wrap, BreaksBetweenWideCharactersButNotBeforeTheirFullStop) {
  EXPECT_EQ(Wrap("\xE6\x9D\xB1\xE4\xBA\xAC\xE3\x80\x82", 4), (Lines{"\xE6\x9D\xB1", "\xE4\xBA\xAC\xE3\x80\x82"}));
}

TEST(Wrap, KeepsEveryLineWithinTheWidthAndLosesNothing) {
  std::mt19937 random(3);
  const std::string letters[] = {"a", "b", " ", "\xE6\x9D\xB1", "\xE3\x80\x82", "e\xCC\x81", "\xE2\x80\x9D", "."};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += letters[random() % 8];
    text = Printable(text);
    const size_t width = 2 + random() % 12;
    std::string joined, expected;
    for (const std::string& line : Wrap(text, width)) {
      EXPECT_LE(Columns(line), width) << "in: " << text << ", line: " << line;
      for (char c : line) joined += c == ' ' ? "" : std::string(1, c);
    }
    for (char c : text) expected += c == ' ' ? "" : std::string(1, c);
    EXPECT_EQ(joined, expected);
  }
}

}  // namespace
}  // namespace quoth
