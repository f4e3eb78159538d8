// HTML to Outline, by way of lexbor's tokenizer and a stack of open elements.
//
// No tree is built: what the decisions need is the order of the text, the
// elements around it and its bytes, and a stack gives these in one pass, in
// memory that does not grow with the markup, and without the places where tree
// construction takes quadratic time on hostile pages.
//
// Limits, each with what happens past it:
//   512 open elements     deeper tags are not opened; their text is kept (as in browsers)
//   500,000 elements      further ones are not recorded; their text is kept
//   50,000 blocks        text after them is left out
//   1,000 attributes      in one tag: the rest of the tag is skipped
//   1 MiB                 of attribute values kept per page (meta, JSON-LD: 8 MiB)
//
// Thread rule: one object per thread; it keeps its memory from page to page.
#ifndef QUOTH_PAGE_HTML_OUTLINE_H_
#define QUOTH_PAGE_HTML_OUTLINE_H_

#include <memory>
#include <string_view>

#include "page/outline.h"

namespace quoth::page {

class HtmlOutliner {
 public:
  HtmlOutliner();
  ~HtmlOutliner();
  // Reads `html` (valid UTF-8) into `outline`, which is cleared first.  Linear
  // time.  False only where memory runs out.
  bool Read(std::string_view html, Outline* outline);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace quoth::page

#endif  // QUOTH_PAGE_HTML_OUTLINE_H_
