// Chain: a linear-chain conditional random field (Lafferty, McCallum and Pereira,
// ICML 2001) over the roles of words, as one cue sees them.
//
// Thread rule: a Chain is immutable once made; a ChainScratch belongs to one thread.
#ifndef QUOTH_ATTRIBUTION_CHAIN_H_
#define QUOTH_ATTRIBUTION_CHAIN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace quoth {

// The role of a word for one cue.  Part of the model's format: rows of its heads.
enum Role : uint8_t {
  kNone = 0,
  kBeginSource = 1,
  kInSource = 2,
  kBeginContent = 3,
  kInContent = 4,
};
inline constexpr size_t kRoles = 5;

using RoleScores = std::array<float, kRoles>;

// What a path of roles gains for having a source at all, and a content at all.
// An attribution should have both; the chain itself sees a word at a time, and
// cannot know.  Natural-log scores, added once a path.
struct Bonus {
  float source = 0;
  float content = 0;
};

struct ChainScratch {
  static constexpr size_t kStates = 4 * kRoles;
  std::vector<std::array<uint8_t, kStates>> back;
};

class Chain {
 public:
  // Natural-log scores: transition[5 * from + to], start[5].  A role "in" a span
  // can follow only the same span's begin or in, whatever the scores say.
  Chain(std::span<const float> transition, std::span<const float> start);

  // The best roles, bonus included, of the words whose emissions are given, and
  // the natural logarithm of their probability among all sequences, bonus left
  // out (≤ 0; 0 for no words).
  double Best(std::span<const RoleScores> emissions, const Bonus& bonus, ChainScratch& scratch,
              std::vector<Role>* roles) const;

 private:
  double LogPartition(std::span<const RoleScores> emissions) const;

  std::array<RoleScores, kRoles> transition_;  // [from][to]
  std::array<RoleScores, kRoles> weight_;      // exp(transition_)
  RoleScores start_;
};

}  // namespace quoth

#endif  // QUOTH_ATTRIBUTION_CHAIN_H_
