// The learned part of the decision: how likely is a block the article's?
//
// Two rounds of gradient boosted trees.  The first looks at each block by
// itself; the second also sees what the first thought of the blocks around it,
// of its siblings and of the page as a whole, so that a short line between two
// paragraphs of the article is one too, and a lonely paragraph in a footer is not.
//
// The trees are made by training/page and compiled in (scorer_table.inc).
//
// Thread rule: a Scorer is immutable; Score may be called from many threads.
#ifndef QUOTH_PAGE_SCORER_H_
#define QUOTH_PAGE_SCORER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/features.h"

namespace quoth::page {

// Trees in depth-first order: a node's left child follows it, its right child is
// `right` nodes further on.  A leaf has feature kLeaf and its value.
struct TreeNode {
  uint16_t feature;
  uint16_t right;
  float value;      // go left where the column is at most this
};
constexpr uint16_t kLeaf = 0xFFFF;

struct Forest {
  std::vector<TreeNode> nodes;
  std::vector<uint32_t> roots;
  std::vector<float> means;   // of the leaves below each node

  void Finish();              // fills `means`
};

class Scorer {
 public:
  // The trees that were compiled in.
  static const Scorer& Shipped();
  // Whether they were made for the columns that features.h has now.
  static bool ShippedFits();
  // Trees in the text format that training/page writes; false where damaged.
  bool Load(std::string_view text);

  // One probability a block.  `groups` from GroupsOf (empty on a text page).
  void Score(const FeatureTable& table, const std::vector<std::array<int32_t, 2>>& groups, std::vector<float>* scores) const;

  // A block at or above it is the article's.
  float threshold(bool tree) const { return tree ? thresholds_[0] : thresholds_[1]; }

  // The columns that weigh most in the first round's judgement of one block:
  // how much the score's logit changes where the block takes each of them for
  // the way of the paths it goes.  Pairs of column and weight, largest first.
  std::vector<std::pair<size_t, double>> Reasons(const FeatureTable& table, size_t block) const;

 private:
  std::array<Forest, 4> forests_;   // tree page: round 1, 2; text page: round 1, 2
  std::array<float, 2> thresholds_ = {0.5f, 0.5f};
};

// The columns of the second round that come after those of the first.
constexpr size_t kSecondColumns = 21;

}  // namespace quoth::page

#endif  // QUOTH_PAGE_SCORER_H_
