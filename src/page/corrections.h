// What stands only in the page as a whole, and no score of one block tells:
// rows belong to their table, a paragraph to those laid out like it, and readers'
// comments and appeals to readers are not the article's, however well they are
// written.
//
// Each function changes `kept` and gives its reason in `rules` (static strings,
// as many as the outline has blocks).  Linear in blocks and elements, but for a sort
// of the blocks.
//
// Thread rule: functions of their arguments.
#ifndef QUOTH_PAGE_CORRECTIONS_H_
#define QUOTH_PAGE_CORRECTIONS_H_

#include <cstddef>
#include <vector>

#include "page/features.h"
#include "page/outline.h"
#include "page/selection.h"

namespace quoth::page {

// A line that reads on: twelve words or more to the end of a sentence, hardly
// links.
bool IsSentence(const Block& block, const TextShape& shape);

// Block quotes between kept blocks, unless their score says that they are nothing.
// Pages lay out what somebody said like a picture or a box.
void KeepQuotes(const Outline& outline, const FeatureTable& features, const std::vector<float>& scores, Selection* selection);

// Blocks between kept ones that are laid out alike (same elements with the same
// names in the same container), where a good share of these is kept.  What a page
// sets like its paragraphs is one.
void KeepAlike(const Outline& outline, const FeatureTable& features, const std::vector<float>& scores, Selection* selection);

// Where everything kept stands in other <article> elements than the headline's
// own, which holds running text: that text is the article, the others are the
// page's other pieces.
void PreferOwnArticle(const Outline& outline, const FeatureTable& features, const std::vector<float>& scores, size_t title, Selection* selection);

// A list of which most is kept is kept whole; so is a table that stands between
// kept blocks, whose rows are no sentences.  Lists of links are left alone.
void KeepWholeLists(const Outline& outline, Selection* selection);

// What is named a sign-up, a call for donations or a notice of cookies, where it
// holds less than a quarter of what was kept.
void DropAppeals(const Outline& outline, Selection* selection);

// What is named a comment, below block `title` and not around the article.
void DropComments(const Outline& outline, size_t title, Selection* selection);

}  // namespace quoth::page

#endif  // QUOTH_PAGE_CORRECTIONS_H_
