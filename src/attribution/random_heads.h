// Heads with random weights, for tests.  Header only; not part of the library.
#ifndef QUOTH_ATTRIBUTION_RANDOM_HEADS_H_
#define QUOTH_ATTRIBUTION_RANDOM_HEADS_H_

#include <map>
#include <random>
#include <string>
#include <vector>

#include "attribution/chain.h"
#include "encoder/model_writer.h"

namespace quoth::test {

inline constexpr size_t kTestHidden = 24, kTestWidth = 32;

// A model file's heads with random weights, and the plain definition of what they do.
struct RandomHeads {
  ModelWriter writer;
  std::map<std::string, std::vector<float>> tensors;

  explicit RandomHeads(std::mt19937& random, const std::string& without = "") {
    writer.config["hidden"] = kTestHidden;
    const auto add = [&](const std::string& name, std::vector<size_t> shape) {
      size_t size = 1;
      for (size_t length : shape) size *= length;
      std::normal_distribution<float> normal(0, 0.5);
      std::vector<float> values(size);
      for (float& x : values) x = normal(random);
      if (name != without) writer.AddFloats("heads." + name, std::move(shape), values);
      tensors[name] = std::move(values);
    };
    add("cue.weight", {3, kTestHidden});
    add("cue.bias", {3});
    add("flat.weight", {7, kTestHidden});
    add("flat.bias", {7});
    add("role.tags", {7, kRoles});
    for (const char* name : {"role.word", "role.word2"}) {
      add(std::string(name) + ".weight", {kTestWidth, kTestHidden});
      add(std::string(name) + ".bias", {kTestWidth});
    }
    for (const char* name : {"role.cue", "role.cue2"}) {
      add(std::string(name) + ".weight", {kTestWidth, 2 * kTestHidden});
      add(std::string(name) + ".bias", {kTestWidth});
    }
    add("role.distance.weight", {32, kTestWidth});
    add("role.paragraph.weight", {5, kTestWidth});
    add("role.mix.weight", {kRoles, kTestWidth});
    add("role.mix.bias", {kRoles});
    add("role.product.weight", {kRoles, kTestWidth});
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

}  // namespace quoth::test

#endif  // QUOTH_ATTRIBUTION_RANDOM_HEADS_H_
