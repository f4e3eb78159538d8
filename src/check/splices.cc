// Greedy tiling.  From the left, the longest stretch of the claim that any passage
// holds in a row is taken, and again from where it ends: to cover a string with
// substrings of others, taking the longest each time gives the fewest.
#include "check/splices.h"

namespace quoth::check {
namespace {

constexpr size_t kShortestTile = 4;

bool IsTile(const PreparedText& claim, const Tile& tile) {
  size_t uncommon = 0;
  for (size_t i = tile.begin; i < tile.end; ++i) uncommon += claim.facts[i].common ? 0 : 1;
  const size_t words = tile.end - tile.begin;
  return words > kShortestTile ? uncommon > 0 : words == kShortestTile && uncommon > 1;
}

Tile Longest(const PreparedText& claim, const std::vector<const PreparedText*>& passages, size_t begin) {
  Tile best{begin, begin, 0, 0};
  for (size_t p = 0; p < passages.size(); ++p) {
    const std::vector<AlignedWord>& words = passages[p]->words;
    for (size_t at = 0; at < words.size(); ++at) {
      size_t k = 0;
      while (begin + k < claim.size() && at + k < words.size() && claim.words[begin + k].key == words[at + k].key) ++k;
      if (begin + k > best.end) best = {begin, begin + k, p, at};
    }
  }
  return best;
}

}  // namespace

std::vector<Tile> FindSplice(const PreparedText& claim, const std::vector<const PreparedText*>& passages) {
  size_t words = 0;
  for (const PreparedText* passage : passages) words += passage->size();
  if (words == 0 || claim.size() > kMostCells / words) return {};
  std::vector<Tile> tiles;
  size_t uncovered = 0;
  for (size_t i = 0; i < claim.size();) {
    const Tile tile = Longest(claim, passages, i);
    if (IsTile(claim, tile)) {
      tiles.push_back(tile);
      i = tile.end;
      continue;
    }
    if (!claim.facts[i].common || claim.facts[i].sense != Sense::kPlain || ++uncovered * 10 > claim.size()) return {};
    ++i;
  }
  return tiles.size() > 1 ? tiles : std::vector<Tile>();
}

}  // namespace quoth::check
