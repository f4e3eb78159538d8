#include "page/selection.h"

#include <algorithm>
#include <cstdio>

#include "page/corrections.h"

namespace quoth::page {
namespace {

const char* TagName(Tag tag) {
  static const char* const names[] = {
      "", "custom", "html", "head", "body", "title", "meta", "link", "script", "style", "article", "main", "section", "div", "aside", "nav",
      "header", "footer", "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td",
      "th", "figure", "figcaption", "form", "fieldset", "address", "details", "summary", "center", "hr", "br", "a", "span", "b", "strong", "i",
      "em", "time", "button", "label", "img", "noscript", "template", "iframe", "svg", "math", "select", "textarea", "object", "video", "audio",
      "canvas", "input", "dialog", "tbody", "block", "small", "cite", "q", "skipped", "void"};
  static_assert(std::size(names) == size_t(Tag::kCount));
  return names[size_t(tag)];
}

bool IsHeading(Tag tag) { return tag >= Tag::kH1 && tag <= Tag::kH6; }

ParagraphKind KindOf(const Outline& o, const Block& b) {
  int steps = 0;
  for (int32_t e = b.element; e >= 0 && steps < 12; e = o.elements[size_t(e)].parent, ++steps) {
    Tag tag = o.elements[size_t(e)].tag;
    if (IsHeading(tag)) return ParagraphKind::kHeading;
    if (tag == Tag::kBlockquote) return ParagraphKind::kBlockQuote;
    // A list that wraps the whole article is none.
    if ((tag == Tag::kLi || tag == Tag::kDd || tag == Tag::kDt) && o.elements[size_t(e)].end_block - o.elements[size_t(e)].first_block <= 3) return ParagraphKind::kListItem;
    if (tag == Tag::kArticle || tag == Tag::kMain || tag == Tag::kBody) break;
  }
  return ParagraphKind::kParagraph;
}

}  // namespace

Selection Select(const Outline& o, const Facts& facts, const FeatureTable& features, const std::vector<float>& scores, float threshold) {
  Selection s;
  size_t n = o.blocks.size();
  s.kept.assign(n, 0);
  s.kinds.assign(n, ParagraphKind::kParagraph);
  s.rules.assign(n, nullptr);
  uint64_t title = facts.title.empty() ? 0 : Measure(facts.title).fingerprint;
  size_t first_kept = n;
  for (size_t i = 0; i < n; ++i) {
    // A sentence is sooner the article's than a short line, a loss worse than an excess.
    const TextShape& shape = features.shapes[i];
    s.kept[i] = scores[i] >= (IsSentence(o.blocks[i], shape) ? threshold : threshold * 2);
    s.kinds[i] = KindOf(o, o.blocks[i]);
    if (s.kept[i] && first_kept == n) first_kept = i;
  }
  KeepQuotes(o, features, scores, &s);
  KeepAlike(o, features, scores, &s);
  KeepWholeLists(o, &s);
  DropAppeals(o, &s);
  // The title's block: nearest before the body with the title's letters, a
  // heading if there is one.
  for (size_t i = 0; i < n && i <= first_kept + 3; ++i) {
    bool heading = s.kinds[i] == ParagraphKind::kHeading;
    if (title && features.shapes[i].fingerprint == title && (heading || s.title_block == SIZE_MAX || s.kinds[s.title_block] != ParagraphKind::kHeading)) s.title_block = i;
  }
  if (s.title_block == SIZE_MAX) {
    for (size_t i = 0; i < n && i <= first_kept + 3; ++i) {
      int32_t e = o.blocks[i].element;
      if (e >= 0 && o.elements[size_t(e)].tag == Tag::kH1) { s.title_block = i; break; }
    }
  }
  if (s.title_block != SIZE_MAX) {
    DropComments(o, s.title_block, &s);
    PreferOwnArticle(o, features, scores, s.title_block, &s);
  }
  for (size_t i = 0; i < n; ++i) {
    if (title && features.shapes[i].fingerprint == title && s.kept[i]) s.kept[i] = 0, s.rules[i] = "is the title";
  }
  if (s.title_block != SIZE_MAX) {
    s.kept[s.title_block] = 1;
    s.kinds[s.title_block] = ParagraphKind::kTitle;
    s.rules[s.title_block] = "is the title";
    s.title = std::string(o.TextOf(o.blocks[s.title_block]));
    // What stands below the title and agrees with the page's own summary, or is
    // named so, is the standfirst, whatever its score: pages lay it out like a
    // teaser, and readers read it first.
    for (size_t i = s.title_block + 1, seen = 0, steps = 0; i < n && seen < 2 && steps < 12; ++i, ++steps) {
      const Block& b = o.blocks[i];
      bool own = false, elsewhere = false;
      int32_t e = b.element;
      for (int step = 0; e >= 0 && step < 3; ++step, e = o.elements[size_t(e)].parent) {
        const Element& el = o.elements[size_t(e)];
        elsewhere = elsewhere || el.tag == Tag::kAside || el.tag == Tag::kNav || el.tag == Tag::kFigure || el.tag == Tag::kFooter || el.tag == Tag::kLi ||
                    (el.marks & (Bit(Mark::kRelated) | Bit(Mark::kCaption) | Bit(Mark::kNewsletter) | Bit(Mark::kCookie) | Bit(Mark::kComment)));
        if (el.marks & (Bit(Mark::kArticle) | Bit(Mark::kBody)) && !(el.marks & Bit(Mark::kStandfirst))) break;
        own = own || (el.marks & Bit(Mark::kStandfirst));
      }
      bool agrees = facts.summary.Match(o.TextOf(b)) >= 0.99;
      bool fits = b.text.size() >= 30 && b.text.size() <= 600 && b.link_bytes * 3 < b.text.size() && !elsewhere && features.shapes[i].words >= 5;
      if (fits && ((own && (s.kept[i] || agrees)) || (agrees && seen == 0))) {
        if (!s.kept[i]) s.rules[i] = "the standfirst";
        s.kept[i] = 1;
        s.kinds[i] = ParagraphKind::kStandfirst;
      }
      seen += s.kept[i] && s.kinds[i] != ParagraphKind::kStandfirst;
    }
  }
  return s;
}

bool HoldsArticle(const Selection& s) {
  for (size_t i = 0; i < s.kept.size(); ++i)
    if (s.kept[i] && i != s.title_block) return true;
  return false;
}

void Assemble(const Outline& o, const Selection& s, Page* page) {
  page->text.clear();
  page->paragraphs.clear();
  auto add = [&](ParagraphKind kind, std::string_view text, Span source) {
    if (!page->text.empty()) page->text += "\n\n";
    PageParagraph paragraph;
    paragraph.kind = kind;
    paragraph.text.begin = page->text.size();
    page->text += text;
    paragraph.text.end = page->text.size();
    paragraph.page = source;
    page->paragraphs.push_back(paragraph);
  };
  if (!HoldsArticle(s)) return;   // a title alone is no article
  if (s.title_block != SIZE_MAX) add(ParagraphKind::kTitle, o.TextOf(o.blocks[s.title_block]), o.blocks[s.title_block].source);
  else if (!page->title.empty()) add(ParagraphKind::kTitle, page->title, {});
  for (size_t i = 0; i < o.blocks.size(); ++i)
    if (s.kept[i] && i != s.title_block) add(s.kinds[i], o.TextOf(o.blocks[i]), o.blocks[i].source);
}

void Explain(const Outline& o, const FeatureTable& features, const std::vector<float>& scores, const Selection& s, const Scorer& scorer,
             std::vector<PageBlock>* blocks) {
  const auto& names = FeatureNames();
  for (size_t i = 0; i < o.blocks.size(); ++i) {
    PageBlock block;
    block.text = o.TextOf(o.blocks[i]);
    block.page = o.blocks[i].source;
    block.kept = s.kept[i];
    block.kind = s.kinds[i];
    block.score = scores[i];
    int steps = 0;
    for (int32_t e = o.blocks[i].element; e >= 0 && steps < 8; e = o.elements[size_t(e)].parent, ++steps) {
      std::string name = TagName(o.elements[size_t(e)].tag);
      for (MarkSet rest = o.elements[size_t(e)].marks; rest; rest &= rest - 1) name += std::string(".") + MarkName(Mark(__builtin_ctzll(rest)));
      block.where = name + (block.where.empty() ? "" : " ") + block.where;
    }
    if (s.rules[i]) block.why.push_back(s.rules[i]);
    for (auto [column, weight] : scorer.Reasons(features, i)) {
      char number[64];
      std::snprintf(number, sizeof number, "=%.3g (%+.2f)", double(features.Row(i)[column]), weight);
      block.why.push_back(names[column] + number);
    }
    blocks->push_back(std::move(block));
  }
}

}  // namespace quoth::page
