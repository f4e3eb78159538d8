#include "page/corrections.h"

#include <algorithm>

namespace quoth::page {
namespace {

// Sums over blocks: text, its kept part, its part in links.
struct Sums {
  std::vector<size_t> text, kept, links;

  Sums(const Outline& o, const Selection& s) : text(o.blocks.size() + 1), kept(text.size()), links(text.size()) {
    for (size_t i = 0; i < o.blocks.size(); ++i) {
      size_t bytes = o.blocks[i].text.size();
      text[i + 1] = text[i] + bytes;
      kept[i + 1] = kept[i] + (s.kept[i] ? bytes : 0);
      links[i + 1] = links[i] + o.blocks[i].link_bytes;
    }
  }
};

void Drop(size_t i, const char* why, Selection* s) {
  if (!s->kept[i]) return;
  s->kept[i] = 0;
  s->rules[i] = why;
}

}  // namespace

void KeepWholeLists(const Outline& o, Selection* s) {
  constexpr size_t kLongestTable = 20'000, kNear = 3;
  size_t n = o.blocks.size(), done = 0;
  Sums sums(o, *s);
  for (const Element& e : o.elements) {
    bool table = e.tag == Tag::kTable;
    if (!table && e.tag != Tag::kUl && e.tag != Tag::kOl && e.tag != Tag::kDl) continue;
    size_t begin = std::max<size_t>(e.first_block, done), end = std::min<size_t>(e.end_block, n);
    if (end < begin + 3 || e.hidden) continue;
    size_t kept = sums.kept[end] - sums.kept[begin], all = sums.text[end] - sums.text[begin];
    if (kept == all || (sums.links[end] - sums.links[begin]) * 3 > all) continue;
    bool before = sums.kept[begin] > sums.kept[begin > kNear ? begin - kNear : 0], after = sums.kept[std::min(n, end + kNear)] > sums.kept[end];
    bool between = table && all < kLongestTable && before && after;
    if (kept * 2 <= all && !between) continue;
    for (size_t i = begin; i < end; ++i)
      if (!s->kept[i]) s->kept[i] = 1, s->rules[i] = table ? "a row of the article's table" : "an item of the article's list";
    done = end;
  }
}

void DropComments(const Outline& o, size_t title, Selection* s) {
  size_t n = o.blocks.size(), done = title;   // elements come in the order of the page
  std::vector<uint32_t> kept_before(n + 1, 0);
  for (size_t i = 0; i < n; ++i) kept_before[i + 1] = kept_before[i] + s->kept[i];
  for (const Element& e : o.elements) {
    if (!(e.marks & Bit(Mark::kComment)) || e.tag == Tag::kHtml || e.tag == Tag::kBody || e.first_block <= title) continue;
    size_t begin = std::max<size_t>(e.first_block, done), end = std::min<size_t>(e.end_block, n);
    if (begin >= end) continue;
    // What comes first and holds most of what was kept is the article, whatever
    // its name.
    uint32_t inside = kept_before[end] - kept_before[begin];
    if (kept_before[begin] == kept_before[title] && inside * 2 > kept_before[n]) continue;
    for (size_t i = begin; i < end; ++i) Drop(i, "a reader's comment", s);
    done = end;
  }
}

void DropAppeals(const Outline& o, Selection* s) {
  constexpr MarkSet kAppeal = Bit(Mark::kDonate) | Bit(Mark::kNewsletter) | Bit(Mark::kCookie), kOwn = Bit(Mark::kArticle) | Bit(Mark::kBody);
  size_t n = o.blocks.size(), done = 0;
  Sums sums(o, *s);
  for (const Element& e : o.elements) {
    if (!(e.marks & kAppeal) || e.marks & kOwn || e.tag == Tag::kHtml || e.tag == Tag::kBody) continue;
    size_t begin = std::max<size_t>(e.first_block, done), end = std::min<size_t>(e.end_block, n);
    if (begin >= end) continue;
    // A name of the page's kind ("newsletter") may stand around the article itself.
    if ((sums.kept[end] - sums.kept[begin]) * 4 > sums.kept[n]) continue;
    for (size_t i = begin; i < end; ++i) Drop(i, "an appeal to the reader", s);
    done = end;
  }
}

}  // namespace quoth::page
