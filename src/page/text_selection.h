// The decision for pages that arrive as plain text, where no element tells an
// advertisement from a paragraph.
#ifndef QUOTH_PAGE_TEXT_SELECTION_H_
#define QUOTH_PAGE_TEXT_SELECTION_H_

#include <string>
#include <vector>

#include "page/features.h"
#include "page/outline.h"
#include "page/selection.h"

namespace quoth::page {

// What a text page says at its top, in lines of their own.
struct TextHead {
  std::string byline;   // "By Ann Lee"
  std::string date;     // a line that is a date, or "Published: 24 May 2026"
};

Selection SelectText(const Outline& outline, const FeatureTable& features, const std::vector<float>& scores, float threshold, TextHead* head);

}  // namespace quoth::page

#endif  // QUOTH_PAGE_TEXT_SELECTION_H_
