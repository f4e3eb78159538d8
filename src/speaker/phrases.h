// Phrases that may tell to whom, on what occasion or when something was said,
// wherever they stand in an article.
//
// Thread rule: a plain value and a pure function.
#ifndef QUOTH_SPEAKER_PHRASES_H_
#define QUOTH_SPEAKER_PHRASES_H_

#include <cstdint>
#include <vector>

#include "attribution/source_links.h"
#include "speaker/article_view.h"

namespace quoth {

struct Phrase {
  Circumstance kind = kTo;
  uint32_t first = 0, last = 0;  // its words [first, last)
  uint8_t sort = 0;  // of a time: weekday, month, year, …; of an occasion: its preposition
  uint8_t noun = 0;  // of an occasion: interview, statement, …
};

// In text order; those of one kind do not overlap.  Linear time.
std::vector<Phrase> FindPhrases(const ArticleView& view);

}  // namespace quoth

#endif  // QUOTH_SPEAKER_PHRASES_H_
