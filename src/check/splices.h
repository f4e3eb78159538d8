// Splices: a claim put together from pieces of several passages, or of one in
// another order.
//
// Thread rule: a pure function.
#ifndef QUOTH_CHECK_SPLICES_H_
#define QUOTH_CHECK_SPLICES_H_

#include <cstddef>
#include <vector>

#include "check/compare.h"

namespace quoth::check {

// Words [begin, end) of the claim that stand in a row in passage `passage`, from its word `at`.
struct Tile {
  size_t begin = 0, end = 0;
  size_t passage = 0;
  size_t at = 0;
};

// Covers the claim with the fewest tiles of at least four words (five, where fewer
// than two are uncommon).  Up to one word in ten between two tiles may be covered by none,
// if it is common ("and").  Nothing where that cannot be done, where one tile does, or
// where claim × passages is over kMostCells.
std::vector<Tile> FindSplice(const PreparedText& claim, const std::vector<const PreparedText*>& passages);

}  // namespace quoth::check

#endif  // QUOTH_CHECK_SPLICES_H_
