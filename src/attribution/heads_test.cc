#include "attribution/heads.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>

#include "attribution/random_heads.h"
#include "gtest/gtest.h"

namespace quoth {
namespace {

using test::RandomHeads;
using test::ScratchFile;
using test::kTestHidden;

class HeadsTest : public ::testing::Test {
 protected:
  static constexpr size_t kWords = 37;

  HeadsTest() : random_(3), model_(random_), file_(model_.writer.Bytes()) {
    auto opened = ModelFile::Open(file_.path());
    EXPECT_TRUE(opened.ok()) << opened.status().message();
    auto heads = Heads::Create(*opened);
    EXPECT_TRUE(heads.ok()) << heads.status().message();
    heads_ = std::make_unique<Heads>(std::move(*heads));
    std::normal_distribution<float> normal(0, 1);
    hidden_.resize(kWords * kTestHidden);
    for (float& x : hidden_) x = normal(random_);
    for (size_t w = 0; w < kWords; ++w) paragraph_.push_back(static_cast<uint32_t>(4 + w / 12));
  }

  WindowView view() const { return {hidden_, paragraph_}; }

  static std::vector<double> Row(const std::vector<float>& rows, size_t w) {
    return {rows.begin() + static_cast<ptrdiff_t>(w * kTestHidden),
            rows.begin() + static_cast<ptrdiff_t>((w + 1) * kTestHidden)};
  }

  std::vector<CueReading> Read(const std::vector<CuePlace>& cues) const {
    HeadsScratch scratch;
    std::vector<CueReading> readings;
    EXPECT_TRUE(heads_->Read(view(), cues, scratch, &readings).ok());
    return readings;
  }

  std::mt19937 random_;
  RandomHeads model_;
  ScratchFile file_;
  std::unique_ptr<Heads> heads_;
  std::vector<float> hidden_;
  std::vector<uint32_t> paragraph_;
};

TEST_F(HeadsTest, CueProbabilitiesAreASoftmaxOfTheWord) {
  std::vector<CueProbability> cues;
  heads_->CueProbabilities(view(), &cues);
  ASSERT_EQ(cues.size(), kWords);
  for (size_t w = 0; w < kWords; ++w) {
    std::vector<double> p = model_.Linear("cue", Row(hidden_, w));
    double total = 0;
    for (double& x : p) total += x = std::exp(x);
    EXPECT_NEAR(cues[w].none, p[0] / total, 1e-5);
    EXPECT_NEAR(cues[w].begin, p[1] / total, 1e-5);
    EXPECT_NEAR(cues[w].in, p[2] / total, 1e-5);
  }
}

TEST_F(HeadsTest, ACueReadsItsParagraphWithinReach) {
  const CuePlace place = PlaceCue(paragraph_, 14, 15);
  EXPECT_EQ(place.begin, 12u);
  EXPECT_EQ(place.end, 24u);
  const std::vector<uint32_t> one(1000, 7);
  const CuePlace far = PlaceCue(one, 500, 501);
  EXPECT_EQ(far.begin, 380u);
  EXPECT_EQ(far.end, 622u);
  EXPECT_EQ(PlaceCue(one, 0, 0).begin, 0u);
  EXPECT_EQ(PlaceCue(one, 999, 999).end, 1000u);
}

TEST_F(HeadsTest, AReadingIsTheLayersOutputAndTheMapsOfIt) {
  auto opened = ModelFile::Open(file_.path());
  auto layer = LayerStack::Create(*opened, "heads.role.layer.", *LayerSizes::Read(**opened));
  ASSERT_TRUE(layer.ok());
  const CuePlace cue = PlaceCue(paragraph_, 14, 15);
  const size_t count = cue.end - cue.begin;
  std::vector<float> expected;
  for (size_t w = cue.begin; w < cue.end; ++w) {
    const size_t row = DistanceRow(static_cast<int64_t>(w) - 14), inside = w == 14 || w == 15;
    for (size_t k = 0; k < kTestHidden; ++k) {
      expected.push_back(hidden_[w * kTestHidden + k] + model_.tensors["role.distance.weight"][row * kTestHidden + k] +
                         model_.tensors["role.inside.weight"][inside * kTestHidden + k]);
    }
  }
  LayerScratch scratch;
  const uint32_t starts[] = {0};
  ASSERT_TRUE(layer->Run(starts, count, nullptr, scratch, expected.data()).ok());

  const CueReading reading = Read({cue})[0];
  ASSERT_EQ(reading.roles.size(), count);
  ASSERT_EQ(reading.circumstances.size(), count);
  for (size_t w = 0; w < count; ++w) {
    const std::vector<double> x = Row(expected, w);
    const std::vector<double> label = model_.Linear("role.label", x), other = model_.Linear("role.circumstance", x);
    for (size_t k = 0; k < kTestHidden; ++k) EXPECT_NEAR(reading.read[w * kTestHidden + k], x[k], 1e-4);
    for (size_t r = 0; r < kRoles; ++r) EXPECT_NEAR(reading.roles[w][r], label[r], 1e-3);
    for (size_t kind = 0; kind < kCircumstances; ++kind) {
      double total = 0;
      for (size_t i = 0; i < 3; ++i) total += std::exp(other[3 * kind + i]);
      for (size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(reading.circumstances[w][kind][i], other[3 * kind + i] - std::log(total), 1e-3);
      }
    }
  }
}

TEST_F(HeadsTest, ACueReadsTheSameInAnyCompany) {
  std::vector<CuePlace> cues;
  for (size_t w = 0; w < kWords; ++w) cues.push_back(PlaceCue(paragraph_, w, w));
  const std::vector<CueReading> together = Read(cues);
  for (size_t c : {size_t{0}, size_t{20}, kWords - 1}) {
    const CueReading alone = Read({cues[c]})[0];
    EXPECT_EQ(alone.roles, together[c].roles);
    EXPECT_EQ(alone.circumstances, together[c].circumstances);
  }
}

TEST_F(HeadsTest, PointGivesProbabilitiesOfNobodyAndOfEachWord) {
  const CuePlace cue = PlaceCue(paragraph_, 14, 15);
  const CueReading reading = Read({cue})[0];
  std::vector<float> answers;
  ASSERT_TRUE(heads_->Answers(view(), &answers).ok());
  const std::vector<size_t> source = {0, 1};
  const std::vector<float> scores = heads_->Point(reading, source, answers, 14);
  ASSERT_EQ(scores.size(), kWords + 1);

  std::vector<double> mean(kTestHidden);
  for (size_t k = 0; k < kTestHidden; ++k) mean[k] = (reading.read[k] + reading.read[kTestHidden + k]) / 2.0;
  const std::vector<double> ask = model_.Linear("role.ask", mean);
  std::vector<double> expected = model_.Linear("role.nobody", mean);
  for (size_t w = 0; w < kWords; ++w) {
    const std::vector<double> answer = model_.Linear("role.answer", Row(hidden_, w));
    double sum = 0;
    for (size_t k = 0; k < Heads::kAnswerWidth; ++k) sum += answer[k] * ask[k];
    expected.push_back(sum / std::sqrt(static_cast<double>(Heads::kAnswerWidth)) +
                       model_.tensors["role.far.weight"][DistanceRow(static_cast<int64_t>(w) - 14)]);
  }
  double total = 0;
  for (double x : expected) total += std::exp(x);
  for (size_t i = 0; i <= kWords; ++i) EXPECT_NEAR(scores[i], expected[i] - std::log(total), 5e-3);
}

TEST(Heads, AMissingTensorIsNamed) {
  std::mt19937 random(3);
  RandomHeads model(random, "role.label.bias");
  ScratchFile file(model.writer.Bytes());
  auto opened = ModelFile::Open(file.path());
  ASSERT_TRUE(opened.ok());
  auto heads = Heads::Create(*opened);
  ASSERT_FALSE(heads.ok());
  EXPECT_EQ(heads.status().code(), Code::kCorrupt);
  EXPECT_NE(heads.status().message().find("heads.role.label.bias"), std::string::npos) << heads.status().message();
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
