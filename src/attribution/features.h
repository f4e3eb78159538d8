// Features: what the model is told about each word piece of a text.
//
// The trainer reads them through `quoth-prepare`, the reader calls MakeFeatures
// itself: one function makes both, so that the model sees at work what it saw in
// training.
//
// Thread rule: a pure function; the WordPiece may be shared.
#ifndef QUOTH_ATTRIBUTION_FEATURES_H_
#define QUOTH_ATTRIBUTION_FEATURES_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "encoder/wordpiece.h"
#include "quoth/statement.h"
#include "text/quotations.h"

namespace quoth {

// One entry a piece in each of the five vectors, in text order.
struct Features {
  std::vector<Piece> pieces;         // offsets in bytes; ids with quotation marks folded
  std::vector<uint8_t> letter_case;  // LetterCase of the piece's whole word
  std::vector<uint8_t> quote;        // QuoteState where the piece begins
  std::vector<uint32_t> paragraph;   // index into paragraphs
  std::vector<uint32_t> sentence;    // index into sentences

  // What the indices point into; spans in bytes.
  std::vector<Span> paragraphs;
  std::vector<Span> sentences;
  std::vector<Quotation> quotations;
};

// The features of `text` (well-formed UTF-8, at most kMaxTextBytes long).
//
// Quotation marks are folded after tokenisation: a piece that is exactly one double
// mark (" “ ” „ ‟ « » 「 」 and their like) gets the id of `"`, one that is exactly one
// single mark or apostrophe (' ‘ ’ ‚ ‹ › `) the id of `'`.  Which way a mark turns is
// what the quote state says, and says for straight marks too.
//
// Linear time; a few microseconds a word.
Features MakeFeatures(std::string_view text, const WordPiece& wordpiece);

}  // namespace quoth

#endif  // QUOTH_ATTRIBUTION_FEATURES_H_
