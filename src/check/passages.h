// What a record holds, made ready to be compared.
//
// Thread rule: pure functions.
#ifndef QUOTH_CHECK_PASSAGES_H_
#define QUOTH_CHECK_PASSAGES_H_

#include <string>
#include <string_view>

#include "quoth/check.h"
#include "quoth/record.h"

namespace quoth::check {

// The content of a report with its stretches between marks; without text where the
// record kept none.
Passage PassageOf(const Report& report);

// The sentences of `text` that the content stands in, trimmed; of a content without a
// place, or past the text's end, nothing.
std::string SentencesOf(const Statement& statement, std::string_view text);

// The same words without the signs that the record puts between spans, quotation
// marks read from the words themselves.
Passage PassageOf(std::string_view content, Form form);

}  // namespace quoth::check

#endif  // QUOTH_CHECK_PASSAGES_H_
