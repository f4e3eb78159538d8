// A page laid out for decisions: its elements, the text a reader would see cut
// into blocks (one for each stretch of text in a block element), and what its
// head says about it.
//
// All offsets are UTF-8 bytes: `text` spans count in Outline::text, `source`
// spans in the UTF-8 page that was read.
//
// Thread rule: plain values.
#ifndef QUOTH_PAGE_OUTLINE_H_
#define QUOTH_PAGE_OUTLINE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/marks.h"
#include "quoth/statement.h"

namespace quoth::page {

// The elements that matter here; everything else is kOther (inline) or kCustom
// (a name with a hyphen).  The numbers are features of the trained scorer: add
// at the end, and train again.
enum class Tag : uint8_t {
  kOther, kCustom, kHtml, kHead, kBody, kTitle, kMeta, kLink, kScript, kStyle,
  kArticle, kMain, kSection, kDiv, kAside, kNav, kHeader, kFooter, kP, kH1,
  kH2, kH3, kH4, kH5, kH6, kBlockquote, kPre, kUl, kOl, kLi,
  kDl, kDt, kDd, kTable, kTr, kTd, kTh, kFigure, kFigcaption, kForm,
  kFieldset, kAddress, kDetails, kSummary, kCenter, kHr, kBr, kA, kSpan, kB,
  kStrong, kI, kEm, kTime, kButton, kLabel, kImg, kNoscript, kTemplate, kIframe,
  kSvg, kMath, kSelect, kTextarea, kObject, kVideo, kAudio, kCanvas, kInput, kDialog,
  kTableGroup, kBlockOther, kSmall, kCite, kQ, kSkipped, kVoid, kCount
};

struct Element {
  int32_t parent = -1;
  Tag tag = Tag::kOther;
  bool hidden = false;        // hidden, aria-hidden or display:none, here or above
  uint16_t depth = 0;
  MarkSet marks = 0;          // of its own class, id, role and the like
  size_t text_begin = 0;      // its text in Outline::text
  size_t text_end = 0;
  uint32_t first_block = 0;   // blocks [first_block, end_block) lie inside
  uint32_t end_block = 0;
};

struct Block {
  Span text;
  Span source;
  int32_t element = -1;       // innermost block element, -1 on a text page
  uint32_t link_bytes = 0;    // of its text, inside <a>
  uint32_t bold_bytes = 0;    // inside <b>, <strong>
  uint32_t italic_bytes = 0;  // inside <i>, <em>
  uint16_t links = 0;         // <a> that begin in it
  uint8_t media_before = 0;   // pictures and players since the block before
  bool after_break = false;   // cut off by <br><br> from the block before
  bool link_block = false;    // the block element lies inside a link
};

struct MetaTag {
  std::string name;      // name, property or itemprop, lower case
  std::string content;
};

// An element whose attributes or text may hold a date or a name.
struct Mention {
  enum Kind : uint8_t { kTime, kAuthor, kBylineElement } kind;
  int32_t element;
  std::string value;     // datetime, content; empty: the element's text counts
  bool published = false, modified = false;
};

struct Outline {
  std::string text;               // blocks, each followed by '\n'
  std::vector<Block> blocks;
  std::vector<Element> elements;  // parents come before their children
  std::vector<MetaTag> metas;
  std::vector<std::string> json_ld;
  std::vector<Mention> mentions;
  std::string title;              // <title>
  std::string canonical;          // <link rel=canonical>
  std::string language;           // <html lang>
  size_t skipped_tags = 0;        // tags past the limits, left out

  void Clear();
  std::string_view TextOf(const Block& block) const {
    return std::string_view(text).substr(block.text.begin, block.text.size());
  }
};

// True where the element breaks the line before and after itself.
bool IsBlockTag(Tag tag);

}  // namespace quoth::page

#endif  // QUOTH_PAGE_OUTLINE_H_
