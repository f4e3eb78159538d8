// SourceLinks: where in the article the model looks for the name of a source.
//
// Thread rule: a plain value.
#ifndef QUOTH_ATTRIBUTION_SOURCE_LINKS_H_
#define QUOTH_ATTRIBUTION_SOURCE_LINKS_H_

#include <utility>
#include <vector>

#include "quoth/statement.h"

namespace quoth {

// For one attribution, log probabilities that sum up to 1: that nobody is named, or
// that a word is part of a name of the source.  Words of small probability may be
// left out.  A model that does not point gives no words.
struct SourceLinks {
  double nobody = 0;
  std::vector<std::pair<Span, float>> words;  // in text order; bytes of the article's text
};

}  // namespace quoth

#endif  // QUOTH_ATTRIBUTION_SOURCE_LINKS_H_
