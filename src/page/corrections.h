// What stands only in the page as a whole, and no score of one block tells:
// rows belong to their table, and readers' comments and appeals to readers are not
// the article's, however well they are written.
//
// Each function changes `kept` and gives its reason in `rules` (static strings,
// as many as the outline has blocks).  Linear in blocks and elements.
//
// Thread rule: functions of their arguments.
#ifndef QUOTH_PAGE_CORRECTIONS_H_
#define QUOTH_PAGE_CORRECTIONS_H_

#include <cstddef>

#include "page/outline.h"
#include "page/selection.h"

namespace quoth::page {

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
