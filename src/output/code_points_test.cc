#include "output/code_points.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace quoth {
namespace {

TEST(CodePoints, CountWhatBeginsBeforeAByte) {
  const CodePoints points("na\xC3\xAFve");
  EXPECT_EQ(points.At(0), 0u);
  EXPECT_EQ(points.At(2), 2u);
  EXPECT_EQ(points.At(4), 3u);
  EXPECT_EQ(points.At(6), 5u);
  EXPECT_EQ(points.At(1000), 5u);
  EXPECT_EQ(points.size(), 5u);
}

TEST(CodePoints, HoldForAnEmptyText) {
  const CodePoints points("");
  EXPECT_EQ(points.At(0), 0u);
  EXPECT_EQ(points.size(), 0u);
}

TEST(CodePoints, AgreeWithCountingFromTheStart) {
  std::mt19937 random(7);
  const std::string letters[] = {"a", "\xC3\xA9", "\xE6\x9D\xB1", "\xF0\x9F\x98\x80"};
  std::string text;
  std::vector<size_t> begins;
  for (int i = 0; i < 3000; ++i) {
    begins.push_back(text.size());
    text += letters[random() % 4];
  }
  const CodePoints points(text);
  for (size_t i = 0; i < begins.size(); ++i) ASSERT_EQ(points.At(begins[i]), i);
  EXPECT_EQ(points.At(text.size()), begins.size());
}

}  // namespace
}  // namespace quoth
