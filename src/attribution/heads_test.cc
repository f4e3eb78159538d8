#include "attribution/heads.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "encoder/model_writer.h"
#include "gtest/gtest.h"

namespace quoth {
namespace {

using test::ModelWriter;
using test::ScratchFile;

constexpr size_t kHidden = 24, kWidth = 32;

struct TestModel {
  ModelWriter writer;
  std::map<std::string, std::vector<float>> tensors;

  explicit TestModel(std::mt19937& random, const std::string& without = "") {
    writer.config["hidden"] = kHidden;
    const auto add = [&](const std::string& name, std::vector<size_t> shape) {
      size_t size = 1;
      for (size_t length : shape) size *= length;
      std::normal_distribution<float> normal(0, 0.5);
      std::vector<float> values(size);
      for (float& x : values) x = normal(random);
      if (name != without) writer.AddFloats("heads." + name, std::move(shape), values);
      tensors[name] = std::move(values);
    };
    add("cue.weight", {3, kHidden});
    add("cue.bias", {3});
    for (const char* name : {"role.word", "role.word2"}) {
      add(std::string(name) + ".weight", {kWidth, kHidden});
      add(std::string(name) + ".bias", {kWidth});
    }
    for (const char* name : {"role.cue", "role.cue2"}) {
      add(std::string(name) + ".weight", {kWidth, 2 * kHidden});
      add(std::string(name) + ".bias", {kWidth});
    }
    add("role.distance.weight", {32, kWidth});
    add("role.paragraph.weight", {5, kWidth});
    add("role.mix.weight", {kRoles, kWidth});
    add("role.mix.bias", {kRoles});
    add("role.product.weight", {kRoles, kWidth});
    add("role.transition", {kRoles, kRoles});
    add("role.start", {kRoles});
  }

  // out[o] = bias[o] + Σ weight[o][i] input[i]
  std::vector<double> Linear(const std::string& name, const std::vector<double>& input) {
    const auto& weight = tensors[name + ".weight"];
    std::vector<double> out;
    for (size_t o = 0; o < weight.size() / input.size(); ++o) {
      double sum = tensors.count(name + ".bias") ? tensors[name + ".bias"][o] : 0;
      for (size_t i = 0; i < input.size(); ++i) sum += weight[o * input.size() + i] * input[i];
      out.push_back(sum);
    }
    return out;
  }
};

TEST(Heads, AgreeWithTheirPlainDefinition) {
  std::mt19937 random(3);
  TestModel model(random);
  ScratchFile file(model.writer.Bytes());
  auto opened = ModelFile::Open(file.path());
  ASSERT_TRUE(opened.ok()) << opened.status().message();
  auto heads = Heads::Create(*opened);
  ASSERT_TRUE(heads.ok()) << heads.status().message();

  constexpr size_t kWords = 37, kFirst = 11, kLast = 12;
  std::normal_distribution<float> normal(0, 1);
  std::vector<float> hidden(kWords * kHidden);
  for (float& x : hidden) x = normal(random);
  std::vector<uint32_t> paragraph(kWords);
  for (size_t w = 0; w < kWords; ++w) paragraph[w] = static_cast<uint32_t>(4 + w / 6);
  const WindowView view = {hidden, paragraph};
  const auto row = [&](size_t w) {
    return std::vector<double>(hidden.begin() + w * kHidden, hidden.begin() + (w + 1) * kHidden);
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
    std::vector<double> h(kWidth), product(kWidth);
    for (size_t k = 0; k < kWidth; ++k) {
      h[k] = std::max(0.0, a[k] + c[k] + model.tensors["role.distance.weight"][distance * kWidth + k] +
                               model.tensors["role.paragraph.weight"][shift * kWidth + k]);
      product[k] = a2[k] * c2[k];
    }
    const std::vector<double> mixed = model.Linear("role.mix", h), multiplied = model.Linear("role.product", product);
    for (size_t r = 0; r < kRoles; ++r) EXPECT_NEAR(scores[w][r], mixed[r] + multiplied[r], 2e-3);
  }
}

TEST(Heads, AMissingTensorIsNamed) {
  std::mt19937 random(3);
  TestModel model(random, "role.mix.bias");
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
