#include "page/corrections.h"

#include <algorithm>
#include <utility>

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

void Keep(size_t i, const char* why, Selection* s) {
  s->kept[i] = 1;
  s->rules[i] = why;
}

bool HardlyLinks(const Block& b) { return b.link_bytes * 3 <= b.text.size(); }

// The first and one past the last kept block.
std::pair<size_t, size_t> KeptRange(const Selection& s) {
  size_t first = 0, end = s.kept.size();
  while (first < end && !s.kept[first]) ++first;
  while (end > first && !s.kept[end - 1]) --end;
  return {first, end};
}

// The elements around a block, three up, and the container that these stand in.
uint64_t LayoutOf(const Outline& o, const Block& b) {
  constexpr uint64_t kMix = 0x9E3779B97F4A7C15;
  uint64_t h = 0;
  int32_t e = b.element;
  auto add = [&](uint64_t x) { h = (h ^ x) * kMix, h ^= h >> 29; };
  for (int up = 0; up < 3 && e >= 0; ++up, e = o.elements[size_t(e)].parent) add(uint64_t(o.elements[size_t(e)].tag)), add(o.elements[size_t(e)].marks);
  add(uint64_t(e) + 1);
  return h;
}

// The nearest <article> around a block, or -1.
int32_t ArticleOf(const Outline& o, const Block& b) {
  int32_t e = b.element;
  while (e >= 0 && o.elements[size_t(e)].tag != Tag::kArticle) e = o.elements[size_t(e)].parent;
  return e;
}

}  // namespace

bool IsSentence(const Block& block, const TextShape& shape) { return shape.words >= 12 && shape.ends_sentence && HardlyLinks(block); }

void KeepQuotes(const Outline& o, const FeatureTable& features, const std::vector<float>& scores, Selection* s) {
  constexpr float kNothing = 0.03f;
  constexpr uint32_t kWords = 8;
  auto [first, end] = KeptRange(*s);
  for (size_t i = first; i < end; ++i) {
    if (s->kept[i] || scores[i] < kNothing || features.shapes[i].words < kWords) continue;
    int32_t e = o.blocks[i].element;
    bool quote = false, caption = false;
    for (int up = 0; up < 5 && e >= 0 && !quote && !caption; ++up, e = o.elements[size_t(e)].parent) {
      quote = o.elements[size_t(e)].tag == Tag::kBlockquote;
      caption = o.elements[size_t(e)].tag == Tag::kFigcaption;
    }
    if (quote) Keep(i, "a quote in the article", s);
  }
}

void KeepAlike(const Outline& o, const FeatureTable& features, const std::vector<float>& scores, Selection* s) {
  constexpr float kNothing = 0.05f;
  constexpr uint32_t kWords = 8;
  std::vector<std::pair<uint64_t, uint32_t>> order;   // layout, block
  for (size_t i = 0; i < o.blocks.size(); ++i)
    if (HardlyLinks(o.blocks[i])) order.push_back({LayoutOf(o, o.blocks[i]), uint32_t(i)});
  std::sort(order.begin(), order.end());
  for (size_t begin = 0, end; begin < order.size(); begin = end) {
    size_t kept = 0, all = 0, first = SIZE_MAX, last = 0;
    for (end = begin; end < order.size() && order[end].first == order[begin].first; ++end) {
      size_t i = order[end].second;
      all += o.blocks[i].text.size();
      if (!s->kept[i]) continue;
      kept += o.blocks[i].text.size();
      first = std::min(first, i);
      last = i;
    }
    if (kept * 5 < all * 2) continue;
    for (size_t k = begin; k < end; ++k) {
      size_t i = order[k].second;
      if (i > first && i < last && !s->kept[i] && scores[i] >= kNothing && features.shapes[i].words >= kWords) Keep(i, "laid out like the paragraphs around it", s);
    }
  }
}

void PreferOwnArticle(const Outline& o, const FeatureTable& features, const std::vector<float>& scores, size_t title, Selection* s) {
  constexpr float kNothing = 0.03f;
  constexpr uint32_t kWords = 40;
  int32_t own = ArticleOf(o, o.blocks[title]);
  if (own < 0) return;
  size_t end = std::min<size_t>(o.elements[size_t(own)].end_block, o.blocks.size());
  // Short pieces often leave out the last full stop.
  auto runs = [&](size_t i) { return scores[i] >= kNothing && HardlyLinks(o.blocks[i]) && features.shapes[i].words >= 12 && features.shapes[i].sentences > 0; };
  uint32_t words = 0;
  for (size_t i = 0; i < o.blocks.size(); ++i) {
    bool inside = i > title && i < end;
    if (s->kept[i] && i != title && (inside || ArticleOf(o, o.blocks[i]) < 0)) return;
    if (inside && runs(i)) words += features.shapes[i].words;
  }
  if (words < kWords) return;
  for (size_t i = 0; i < o.blocks.size(); ++i) {
    if (i > title && i < end && runs(i)) Keep(i, "in the headline's own article", s);
    else if (i != title) Drop(i, "in another article than the headline's", s);
  }
}

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
