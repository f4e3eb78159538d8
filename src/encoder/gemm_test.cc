#include "encoder/gemm.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstdlib>
#include <oneapi/dnnl/dnnl.hpp>
#include <random>
#include <string_view>
#include <thread>
#include <vector>

namespace quoth {
namespace {

struct Case {
  size_t outputs, inputs;
};

// The encoder's own shapes, and odd ones.
const Case kCases[] = {{1152, 384}, {384, 384}, {1536, 384}, {384, 1536}, {16, 16}, {48, 80}, {112, 16}, {16, 208}};

struct Weights {
  explicit Weights(Case size, unsigned seed) : values(size.outputs * size.inputs), scales(size.outputs, 1.f) {
    std::mt19937 random(seed);
    for (int8_t& value : values) value = static_cast<int8_t>(static_cast<int>(random() % 255) - 127);
    view = {values.data(), scales.data(), size.outputs, size.inputs};
  }
  std::vector<int8_t> values;
  std::vector<float> scales;
  Int8Matrix view;
};

// The first wrong sum's place, or none.
::testing::AssertionResult IsExact(const Weights& weights, const std::vector<uint8_t>& activations, size_t rows,
                                   const std::vector<int32_t>& sums) {
  const size_t outputs = weights.view.rows, inputs = weights.view.columns;
  for (size_t row = 0; row < rows; ++row) {
    for (size_t o = 0; o < outputs; ++o) {
      int32_t sum = 0;
      for (size_t i = 0; i < inputs; ++i) sum += activations[row * inputs + i] * weights.values[o * inputs + i];
      if (sum != sums[row * outputs + o]) {
        return ::testing::AssertionFailure() << outputs << "x" << inputs << ", " << rows << " rows: at row " << row
                                             << ", output " << o << ": " << sums[row * outputs + o] << ", not " << sum;
      }
    }
  }
  return ::testing::AssertionSuccess();
}

TEST(PackedMatrix, MultipliesExactlyAtEveryShapeAndRowCount) {
  const OneThread one_thread;
  GemmScratch scratch;
  std::mt19937 random(2);
  const auto largest = static_cast<unsigned>(MaxActivation());
  for (const Case& size : kCases) {
    const Weights weights(size, 1);
    auto packed = PackedMatrix::Pack(weights.view);
    ASSERT_TRUE(packed.ok()) << packed.status().message();
    for (size_t rows : {1, 15, 16, 17, 33, 64, 100, 127, 128}) {
      std::vector<uint8_t> activations(PaddedRows(rows) * size.inputs);
      for (uint8_t& value : activations) value = static_cast<uint8_t>(random() % (largest + 1));
      std::vector<int32_t> sums(PaddedRows(rows) * size.outputs, -1);
      ASSERT_TRUE(packed->Multiply(activations.data(), rows, sums.data(), scratch).ok());
      ASSERT_TRUE(IsExact(weights, activations, rows, sums));
    }
  }
}

TEST(PackedMatrix, DoesNotSaturateAtTheLargestActivations) {
  const OneThread one_thread;
  GemmScratch scratch;
  for (const Case& size : kCases) {
    Weights weights(size, 1);
    for (int8_t extreme : {int8_t{127}, int8_t{-127}}) {
      std::fill(weights.values.begin(), weights.values.end(), extreme);
      auto packed = PackedMatrix::Pack(weights.view);
      ASSERT_TRUE(packed.ok());
      for (size_t rows : {16, 128}) {
        const std::vector<uint8_t> activations(rows * size.inputs, static_cast<uint8_t>(MaxActivation()));
        std::vector<int32_t> sums(rows * size.outputs);
        ASSERT_TRUE(packed->Multiply(activations.data(), rows, sums.data(), scratch).ok());
        ASSERT_TRUE(IsExact(weights, activations, rows, sums));
      }
    }
  }
}

TEST(MaxActivation, IsSevenBitsWhereOneDnnSaturates) {
  const char* isa = std::getenv("DNNL_MAX_CPU_ISA");
  if (isa == nullptr) GTEST_SKIP() << "ctest runs this with DNNL_MAX_CPU_ISA set";
#if defined(__x86_64__)
  const bool vnni = std::string_view(isa) == "AVX512_CORE_VNNI" &&
                    dnnl::get_effective_cpu_isa() == dnnl::cpu_isa::avx512_core_vnni;
  EXPECT_EQ(MaxActivation(), vnni ? 255 : 127);
#endif
}

TEST(PackedMatrix, RefusesSizesThatAreNoBlocksAndTooManyRows) {
  const Weights odd({17, 16}, 1);
  EXPECT_EQ(PackedMatrix::Pack(odd.view).status().code(), Code::kUnsupported);
  const Weights even({16, 16}, 1);
  auto packed = PackedMatrix::Pack(even.view);
  ASSERT_TRUE(packed.ok());
  GemmScratch scratch;
  std::vector<uint8_t> activations(144 * 16);
  std::vector<int32_t> sums(144 * 16);
  EXPECT_EQ(packed->Multiply(activations.data(), 129, sums.data(), scratch).code(), Code::kInternal);
  EXPECT_TRUE(packed->Multiply(activations.data(), 0, sums.data(), scratch).ok());
}

TEST(PackedMatrix, ServesSeveralThreadsAtOnce) {
  const Weights weights({384, 384}, 3);
  auto packed = PackedMatrix::Pack(weights.view);
  ASSERT_TRUE(packed.ok());
  const auto largest = static_cast<unsigned>(MaxActivation());
  std::vector<std::thread> threads;
  std::vector<int> good(4);
  for (size_t t = 0; t < good.size(); ++t) {
    threads.emplace_back([&, t] {
      const OneThread one_thread;
      GemmScratch scratch;
      std::mt19937 random(static_cast<unsigned>(t));
      for (int round = 0; round < 5; ++round) {
        const size_t rows = 1 + random() % 64;
        std::vector<uint8_t> activations(PaddedRows(rows) * 384);
        for (uint8_t& value : activations) value = static_cast<uint8_t>(random() % (largest + 1));
        std::vector<int32_t> sums(PaddedRows(rows) * 384);
        good[t] += packed->Multiply(activations.data(), rows, sums.data(), scratch).ok() &&
                   IsExact(weights, activations, rows, sums);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(good, std::vector<int>(4, 5));
}

std::vector<float> Random(size_t count, std::mt19937& random) {
  std::normal_distribution<float> normal;
  std::vector<float> numbers(count);
  for (float& number : numbers) number = normal(random);
  return numbers;
}

std::vector<uint16_t> Halve(const std::vector<float>& numbers) {
  std::vector<uint16_t> halves;
  for (float number : numbers) halves.push_back(static_cast<uint16_t>((std::bit_cast<uint32_t>(number) + 0x8000) >> 16));
  return halves;
}

TEST(AttentionProducts, ComeNearTheScalarOnesInBothPrecisions) {
  const OneThread one_thread;
  GemmScratch scratch;
  std::mt19937 random(5);
  const size_t width = 32;
  for (size_t keys : {32, 96, 288, 512}) {
    for (size_t rows : {16, 48, 160}) {
      const std::vector<float> q = Random(rows * width, random), k = Random(keys * width, random),
                               w = Random(rows * keys, random), v = Random(keys * width, random);
      for (Precision precision : {Precision::kFloat, Precision::kBfloat16}) {
        if (precision == Precision::kBfloat16 && AttentionPrecision() != precision) continue;
        const bool half = precision == Precision::kBfloat16;
        const std::vector<uint16_t> hq = Halve(q), hk = Halve(k), hw = Halve(w), hv = Halve(v);
        const auto pick = [&](const std::vector<float>& f, const std::vector<uint16_t>& h) {
          return half ? static_cast<const void*>(h.data()) : static_cast<const void*>(f.data());
        };
        std::vector<float> scores(rows * keys), out(rows * width);
        ASSERT_TRUE(MultiplyKeys(precision, rows, keys, width, pick(q, hq), pick(k, hk), scores.data(), scratch).ok());
        ASSERT_TRUE(MultiplyValues(precision, rows, width, keys, pick(w, hw), pick(v, hv), out.data(), scratch).ok());
        const float tolerance = half ? 0.02f : 1e-5f;
        for (size_t r = 0; r < rows; ++r) {
          for (size_t c = 0; c < keys; ++c) {
            float sum = 0;
            for (size_t i = 0; i < width; ++i) sum += q[r * width + i] * k[c * width + i];
            ASSERT_NEAR(scores[r * keys + c], sum, tolerance * 8) << rows << " " << keys << " " << half;
          }
          for (size_t i = 0; i < width; ++i) {
            float sum = 0;
            for (size_t c = 0; c < keys; ++c) sum += w[r * keys + c] * v[c * width + i];
            ASSERT_NEAR(out[r * width + i], sum, tolerance * 24) << rows << " " << keys << " " << half;
          }
        }
      }
    }
  }
}

TEST(MultiplyFloats, IsTheLinearMapWithAndWithoutBias) {
  std::mt19937 random(6);
  for (size_t m : {1, 3, 40}) {
    for (size_t n : {1, 7, 128}) {
      const size_t k = 100;
      const std::vector<float> x = Random(m * k, random), w = Random(n * k, random), b = Random(n, random);
      for (bool with_bias : {false, true}) {
        std::vector<float> y(m * n, 99.f);
        ASSERT_TRUE(MultiplyFloats(m, n, k, x.data(), w.data(), with_bias ? b.data() : nullptr, y.data()).ok());
        for (size_t r = 0; r < m; ++r) {
          for (size_t c = 0; c < n; ++c) {
            double sum = with_bias ? b[c] : 0.f;
            for (size_t i = 0; i < k; ++i) sum += static_cast<double>(x[r * k + i]) * w[c * k + i];
            ASSERT_NEAR(y[r * n + c], sum, 1e-4);
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace quoth
