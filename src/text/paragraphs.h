// Paragraphs: the non-blank stretches between line breaks.
//
// Line breaks are \n, \r, \r\n, U+2028 and U+2029.  Each paragraph is trimmed at
// both ends of white space (Unicode's White_Space, U+FEFF and U+200B).
//
// Example: "One.\n\n  Two. \r\n" has [0,4) and [8,12).
// Thread rule: a pure function.
#ifndef QUOTH_TEXT_PARAGRAPHS_H_
#define QUOTH_TEXT_PARAGRAPHS_H_

#include <string_view>
#include <vector>

#include "quoth/statement.h"

namespace quoth {

// The paragraphs of a well-formed UTF-8 text, in order; none is empty.
// Spans are bytes.  Linear time.
std::vector<Span> Paragraphs(std::string_view text);

// `span` without the white space at its two ends (as above).  Bytes.
Span TrimSpace(std::string_view text, Span span);

}  // namespace quoth

#endif  // QUOTH_TEXT_PARAGRAPHS_H_
