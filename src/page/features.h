// The numbers by which a block is judged.
//
// A row has three parts: its own text (kTextFeatures, all that a text page has),
// then the elements around it and its place in the page, then its neighbours.
// The trained scorer refers to columns by number: any change of their order or
// meaning needs a new training run (training/page).
//
// Thread rule: plain values.
#ifndef QUOTH_PAGE_FEATURES_H_
#define QUOTH_PAGE_FEATURES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "page/facts.h"
#include "page/outline.h"
#include "page/text_shape.h"

namespace quoth::page {

struct FeatureTable {
  size_t columns = 0;
  std::vector<float> values;      // one row a block
  std::vector<TextShape> shapes;  // one a block

  size_t rows() const { return columns ? values.size() / columns : 0; }
  const float* Row(size_t block) const { return values.data() + block * columns; }
};

// Fills `table` for all blocks of the outline.  Linear in text and elements.
void ComputeFeatures(const Outline& outline, const Facts& facts, FeatureTable* table);

// For each block the element that holds it with others, and the next larger one:
// blocks with the same one are siblings.  -1 where there is none.
std::vector<std::array<int32_t, 2>> GroupsOf(const Outline& outline);

// The names of the columns, in order.
const std::vector<std::string>& FeatureNames();
// The first so many columns need no elements.
size_t TextFeatureCount();

}  // namespace quoth::page

#endif  // QUOTH_PAGE_FEATURES_H_
