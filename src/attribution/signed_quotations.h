// Signed quotations: “…” — Name, where a dash stands for the cue.
//
//   “The sea was here first.” — Ada Brenn, harbour master
//
//   “The sea was here first.”          and with the name on a line of its own
//   — Ada Brenn
//
// Readers' letters, reactions in a list and pull quotes are printed so.  Texts to
// learn it from are rare, and the form is plain, so it is a rule.
//
// Thread rule: a pure function.
#ifndef QUOTH_ATTRIBUTION_SIGNED_QUOTATIONS_H_
#define QUOTH_ATTRIBUTION_SIGNED_QUOTATIONS_H_

#include <string_view>
#include <vector>

#include "attribution/features.h"
#include "attribution/rivals.h"
#include "attribution/words.h"

namespace quoth {

// The signed quotations of a text, by the order of their cues.  The quotation is a
// whole paragraph but for the signature, or whole paragraphs before it; the signature
// is at most twelve words and begins with a name.  Linear time.
std::vector<Attribution> SignedQuotations(std::string_view text, const Features& features,
                                          const std::vector<Word>& words);

}  // namespace quoth

#endif  // QUOTH_ATTRIBUTION_SIGNED_QUOTATIONS_H_
