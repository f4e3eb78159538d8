// From scores to the article: which blocks are kept, what each of them is, and
// the text they make.
#ifndef QUOTH_PAGE_SELECTION_H_
#define QUOTH_PAGE_SELECTION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "page/facts.h"
#include "page/features.h"
#include "page/outline.h"
#include "page/scorer.h"
#include "quoth/page.h"

namespace quoth::page {

struct Selection {
  std::vector<uint8_t> kept;               // one a block
  std::vector<ParagraphKind> kinds;        // one a block; of the kept ones
  std::vector<const char*> rules;          // what overruled the score; null where nothing did
  size_t title_block = SIZE_MAX;           // the block that is the title
  std::string title;                       // of a page whose head gives none
};

Selection Select(const Outline& outline, const Facts& facts, const FeatureTable& features, const std::vector<float>& scores, float threshold);

// True where a block besides the title is kept.
bool HoldsArticle(const Selection& selection);

// Fills text and paragraphs of `page`, whose title is set.  Page spans count in
// the UTF-8 page.
void Assemble(const Outline& outline, const Selection& selection, Page* page);

// One PageBlock for each block.
void Explain(const Outline& outline, const FeatureTable& features, const std::vector<float>& scores, const Selection& selection,
             const Scorer& scorer, std::vector<PageBlock>* blocks);

}  // namespace quoth::page

#endif  // QUOTH_PAGE_SELECTION_H_
