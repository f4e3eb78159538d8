#include "attribution/chain.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "gtest/gtest.h"

namespace quoth {
namespace {

struct Scores {
  std::array<float, 25> transition;
  std::array<float, 5> start;
  std::vector<RoleScores> emissions;
};

Scores Random(std::mt19937& random, size_t words) {
  std::normal_distribution<float> normal(0, 2);
  Scores s;
  for (float& x : s.transition) x = normal(random);
  for (float& x : s.start) x = normal(random);
  s.emissions.resize(words);
  for (RoleScores& e : s.emissions)
    for (float& x : e) x = normal(random);
  return s;
}

bool Allowed(size_t from, size_t to) {
  return !(to == kInSource && from != kBeginSource && from != kInSource) &&
         !(to == kInContent && from != kBeginContent && from != kInContent);
}

// Tries every sequence of roles.
double BestByTrial(const Scores& s, const Bonus& bonus, std::vector<Role>* best) {
  const size_t n = s.emissions.size();
  double total = 0, top = -1e30, top_score = 0;
  size_t count = 1;
  for (size_t i = 0; i < n; ++i) count *= kRoles;
  for (size_t code = 0; code < count; ++code) {
    std::vector<Role> roles;
    size_t rest = code;
    for (size_t i = 0; i < n; ++i, rest /= kRoles) roles.push_back(static_cast<Role>(rest % kRoles));
    if (roles[0] == kInSource || roles[0] == kInContent) continue;
    double score = s.start[roles[0]];
    bool allowed = true;
    for (size_t i = 0; i < n; ++i) {
      score += s.emissions[i][roles[i]];
      if (i == 0) continue;
      allowed &= Allowed(roles[i - 1], roles[i]);
      score += s.transition[kRoles * roles[i - 1] + roles[i]];
    }
    if (!allowed) continue;
    total += std::exp(score);
    double with_bonus = score;
    if (std::count(roles.begin(), roles.end(), kBeginSource)) with_bonus += bonus.source;
    if (std::count(roles.begin(), roles.end(), kBeginContent)) with_bonus += bonus.content;
    if (with_bonus > top) top = with_bonus, top_score = score, *best = roles;
  }
  return top_score - std::log(total);
}

TEST(Chain, FindsTheBestSequenceAndItsProbability) {
  std::mt19937 random(7);
  ChainScratch scratch;
  for (int round = 0; round < 60; ++round) {
    const Scores s = Random(random, 1 + round % 6);
    for (const Bonus& bonus : {Bonus{}, Bonus{3, 0}, Bonus{0, 3}, Bonus{5, 5}, Bonus{-4, 2}}) {
      std::vector<Role> roles, expected;
      const double probability = Chain(s.transition, s.start).Best(s.emissions, bonus, scratch, &roles);
      EXPECT_NEAR(probability, BestByTrial(s, bonus, &expected), 1e-4);
      EXPECT_EQ(roles, expected);
    }
  }
}

TEST(Chain, NoWordsHaveNoRoles) {
  ChainScratch scratch;
  std::vector<Role> roles = {kNone};
  std::array<float, 25> transition{};
  std::array<float, 5> start{};
  EXPECT_EQ(Chain(transition, start).Best({}, {}, scratch, &roles), 0);
  EXPECT_TRUE(roles.empty());
}

TEST(Chain, LongSequencesStayFinite) {
  std::mt19937 random(8);
  const Scores s = Random(random, 20000);
  ChainScratch scratch;
  std::vector<Role> roles;
  EXPECT_TRUE(std::isfinite(Chain(s.transition, s.start).Best(s.emissions, {}, scratch, &roles)));
  EXPECT_EQ(roles.size(), 20000u);
}

}  // namespace
}  // namespace quoth
