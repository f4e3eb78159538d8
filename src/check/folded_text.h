// A text as it is compared: words with their typography folded away, and what
// stands between them that may turn the sense.
//
//   Fold("“We … don’t [ever] pay 10,000!”")
//   // words We, don't, ever, pay, 10000; don't has cut_before, ever is in square
//   // brackets; each with the bytes of the text that it was made of
//
// Folded: quotation marks (gone), apostrophes (one kind), spaces, dashes and
// hyphens (they part words), ligatures and full-width forms, composed and
// decomposed letters, soft hyphens and joiners, the points of U.S. and the
// separators of 10,000.  Not folded: letters, case (kept; `key` ignores it),
// digits, the signs + − % $ and their like, superscripts and fractions.
// docs/verdicts.md specifies it.
//
// Thread rule: a pure function; a FoldedText may be read by any number of threads.
// Units: bytes of the text, half-open.
#ifndef QUOTH_CHECK_FOLDED_TEXT_H_
#define QUOTH_CHECK_FOLDED_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/statement.h"

namespace quoth::check {

enum class Bracket : uint8_t { kNone, kSquare, kRound };

// What stands between a word and the one before it.
enum class Pause : uint8_t {
  kNone,
  kClause,    // a comma, colon, semicolon or dash
  kSentence,  // a full stop or an exclamation mark
  kQuestion,  // a question mark
};

struct FoldedWord {
  uint32_t begin = 0, end = 0;  // its bytes in the text
  uint32_t form = 0;            // its folded form: offset in FoldedText::forms,
  uint16_t length = 0;          //   and length in bytes
  Bracket bracket = Bracket::kNone;
  Pause before = Pause::kNone;  // none before the first word
  bool cut_before = false;      // an ellipsis stands between it and the word before
  bool free_case = false;       // its first letter's case is the printer's: first word, after a cut, [T]he
  uint64_t key = 0;             // equal keys: the same word but for case
};

struct FoldedText {
  std::string forms;  // the folded words, one after the other
  std::vector<FoldedWord> words;
  Pause after = Pause::kNone;  // what stands after the last word
  bool cut_after = false;      // an ellipsis does

  // The folded form with its case; lives as long as the FoldedText is not changed.
  std::string_view Form(size_t i) const { return std::string_view(forms).substr(words[i].form, words[i].length); }
  size_t size() const { return words.size(); }
};

// Any bytes have an answer; what is not UTF-8 parts words.  Linear time.  At most
// 2^32 - 1 bytes are read.
FoldedText Fold(std::string_view text);

// The form in lower case (Unicode's simple case folding).
std::string LowerForm(std::string_view form);

}  // namespace quoth::check

#endif  // QUOTH_CHECK_FOLDED_TEXT_H_
