// Rivals: attributions that claim the same words.
//
//   “Rain,” he said, pointing out that …     two cues, "said" and "pointing out",
//                                            and each may have read “Rain,” as its own
//
// Thread rule: a pure function.
#ifndef QUOTH_ATTRIBUTION_RIVALS_H_
#define QUOTH_ATTRIBUTION_RIVALS_H_

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "attribution/heads.h"
#include "quoth/statement.h"

namespace quoth {

// SourceLinks in words of the text.
struct WordLinks {
  using Scores = std::vector<std::pair<size_t, float>>;
  float nobody = 0;
  Scores words;
  std::array<Scores, kCircumstances> circumstances;
  bool has_circumstances = false;
};

// A cue with what it governs, in words of the text, half-open and in text order.
// Spans here are word indices, not bytes.
struct Attribution {
  Span cue;
  std::vector<Span> source;
  std::vector<Span> content;
  double cue_probability = 0;  // of its first word
  double log_probability = 0;  // of source and content, given the cue; natural logarithm
  bool verbatim = false;       // a turn of a transcript: its content needs no marks
  WordLinks links;
};

// Gives words that several claim as content to the surest of them.  Where one holds
// another (the cue of just one of the two lies in the other's content) both keep
// them: that is nesting.  An attribution that would lose most of its content is
// left out.  `words` is the number of words of the text.  The order stays.
//
// Time grows with the number of claims; a window has a few hundred words and at
// most as many cues, so it is linear in the text.
std::vector<Attribution> SettleRivals(std::vector<Attribution> attributions, size_t words);

}  // namespace quoth

#endif  // QUOTH_ATTRIBUTION_RIVALS_H_
