#include "attribution/words.h"

#include "gtest/gtest.h"

namespace quoth {
namespace {

// Words of one piece each; a new paragraph every `per_paragraph` words.
std::vector<Word> MakeWords(size_t count, size_t per_paragraph) {
  std::vector<Word> words;
  for (uint32_t i = 0; i < count; ++i) {
    words.push_back({i, i + 1, {2 * i, 2 * i + 1}, static_cast<uint32_t>(i / per_paragraph)});
  }
  return words;
}

TEST(GatherWords, JoinsThePiecesOfAWord) {
  Features features;
  features.pieces = {{10, 0, 2, 0}, {11, 2, 5, 0}, {12, 6, 7, 1}};
  features.paragraph = {0, 0, 3};
  const std::vector<Word> words = GatherWords(features);
  ASSERT_EQ(words.size(), 2u);
  EXPECT_EQ(words[0].last - words[0].first, 2u);
  EXPECT_EQ(words[0].span, (Span{0, 5}));
  EXPECT_EQ(words[1].paragraph, 3u);
}

TEST(CutWindows, OwnPartsCoverTheTextOnce) {
  for (size_t per_paragraph : {1u, 7u, 50u, 1000u}) {
    for (size_t overlap : {0u, 10u, 40u}) {
      const std::vector<Word> words = MakeWords(1003, per_paragraph);
      size_t at = 0;
      for (const Window& w : CutWindows(words, {100, overlap})) {
        EXPECT_EQ(w.own_begin, at);
        EXPECT_LE(w.begin, w.own_begin);
        EXPECT_GE(w.end, w.own_end);
        EXPECT_LT(w.own_begin, w.own_end);
        at = w.own_end;
      }
      EXPECT_EQ(at, words.size());
    }
  }
}

TEST(CutWindows, KeepToTheLimitAndToParagraphBreaks) {
  const std::vector<Word> words = MakeWords(1000, 30);
  for (const Window& w : CutWindows(words, {100, 0})) {
    EXPECT_LE(w.end - w.begin, 100u);
    EXPECT_EQ(w.begin % 30, 0u);
  }
}

TEST(CutWindows, AWordTooLongForAWindowHasOneOfItsOwn) {
  const std::vector<Word> words = {{0, 500, {0, 500}, 0}, {500, 501, {501, 502}, 0}};
  const std::vector<Window> windows = CutWindows(words, {100, 0});
  ASSERT_EQ(windows.size(), 2u);
  EXPECT_EQ(windows[0].end, 1u);
}

TEST(CutWindows, NoWordsHaveNoWindows) { EXPECT_TRUE(CutWindows({}, {100, 0}).empty()); }

}  // namespace
}  // namespace quoth
