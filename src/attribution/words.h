// Words: a text's word pieces gathered into words, and words into windows that go
// through the encoder at once.
//
// A word here is a BERT basic token: a run of letters and digits, or one mark.
//
// Thread rule: plain values and pure functions.
#ifndef QUOTH_ATTRIBUTION_WORDS_H_
#define QUOTH_ATTRIBUTION_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "attribution/features.h"
#include "quoth/statement.h"

namespace quoth {

struct Word {
  uint32_t first = 0;      // its pieces [first, last) in Features::pieces
  uint32_t last = 0;
  Span span;               // its bytes in the text
  uint32_t paragraph = 0;  // index of its paragraph
};

std::vector<Word> GatherWords(const Features& features);

// The word as `text` prints it.
inline std::string_view TextOf(std::string_view text, const Word& word) { return text.substr(word.span.begin, word.span.size()); }

// Its first code point; U+FFFD where that is ill-formed.
char32_t FirstOf(std::string_view text, const Word& word);

// A run of words [begin, end) that is read at once, and the part of it
// [own_begin, own_end) whose cues it answers for.  The parts of a text's windows
// cover the text without overlap.
struct Window {
  size_t begin = 0;
  size_t end = 0;
  size_t own_begin = 0;
  size_t own_end = 0;
};

struct WindowOptions {
  size_t pieces = 320;   // longest window; a paragraph break counts as a piece
  size_t overlap = 80;   // pieces that a window reads again from the one before
};

// Cuts at paragraph breaks; a paragraph too long for one window is cut between
// words.  A word of more pieces than a window holds has a window of its own.
std::vector<Window> CutWindows(const std::vector<Word>& words, const WindowOptions& options);

}  // namespace quoth

#endif  // QUOTH_ATTRIBUTION_WORDS_H_
