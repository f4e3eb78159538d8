// Letter case of a word as printed, which the uncased encoder cannot see.
//
// Thread rule: a pure function.
#ifndef QUOTH_TEXT_LETTER_CASE_H_
#define QUOTH_TEXT_LETTER_CASE_H_

#include <cstdint>
#include <string_view>

namespace quoth {

// Part of the model's format: each number is a row of an embedding, and keeps its meaning.
enum class LetterCase : uint8_t {
  kLower = 0,    // lower case, no letters, or anything else: "rain", "12", "iPhone"
  kCapital = 1,  // begins with an upper case letter: "Rain", "McKay", and the single "J"
  kAllCaps = 2,  // two letters or more, all upper case: "NATO", "G20S"
};

// The case of `word` (well-formed UTF-8, one word).  Only letters count: digits and
// punctuation before the first letter are passed over.  A title case letter counts
// as upper case.
LetterCase CaseOf(std::string_view word);

}  // namespace quoth

#endif  // QUOTH_TEXT_LETTER_CASE_H_
