// Sentences of news prose, inside paragraphs.
//
// ICU's sentence boundaries with repairs: none after an abbreviation that needs its
// next word (Sen. Moss, Jan. 5, No. 10, J. K. Orr), none before a lower case word
// (“Why?” she asked), and a closing quotation mark belongs to the sentence that it
// closes.  No sentence crosses a paragraph.
//
// Thread rule: pure; each thread keeps one ICU break iterator of its own.
#ifndef QUOTH_TEXT_SENTENCES_H_
#define QUOTH_TEXT_SENTENCES_H_

#include <string_view>
#include <vector>

#include "quoth/statement.h"

namespace quoth {

// The sentences of `text` (well-formed UTF-8) in order, trimmed of white space at
// both ends; together they hold all of each paragraph but white space.  Spans are
// bytes.  Linear time.  Where ICU cannot give its rules, each paragraph is one sentence.
std::vector<Span> Sentences(std::string_view text, const std::vector<Span>& paragraphs);

}  // namespace quoth

#endif  // QUOTH_TEXT_SENTENCES_H_
