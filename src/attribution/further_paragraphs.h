// Quotations that leave their cue's paragraph.
//
//   Brenn went on:                               introduced: the cue ends its paragraph
//                                                with a colon, and the next one is a
//   “The sea was here first.”                    quotation and nothing else
//
//   “The sea was here first,” Brenn said. “We    continued: left open at its paragraph's
//   came later.                                  end, and opened again in the next one
//
//   “And we shall go first.”
//
// A cue reads its own paragraph only; these two the marks alone can tell.
//
// Thread rule: a pure function.
#ifndef QUOTH_ATTRIBUTION_FURTHER_PARAGRAPHS_H_
#define QUOTH_ATTRIBUTION_FURTHER_PARAGRAPHS_H_

#include <string_view>
#include <vector>

#include "attribution/features.h"
#include "attribution/rivals.h"
#include "attribution/words.h"

namespace quoth {

// Gives attributions the content that stands in the paragraphs after theirs, unless
// it is claimed already; drops those that have no content then.  `attributions` come
// and stay in the order of their cues.  Linear time.
void TakeFurtherParagraphs(std::string_view text, const Features& features, const std::vector<Word>& words,
                           std::vector<Attribution>* attributions);

}  // namespace quoth

#endif  // QUOTH_ATTRIBUTION_FURTHER_PARAGRAPHS_H_
