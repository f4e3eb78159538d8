// How the columns are made.
//
// Text: lengths (as logarithms: what matters is the order of magnitude), shares,
// cues, and agreement with what the page says of itself.  Place: position, and
// how far above the block an element of a kind stands.  Containers: how much
// running text stands in the block's parent, grandparent and the page's main
// container (the element whose children hold most running text, the idea of
// Arc90's Readability).  Neighbours: the same few numbers of the blocks around
// (Kohlschütter, Fankhauser, Nejdl 2010, showed how much these carry).
#include "page/features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace quoth::page {
namespace {

// The columns, written once with `name` and once with the value, so that the two
// cannot part: Rows().Put("words", x).
class Row {
 public:
  Row(float* to, std::vector<std::string>* names) : to_(to), names_(names) {}
  void Put(const char* name, double value) {
    if (names_) names_->push_back(name);
    if (to_) to_[at_] = float(value);
    ++at_;
  }
  void Put(const char* prefix, const char* name, double value) {
    if (names_) names_->push_back(std::string(prefix) + name);
    if (to_) to_[at_] = float(value);
    ++at_;
  }
  size_t at() const { return at_; }

 private:
  float* to_;
  std::vector<std::string>* names_;
  size_t at_ = 0;
};

double Log(double x) { return std::log2(1.0 + x); }
double Share(double part, double whole) { return whole > 0 ? part / whole : 0; }

using Box = std::array<float, 7>;   // what is told of an element that holds blocks

// What every block has, whatever the page's form.
struct Context {
  // Computed once for each element that is asked for.
  const Box& BoxAt(int32_t element) const {
    int32_t& known = box_of[size_t(element)];
    if (known < 0) {
      known = int32_t(boxes.size());
      const Element& e = outline->elements[size_t(element)];
      size_t n = outline->blocks.size(), first = e.first_block, last = std::min<size_t>(std::max(e.end_block, e.first_block), n);
      double text = double(text_before[last] - text_before[first]), link = double(link_before[last] - link_before[first]);
      double running = double(good_before[last] - good_before[first]), page = double(good_before[n]);
      boxes.push_back({float(Log(text)), float(Share(link, text)), float(Share(running, text)), float(Share(running, page)), float(Log(double(last - first))),
                       float(Log(double(good_blocks_before[last] - good_blocks_before[first]))), float(Share(direct_good[size_t(element)], page))});
    }
    return boxes[size_t(known)];
  }
  mutable std::vector<int32_t> box_of;
  mutable std::vector<Box> boxes;

  const Outline* outline = nullptr;
  const Facts* facts = nullptr;
  std::vector<TextShape>* shapes = nullptr;
  std::vector<float> log_length, stop_share, furniture;   // of each block; neighbours use them too
  std::vector<uint8_t> good;             // reads like running text
  std::vector<uint64_t> text_before;     // prefix sums over blocks
  std::vector<uint64_t> good_before;
  std::vector<uint64_t> link_before;
  std::vector<uint64_t> good_blocks_before;
  std::vector<uint32_t> copies;          // blocks with the same letters
  std::vector<uint8_t> first_copy;
  size_t first_heading = SIZE_MAX;       // block of the headline
  size_t first_good = SIZE_MAX, last_good = 0;
  uint64_t title_print = 0;

  // Elements
  int32_t main = -1;
  std::vector<uint16_t> to_main;         // steps from an element up to the main container's chain
  std::vector<uint16_t> main_level;      // where that chain is met, counted from the main container
  std::vector<uint32_t> inside;          // bits of kInside, own and above
  std::vector<std::array<uint8_t, size_t(Mark::kCount)>> mark_steps;
  std::vector<float> direct_good;        // running text in blocks directly below
  std::vector<int32_t> box_above;        // the nearest ancestor that holds more blocks
  std::vector<uint32_t> heading_before;  // the nearest heading or short bold line above a block
  std::vector<int32_t> to_headline;      // on the headline's chain: steps from the headline
};

// Sites wrap one paragraph in one element or in five.  What counts is the boxes:
// elements that hold more blocks than the ones inside them.
std::vector<int32_t> BoxesAbove(const Outline& o) {
  std::vector<int32_t> above(o.elements.size(), -1);
  for (size_t e = 0; e < above.size(); ++e) {
    int32_t parent = o.elements[e].parent;
    if (parent < 0) continue;
    const Element& p = o.elements[size_t(parent)];
    const Element& own = o.elements[e];
    bool more = p.end_block - p.first_block > own.end_block - own.first_block;
    above[e] = more ? parent : above[size_t(parent)];
  }
  return above;
}

int32_t BoxOf(const Outline& o, const std::vector<int32_t>& above, const Block& b) {
  if (b.element < 0) return -1;
  const Element& e = o.elements[size_t(b.element)];
  return e.end_block - e.first_block > 1 ? b.element : above[size_t(b.element)];
}

constexpr Tag kInside[] = {Tag::kArticle, Tag::kMain, Tag::kSection, Tag::kAside, Tag::kNav, Tag::kHeader, Tag::kFooter,
                           Tag::kFigure, Tag::kFigcaption, Tag::kForm, Tag::kTable, Tag::kUl, Tag::kOl, Tag::kBlockquote,
                           Tag::kButton, Tag::kA, Tag::kAddress, Tag::kDetails, Tag::kLabel, Tag::kDl, Tag::kCustom, Tag::kDialog, Tag::kP};
constexpr const char* kInsideNames[] = {"article", "main", "section", "aside", "nav", "header", "footer", "figure", "figcaption", "form",
                                        "table", "ul", "ol", "blockquote", "button", "a", "address", "details", "label", "dl", "custom", "dialog", "p"};
static_assert(std::size(kInside) == std::size(kInsideNames));

int HeadingLevel(Tag tag) { return tag >= Tag::kH1 && tag <= Tag::kH6 ? int(tag) - int(Tag::kH1) + 1 : 0; }

// `known`: the page's language has function words in the lexicon.
bool ReadsOn(const TextShape& s, double link_share, bool known) {
  double characters = s.characters + s.wide;
  return characters >= 80 && link_share < 0.5 && (s.ends_sentence || s.sentences >= 2 || s.commas >= 2) && (!known || s.stop_words * 8 >= s.words || s.wide > 20);
}

void Survey(Context* c) {
  const Outline& o = *c->outline;
  size_t n = o.blocks.size();
  c->log_length.resize(n);
  c->stop_share.resize(n);
  c->furniture.resize(n);
  for (size_t i = 0; i < n; ++i) {
    const TextShape& s = (*c->shapes)[i];
    double words = std::max<uint32_t>(s.words, 1);
    c->log_length[i] = float(Log(s.characters + s.wide));
    c->stop_share[i] = float(s.stop_words / words);
    c->furniture[i] = float(__builtin_popcount(s.cues & ~(Bit(Cue::kWe) | Bit(Cue::kYou) | Bit(Cue::kSaid) | Bit(Cue::kMonth))) / words);
  }
  c->good.resize(n);
  c->text_before.assign(n + 1, 0);
  c->good_before.assign(n + 1, 0);
  c->link_before.assign(n + 1, 0);
  c->good_blocks_before.assign(n + 1, 0);
  c->copies.resize(n);
  c->first_copy.resize(n);
  uint64_t words = 0, stop_words = 0;
  for (const TextShape& s : *c->shapes) if (s.words >= 12) words += s.words, stop_words += s.stop_words;
  bool known = stop_words * 12 >= words;
  if (!c->facts->title.empty()) c->title_print = Measure(c->facts->title).fingerprint;
  for (size_t i = 0; i < n; ++i) {
    const Block& b = o.blocks[i];
    const TextShape& s = (*c->shapes)[i];
    c->good[i] = ReadsOn(s, Share(b.link_bytes, b.text.size()), known);
    c->text_before[i + 1] = c->text_before[i] + b.text.size();
    c->good_before[i + 1] = c->good_before[i] + (c->good[i] ? b.text.size() : 0);
    c->link_before[i + 1] = c->link_before[i] + b.link_bytes;
    c->good_blocks_before[i + 1] = c->good_blocks_before[i] + c->good[i];
    if (c->good[i]) {
      if (c->first_good == SIZE_MAX) c->first_good = i;
      c->last_good = i;
    }
  }
  // Blocks with the same letters stand together once sorted.
  std::vector<std::pair<uint64_t, uint32_t>> prints(n);
  for (size_t i = 0; i < n; ++i) prints[i] = {(*c->shapes)[i].fingerprint, uint32_t(i)};
  std::sort(prints.begin(), prints.end());
  for (size_t i = 0, j; i < n; i = j) {
    for (j = i; j < n && prints[j].first == prints[i].first; ++j) c->first_copy[prints[j].second] = j == i;
    for (size_t k = i; k < j; ++k) c->copies[prints[k].second] = uint32_t(j - i);
  }
  // The headline: the block with the title's letters in the highest heading, else the first <h1>.
  int best = 100;
  for (size_t i = 0; i < n; ++i) {
    int level = o.blocks[i].element >= 0 ? HeadingLevel(o.elements[size_t(o.blocks[i].element)].tag) : 0;
    bool same = c->title_print && (*c->shapes)[i].fingerprint == c->title_print;
    int rank = same && level ? level : level == 1 ? 10 : same ? 11 : 100;
    if (rank < best) best = rank, c->first_heading = i;
  }
}

// Names that no article's container bears.
constexpr MarkSet kApart = Bit(Mark::kNavigation) | Bit(Mark::kFooter) | Bit(Mark::kSidebar) | Bit(Mark::kComment) | Bit(Mark::kRelated) |
                           Bit(Mark::kNewsletter) | Bit(Mark::kAdvert) | Bit(Mark::kCookie) | Bit(Mark::kPopular) | Bit(Mark::kLegal);
constexpr MarkSet kNever = Bit(Mark::kComment) | Bit(Mark::kCookie);
constexpr CueSet kHousekeeping = Bit(Cue::kCookie) | Bit(Cue::kRights) | Bit(Cue::kSubscribe);

void SurveyElements(Context* c) {
  const Outline& o = *c->outline;
  size_t n = o.elements.size();
  c->box_of.assign(n, -1);
  c->direct_good.assign(n, 0);
  c->box_above = BoxesAbove(o);
  std::vector<float> weight(n, 0);
  std::vector<uint8_t> apart(n, 0);
  for (size_t e = 0; e < n; ++e) {
    const Element& el = o.elements[e];
    if (el.parent >= 0) apart[e] = apart[size_t(el.parent)];
    if (el.tag == Tag::kHtml || el.tag == Tag::kBody) continue;
    if (el.marks & kNever) apart[e] = 2;
    else if (!apart[e] && (el.hidden || el.tag == Tag::kNav || el.tag == Tag::kAside || el.tag == Tag::kFooter || el.tag == Tag::kDialog ||
                           (el.marks & kApart && !(el.marks & (Bit(Mark::kArticle) | Bit(Mark::kBody))))))
      apart[e] = 1;
  }
  for (size_t i = 0; i < o.blocks.size(); ++i) {
    const Block& b = o.blocks[i];
    if (!c->good[i] || b.element < 0) continue;
    double length = std::min<double>(double(b.text.size()), 1000);
    int32_t box = BoxOf(o, c->box_above, b);
    if (box < 0) box = b.element;
    c->direct_good[size_t(box)] += float(length);
    double share = 1;
    if (apart[size_t(b.element)]) share *= apart[size_t(b.element)] > 1 ? 0.05 : 0.2;
    if ((*c->shapes)[i].cues & kHousekeeping) share *= 0.3;
    if (c->first_heading != SIZE_MAX && i < c->first_heading) share *= 0.3;
    for (int step = 0; step < 4 && box >= 0; ++step, share *= 0.5) {
      weight[size_t(box)] += float(length * share);
      box = c->box_above[size_t(box)];
    }
  }
  for (size_t e = 0; e < n; ++e)
    if (weight[e] > 0 && (c->main < 0 || weight[e] > weight[size_t(c->main)])) c->main = int32_t(e);
  c->heading_before.assign(o.blocks.size(), UINT32_MAX);
  for (size_t i = 0, last = UINT32_MAX; i < o.blocks.size(); ++i) {
    c->heading_before[i] = uint32_t(last);
    const Block& b = o.blocks[i];
    bool heading = b.element >= 0 && HeadingLevel(o.elements[size_t(b.element)].tag) && i != c->first_heading;
    bool bold = b.bold_bytes * 10 >= b.text.size() * 9 && (*c->shapes)[i].words <= 8;
    if (heading || bold) last = i;
  }
  c->to_headline.assign(n, -1);
  if (c->first_heading != SIZE_MAX)
    for (int32_t e = o.blocks[c->first_heading].element, level = 0; e >= 0; e = c->box_above[size_t(e)]) c->to_headline[size_t(e)] = level++;
  // An article in several sections: climb while the next box holds a good deal
  // more running text that is not apart, and is no list of links.
  std::vector<uint64_t> own_before(o.blocks.size() + 1, 0);
  for (size_t i = 0; i < o.blocks.size(); ++i) {
    const Block& b = o.blocks[i];
    bool counts = c->good[i] && b.link_bytes * 5 < b.text.size() && b.element >= 0 && !apart[size_t(b.element)] && !((*c->shapes)[i].cues & kHousekeeping);
    own_before[i + 1] = own_before[i] + (counts ? b.text.size() : 0);
  }
  auto own = [&](int32_t e) { const Element& el = o.elements[size_t(e)]; return double(own_before[std::min<size_t>(el.end_block, o.blocks.size())] - own_before[el.first_block]); };
  for (int32_t e = c->main, steps = 0; e >= 0 && steps < 6; ++steps) {
    e = c->box_above[size_t(e)];
    if (e < 0) break;
    const Element& el = o.elements[size_t(e)];
    size_t last = std::min<size_t>(el.end_block, o.blocks.size());
    double text = double(c->text_before[last] - c->text_before[el.first_block]), link = double(c->link_before[last] - c->link_before[el.first_block]);
    if (link > 0.5 * text) break;
    if (own(e) >= 1.3 * own(c->main)) c->main = e;
  }
  c->to_main.assign(n, 60);
  c->main_level.assign(n, 60);
  c->inside.assign(n, 0);
  c->mark_steps.resize(n);
  std::vector<int32_t> level_of(n, -1);   // on the chain from main to the root: steps from main
  for (int32_t e = c->main, level = 0; e >= 0; e = o.elements[size_t(e)].parent) {
    level_of[size_t(e)] = level;
    const Element& el = o.elements[size_t(e)];
    if (el.parent >= 0 && c->box_above[size_t(e)] == el.parent) ++level;
  }
  for (size_t e = 0; e < n; ++e) {
    const Element& el = o.elements[e];
    bool has_parent = el.parent >= 0;
    if (level_of[e] >= 0) {
      c->to_main[e] = 0;
      c->main_level[e] = uint16_t(std::min(level_of[e], 60));
    } else if (has_parent) {
      int step = c->box_above[e] == el.parent ? 1 : 0;
      c->to_main[e] = uint16_t(std::min(c->to_main[size_t(el.parent)] + step, 60));
      c->main_level[e] = c->main_level[size_t(el.parent)];
    }
    auto& steps = c->mark_steps[e];
    if (has_parent) {
      c->inside[e] = c->inside[size_t(el.parent)];
      const auto& above = c->mark_steps[size_t(el.parent)];
      // Inline elements are no step.
      uint8_t step = IsBlockTag(el.tag) || el.tag == Tag::kCustom ? 1 : 0;
      for (size_t m = 0; m < steps.size(); ++m) steps[m] = uint8_t(std::min<int>(above[m] + step, 30));
    } else {
      steps.fill(30);
    }
    // What wraps the main container wraps the whole article: its names and kind
    // ("premium", <form>) tell nothing about one block.
    bool wraps = level_of[e] > 0 || el.tag == Tag::kHtml || el.tag == Tag::kBody;
    if (el.tag == Tag::kHtml || el.tag == Tag::kBody) continue;
    for (MarkSet rest = wraps ? el.marks & kNever : el.marks; rest; rest &= rest - 1) steps[size_t(__builtin_ctzll(rest))] = 0;
    if (wraps) continue;
    for (size_t k = 0; k < std::size(kInside); ++k)
      if (el.tag == kInside[k]) c->inside[e] |= 1u << k;
  }
}

void PutText(const Context& c, size_t i, Row* row) {
  const Block& b = c.outline->blocks[i];
  const TextShape& s = (*c.shapes)[i];
  double words = std::max<uint32_t>(s.words, 1);
  size_t n = c.outline->blocks.size();
  row->Put("characters", c.log_length[i]);
  row->Put("words", Log(s.words));
  row->Put("stop_share", s.stop_words / words);
  row->Put("capital_share", s.capitals / words);
  row->Put("shouted_share", s.shouted / words);
  row->Put("number_share", s.numbers / words);
  row->Put("word_length", Share(s.characters, words));
  row->Put("sentences", std::min<uint32_t>(s.sentences, 10));
  row->Put("commas", std::min<uint32_t>(s.commas, 10));
  row->Put("comma_share", s.commas / words);
  row->Put("quotes", std::min<uint32_t>(s.quotes, 6));
  row->Put("wide_share", Share(s.wide, s.characters));
  row->Put("separators", std::min<uint32_t>(s.separators, 5));
  row->Put("lines", std::min<uint32_t>(s.lines, 10));
  row->Put("ends_sentence", s.ends_sentence);
  row->Put("ends_colon", s.ends_colon);
  row->Put("starts_lower", s.starts_lower);
  row->Put("starts_quote", s.starts_quote);
  row->Put("starts_dash", s.starts_dash);
  row->Put("starts_digit", s.starts_digit);
  row->Put("has_link", s.has_link);
  row->Put("we_share", s.we / words);
  row->Put("you_share", s.you / words);
  for (int k = 1; k < int(Cue::kCount); ++k) {
    static const char* const names[] = {"", "advert", "subscribe", "read_more", "share", "comment", "rights", "credit", "donate", "byline",
                                        "cookie", "player", "we", "you", "said", "correction", "reader", "form", "month"};
    static_assert(std::size(names) == size_t(Cue::kCount));
    row->Put("cue_", names[k], std::min(1.0, s.cue_words[k] / std::min(words, 30.0)));
    if (k != int(Cue::kWe) && k != int(Cue::kYou) && k != int(Cue::kMonth) && k != int(Cue::kSaid)) row->Put("first_", names[k], (s.first_cues >> k) & 1);
  }
  row->Put("copies", std::min<uint32_t>(c.copies[i], 4));
  row->Put("first_copy", c.first_copy[i]);
  row->Put("position", Share(double(i), double(n)));
  row->Put("index", Log(double(i)));
  row->Put("from_end", Log(double(n - i)));
  row->Put("text_before", Share(double(c.text_before[i]), double(c.text_before[n])));
  row->Put("good_before", Share(double(c.good_before[i]), double(c.good_before[n])));
  row->Put("good_after", Share(double(c.good_before[n] - c.good_before[i + 1]), double(c.good_before[n])));
  row->Put("page_good", Log(double(c.good_before[n])));
  row->Put("page_blocks", Log(double(n)));
  row->Put("good", c.good[i]);
  bool is_title = c.title_print && s.fingerprint == c.title_print;
  row->Put("is_title", is_title);
  row->Put("after_headline", c.first_heading == SIZE_MAX ? 0 : std::clamp(double(i) - double(c.first_heading), -50.0, 200.0));
  row->Put("in_article_body", c.facts->article.empty() ? -1 : c.facts->article.Match(c.outline->TextOf(b)));
  row->Put("in_summary", c.facts->summary.empty() ? -1 : c.facts->summary.Match(c.outline->TextOf(b)));
}

void PutPlace(const Context& c, size_t i, Row* row) {
  const Outline& o = *c.outline;
  const Block& b = o.blocks[i];
  static const Element kNone;
  static const std::array<uint8_t, size_t(Mark::kCount)> kNoMarks = [] { std::array<uint8_t, size_t(Mark::kCount)> a; a.fill(30); return a; }();
  bool has = b.element >= 0;
  const Element& e = has ? o.elements[size_t(b.element)] : kNone;
  row->Put("tag", int(e.tag));
  row->Put("tag_p", e.tag == Tag::kP);
  row->Put("tag_div", e.tag == Tag::kDiv || e.tag == Tag::kSection || e.tag == Tag::kArticle || e.tag == Tag::kBody || e.tag == Tag::kTd || e.tag == Tag::kCustom);
  row->Put("tag_li", e.tag == Tag::kLi);
  row->Put("tag_heading", HeadingLevel(e.tag));
  row->Put("depth", e.depth);
  row->Put("hidden", e.hidden);
  row->Put("link_share", Share(b.link_bytes, double(b.text.size())));
  row->Put("bold_share", Share(b.bold_bytes, double(b.text.size())));
  row->Put("italic_share", Share(b.italic_bytes, double(b.text.size())));
  row->Put("links", std::min<int>(b.links, 10));
  row->Put("media_before", std::min<int>(b.media_before, 4));
  row->Put("media_after", i + 1 < o.blocks.size() ? std::min<int>(o.blocks[i + 1].media_before, 4) : 0);
  row->Put("link_block", b.link_block);
  row->Put("after_break", b.after_break);
  row->Put("has_children", has && e.end_block - e.first_block > 1);
  uint32_t inside = has ? c.inside[size_t(b.element)] : 0;
  for (size_t k = 0; k < std::size(kInside); ++k) row->Put("in_", kInsideNames[k], (inside >> k) & 1);
  const auto& steps = has ? c.mark_steps[size_t(b.element)] : kNoMarks;
  for (size_t m = 0; m < steps.size(); ++m) row->Put("mark_", MarkName(Mark(m)), steps[m]);
  row->Put("to_main", has ? c.to_main[size_t(b.element)] : 60);
  row->Put("main_level", has ? c.main_level[size_t(b.element)] : 60);
  // The headline: how many boxes up from it, and from the block, both meet.
  int from_headline = 60, to_meet = 0;
  for (int32_t e = b.element; e >= 0 && to_meet < 60; e = c.box_above[size_t(e)], ++to_meet)
    if (c.to_headline[size_t(e)] >= 0) { from_headline = std::min(c.to_headline[size_t(e)], 60); break; }
  row->Put("from_headline", from_headline);
  row->Put("to_headline", to_meet);
  row->Put("is_headline", i == c.first_heading);
  size_t heading = has ? c.heading_before[i] : UINT32_MAX;
  bool under = heading != UINT32_MAX;
  row->Put("heading_steps", under ? std::min<double>(double(i - heading), 40) : 60);
  row->Put("heading_link_share", under ? Share(o.blocks[heading].link_bytes, double(o.blocks[heading].text.size())) : -1);
  bool below = c.first_heading != SIZE_MAX && i > c.first_heading;
  row->Put("good_since_headline", below ? Log(double(c.good_before[i] - c.good_before[c.first_heading])) : -1);
  row->Put("headline_nearest", below && (!under || heading < c.first_heading));
  row->Put("heading_same_box", under && BoxOf(o, c.box_above, o.blocks[heading]) == BoxOf(o, c.box_above, b));
  CueSet over = under ? (*c.shapes)[heading].cues : 0;
  row->Put("heading_elsewhere", (over & (Bit(Cue::kReadMore) | Bit(Cue::kPlayer))) != 0);
  row->Put("heading_comment", (over & Bit(Cue::kComment)) != 0);
  row->Put("heading_service", (over & (Bit(Cue::kSubscribe) | Bit(Cue::kShare) | Bit(Cue::kDonate) | Bit(Cue::kRights) | Bit(Cue::kCookie) | Bit(Cue::kForm) | Bit(Cue::kAdvert))) != 0);
  // The boxes around, from the block's own outwards.
  int32_t up = has ? BoxOf(o, c.box_above, b) : -1;
  for (const char* which : {"box_", "box2_", "box3_", "box4_"}) {
    static const char* const names[] = {"text", "link_share", "good_share", "page_share", "blocks", "good_blocks", "direct_share"};
    const Box box = up >= 0 ? c.BoxAt(up) : Box{};
    for (size_t k = 0; k < box.size(); ++k) row->Put(which, names[k], box[k]);
    if (up >= 0) up = c.box_above[size_t(up)];
  }
}

void PutNeighbours(const Context& c, size_t i, Row* row) {
  const Outline& o = *c.outline;
  size_t n = o.blocks.size();
  for (int step : {-3, -2, -1, 1, 2, 3}) {
    static const char* const names[] = {"prev3_", "prev2_", "prev1_", "", "next1_", "next2_", "next3_"};
    const char* which = names[step + 3];
    long at = long(i) + step;
    bool has = at >= 0 && at < long(n);
    const TextShape* s = has ? &(*c.shapes)[size_t(at)] : nullptr;
    row->Put(which, "characters", has ? c.log_length[size_t(at)] : -1);
    row->Put(which, "good", has ? c.good[size_t(at)] : -1);
    if (step >= -2 && step <= 2) {
      row->Put(which, "stop_share", has ? c.stop_share[size_t(at)] : -1);
      row->Put(which, "ends_sentence", has ? s->ends_sentence : -1);
      row->Put(which, "ends_colon", has ? s->ends_colon : -1);
      row->Put(which, "furniture", has ? c.furniture[size_t(at)] : -1);
    }
  }
  size_t from = i >= 8 ? i - 8 : 0, to = std::min(n, i + 9);
  row->Put("around_good", Share(double(c.good_before[to] - c.good_before[from]), double(c.text_before[to] - c.text_before[from])));
}

void PutPlaceOfNeighbours(const Context& c, size_t i, Row* row) {
  const Outline& o = *c.outline;
  size_t n = o.blocks.size();
  auto parent = [&](long at) { return BoxOf(o, c.box_above, o.blocks[size_t(at)]); };
  for (int step : {-2, -1, 1, 2}) {
    static const char* const names[] = {"prev2_", "prev1_", "", "next1_", "next2_"};
    const char* which = names[step + 2];
    long at = long(i) + step;
    bool has = at >= 0 && at < long(n);
    int32_t mine = o.blocks[i].element, its = has ? o.blocks[size_t(at)].element : -1;
    row->Put(which, "link_share", has ? Share(o.blocks[size_t(at)].link_bytes, double(o.blocks[size_t(at)].text.size())) : -1);
    row->Put(which, "same_parent", has ? parent(at) == parent(long(i)) : -1);
    row->Put(which, "same_tag", has && mine >= 0 && its >= 0 ? o.elements[size_t(mine)].tag == o.elements[size_t(its)].tag : -1);
    row->Put(which, "tag_p", has && its >= 0 ? o.elements[size_t(its)].tag == Tag::kP : -1);
    row->Put(which, "heading", has && its >= 0 ? HeadingLevel(o.elements[size_t(its)].tag) : -1);
  }
}

void PutAll(const Context& c, size_t i, Row* row, size_t* text_columns) {
  PutText(c, i, row);
  PutNeighbours(c, i, row);
  if (text_columns) *text_columns = row->at();
  PutPlace(c, i, row);
  PutPlaceOfNeighbours(c, i, row);
}

struct Names {
  std::vector<std::string> names;
  size_t text_columns = 0;
  Names() {
    Outline outline;
    outline.text = "x\n";
    outline.blocks.push_back({{0, 1}, {0, 1}, -1, 0, 0, false, false});
    Facts facts;
    std::vector<TextShape> shapes{Measure("x")};
    Context c;
    c.outline = &outline;
    c.facts = &facts;
    c.shapes = &shapes;
    Survey(&c);
    Row row(nullptr, &names);
    PutAll(c, 0, &row, &text_columns);
  }
};

const Names& TheNames() {
  static const Names names;
  return names;
}

}  // namespace

const std::vector<std::string>& FeatureNames() { return TheNames().names; }
std::vector<std::array<int32_t, 2>> GroupsOf(const Outline& outline) {
  std::vector<int32_t> above = BoxesAbove(outline);
  std::vector<std::array<int32_t, 2>> groups(outline.blocks.size(), {-1, -1});
  for (size_t i = 0; i < groups.size(); ++i) {
    groups[i][0] = BoxOf(outline, above, outline.blocks[i]);
    if (groups[i][0] >= 0) groups[i][1] = above[size_t(groups[i][0])];
  }
  return groups;
}

size_t TextFeatureCount() { return TheNames().text_columns; }

void ComputeFeatures(const Outline& outline, const Facts& facts, FeatureTable* table) {
  size_t n = outline.blocks.size();
  table->shapes.resize(n);
  for (size_t i = 0; i < n; ++i) table->shapes[i] = Measure(outline.TextOf(outline.blocks[i]));
  Context c;
  c.outline = &outline;
  c.facts = &facts;
  c.shapes = &table->shapes;
  Survey(&c);
  bool tree = !outline.elements.empty();
  if (tree) SurveyElements(&c);
  table->columns = tree ? FeatureNames().size() : TextFeatureCount();
  table->values.resize(n * table->columns);
  for (size_t i = 0; i < n; ++i) {
    Row row(table->values.data() + i * table->columns, nullptr);
    if (tree) PutAll(c, i, &row, nullptr);
    else { PutText(c, i, &row); PutNeighbours(c, i, &row); }
  }
}

}  // namespace quoth::page
