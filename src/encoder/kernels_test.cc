#include "encoder/kernels.h"

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "encoder/oracle.h"

namespace quoth::kernels {
namespace {

// Runs each test once for every instruction set that this machine has.
class Kernels : public ::testing::TestWithParam<int64_t> {
 protected:
  void SetUp() override { hwy::SetSupportedTargetsForTest(GetParam()); }
  void TearDown() override { hwy::SetSupportedTargetsForTest(0); }

  std::vector<float> Normal(size_t count, float mean = 0, float deviation = 1) {
    std::normal_distribution<float> normal(mean, deviation);
    std::vector<float> numbers(count);
    for (float& number : numbers) number = normal(random_);
    return numbers;
  }
  std::vector<int32_t> Sums(size_t count) {
    std::vector<int32_t> sums(count);
    for (int32_t& sum : sums) sum = static_cast<int32_t>(random_() % 2000001) - 1000000;
    return sums;
  }

  std::mt19937 random_{7};
};

std::vector<int64_t> Targets() {
  std::vector<int64_t> targets;
  for (int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) targets.push_back(rest & -rest);
  return targets;
}

INSTANTIATE_TEST_SUITE_P(EveryTarget, Kernels, ::testing::ValuesIn(Targets()),
                         [](const auto& info) { return std::string(hwy::TargetName(info.param)); });

const size_t kWidths[] = {16, 48, 384, 1536};

struct Bytes {
  Bytes(size_t rows, size_t width, int largest) : values(rows * width), scales(rows), out{values.data(), scales.data(), largest} {}
  std::vector<uint8_t> values;
  std::vector<RowScale> scales;
  Quantised out;
};

// Every byte is within range and stands for a number at most a step's half (and rounding) from the original.
void ExpectQuantised(const Bytes& bytes, const std::vector<float>& numbers, size_t width) {
  for (size_t row = 0; row < bytes.scales.size(); ++row) {
    const RowScale scale = bytes.scales[row];
    float low = 0, high = 0;
    for (size_t i = 0; i < width; ++i) {
      low = std::min(low, numbers[row * width + i]);
      high = std::max(high, numbers[row * width + i]);
    }
    EXPECT_LE(scale.step, std::max(1.001f * (high - low) / static_cast<float>(bytes.out.largest - 1), 0.f) +
                              (high == low ? 1.f : 0.f));
    for (size_t i = 0; i < width; ++i) {
      const uint8_t value = bytes.values[row * width + i];
      ASSERT_LE(value, bytes.out.largest);
      ASSERT_NEAR(scale.step * value + scale.low, numbers[row * width + i], 0.502f * scale.step) << width << " " << row << " " << i;
    }
  }
}

TEST_P(Kernels, QuantiseStaysWithinHalfAStepAndRepresentsZeroExactly) {
  for (size_t width : kWidths) {
    for (int largest : {255, 127}) {
      std::vector<float> numbers = Normal(5 * width, 0, 3);
      for (size_t i = 0; i < width; ++i) numbers[width + i] = std::abs(numbers[width + i]) + 1;   // all positive
      for (size_t i = 0; i < width; ++i) numbers[2 * width + i] = -std::abs(numbers[2 * width + i]);  // all negative
      for (size_t i = 0; i < width; ++i) numbers[3 * width + i] = 0;
      numbers[4 * width + 3] = 1000;  // one outlier
      Bytes bytes(5, width, largest);
      Quantise(numbers.data(), 5, width, bytes.out);
      ExpectQuantised(bytes, numbers, width);
      EXPECT_EQ(bytes.scales[3].low + bytes.scales[3].step * bytes.values[3 * width], 0.f);
    }
  }
}

TEST_P(Kernels, QuantiseAnswersToNumbersThatAreNone) {
  const float kNothing = std::numeric_limits<float>::quiet_NaN(), kInfinite = std::numeric_limits<float>::infinity();
  std::vector<float> numbers = Normal(3 * 32);
  for (size_t i = 0; i < 32; ++i) numbers[i] = kNothing;
  numbers[40] = kInfinite;
  numbers[41] = -kInfinite;
  numbers[70] = kNothing;
  Bytes bytes(3, 32, 255);
  Quantise(numbers.data(), 3, 32, bytes.out);
  for (const RowScale& scale : bytes.scales) EXPECT_TRUE(std::isfinite(scale.step) && std::isfinite(scale.low));
}

TEST_P(Kernels, EmbedAddsTheFourEmbeddings) {
  for (size_t width : kWidths) {
    std::vector<int8_t> word(width);
    for (int8_t& value : word) value = static_cast<int8_t>(random_());
    const std::vector<float> a = Normal(width), b = Normal(width), c = Normal(width);
    std::vector<float> out(width);
    Embed(word.data(), 0.01f, a.data(), b.data(), c.data(), width, out.data());
    for (size_t i = 0; i < width; ++i) ASSERT_NEAR(out[i], word[i] * 0.01f + a[i] + b[i] + c[i], 1e-5);
  }
}

TEST_P(Kernels, NormQuantiseIsLayerNorm) {
  for (size_t width : kWidths) {
    const size_t rows = 3;
    std::vector<float> numbers = Normal(rows * width, 2, 5);
    const std::vector<float> gain = Normal(width), shift = Normal(width), before = numbers;
    Bytes bytes(rows, width, 255);
    NormQuantise(numbers.data(), rows, width, {gain.data(), shift.data(), 1e-12f}, bytes.out);
    for (size_t row = 0; row < rows; ++row) {
      oracle::Row expected(before.begin() + static_cast<std::ptrdiff_t>(row * width),
                           before.begin() + static_cast<std::ptrdiff_t>((row + 1) * width));
      oracle::Norm(gain.data(), shift.data(), 1e-12, &expected);
      for (size_t i = 0; i < width; ++i) ASSERT_NEAR(numbers[row * width + i], expected[i], 2e-5);
    }
    ExpectQuantised(bytes, numbers, width);
  }
}

TEST_P(Kernels, NormOfEqualNumbersIsTheShift) {
  std::vector<float> numbers(48, 3.f);
  const std::vector<float> gain = Normal(48), shift = Normal(48);
  Bytes bytes(1, 48, 255);
  NormQuantise(numbers.data(), 1, 48, {gain.data(), shift.data(), 1e-12f}, bytes.out);
  for (size_t i = 0; i < 48; ++i) EXPECT_NEAR(numbers[i], shift[i], 1e-5);
}

// A linear map's dequantisation, and what it should give.
struct Map {
  Map(size_t width, const std::vector<float>& s, const std::vector<float>& l, const std::vector<float>& b)
      : width(width), scale(s), low_scale(l), bias(b) {
    for (float& x : scale) x = 1e-5f * (1 + std::abs(x));
    for (float& x : low_scale) x *= 0.1f;
  }
  Dequantise view() const { return {scale.data(), low_scale.data(), bias.data()}; }
  float At(int32_t sum, RowScale in, size_t o) const {
    return scale[o] * in.step * static_cast<float>(sum) + low_scale[o] * in.low + bias[o];
  }
  size_t width;
  std::vector<float> scale, low_scale, bias;
};

TEST_P(Kernels, ResidualNormQuantiseAddsAndNormalises) {
  for (size_t width : kWidths) {
    const size_t rows = 4;
    const Map map(width, Normal(width), Normal(width), Normal(width));
    const std::vector<int32_t> sums = Sums(rows * width);
    const std::vector<RowScale> in = {{0.1f, -1}, {0.2f, 0}, {0.01f, -3}, {1, -5}};
    std::vector<float> residual = Normal(rows * width);
    const std::vector<float> gain = Normal(width), shift = Normal(width), before = residual;
    Bytes bytes(rows, width, 127);
    ResidualNormQuantise(sums.data(), in.data(), map.view(), residual.data(), rows, width,
                         {gain.data(), shift.data(), 1e-12f}, bytes.out);
    for (size_t row = 0; row < rows; ++row) {
      oracle::Row expected(width);
      for (size_t i = 0; i < width; ++i) {
        expected[i] = before[row * width + i] + map.At(sums[row * width + i], in[row], i);
      }
      oracle::Norm(gain.data(), shift.data(), 1e-12, &expected);
      for (size_t i = 0; i < width; ++i) ASSERT_NEAR(residual[row * width + i], expected[i], 3e-5);
    }
    ExpectQuantised(bytes, residual, width);
  }
}

TEST_P(Kernels, GeluQuantiseIsWithinAHalfStepOfTheExactGelu) {
  for (size_t width : kWidths) {
    const size_t rows = 3;
    const Map map(width, Normal(width), Normal(width), Normal(width));
    const std::vector<int32_t> sums = Sums(rows * width);
    const std::vector<RowScale> in = {{0.1f, -1}, {0.5f, 0}, {0.01f, -3}};
    std::vector<float> work(width), expected(rows * width);
    for (size_t row = 0; row < rows; ++row) {
      for (size_t i = 0; i < width; ++i) {
        expected[row * width + i] = oracle::Gelu(map.At(sums[row * width + i], in[row], i));
      }
    }
    Bytes bytes(rows, width, 255);
    GeluQuantise(sums.data(), in.data(), map.view(), rows, width, work.data(), bytes.out);
    for (size_t i = 0; i < rows * width; ++i) {
      const RowScale scale = bytes.scales[i / width];
      ASSERT_NEAR(scale.step * bytes.values[i] + scale.low, expected[i], 0.51f * scale.step + 2e-4f);
    }
  }
}

TEST_P(Kernels, GeluIsRightOverItsWholeRange) {
  const size_t width = 16000;
  const std::vector<float> scale(width, 1e-3f), zero(width, 0.f);
  std::vector<int32_t> sums(width);
  for (size_t i = 0; i < width; ++i) sums[i] = static_cast<int32_t>(i) - 8000;
  const RowScale in{1, 0};
  std::vector<float> work(width);
  Bytes bytes(1, width, 255);
  GeluQuantise(sums.data(), &in, {scale.data(), zero.data(), zero.data()}, 1, width, work.data(), bytes.out);
  for (size_t i = 0; i < width; ++i) {
    const float x = 1e-3f * static_cast<float>(sums[i]);
    ASSERT_NEAR(work[i], oracle::Gelu(x), std::max(4e-5f, 1.4e-5f * std::abs(x))) << x;
  }
}

float Half(uint16_t half) { return std::bit_cast<float>(static_cast<uint32_t>(half) << 16); }

TEST_P(Kernels, SplitHeadsPutsEachHeadTogetherInBothPrecisions) {
  for (size_t head_width : {16, 32, 64}) {
    const size_t rows = 3, heads = 3, width = heads * head_width, stride = 5 * head_width;
    const Map map(width, Normal(width), Normal(width), Normal(width));
    const size_t sums_width = width + 16;
    const std::vector<int32_t> sums = Sums(rows * sums_width);
    const std::vector<RowScale> in = {{0.1f, -1}, {0.5f, 0}, {0.01f, -3}};
    std::vector<float> floats(heads * stride, -9.f);
    std::vector<uint16_t> halves(heads * stride, 0xc110);
    SplitHeads(sums.data(), sums_width, in.data(), map.view(), rows, heads, head_width, stride, Precision::kFloat,
               floats.data());
    SplitHeads(sums.data(), sums_width, in.data(), map.view(), rows, heads, head_width, stride, Precision::kBfloat16,
               halves.data());
    for (size_t head = 0; head < heads; ++head) {
      for (size_t row = 0; row < rows; ++row) {
        for (size_t i = 0; i < head_width; ++i) {
          const size_t at = head * stride + row * head_width + i, o = head * head_width + i;
          const float expected = map.At(sums[row * sums_width + o], in[row], o);
          ASSERT_NEAR(floats[at], expected, 1e-5f * std::abs(expected) + 1e-5f);
          ASSERT_NEAR(Half(halves[at]), expected, std::abs(expected) / 250 + 1e-5f);
        }
      }
      for (size_t at = head * stride + rows * head_width; at < (head + 1) * stride; ++at) {
        ASSERT_EQ(floats[at], -9.f);
        ASSERT_EQ(halves[at], 0xc110);
      }
    }
  }
}

TEST_P(Kernels, SoftmaxSumsToOneAndGivesNothingBeyondTheRowsEnd) {
  for (size_t width : {1, 2, 15, 16, 17, 31, 33, 100, 289, 511, 512}) {
    const size_t rows = 6, stride = (width + 31) / 32 * 32;
    for (Precision precision : {Precision::kFloat, Precision::kBfloat16}) {
      std::vector<float> scores = Normal(rows * stride, 3, 8);
      // Rows far from what training gives: all very large, all very small, far apart.
      for (size_t i = 0; i < width; ++i) scores[3 * stride + i] += 5000;
      for (size_t i = 0; i < width; ++i) scores[4 * stride + i] -= 5000;
      for (size_t i = 0; i < width; ++i) scores[5 * stride + i] *= 100;
      for (size_t row = 0; row < rows; ++row) {
        for (size_t i = width; i < stride; ++i) scores[row * stride + i] = i % 2 ? 1e9f : std::nanf("");
      }
      const std::vector<float> before = scores;
      std::vector<float> floats(rows * stride, 5.f), inverse(rows);
      std::vector<uint16_t> halves(rows * stride, 0x4000);
      const bool half = precision == Precision::kBfloat16;
      Softmax(scores.data(), rows, width, stride, precision, half ? static_cast<void*>(halves.data()) : floats.data(),
              inverse.data());
      for (size_t row = 0; row < rows; ++row) {
        std::vector<double> expected(width);
        const float largest = *std::max_element(before.begin() + static_cast<std::ptrdiff_t>(row * stride),
                                                before.begin() + static_cast<std::ptrdiff_t>(row * stride + width));
        double sum = 0;
        for (size_t i = 0; i < width; ++i) {
          expected[i] = std::exp2(static_cast<double>(before[row * stride + i]) - largest);
          sum += expected[i];
        }
        for (size_t i = 0; i < stride; ++i) {
          const float weight = (half ? Half(halves[row * stride + i]) : floats[row * stride + i]);
          if (i < width) {
            const double exact = expected[i] / sum;
            ASSERT_NEAR(weight * inverse[row], exact, exact * (half ? 0.005 : 2e-4) + 1e-7) << width << " " << row;
          } else {
            ASSERT_EQ(weight, 0.f);
          }
        }
      }
    }
  }
}

TEST_P(Kernels, ScaleRowsPutsRowsIntoAWiderTable) {
  const std::vector<float> in = Normal(2 * 32), factor = {2.f, -1.f};
  std::vector<float> out(2 * 96, 7.f);
  ScaleRows(in.data(), factor.data(), 2, 32, out.data() + 32, 96);
  for (size_t row = 0; row < 2; ++row) {
    for (size_t i = 0; i < 96; ++i) {
      const bool inside = i >= 32 && i < 64;
      ASSERT_EQ(out[row * 96 + i], inside ? in[row * 32 + i - 32] * factor[row] : 7.f);
    }
  }
}

}  // namespace
}  // namespace quoth::kernels
