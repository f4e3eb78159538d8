// The title line of an article's plain text.
//
//   HeadlineSpan("Rain ahead\n\nIt will rain.", paragraphs)  -> "Rain ahead"
//   HeadlineSpan("It will rain.\n\nLots.", paragraphs)       -> empty
//
// Thread rule: a pure function.
#ifndef QUOTH_TEXT_HEADLINE_H_
#define QUOTH_TEXT_HEADLINE_H_

#include <string_view>
#include <vector>

#include "quoth/statement.h"

namespace quoth {

// The first of `paragraphs` (as Paragraphs gives them), in bytes, where it reads
// like a title: one short line, with text after it, that neither ends like a
// sentence nor is a quotation.  Else an empty span.
Span HeadlineSpan(std::string_view text, const std::vector<Span>& paragraphs);

}  // namespace quoth

#endif  // QUOTH_TEXT_HEADLINE_H_
