#include "text/paragraphs.h"

#include <gtest/gtest.h>

#include <string>

namespace quoth {
namespace {

std::vector<std::string> Texts(std::string_view text) {
  std::vector<std::string> out;
  for (const Span& span : Paragraphs(text)) out.emplace_back(text.substr(span.begin, span.size()));
  return out;
}

using Strings = std::vector<std::string>;

TEST(Paragraphs, EveryKindOfLineBreakEndsOne) {
  EXPECT_EQ(Texts("a\nb\r\nc\rd\u2028e\u2029f"), (Strings{"a", "b", "c", "d", "e", "f"}));
}

TEST(Paragraphs, AreTrimmedOfWhiteSpaceAtBothEnds) {
  EXPECT_EQ(Texts("  a b \t\n\u00a0c\u3000\n"), (Strings{"a b", "c"}));
}

TEST(Paragraphs, AByteOrderMarkIsInNone) {
  const auto spans = Paragraphs("\uFEFFa");
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_EQ(spans[0], (Span{3, 4}));
}

TEST(Paragraphs, BlankTextHasNone) {
  EXPECT_TRUE(Paragraphs("").empty());
  EXPECT_TRUE(Paragraphs(" \n\r\n \u2028 ").empty());
}

TEST(Paragraphs, OtherCharactersThatBeginLikeASeparatorBreakNothing) {
  EXPECT_EQ(Texts("\u201ca\u201d\u2026"), (Strings{"\u201ca\u201d\u2026"}));
}

}  // namespace
}  // namespace quoth
