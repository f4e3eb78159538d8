#include "encoder/encoder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <thread>

#include "encoder/model_writer.h"
#include "encoder/oracle.h"

namespace quoth {
namespace {

using test::ModelWriter;
using test::ScratchFile;

struct Size {
  size_t layers = 2, hidden = 96, heads = 3, intermediate = 160, positions = 512, vocabulary = 40;
};

// A network with random weights of a trained one's magnitude.
class Network {
 public:
  explicit Network(Size size = {}) : size_(size) {
    writer.config = {{"architecture", "bert"},     {"layers", size.layers},
                     {"hidden", size.hidden},      {"heads", size.heads},
                     {"intermediate", size.intermediate}, {"positions", size.positions},
                     {"vocabulary", size.vocabulary}, {"layer_norm_epsilon", 1e-12}};
    const size_t h = size.hidden;
    Matrix("embeddings.word", size.vocabulary, h, 1);
    Floats("embeddings.position", {size.positions, h}, 0, 0.3f);
    Floats("embeddings.letter_case", {3, h}, 0, 0.3f);
    Floats("embeddings.quote", {8, h}, 0, 0.3f);
    Norm("embeddings.norm");
    for (size_t i = 0; i < size.layers; ++i) {
      const std::string name = "layers." + std::to_string(i) + ".";
      Linear(name + "attention.qkv", 3 * h, h);
      Linear(name + "attention.output", h, h);
      Norm(name + "attention.norm");
      Linear(name + "feed.up", size.intermediate, h);
      Linear(name + "feed.down", h, size.intermediate);
      Norm(name + "feed.norm");
    }
  }

  std::shared_ptr<const ModelFile> Open() const {
    const ScratchFile file(writer.Bytes());
    auto model = ModelFile::Open(file.path());
    EXPECT_TRUE(model.ok()) << model.status().message();
    return *model;
  }

  std::vector<Token> Tokens(size_t count) {
    std::vector<Token> tokens(count);
    for (Token& token : tokens) {
      token = {static_cast<int32_t>(random_() % size_.vocabulary), static_cast<uint8_t>(random_() % 3),
               static_cast<uint8_t>(random_() % 8)};
    }
    return tokens;
  }

  ModelWriter writer;

 private:
  void Floats(const std::string& name, std::vector<size_t> shape, float mean, float deviation) {
    size_t count = 1;
    for (size_t n : shape) count *= n;
    std::normal_distribution<float> normal(mean, deviation);
    std::vector<float> values(count);
    for (float& value : values) value = normal(random_);
    writer.AddFloats(name, shape, values);
  }
  void Norm(const std::string& name) {
    Floats(name + ".gain", {size_.hidden}, 1, 0.1f);
    Floats(name + ".shift", {size_.hidden}, 0, 0.1f);
  }
  void Matrix(const std::string& name, size_t rows, size_t columns, float deviation) {
    std::vector<int8_t> values(rows * columns);
    std::normal_distribution<float> normal(0, 40);
    for (int8_t& value : values) value = static_cast<int8_t>(std::clamp(std::round(normal(random_)), -127.f, 127.f));
    writer.AddMatrix(name, rows, columns, values, std::vector<float>(rows, deviation / 40));
  }
  void Linear(const std::string& name, size_t outputs, size_t inputs) {
    Matrix(name, outputs, inputs, 1.2f / std::sqrt(static_cast<float>(inputs)));
    Floats(name + ".bias", {outputs}, 0, 0.1f);
  }

  Size size_;
  std::mt19937 random_{11};
};

std::vector<float> Encode(const Encoder& encoder, const std::vector<Token>& tokens, std::vector<uint32_t> starts = {0}) {
  Encoder::Scratch scratch;
  std::vector<float> hidden;
  const Status status = encoder.Encode(tokens, starts, scratch, &hidden);
  EXPECT_TRUE(status.ok()) << status.message();
  return hidden;
}

TEST(Encoder, ComesNearTheOracleAtEveryLength) {
  Network network;
  const auto model = network.Open();
  auto encoder = Encoder::Create(model);
  ASSERT_TRUE(encoder.ok()) << encoder.status().message();
  for (size_t length : {1, 2, 15, 16, 17, 31, 32, 33, 100, 161, 300}) {
    const std::vector<Token> tokens = network.Tokens(length);
    const std::vector<oracle::Row> expected = oracle::Encode(*model, tokens);
    const std::vector<float> hidden = Encode(*encoder, tokens);
    ASSERT_EQ(hidden.size(), length * encoder->hidden());
    double mean = 0;
    for (size_t t = 0; t < length; ++t) {
      const double cosine = oracle::Cosine(expected[t].data(), hidden.data() + t * encoder->hidden(), encoder->hidden());
      EXPECT_GT(cosine, 0.995) << length << ", token " << t;
      mean += cosine / static_cast<double>(length);
    }
    EXPECT_GT(mean, 0.998) << length;
  }
}

TEST(Encoder, TakesOtherSizesThanTheUsualOnes) {
  for (const Size size : {Size{1, 16, 1, 16, 8, 3}, Size{1, 128, 2, 48, 64, 10}, Size{3, 64, 4, 272, 20, 5}}) {
    Network network(size);
    const auto model = network.Open();
    auto encoder = Encoder::Create(model);
    ASSERT_TRUE(encoder.ok()) << encoder.status().message();
    EXPECT_EQ(encoder->hidden(), size.hidden);
    EXPECT_EQ(encoder->max_length(), size.positions);
    const std::vector<Token> tokens = network.Tokens(size.positions);
    const std::vector<oracle::Row> expected = oracle::Encode(*model, tokens);
    const std::vector<float> hidden = Encode(*encoder, tokens);
    for (size_t t = 0; t < tokens.size(); ++t) {
      EXPECT_GT(oracle::Cosine(expected[t].data(), hidden.data() + t * size.hidden, size.hidden), 0.99);
    }
  }
}

TEST(Encoder, GivesASequenceTheSameResultInAnyPack) {
  Network network;
  auto encoder = Encoder::Create(network.Open());
  ASSERT_TRUE(encoder.ok());
  std::vector<Token> pack;
  std::vector<uint32_t> starts;
  std::vector<float> alone;
  // More than is encoded at once, with the longest sequence and the shortest.
  for (size_t length : {5, 1, 130, 17, 512, 64, 300, 300, 1, 2}) {
    starts.push_back(static_cast<uint32_t>(pack.size()));
    const std::vector<Token> tokens = network.Tokens(length);
    pack.insert(pack.end(), tokens.begin(), tokens.end());
    const std::vector<float> hidden = Encode(*encoder, tokens);
    alone.insert(alone.end(), hidden.begin(), hidden.end());
  }
  EXPECT_EQ(Encode(*encoder, pack, starts), alone);
}

TEST(Encoder, GivesTheSameResultWhateverTheScratchWasUsedFor) {
  Network network, other({1, 64, 2, 64, 512, 40});
  auto encoder = Encoder::Create(network.Open());
  auto other_encoder = Encoder::Create(other.Open());
  ASSERT_TRUE(encoder.ok() && other_encoder.ok());
  const std::vector<Token> tokens = network.Tokens(77), longer = network.Tokens(512);
  const std::vector<float> expected = Encode(*encoder, tokens);
  Encoder::Scratch scratch;
  std::vector<float> hidden;
  const std::vector<uint32_t> starts = {0};
  for (int round = 0; round < 2; ++round) {
    ASSERT_TRUE(encoder->Encode(longer, starts, scratch, &hidden).ok());
    ASSERT_TRUE(encoder->Encode(tokens, starts, scratch, &hidden).ok());
    EXPECT_EQ(hidden, expected);
    ASSERT_TRUE(other_encoder->Encode(tokens, starts, scratch, &hidden).ok());
  }
}

TEST(Encoder, ServesSeveralThreadsAtOnce) {
  Network network;
  auto encoder = Encoder::Create(network.Open());
  ASSERT_TRUE(encoder.ok());
  std::vector<std::vector<Token>> texts;
  std::vector<std::vector<float>> expected;
  for (size_t length : {10, 90, 200, 333}) {
    texts.push_back(network.Tokens(length));
    expected.push_back(Encode(*encoder, texts.back()));
  }
  std::vector<std::thread> threads;
  std::vector<int> good(4);
  for (size_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (size_t round = 0; round < 4; ++round) good[t] += Encode(*encoder, texts[(t + round) % 4]) == expected[(t + round) % 4];
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(good, std::vector<int>(4, 4));
}

TEST(Encoder, HeedsLetterCaseAndQuoteState) {
  Network network;
  auto encoder = Encoder::Create(network.Open());
  ASSERT_TRUE(encoder.ok());
  const std::vector<float> plain = Encode(*encoder, {{5, 0, 0}, {6, 0, 0}});
  EXPECT_NE(Encode(*encoder, {{5, 1, 0}, {6, 0, 0}}), plain);
  EXPECT_NE(Encode(*encoder, {{5, 0, 7}, {6, 0, 0}}), plain);
}

TEST(Encoder, AnswersAnEmptyPackWithNothing) {
  Network network;
  auto encoder = Encoder::Create(network.Open());
  ASSERT_TRUE(encoder.ok());
  EXPECT_TRUE(Encode(*encoder, {}, {}).empty());
}

TEST(Encoder, RefusesWhatIsOutOfRangeAndLeavesTheResultAlone) {
  Network network({1, 32, 1, 32, 20, 40});
  auto encoder = Encoder::Create(network.Open());
  ASSERT_TRUE(encoder.ok());
  Encoder::Scratch scratch;
  std::vector<float> hidden = {42};
  const auto code = [&](std::vector<Token> tokens, std::vector<uint32_t> starts) {
    return encoder->Encode(tokens, starts, scratch, &hidden).code();
  };
  const Token good{1, 0, 0};
  EXPECT_EQ(code({{40, 0, 0}}, {0}), Code::kInvalidInput);
  EXPECT_EQ(code({{-1, 0, 0}}, {0}), Code::kInvalidInput);
  EXPECT_EQ(code({{1, 3, 0}}, {0}), Code::kInvalidInput);
  EXPECT_EQ(code({{1, 0, 8}}, {0}), Code::kInvalidInput);
  EXPECT_EQ(code({good, good}, {}), Code::kInvalidInput);
  EXPECT_EQ(code({}, {0}), Code::kInvalidInput);
  EXPECT_EQ(code({good, good}, {1}), Code::kInvalidInput);
  EXPECT_EQ(code({good, good}, {0, 0}), Code::kInvalidInput);
  EXPECT_EQ(code({good, good}, {0, 2}), Code::kInvalidInput);
  EXPECT_EQ(code({good, good}, {0, 7, 1}), Code::kInvalidInput);
  EXPECT_EQ(code({good, good, good}, {0, 2, 1}), Code::kInvalidInput);
  EXPECT_EQ(code(std::vector<Token>(21, good), {0}), Code::kInvalidInput);
  EXPECT_EQ(hidden, std::vector<float>{42});
  EXPECT_EQ(code(std::vector<Token>(21, good), {0, 20}), Code::kOk);
}

TEST(Encoder, RefusesModelsThatItCannotRun) {
  const auto code = [](const char* key, nlohmann::json value) {
    Network network({1, 32, 1, 32, 8, 4});
    network.writer.config[key] = std::move(value);
    return Encoder::Create(network.Open()).status().code();
  };
  EXPECT_EQ(code("layers", 1), Code::kOk);
  EXPECT_EQ(code("architecture", "other"), Code::kUnsupported);
  EXPECT_EQ(code("architecture", nullptr), Code::kUnsupported);
  for (const char* key : {"layers", "hidden", "heads", "intermediate", "positions", "vocabulary"}) {
    for (const nlohmann::json& value : {nlohmann::json(0), nlohmann::json(-1), nlohmann::json(1.5), nlohmann::json("6"),
                                        nlohmann::json(1e300), nlohmann::json(2000000)}) {
      EXPECT_EQ(code(key, value), Code::kUnsupported) << key << " " << value;
    }
  }
  EXPECT_EQ(code("layer_norm_epsilon", -1), Code::kUnsupported);
  EXPECT_EQ(code("heads", 3), Code::kUnsupported);         // does not divide
  EXPECT_EQ(code("heads", 4), Code::kUnsupported);         // heads of 8
  EXPECT_EQ(code("layers", 2), Code::kCorrupt);            // a layer is missing
  EXPECT_EQ(code("hidden", 64), Code::kCorrupt);           // another shape
  EXPECT_EQ(code("positions", 9), Code::kCorrupt);
}

}  // namespace
}  // namespace quoth
