#include "text/headline.h"

#include <string>

#include "gtest/gtest.h"
#include "text/paragraphs.h"

namespace quoth {
namespace {

std::string HeadlineOf(const std::string& text) {
  const Span span = HeadlineSpan(text, Paragraphs(text));
  return text.substr(span.begin, span.size());
}

TEST(Headline, IsAShortFirstLineThatDoesNotEndLikeASentence) {
  EXPECT_EQ(HeadlineOf("Rain ahead, mayor says\n\nIt will rain.\n"), "Rain ahead, mayor says");
  EXPECT_EQ(HeadlineOf("  Will it rain?\nIt will.\n"), "Will it rain?");
}

TEST(Headline, IsNoSentenceAndNoQuotation) {
  EXPECT_EQ(HeadlineOf("It will rain.\n\nLots."), "");
  EXPECT_EQ(HeadlineOf("“It will rain,”\nshe said."), "");
  EXPECT_EQ(HeadlineOf("- Advertisement -\n\nIt will rain."), "");
}

TEST(Headline, NeedsTextAfterIt) {
  EXPECT_EQ(HeadlineOf("Rain ahead"), "");
  EXPECT_EQ(HeadlineOf(""), "");
}

TEST(Headline, IsNoWholeParagraph) {
  EXPECT_EQ(HeadlineOf(std::string(300, 'x') + "\n\nIt will rain."), "");
}

}  // namespace
}  // namespace quoth
