// Alignment of a claim's words with the words of a record's passage.
//
//   claim:    we        will  raise  tolls
//   passage:  we  shall       raise  tolls  in spring
//   // (0,0) (1,1 changed) (2,2) (3,3); "in spring" is free at the end
//
// The cheapest alignment of the whole claim with any stretch of the passage; see
// alignment.cc for the costs and the method.
//
// Thread rule: pure functions.
#ifndef QUOTH_CHECK_ALIGNMENT_H_
#define QUOTH_CHECK_ALIGNMENT_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace quoth::check {

// A word as alignment sees it.
struct AlignedWord {
  uint64_t key = 0;        // the same word: the same key
  uint64_t form = 0;       // the same word in the same case: the same form
  uint64_t kin = 0;        // may stand for words of the same kin at a small cost; 0: none
  bool cut_before = false; // claim only: an ellipsis stands here, so words of the passage may be left out
  bool edited = false;     // claim only: in an editor's brackets, so it need not stand in the passage
  bool light = false;      // passage only: a pronoun or the like, for which edited words may stand
};

// A place of the claim and what stands there in the passage.
struct Pairing {
  static constexpr uint32_t kNothing = UINT32_MAX;
  uint32_t claim = kNothing;    // a word of the claim,
  uint32_t passage = kNothing;  //   its partner in the passage; one of the two may be nothing
};

struct Alignment {
  std::vector<Pairing> pairs;  // in order; every word of the claim once, every word of the passage from the
                               // first that has a partner to the last that has one
  int64_t cost = 0;
};

// Most cells that Align fills: words of the claim × words of the passage.
inline constexpr size_t kMostCells = size_t{1} << 26;

// Empty pairs where the claim is empty or claim × passage is over kMostCells.
// Time is three cells for each pair of words, memory linear in the passage.
Alignment Align(const std::vector<AlignedWord>& claim, const std::vector<AlignedWord>& passage);

}  // namespace quoth::check

#endif  // QUOTH_CHECK_ALIGNMENT_H_
