// The cheapest alignment of a whole claim with a stretch of a passage.
//
// Costs (in sixteenths):
//   the same word                              0
//   the same word in another case             16
//   a word of the same kin                    40
//   another word                              60; an editor's for a pronoun 6
//   a claim's word without a partner          64; in an editor's brackets 8
//   words of the passage left out             64 + 16 for each;
//     at an ellipsis of the claim              1 for each
//   words of the passage before and after      0
//
// Let C(i, j) be the cheapest way to spend i words of the claim and end before
// word j of the passage.  Words left out are a walk along row i, so a gap never
// goes from one row to another, and one extra value a row (the gap that is open)
// gives the affine cost.
//
// Only the last row is kept.  The path comes back by halving (Hirschberg, CACM 18
// (6), 1975): a forward pass to the middle row and a backward pass from it meet
// where their sum is least, and each half is solved in the same way.  The gap in
// the middle row belongs to the forward half: the backward pass leaves the row at
// once.  Which stretch of the passage is meant is known before: the forward pass
// carries with each cell the column in which its path began.
//
// It does not do transpositions: words in another order come out as left out here
// and added there.  splices.h looks for those.
#include "check/alignment.h"

#include <algorithm>
#include <limits>

namespace quoth::check {
namespace {

constexpr int64_t kCase = 16, kKin = 40, kOther = 60, kEditedLight = 6, kAdded = 64, kEdited = 8, kOpenGap = 64, kGapWord = 16, kCutWord = 1;
constexpr int64_t kInfinite = std::numeric_limits<int64_t>::max() / 4;

struct Problem {
  size_t claim_begin, claim_end, passage_begin, passage_end;
};

class Aligner {
 public:
  Aligner(const std::vector<AlignedWord>& claim, const std::vector<AlignedWord>& passage) : claim_(claim), passage_(passage) {}

  Alignment Run() {
    const auto [begin, end, cost] = Stretch();
    partner_.assign(claim_.size(), Pairing::kNothing);
    // The halves wait on a stack; its height is the logarithm of the claim's length.
    std::vector<Problem> waiting = {{0, claim_.size(), begin, end}};
    while (!waiting.empty()) {
      const Problem p = waiting.back();
      waiting.pop_back();
      if (p.claim_end - p.claim_begin == 1) {
        Place(p);
        continue;
      }
      const size_t middle = p.claim_begin + (p.claim_end - p.claim_begin) / 2;
      const size_t column = Meet(p, middle);
      waiting.push_back({middle, p.claim_end, column, p.passage_end});
      waiting.push_back({p.claim_begin, middle, p.passage_begin, column});
    }
    return Pairs(cost);
  }

 private:
  int64_t Match(size_t i, size_t j) const {
    const AlignedWord &a = claim_[i], &b = passage_[j];
    if (a.key == b.key) return a.form == b.form ? 0 : kCase;
    if (a.edited) return b.light ? kEditedLight : kOther;
    if (a.kin != 0 && a.kin == b.kin) return kKin;
    return kOther;
  }
  int64_t Add(size_t i) const { return claim_[i].edited ? kEdited : kAdded; }
  // Of the words that are left out before word i of the claim.
  int64_t Open(size_t i) const { return i < claim_.size() && claim_[i].cut_before ? 0 : kOpenGap; }
  int64_t Skip(size_t i) const { return i < claim_.size() && claim_[i].cut_before ? kCutWord : kGapWord; }

  struct Found {
    size_t begin, end;
    int64_t cost;
  };

  // The stretch of the passage that the claim is aligned with.
  Found Stretch() const {
    const size_t n = passage_.size();
    std::vector<int64_t> cost(n + 1, 0);
    std::vector<uint32_t> origin(n + 1);
    for (size_t j = 0; j <= n; ++j) origin[j] = static_cast<uint32_t>(j);
    for (size_t i = 0; i < claim_.size(); ++i) {
      const bool last = i + 1 == claim_.size();  // what follows the claim is free
      int64_t diagonal = cost[0], gap = kInfinite;
      uint32_t diagonal_origin = origin[0], gap_origin = 0;
      cost[0] += Add(i);
      for (size_t j = 1; j <= n; ++j) {
        int64_t best = diagonal + Match(i, j - 1);
        uint32_t best_origin = diagonal_origin;
        diagonal = cost[j];
        diagonal_origin = origin[j];
        if (cost[j] + Add(i) < best) {
          best = cost[j] + Add(i);
          best_origin = origin[j];
        }
        if (!last) {
          const int64_t opened = cost[j - 1] + Open(i + 1);
          if (opened < gap) {
            gap = opened;
            gap_origin = origin[j - 1];
          }
          gap += Skip(i + 1);
          if (gap < best) {
            best = gap;
            best_origin = gap_origin;
          }
        }
        cost[j] = best;
        origin[j] = best_origin;
      }
    }
    size_t end = 0;
    for (size_t j = 1; j <= n; ++j) {
      if (cost[j] < cost[end]) end = j;
    }
    return {origin[end], end, cost[end]};
  }

  // Costs of leading the words [p.claim_begin, row) to each column, gaps of row `row` included.
  void Forward(const Problem& p, size_t row, std::vector<int64_t>* cost) const {
    const size_t n = p.passage_end - p.passage_begin;
    cost->assign(n + 1, kInfinite);
    (*cost)[0] = 0;
    for (size_t i = p.claim_begin; i < row; ++i) {
      int64_t diagonal = (*cost)[0], gap = kInfinite;
      (*cost)[0] += Add(i);
      for (size_t j = 1; j <= n; ++j) {
        int64_t best = std::min(diagonal + Match(i, p.passage_begin + j - 1), (*cost)[j] + Add(i));
        diagonal = (*cost)[j];
        gap = std::min(gap, (*cost)[j - 1] + Open(i + 1)) + Skip(i + 1);
        (*cost)[j] = std::min(best, gap);
      }
    }
  }

  // Costs from each column of row `row` to the end, the first step leading out of the row.
  void Backward(const Problem& p, size_t row, std::vector<int64_t>* cost) const {
    const size_t n = p.passage_end - p.passage_begin;
    cost->assign(n + 1, kInfinite);
    (*cost)[n] = 0;
    for (size_t i = p.claim_end; i-- > row;) {
      // Along row i + 1 first: the gap that stands before word i + 1 of the claim.  A gap that is open
      // is never dearer than one opened anew, so it does no harm that cost[j + 1] may hold one already.
      int64_t gap = kInfinite;
      for (size_t j = n; j-- > 0;) {
        gap = std::min(gap, (*cost)[j + 1] + Open(i + 1)) + Skip(i + 1);
        (*cost)[j] = std::min((*cost)[j], gap);
      }
      for (size_t j = 0; j <= n; ++j) {
        const int64_t added = (*cost)[j] + Add(i);
        (*cost)[j] = j < n ? std::min(added, (*cost)[j + 1] + Match(i, p.passage_begin + j)) : added;
      }
    }
  }

  size_t Meet(const Problem& p, size_t row) {
    Forward(p, row, &forward_);
    Backward(p, row, &backward_);
    size_t best = 0;
    for (size_t j = 1; j < forward_.size(); ++j) {
      if (forward_[j] + backward_[j] < forward_[best] + backward_[best]) best = j;
    }
    return p.passage_begin + best;
  }

  // One word of the claim in a stretch of the passage: its first word is its partner, or none is.
  // What follows is left out.
  void Place(const Problem& p) {
    const size_t i = p.claim_begin, n = p.passage_end - p.passage_begin;
    if (n == 0) return;
    const auto gap = [&](size_t words) {
      return words == 0 ? 0 : Open(i + 1) + static_cast<int64_t>(words) * Skip(i + 1);
    };
    if (Match(i, p.passage_begin) + gap(n - 1) <= Add(i) + gap(n)) partner_[i] = static_cast<uint32_t>(p.passage_begin);
  }

  Alignment Pairs(int64_t cost) const {
    Alignment alignment;
    alignment.cost = cost;
    uint32_t next = Pairing::kNothing;  // the word of the passage after the last partner
    for (size_t i = 0; i < claim_.size(); ++i) {
      const uint32_t partner = partner_[i];
      if (partner != Pairing::kNothing) {
        for (; next != Pairing::kNothing && next < partner; ++next) alignment.pairs.push_back({Pairing::kNothing, next});
        next = partner + 1;
      }
      alignment.pairs.push_back({static_cast<uint32_t>(i), partner});
    }
    return alignment;
  }

  const std::vector<AlignedWord>& claim_;
  const std::vector<AlignedWord>& passage_;
  std::vector<uint32_t> partner_;
  std::vector<int64_t> forward_, backward_;
};

}  // namespace

Alignment Align(const std::vector<AlignedWord>& claim, const std::vector<AlignedWord>& passage) {
  if (claim.empty() || passage.size() > kMostCells / claim.size() || passage.size() >= Pairing::kNothing) return {};
  return Aligner(claim, passage).Run();
}

}  // namespace quoth::check
