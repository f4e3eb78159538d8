// Heads with random weights, for tests.  Header only; not part of the library.
#ifndef QUOTH_ATTRIBUTION_RANDOM_HEADS_H_
#define QUOTH_ATTRIBUTION_RANDOM_HEADS_H_

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "attribution/heads.h"
#include "encoder/model_writer.h"

namespace quoth::test {

inline constexpr size_t kTestHidden = 32, kTestHeads = 2, kTestIntermediate = 64;

// A model file's heads with random weights.
struct RandomHeads {
  ModelWriter writer;
  std::map<std::string, std::vector<float>> tensors;

  explicit RandomHeads(std::mt19937& random, const std::string& without = "") {
    writer.config["layers"] = 1;
    writer.config["hidden"] = kTestHidden;
    writer.config["heads"] = kTestHeads;
    writer.config["intermediate"] = kTestIntermediate;
    const auto normal = [&](size_t size, float deviation) {
      std::normal_distribution<float> draw(0, deviation);
      std::vector<float> values(size);
      for (float& x : values) x = draw(random);
      return values;
    };
    const auto add = [&](const std::string& name, std::vector<size_t> shape) {
      size_t size = 1;
      for (size_t length : shape) size *= length;
      tensors[name] = normal(size, 0.5);
      if (name != without) writer.AddFloats("heads." + name, std::move(shape), tensors[name]);
    };
    add("cue.weight", {3, kTestHidden});
    add("cue.bias", {3});
    add("role.distance.weight", {32, kTestHidden});
    add("role.inside.weight", {2, kTestHidden});
    for (const auto& [name, rows] : std::map<std::string, size_t>{{"role.label", kRoles},
                                                                  {"role.circumstance", 3 * kCircumstances},
                                                                  {"role.ask", Heads::kAnswerWidth},
                                                                  {"role.answer", Heads::kAnswerWidth},
                                                                  {"role.nobody", 1}}) {
      add(name + ".weight", {rows, kTestHidden});
      add(name + ".bias", {rows});
    }
    add("role.far.weight", {32, 1});
    add("role.transition", {kRoles, kRoles});
    add("role.start", {kRoles});

    const std::string layer = "heads.role.layer.0.";
    const auto matrix = [&](const std::string& name, size_t rows, size_t columns) {
      std::uniform_int_distribution<int> draw(-127, 127);
      std::vector<int8_t> values(rows * columns);
      for (int8_t& x : values) x = static_cast<int8_t>(draw(random));
      writer.AddMatrix(layer + name, rows, columns, values, std::vector<float>(rows, 0.002f));
      writer.AddFloats(layer + name + ".bias", {rows}, normal(rows, 0.1));
    };
    matrix("attention.qkv", 3 * kTestHidden, kTestHidden);
    matrix("attention.output", kTestHidden, kTestHidden);
    matrix("feed.up", kTestIntermediate, kTestHidden);
    matrix("feed.down", kTestHidden, kTestIntermediate);
    for (const char* norm : {"attention.norm", "feed.norm"}) {
      writer.AddFloats(layer + norm + ".gain", {kTestHidden}, std::vector<float>(kTestHidden, 1));
      writer.AddFloats(layer + norm + ".shift", {kTestHidden}, std::vector<float>(kTestHidden, 0));
    }
  }

  // out[o] = bias[o] + Σ weight[o][i] input[i]
  std::vector<double> Linear(const std::string& name, const std::vector<double>& input) {
    const auto& weight = tensors[name + ".weight"];
    std::vector<double> out;
    for (size_t o = 0; o < weight.size() / input.size(); ++o) {
      double sum = tensors[name + ".bias"][o];
      for (size_t i = 0; i < input.size(); ++i) sum += weight[o * input.size() + i] * input[i];
      out.push_back(sum);
    }
    return out;
  }
};

}  // namespace quoth::test

#endif  // QUOTH_ATTRIBUTION_RANDOM_HEADS_H_
