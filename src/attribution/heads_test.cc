#include "attribution/heads.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "attribution/random_heads.h"
#include "gtest/gtest.h"

namespace quoth {
namespace {

using test::RandomHeads;
using test::ScratchFile;
using test::kTestHidden;
using test::kTestWidth;

TEST(Heads, AgreeWithTheirPlainDefinition) {
  std::mt19937 random(3);
  RandomHeads model(random);
  ScratchFile file(model.writer.Bytes());
  auto opened = ModelFile::Open(file.path());
  ASSERT_TRUE(opened.ok()) << opened.status().message();
  auto heads = Heads::Create(*opened);
  ASSERT_TRUE(heads.ok()) << heads.status().message();

  constexpr size_t kWords = 37, kFirst = 11, kLast = 12;
  std::normal_distribution<float> normal(0, 1);
  std::vector<float> hidden(kWords * kTestHidden);
  for (float& x : hidden) x = normal(random);
  std::vector<uint32_t> paragraph(kWords);
  for (size_t w = 0; w < kWords; ++w) paragraph[w] = static_cast<uint32_t>(4 + w / 6);
  const WindowView view = {hidden, paragraph};
  const auto row = [&](size_t w) {
    return std::vector<double>(hidden.begin() + w * kTestHidden, hidden.begin() + (w + 1) * kTestHidden);
  };

  std::vector<CueProbability> cues;
  heads->CueProbabilities(view, &cues);
  ASSERT_EQ(cues.size(), kWords);
  for (size_t w = 0; w < kWords; ++w) {
    std::vector<double> p = model.Linear("cue", row(w));
    double total = 0;
    for (double& x : p) total += x = std::exp(x);
    EXPECT_NEAR(cues[w].none, p[0] / total, 1e-5);
    EXPECT_NEAR(cues[w].begin, p[1] / total, 1e-5);
    EXPECT_NEAR(cues[w].in, p[2] / total, 1e-5);
  }

  HeadsScratch scratch;
  std::vector<RoleScores> scores;
  ASSERT_TRUE(heads->Project(view, scratch).ok());
  ASSERT_TRUE(heads->RoleScoresOf(view, kFirst, kLast, scratch, &scores).ok());
  std::vector<double> cue = row(kFirst);
  for (double x : row(kLast)) cue.push_back(x);
  const std::vector<double> c = model.Linear("role.cue", cue), c2 = model.Linear("role.cue2", cue);
  for (size_t w = 0; w < kWords; ++w) {
    const std::vector<double> a = model.Linear("role.word", row(w)), a2 = model.Linear("role.word2", row(w));
    const size_t distance = DistanceRow(static_cast<int64_t>(w) - static_cast<int64_t>(kFirst));
    const int shift = std::clamp(static_cast<int>(paragraph[w]) - static_cast<int>(paragraph[kFirst]), -2, 2) + 2;
    std::vector<double> h(kTestWidth), product(kTestWidth);
    for (size_t k = 0; k < kTestWidth; ++k) {
      h[k] = std::max(0.0, a[k] + c[k] + model.tensors["role.distance.weight"][distance * kTestWidth + k] +
                               model.tensors["role.paragraph.weight"][shift * kTestWidth + k]);
      product[k] = a2[k] * c2[k];
    }
    const std::vector<double> mixed = model.Linear("role.mix", h), multiplied = model.Linear("role.product", product);
    std::vector<double> tags = model.Linear("flat", row(w));
    double total = 0;
    for (double x : tags) total += std::exp(x);
    for (size_t r = 0; r < kRoles; ++r) {
      double expected = mixed[r] + multiplied[r];
      for (size_t t = 0; t < tags.size(); ++t) {
        expected += (tags[t] - std::log(total)) * model.tensors["role.tags"][t * kRoles + r];
      }
      EXPECT_NEAR(scores[w][r], expected, 5e-3);
    }
  }
}

TEST(Heads, AMissingTensorIsNamed) {
  std::mt19937 random(3);
  RandomHeads model(random, "role.mix.bias");
  ScratchFile file(model.writer.Bytes());
  auto opened = ModelFile::Open(file.path());
  ASSERT_TRUE(opened.ok());
  auto heads = Heads::Create(*opened);
  ASSERT_FALSE(heads.ok());
  EXPECT_EQ(heads.status().code(), Code::kCorrupt);
  EXPECT_NE(heads.status().message().find("heads.role.mix.bias"), std::string::npos) << heads.status().message();
}

TEST(DistanceRow, IsExactNearTheCueAndCoarserFarFromIt) {
  EXPECT_EQ(DistanceRow(0), 0u);
  EXPECT_EQ(DistanceRow(4), 4u);
  EXPECT_EQ(DistanceRow(-1), 17u);
  EXPECT_EQ(DistanceRow(8), 6u);
  EXPECT_EQ(DistanceRow(1000000), 15u);
  EXPECT_EQ(DistanceRow(-1000000), 31u);
  for (int64_t d = 1; d < 3000; ++d) EXPECT_LE(DistanceRow(d), DistanceRow(d + 1));
}

}  // namespace
}  // namespace quoth
