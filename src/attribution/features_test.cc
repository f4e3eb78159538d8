#include "attribution/features.h"

#include <gtest/gtest.h>

#include <string>

namespace quoth {
namespace {

// "0": ids are line numbers.
constexpr const char* kVocabulary =
    "[UNK]\n\"\n'\n“\n’\nrain\n##s\nshe\nsaid\n.\n,\nnato\n`\nit\nj\n«\ndon\nt\n";

Features Of(std::string_view text) {
  auto wordpiece = WordPiece::FromVocabulary(kVocabulary);
  EXPECT_TRUE(wordpiece.ok());
  return MakeFeatures(text, *wordpiece);
}

std::vector<int> Ids(const Features& features) {
  std::vector<int> ids;
  for (const Piece& piece : features.pieces) ids.push_back(piece.id);
  return ids;
}

std::vector<int> Numbers(const std::vector<uint8_t>& values) {
  return {values.begin(), values.end()};
}

using Ints = std::vector<int>;

TEST(Features, EveryQuotationMarkIsFoldedToOneOfTwoIds) {
  for (const char* mark : {"\"", "“", "”", "„", "‟", "«", "»", "「", "」", "『", "』", "＂"}) {
    EXPECT_EQ(Ids(Of(mark)), Ints{1}) << mark;
  }
  for (const char* mark : {"'", "‘", "’", "‚", "‛", "‹", "›", "`", "＇"}) {
    EXPECT_EQ(Ids(Of(mark)), Ints{2}) << mark;
  }
  EXPECT_EQ(Ids(Of("don’t")), (Ints{16, 2, 17}));
  EXPECT_EQ(Ids(Of("…")), Ints{0});  // begins like a mark, and is none
}

TEST(Features, QuoteStateFollowsThePairing) {
  EXPECT_EQ(Numbers(Of("“Rain,” she said.").quote), (Ints{1, 2, 2, 3, 0, 0, 0}));
  EXPECT_EQ(Numbers(Of("“Rain.\n“It rains,” she said.").quote),
            (Ints{1, 2, 2, 1, 5, 5, 5, 5, 3, 0, 0, 0}));
}

TEST(Features, LetterCaseIsThatOfTheWholeWord) {
  const Features features = Of("RAINS rains Rains J NATO.");
  EXPECT_EQ(Numbers(features.letter_case), (Ints{2, 2, 0, 0, 1, 1, 1, 2, 0}));
}

TEST(Features, ParagraphAndSentenceArePlacesInTheirLists) {
  const Features features = Of("\n It rains. She said.\n\nRain.\n");
  EXPECT_EQ(features.paragraphs.size(), 2u);
  EXPECT_EQ(features.sentences.size(), 3u);
  EXPECT_EQ(features.paragraph, (std::vector<uint32_t>{0, 0, 0, 0, 0, 0, 0, 1, 1}));
  EXPECT_EQ(features.sentence, (std::vector<uint32_t>{0, 0, 0, 0, 1, 1, 1, 2, 2}));
}

TEST(Features, OfABlankTextAreEmpty) {
  for (const char* text : {"", " \n ", "\uFEFF"}) {
    const Features features = Of(text);
    EXPECT_TRUE(features.pieces.empty());
    EXPECT_TRUE(features.paragraphs.empty());
  }
}

TEST(Features, EveryPieceLiesInItsParagraphAndSentence) {
  const std::string text = "“Rain,” she said. It rains.\r\nNATO said: \"It rains.\"\n\n'Rains.'";
  const Features features = Of(text);
  ASSERT_EQ(features.pieces.size(), features.quote.size());
  for (size_t i = 0; i < features.pieces.size(); ++i) {
    const Piece& piece = features.pieces[i];
    const Span& paragraph = features.paragraphs[features.paragraph[i]];
    const Span& sentence = features.sentences[features.sentence[i]];
    EXPECT_TRUE(paragraph.begin <= piece.begin && piece.end <= paragraph.end);
    EXPECT_TRUE(sentence.begin <= piece.begin && piece.end <= sentence.end);
  }
}

}  // namespace
}  // namespace quoth
