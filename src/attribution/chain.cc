#include "attribution/chain.h"

#include <algorithm>
#include <cmath>

namespace quoth {
namespace {

constexpr float kImpossible = -1e4f;

bool MayFollow(size_t from, size_t to) {
  if (to == kInSource) return from == kBeginSource || from == kInSource;
  if (to == kInContent) return from == kBeginContent || from == kInContent;
  return true;
}

}  // namespace

Chain::Chain(std::span<const float> transition, std::span<const float> start) {
  for (size_t from = 0; from < kRoles; ++from) {
    for (size_t to = 0; to < kRoles; ++to) {
      transition_[from][to] = MayFollow(from, to) ? transition[kRoles * from + to] : kImpossible;
      weight_[from][to] = MayFollow(from, to) ? std::exp(transition_[from][to]) : 0.0f;
    }
  }
  for (size_t role = 0; role < kRoles; ++role) {
    start_[role] = role == kInSource || role == kInContent ? kImpossible : start[role];
  }
}

double Chain::Best(std::span<const RoleScores> emissions, ChainScratch& scratch, std::vector<Role>* roles) const {
  roles->clear();
  if (emissions.empty()) return 0;
  auto& back = scratch.back;
  back.resize(emissions.size());
  std::array<double, kRoles> score;
  for (size_t to = 0; to < kRoles; ++to) score[to] = start_[to] + emissions[0][to];
  for (size_t i = 1; i < emissions.size(); ++i) {
    std::array<double, kRoles> next;
    for (size_t to = 0; to < kRoles; ++to) {
      size_t best = 0;
      for (size_t from = 1; from < kRoles; ++from) {
        if (score[from] + transition_[from][to] > score[best] + transition_[best][to]) best = from;
      }
      back[i][to] = static_cast<uint8_t>(best);
      next[to] = score[best] + transition_[best][to] + emissions[i][to];
    }
    score = next;
  }
  size_t role = std::max_element(score.begin(), score.end()) - score.begin();
  const double log_probability = score[role] - LogPartition(emissions);
  roles->resize(emissions.size());
  for (size_t i = emissions.size(); i-- > 0;) {
    (*roles)[i] = static_cast<Role>(role);
    role = back[i][role];
  }
  return std::min(0.0, log_probability);
}

// The forward pass in plain probabilities, brought back to a sum of one at each
// word: one exponential a word and role, where logarithms throughout would take five.
double Chain::LogPartition(std::span<const RoleScores> emissions) const {
  std::array<double, kRoles> mass;
  double log_scale = 0;
  for (size_t i = 0; i < emissions.size(); ++i) {
    const float top = *std::max_element(emissions[i].begin(), emissions[i].end());
    std::array<double, kRoles> next;
    double sum = 0;
    for (size_t to = 0; to < kRoles; ++to) {
      double into = 0;
      if (i == 0) {
        into = std::exp(start_[to]);
      } else {
        for (size_t from = 0; from < kRoles; ++from) into += mass[from] * weight_[from][to];
      }
      next[to] = into * std::exp(emissions[i][to] - top);
      sum += next[to];
    }
    // A sum of 0 is possible only with scores no trained model has; keep it finite.
    sum = std::max(sum, 1e-300);
    for (size_t to = 0; to < kRoles; ++to) mass[to] = next[to] / sum;
    log_scale += std::log(sum) + top;
  }
  return log_scale;
}

}  // namespace quoth
