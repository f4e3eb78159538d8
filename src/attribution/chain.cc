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

// What a role begins, as flags.
constexpr size_t kSourceBegun = 1, kContentBegun = 2;
constexpr size_t Begun(size_t role) {
  return role == kBeginSource ? kSourceBegun : role == kBeginContent ? kContentBegun : 0;
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

// Viterbi over pairs of a role and what has begun so far: nothing, a source, a
// content, both.  Only at the end is it known which of the four gains what.
double Chain::Best(std::span<const RoleScores> emissions, const Bonus& bonus, ChainScratch& scratch,
                   std::vector<Role>* roles) const {
  roles->clear();
  if (emissions.empty()) return 0;
  constexpr size_t kStates = ChainScratch::kStates;
  constexpr double kNever = -1e30;
  auto& back = scratch.back;
  back.resize(emissions.size());
  std::array<double, kStates> score;
  score.fill(kNever);
  for (size_t to = 0; to < kRoles; ++to) score[Begun(to) * kRoles + to] = start_[to] + emissions[0][to];
  for (size_t i = 1; i < emissions.size(); ++i) {
    std::array<double, kStates> next;
    next.fill(kNever);
    back[i].fill(0);
    for (size_t begun = 0; begun < 4; ++begun) {
      for (size_t to = 0; to < kRoles; ++to) {
        size_t best = begun * kRoles;
        for (size_t from = 1; from < kRoles; ++from) {
          const size_t state = begun * kRoles + from;
          if (score[state] + transition_[from][to] > score[best] + transition_[best % kRoles][to]) best = state;
        }
        const double reached = score[best] + transition_[best % kRoles][to] + emissions[i][to];
        const size_t state = (begun | Begun(to)) * kRoles + to;
        if (reached > next[state]) {
          next[state] = reached;
          back[i][state] = static_cast<uint8_t>(best);
        }
      }
    }
    score = next;
  }
  size_t state = 0;
  double top = kNever, gained = 0;
  for (size_t s = 0; s < kStates; ++s) {
    const double gain = (s / kRoles & kSourceBegun ? bonus.source : 0) + (s / kRoles & kContentBegun ? bonus.content : 0);
    if (score[s] + gain > top) top = score[s] + gain, gained = gain, state = s;
  }
  const double log_probability = top - gained - LogPartition(emissions);
  roles->resize(emissions.size());
  for (size_t i = emissions.size(); i-- > 0;) {
    (*roles)[i] = static_cast<Role>(state % kRoles);
    state = back[i][state];
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
