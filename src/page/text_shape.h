// What can be measured about one stretch of text without knowing its language:
// its words, sentences, marks and the cues in it.
#ifndef QUOTH_PAGE_TEXT_SHAPE_H_
#define QUOTH_PAGE_TEXT_SHAPE_H_

#include <cstdint>
#include <string_view>

#include "page/lexicon.h"

namespace quoth::page {

struct TextShape {
  uint32_t bytes = 0;
  uint32_t characters = 0;
  uint32_t words = 0;          // a CJK character counts as half a word
  uint32_t stop_words = 0;
  uint32_t capitals = 0;       // words that begin with a capital
  uint32_t shouted = 0;        // words of two letters or more, all capitals
  uint32_t numbers = 0;        // words that begin with a digit
  uint32_t sentences = 0;      // ends of sentences
  uint32_t commas = 0;
  uint32_t quotes = 0;         // quotation marks
  uint32_t wide = 0;           // CJK characters
  uint32_t separators = 0;     // | · • » › / between words
  uint32_t lines = 1;
  uint32_t we = 0, you = 0;    // persons, outside quotation marks
  CueSet cues = 0;             // in the first 40 and last 12 words
  CueSet first_cues = 0;       // of the first word and of phrases that begin with it
  uint32_t cue_words[int(Cue::kCount)] = {};
  bool ends_sentence = false;  // . ! ? … or such a mark before a closing quote
  bool ends_colon = false;
  bool starts_lower = false, starts_quote = false, starts_dash = false, starts_digit = false;
  bool has_link = false;       // an address of mail or web
  uint64_t fingerprint = 0;    // of its letters and digits, case and space aside
};

TextShape Measure(std::string_view text);

}  // namespace quoth::page

#endif  // QUOTH_PAGE_TEXT_SHAPE_H_
