#include "encoder/wordpiece.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace quoth {
namespace {

// Every entry its own line; ids are line numbers.
constexpr const char* kVocabulary =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[\n]\nsep\nun\n##quo\n##table\n!\n\"\nthe\ncafe\n##s\n"
    "\u65e5\n\u1112\n##\u1161\n##\u11ab\na\n##a\n=\n\u00df\n";

WordPiece Tokenizer() {
  auto wordpiece = WordPiece::FromVocabulary(kVocabulary);
  EXPECT_TRUE(wordpiece.ok()) << wordpiece.status().message();
  return std::move(wordpiece).value();
}

// "entry@begin-end/word", joined by spaces.
std::string Pieces(std::string_view text) {
  const WordPiece wordpiece = Tokenizer();
  std::vector<std::string> entries(1);
  for (const char* c = kVocabulary; *c; ++c) {
    if (*c == '\n') entries.emplace_back(); else entries.back() += *c;
  }
  std::vector<Piece> pieces;
  wordpiece.Encode(text, &pieces);
  std::string out;
  for (const Piece& p : pieces) {
    out += (out.empty() ? "" : " ") + entries[p.id] + "@" + std::to_string(p.begin) + "-" +
           std::to_string(p.end) + "/" + std::to_string(p.word);
  }
  return out;
}

TEST(WordPiece, SpellsAWordByTheLongestEntries) {
  EXPECT_EQ(Pieces("Unquotable!"), "un@0-2/0 ##quo@2-5/0 ##table@5-10/0 !@10-11/1");
}

TEST(WordPiece, AWordThatTheVocabularyCannotSpellIsOneUnknown) {
  EXPECT_EQ(Pieces("the unzip"), "the@0-3/0 [UNK]@4-9/1");
}

TEST(WordPiece, ASpecialTokenSpelledOutIsPlainText) {
  EXPECT_EQ(Pieces("[SEP]"), "[@0-1/0 sep@1-4/1 ]@4-5/2");
}

TEST(WordPiece, AccentsAreFoldedAndKeepTheirBytes) {
  EXPECT_EQ(Pieces("Caf\u00c9s"), "cafe@0-5/0 ##s@5-6/0");
  EXPECT_EQ(Pieces("cafe\u0301 the"), "cafe@0-4/0 the@7-10/1");  // the accent makes no piece
}

TEST(WordPiece, ControlAndZeroWidthCharactersLieInsideTheWord) {
  EXPECT_EQ(Pieces("t\u200bh\u00ade"), "the@0-8/0");
  EXPECT_EQ(Pieces("\uFEFFthe"), "the@3-6/0");
  EXPECT_EQ(Pieces(std::string_view("th\0e", 4)), "the@0-4/0");
}

TEST(WordPiece, AHanCharacterIsAWordByItself) {
  EXPECT_EQ(Pieces("a\u65e5a"), "a@0-1/0 \u65e5@1-4/1 a@4-5/2");
}

TEST(WordPiece, PiecesOfOneSyllableShareItsBytes) {
  EXPECT_EQ(Pieces("\ud55c"), "\u1112@0-3/0 ##\u1161@0-3/0 ##\u11ab@0-3/0");
}

TEST(WordPiece, AFoldedCharacterThatIsPunctuationStandsAlone) {
  EXPECT_EQ(Pieces("a\u2260a"), "a@0-1/0 =@1-4/1 a@4-5/2");
}

TEST(WordPiece, AWordOfAHundredCharactersIsSpelledAndOneMoreIsUnknown) {
  std::vector<Piece> pieces;
  const WordPiece wordpiece = Tokenizer();
  wordpiece.Encode(std::string(100, 'a'), &pieces);
  EXPECT_EQ(pieces.size(), 100u);
  pieces.clear();
  wordpiece.Encode(std::string(101, 'a'), &pieces);
  ASSERT_EQ(pieces.size(), 1u);
  EXPECT_EQ(pieces[0].id, wordpiece.unknown_id());
  EXPECT_EQ(pieces[0].end, 101u);
}

TEST(WordPiece, FindsEntriesById) {
  const WordPiece wordpiece = Tokenizer();
  EXPECT_EQ(wordpiece.Id("[SEP]"), 3);
  EXPECT_EQ(wordpiece.Id("##s"), 14);
  EXPECT_EQ(wordpiece.Id("s"), -1);
  EXPECT_EQ(wordpiece.Id(""), -1);
  EXPECT_EQ(wordpiece.size(), 23u);
}

TEST(WordPiece, ADamagedVocabularyIsAClearError) {
  for (const char* bad : {"", "a\nb\n", "[UNK]\na\na\n", "[UNK]\n\xff\n"}) {
    auto wordpiece = WordPiece::FromVocabulary(bad);
    ASSERT_FALSE(wordpiece.ok());
    EXPECT_EQ(wordpiece.status().code(), Code::kCorrupt);
  }
}

TEST(WordPiece, PiecesOfAnyTextAreInOrderAndInsideIt) {
  const WordPiece wordpiece = Tokenizer();
  std::mt19937 random(11);
  const char* parts[] = {"a", "the", " ", "\u0301", "\u65e5", "\ud55c", "!", "\u200b", "\u2260",
                         "\U0001F600", "\u1F82", "\U0001D15E", "\u0130", "\n"};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (unsigned n = random() % 30; n > 0; --n) text += parts[random() % std::size(parts)];
    std::vector<Piece> pieces;
    wordpiece.Encode(text, &pieces);
    for (size_t i = 0; i < pieces.size(); ++i) {
      ASSERT_LT(pieces[i].begin, pieces[i].end);
      ASSERT_LE(pieces[i].end, text.size());
      if (i > 0) {
        ASSERT_LE(pieces[i - 1].begin, pieces[i].begin);
        ASSERT_LE(pieces[i].word - pieces[i - 1].word, 1u);
      }
    }
  }
}

}  // namespace
}  // namespace quoth
