// Plain text to Outline: the blocks of a page that arrives as text.
//
// A block is a line, for pages saved as text keep one line a paragraph; where
// the text is wrapped at a fixed width (most lines of a paragraph are of about
// the same length and do not end a sentence), a block is what stands between
// blank lines.  Form feeds and Unicode line separators end lines too.
//
// Limit: 50,000 blocks; text after them is left out.
#ifndef QUOTH_PAGE_TEXT_OUTLINE_H_
#define QUOTH_PAGE_TEXT_OUTLINE_H_

#include <string_view>

#include "page/outline.h"

namespace quoth::page {

// Reads `text` (valid UTF-8) into `outline`, which is cleared first.
void ReadTextOutline(std::string_view text, Outline* outline);

}  // namespace quoth::page

#endif  // QUOTH_PAGE_TEXT_OUTLINE_H_
