// SourceLinks: what the model sees of an attribution besides its spans: where in the
// article it looks for the name of the source, and which words tell to whom, on what
// occasion and when it was said.
//
// Thread rule: a plain value.
#ifndef QUOTH_ATTRIBUTION_SOURCE_LINKS_H_
#define QUOTH_ATTRIBUTION_SOURCE_LINKS_H_

#include <array>
#include <utility>
#include <vector>

#include "quoth/statement.h"

namespace quoth {

// What a word may tell of a saying.
enum Circumstance : size_t { kTo, kOccasion, kWhen, kCircumstances };

// Words, in bytes of the article's text and in its order, with a number for each.
using WordScores = std::vector<std::pair<Span, float>>;

struct SourceLinks {
  // Log probabilities that sum up to 1: that nobody is named, or that a word is part of
  // a name of the source.  Words of small probability may be left out.  A model that
  // does not point gives no words.
  double nobody = 0;
  WordScores words;
  // Of each circumstance the log odds that a word is part of it, unlikely words left
  // out.  Only of the cue's own paragraph: the model looks no further.
  std::array<WordScores, kCircumstances> circumstances;
  // Whether the model was asked for circumstances at all.
  bool has_circumstances = false;
};

}  // namespace quoth

#endif  // QUOTH_ATTRIBUTION_SOURCE_LINKS_H_
