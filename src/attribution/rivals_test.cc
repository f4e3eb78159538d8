#include "attribution/rivals.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

Attribution Make(Span cue, std::vector<Span> content, double log_probability) {
  return {cue, {}, std::move(content), 0.9, log_probability};
}

TEST(SettleRivals, LeavesThoseThatShareNothing) {
  const auto settled = SettleRivals({Make({3, 4}, {{0, 3}}, -1), Make({8, 9}, {{5, 8}}, -2)}, 10);
  ASSERT_EQ(settled.size(), 2u);
  EXPECT_EQ(settled[0].content, (std::vector<Span>{{0, 3}}));
  EXPECT_EQ(settled[1].content, (std::vector<Span>{{5, 8}}));
}

TEST(SettleRivals, DropsTheLessSureOfTwoWithTheSameContent) {
  const auto settled = SettleRivals({Make({5, 6}, {{0, 5}}, -3), Make({8, 9}, {{0, 5}}, -1)}, 10);
  ASSERT_EQ(settled.size(), 1u);
  EXPECT_EQ(settled[0].cue, (Span{8, 9}));
}

TEST(SettleRivals, GivesAFewSharedWordsToTheSurer) {
  const auto settled = SettleRivals({Make({5, 6}, {{0, 5}}, -1), Make({9, 10}, {{3, 5}, {10, 20}}, -2)}, 20);
  ASSERT_EQ(settled.size(), 2u);
  EXPECT_EQ(settled[0].content, (std::vector<Span>{{0, 5}}));
  EXPECT_EQ(settled[1].content, (std::vector<Span>{{10, 20}}));
}

TEST(SettleRivals, LetsOneHoldAnother) {
  // "officials claim rain is coming, she said": claim [1, 2) lies in the content of said [6, 7).
  const auto settled = SettleRivals({Make({1, 2}, {{2, 5}}, -1), Make({6, 7}, {{0, 5}}, -2)}, 8);
  ASSERT_EQ(settled.size(), 2u);
  EXPECT_EQ(settled[0].content, (std::vector<Span>{{2, 5}}));
  EXPECT_EQ(settled[1].content, (std::vector<Span>{{0, 5}}));
}

TEST(SettleRivals, TwoThatHoldEachOthersCuesAreRivals) {
  const auto settled = SettleRivals({Make({0, 1}, {{1, 6}}, -1), Make({3, 4}, {{0, 3}, {4, 6}}, -2)}, 8);
  ASSERT_EQ(settled.size(), 1u);
  EXPECT_EQ(settled[0].cue, (Span{0, 1}));
}

TEST(SettleRivals, NoneGiveNone) { EXPECT_TRUE(SettleRivals({}, 0).empty()); }

}  // namespace
}  // namespace quoth
