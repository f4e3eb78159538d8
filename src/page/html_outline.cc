// The stack of open elements follows the spirit of the HTML standard's tree
// construction, not its letter: end tags close up to their match, block starts
// close an open <p>, list items, table cells and definition terms close their
// like.  Formatting elements that are closed out of order are not reopened: they
// carry no meaning here.  Misplaced text in tables stays where it stands.
#include "page/html_outline.h"

#include <lexbor/html/tokenizer.h>
#include <lexbor/html/tokenizer/state.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <vector>

namespace quoth::page {
namespace {

constexpr size_t kMaxDepth = 512;
constexpr size_t kMaxElements = 500'000;
constexpr size_t kMaxBlocks = 50'000;
constexpr size_t kMaxAttributes = 1000;
constexpr size_t kMaxNames = 4096;        // unknown names the tokenizer may remember
constexpr size_t kMaxKept = 1 << 20;      // bytes of attribute values kept
constexpr size_t kMaxJson = 8 << 20;
constexpr size_t kChunk = 64 << 10;
constexpr int kInlineReach = 32;          // how far an inline end tag looks for its match

constexpr lxb_tag_id_t kKnownTags = LXB_TAG__LAST_ENTRY;

const std::array<Tag, kKnownTags>& TagTable() {
  static const std::array<Tag, kKnownTags> table = [] {
    std::array<Tag, kKnownTags> t;
    t.fill(Tag::kOther);
    const std::pair<int, Tag> known[] = {
        {LXB_TAG_HTML, Tag::kHtml}, {LXB_TAG_HEAD, Tag::kHead}, {LXB_TAG_BODY, Tag::kBody},
        {LXB_TAG_TITLE, Tag::kTitle}, {LXB_TAG_META, Tag::kMeta}, {LXB_TAG_LINK, Tag::kLink},
        {LXB_TAG_SCRIPT, Tag::kScript}, {LXB_TAG_STYLE, Tag::kStyle}, {LXB_TAG_ARTICLE, Tag::kArticle},
        {LXB_TAG_MAIN, Tag::kMain}, {LXB_TAG_SECTION, Tag::kSection}, {LXB_TAG_DIV, Tag::kDiv},
        {LXB_TAG_ASIDE, Tag::kAside}, {LXB_TAG_NAV, Tag::kNav}, {LXB_TAG_HEADER, Tag::kHeader},
        {LXB_TAG_FOOTER, Tag::kFooter}, {LXB_TAG_P, Tag::kP}, {LXB_TAG_H1, Tag::kH1},
        {LXB_TAG_H2, Tag::kH2}, {LXB_TAG_H3, Tag::kH3}, {LXB_TAG_H4, Tag::kH4}, {LXB_TAG_H5, Tag::kH5},
        {LXB_TAG_H6, Tag::kH6}, {LXB_TAG_BLOCKQUOTE, Tag::kBlockquote}, {LXB_TAG_PRE, Tag::kPre},
        {LXB_TAG_UL, Tag::kUl}, {LXB_TAG_OL, Tag::kOl}, {LXB_TAG_MENU, Tag::kUl}, {LXB_TAG_DIR, Tag::kUl},
        {LXB_TAG_LI, Tag::kLi}, {LXB_TAG_DL, Tag::kDl}, {LXB_TAG_DT, Tag::kDt}, {LXB_TAG_DD, Tag::kDd},
        {LXB_TAG_TABLE, Tag::kTable}, {LXB_TAG_TR, Tag::kTr}, {LXB_TAG_TD, Tag::kTd}, {LXB_TAG_TH, Tag::kTh},
        {LXB_TAG_TBODY, Tag::kTableGroup}, {LXB_TAG_THEAD, Tag::kTableGroup}, {LXB_TAG_TFOOT, Tag::kTableGroup},
        {LXB_TAG_CAPTION, Tag::kFigcaption}, {LXB_TAG_FIGURE, Tag::kFigure},
        {LXB_TAG_FIGCAPTION, Tag::kFigcaption}, {LXB_TAG_FORM, Tag::kForm}, {LXB_TAG_FIELDSET, Tag::kFieldset},
        {LXB_TAG_ADDRESS, Tag::kAddress}, {LXB_TAG_DETAILS, Tag::kDetails}, {LXB_TAG_SUMMARY, Tag::kSummary},
        {LXB_TAG_CENTER, Tag::kCenter}, {LXB_TAG_HR, Tag::kHr}, {LXB_TAG_BR, Tag::kBr}, {LXB_TAG_A, Tag::kA},
        {LXB_TAG_SPAN, Tag::kSpan}, {LXB_TAG_B, Tag::kB}, {LXB_TAG_STRONG, Tag::kStrong}, {LXB_TAG_I, Tag::kI},
        {LXB_TAG_EM, Tag::kEm}, {LXB_TAG_TIME, Tag::kTime}, {LXB_TAG_BUTTON, Tag::kButton},
        {LXB_TAG_LABEL, Tag::kLabel}, {LXB_TAG_IMG, Tag::kImg}, {LXB_TAG_NOSCRIPT, Tag::kNoscript},
        {LXB_TAG_TEMPLATE, Tag::kTemplate}, {LXB_TAG_IFRAME, Tag::kIframe}, {LXB_TAG_SVG, Tag::kSvg},
        {LXB_TAG_MATH, Tag::kMath}, {LXB_TAG_SELECT, Tag::kSelect}, {LXB_TAG_TEXTAREA, Tag::kTextarea},
        {LXB_TAG_OBJECT, Tag::kObject}, {LXB_TAG_VIDEO, Tag::kVideo}, {LXB_TAG_AUDIO, Tag::kAudio},
        {LXB_TAG_CANVAS, Tag::kCanvas}, {LXB_TAG_INPUT, Tag::kInput}, {LXB_TAG_DIALOG, Tag::kDialog},
        {LXB_TAG_HGROUP, Tag::kBlockOther}, {LXB_TAG_LEGEND, Tag::kBlockOther}, {LXB_TAG_SEARCH, Tag::kForm},
        {LXB_TAG_OPTGROUP, Tag::kSkipped}, {LXB_TAG_OPTION, Tag::kSkipped}, {LXB_TAG_DATALIST, Tag::kSkipped},
        {LXB_TAG_NOEMBED, Tag::kSkipped}, {LXB_TAG_NOFRAMES, Tag::kSkipped}, {LXB_TAG_APPLET, Tag::kSkipped},
        {LXB_TAG_RP, Tag::kSkipped}, {LXB_TAG_RT, Tag::kSkipped}, {LXB_TAG_SMALL, Tag::kSmall},
        {LXB_TAG_CITE, Tag::kCite}, {LXB_TAG_Q, Tag::kQ}, {LXB_TAG_AREA, Tag::kVoid}, {LXB_TAG_BASE, Tag::kVoid},
        {LXB_TAG_COL, Tag::kVoid}, {LXB_TAG_EMBED, Tag::kVoid}, {LXB_TAG_PARAM, Tag::kVoid},
        {LXB_TAG_SOURCE, Tag::kVoid}, {LXB_TAG_TRACK, Tag::kVoid}, {LXB_TAG_WBR, Tag::kVoid},
        {LXB_TAG_KEYGEN, Tag::kVoid}, {LXB_TAG_FRAME, Tag::kVoid},
        {LXB_TAG_LISTING, Tag::kPre}, {LXB_TAG_XMP, Tag::kPre}, {LXB_TAG_PLAINTEXT, Tag::kPre},
    };
    for (auto [id, tag] : known) t[size_t(id)] = tag;
    return t;
  }();
  return table;
}

bool IsVoid(Tag tag) {
  switch (tag) {
    case Tag::kMeta: case Tag::kLink: case Tag::kHr: case Tag::kBr: case Tag::kImg: case Tag::kInput: case Tag::kVoid:
      return true;
    default: return false;
  }
}

// Their text is none that a reader sees.
bool IsSkipped(Tag tag) {
  switch (tag) {
    case Tag::kHead: case Tag::kTitle: case Tag::kScript: case Tag::kStyle: case Tag::kNoscript: case Tag::kTemplate:
    case Tag::kIframe: case Tag::kSvg: case Tag::kMath: case Tag::kSelect: case Tag::kTextarea: case Tag::kObject:
    case Tag::kVideo: case Tag::kAudio: case Tag::kCanvas: case Tag::kSkipped:
      return true;
    default: return false;
  }
}

bool IsSpace(unsigned char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

struct Attributes {
  std::string_view classes, id, role, itemprop, rel, href, property, name, content, datetime, lang, style, type, data, http_equiv;
  bool hidden = false;
};

// A byte that ends a plain run: white space, or the first of an invisible character.
const std::array<bool, 256> kSpecial = [] {
  std::array<bool, 256> t{};
  for (unsigned char c : {' ', '\t', '\n', '\r', '\f', '\0'}) t[c] = true;
  t[0xC2] = t[0xE2] = t[0xEF] = true;
  return t;
}();

// Length of the invisible character at `p`: soft hyphen, zero width space,
// word joiner, byte order mark, direction marks are kept (they matter in Arabic).
size_t InvisibleAt(const unsigned char* p, const unsigned char* end) {
  if (p[0] == 0xC2) return end - p >= 2 && p[1] == 0xAD ? 2 : 0;
  if (end - p < 3) return 0;
  if (p[0] == 0xE2 && ((p[1] == 0x80 && p[2] == 0x8B) || (p[1] == 0x81 && p[2] == 0xA0))) return 3;
  if (p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF) return 3;
  return 0;
}

std::string Lowered(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
  return lower;
}

bool ContainsNoCase(std::string_view text, std::string_view needle) {
  return std::search(text.begin(), text.end(), needle.begin(), needle.end(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b; }) != text.end();
}

}  // namespace

bool IsBlockTag(Tag tag) {
  switch (tag) {
    case Tag::kHtml: case Tag::kHead: case Tag::kBody: case Tag::kArticle: case Tag::kMain: case Tag::kSection:
    case Tag::kDiv: case Tag::kAside: case Tag::kNav: case Tag::kHeader: case Tag::kFooter: case Tag::kP:
    case Tag::kH1: case Tag::kH2: case Tag::kH3: case Tag::kH4: case Tag::kH5: case Tag::kH6:
    case Tag::kBlockquote: case Tag::kPre: case Tag::kUl: case Tag::kOl: case Tag::kLi: case Tag::kDl:
    case Tag::kDt: case Tag::kDd: case Tag::kTable: case Tag::kTr:
    case Tag::kFigure: case Tag::kFigcaption: case Tag::kForm: case Tag::kFieldset: case Tag::kAddress:
    case Tag::kDetails: case Tag::kSummary: case Tag::kCenter: case Tag::kHr: case Tag::kDialog:
    case Tag::kTableGroup: case Tag::kBlockOther:
      return true;
    default: return false;
  }
}

void Outline::Clear() {
  text.clear(); blocks.clear(); elements.clear(); metas.clear(); json_ld.clear(); mentions.clear();
  title.clear(); canonical.clear(); language.clear();
  skipped_tags = 0;
}

struct HtmlOutliner::Impl {
  lxb_html_tokenizer_t* tokenizer = nullptr;
  Outline* out = nullptr;
  std::string_view html;

  struct Open { int32_t element; Tag tag; bool block; };
  std::vector<Open> stack;
  std::array<uint32_t, size_t(Tag::kCount)> open_count;
  int skipping = 0;           // open elements whose text is not seen
  int links = 0, bold = 0, italic = 0, preformatted = 0;
  bool title_open = false, json_open = false;
  size_t kept = 0, json_kept = 0, since_clean = 0, names = 0;

  // The block being written.
  size_t block_begin = 0;
  size_t source_begin = 0, source_end = 0;
  uint32_t link_bytes = 0, bold_bytes = 0, italic_bytes = 0, link_count = 0, media = 0;
  bool space = false;         // white space is due before the next character
  bool line = false;          // a <br> is due
  bool after_break = false;
  bool boundary = false;      // an inline element just ended or began

  ~Impl() { if (tokenizer) lxb_html_tokenizer_destroy(tokenizer); }

  bool Prepare() {
    if (!tokenizer) {
      tokenizer = lxb_html_tokenizer_create();
      if (!tokenizer || lxb_html_tokenizer_init(tokenizer) != LXB_STATUS_OK) return false;
      // Parse errors are of no use here, and a hostile page has millions of them.
      tokenizer->parse_errors = lexbor_array_obj_destroy(tokenizer->parse_errors, true);
    } else {
      lxb_html_tokenizer_clean(tokenizer);
    }
    lxb_html_tokenizer_callback_token_done_set(tokenizer, &Impl::OnToken, this);
    lxb_html_tokenizer_keep_duplicate_set(tokenizer, true);  // looking for duplicates is quadratic
    if (lxb_html_tokenizer_begin(tokenizer) != LXB_STATUS_OK) return false;
    ForgetNames();
    return true;
  }

  // Unknown tag and attribute names stay in two hash tables of fixed width;
  // emptied from time to time, they cannot grow into long chains.
  void ForgetNames() {
    lexbor_hash_clean(tokenizer->tags);
    lexbor_hash_clean(tokenizer->attrs);
    names = 0;
  }

  bool Read(std::string_view page, Outline* outline) {
    html = page;
    out = outline;
    out->Clear();
    out->text.reserve(std::min<size_t>(page.size() / 8, 1 << 20));
    stack.clear();
    open_count.fill(0);
    skipping = links = bold = italic = preformatted = 0;
    title_open = json_open = space = line = after_break = boundary = false;
    kept = json_kept = since_clean = names = 0;
    block_begin = link_bytes = bold_bytes = italic_bytes = link_count = media = 0;
    if (!Prepare()) return false;
    auto* data = reinterpret_cast<const lxb_char_t*>(page.data());
    size_t at = 0;
    while (at < page.size()) {
      size_t length = std::min(kChunk, page.size() - at);
      if (lxb_html_tokenizer_chunk(tokenizer, data + at, length) != LXB_STATUS_OK) return false;
      at += length;
      if (at < page.size() && TooManyAttributes()) {
        // Leave the rest of this tag out and go on after it.
        ++out->skipped_tags;
        size_t close = page.find('>', at);
        at = close == std::string_view::npos ? page.size() : close + 1;
        lxb_html_tokenizer_clean(tokenizer);
        if (lxb_html_tokenizer_begin(tokenizer) != LXB_STATUS_OK) return false;
        ForgetNames();
      }
    }
    if (lxb_html_tokenizer_end(tokenizer) != LXB_STATUS_OK) return false;
    EndBlock();
    while (!stack.empty()) Pop();
    return true;
  }

  bool TooManyAttributes() const {
    if (!tokenizer->token) return false;
    size_t count = 0;
    for (auto* a = tokenizer->token->attr_first; a && count <= kMaxAttributes; a = a->next) ++count;
    return count > kMaxAttributes;
  }

  static lxb_html_token_t* OnToken(lxb_html_tokenizer_t*, lxb_html_token_t* token, void* self) {
    static_cast<Impl*>(self)->Token(token);
    return token;
  }

  void Token(lxb_html_token_t* token) {
    switch (token->tag_id) {
      case LXB_TAG__TEXT: Text(token); return;
      case LXB_TAG__EM_COMMENT: case LXB_TAG__EM_DOCTYPE: case LXB_TAG__END_OF_FILE:
      case LXB_TAG__PROCESSINGINSTRUCTION: case LXB_TAG__UNDEF: case LXB_TAG__DOCUMENT:
        break;
      default:
        if (token->type & LXB_HTML_TOKEN_TYPE_CLOSE) Close(TagOf(token));
        else OpenTag(token);
    }
    // Comments and attributes leave their text in the tokenizer's memory.
    if (++since_clean >= 64) {
      since_clean = 0;
      lexbor_mraw_clean(tokenizer->attrs_mraw);
      lexbor_dobject_clean(tokenizer->dobj_token_attr);
      if (tokenizer->tags->entries->allocated > kMaxNames || tokenizer->attrs->entries->allocated > kMaxNames) ForgetNames();
    }
  }

  Tag TagOf(const lxb_html_token_t* token) const {
    if (token->tag_id < kKnownTags) return TagTable()[token->tag_id];
    // A custom element has a hyphen in its name.
    auto* p = token->begin;
    auto* end = std::min(token->end, p + 64);
    for (; p && p < end && !IsSpace(*p) && *p != '>'; ++p) if (*p == '-') return Tag::kCustom;
    return Tag::kOther;
  }

  Attributes Collect(const lxb_html_token_t* token) const {
    Attributes all;
    size_t count = 0;
    for (auto* a = token->attr_first; a && count < kMaxAttributes; a = a->next, ++count) {
      if (!a->name_begin) continue;
      std::string_view name(reinterpret_cast<const char*>(a->name_begin), size_t(a->name_end - a->name_begin));
      std::string_view value = a->value ? std::string_view(reinterpret_cast<const char*>(a->value), a->value_size) : std::string_view();
      if (name.empty()) continue;
      auto is = [&](std::string_view want) {
        if (name.size() != want.size()) return false;
        for (size_t i = 0; i < want.size(); ++i) if ((name[i] | 0x20) != (want[i] | 0x20)) return false;
        return true;
      };
      auto set = [&](std::string_view* field) { if (field->empty()) *field = value; };
      switch (name[0] | 0x20) {
        case 'c': if (is("class")) set(&all.classes); else if (is("content")) set(&all.content); break;
        case 'i': if (is("id")) set(&all.id); else if (is("itemprop")) set(&all.itemprop); break;
        case 'r': if (is("role")) set(&all.role); else if (is("rel")) set(&all.rel); break;
        case 'h':
          if (is("href")) set(&all.href);
          else if (is("http-equiv")) set(&all.http_equiv);
          else if (is("hidden")) all.hidden = true;
          break;
        case 'p': if (is("property")) set(&all.property); else if (is("pubdate")) all.itemprop = "datepublished"; break;
        case 'n': if (is("name")) set(&all.name); break;
        case 'l': if (is("lang")) set(&all.lang); break;
        case 's': if (is("style")) set(&all.style); break;
        case 't': if (is("type")) set(&all.type); break;
        case 'a': if (is("aria-hidden") && value == "true") all.hidden = true; break;
        case 'd':
          if (is("datetime")) set(&all.datetime);
          else if (is("data-testid") || is("data-component") || is("data-type") || is("data-qa") || is("data-module") ||
                   is("data-name") || is("data-test") || is("data-widget-type"))
            set(&all.data);
          break;
      }
    }
    return all;
  }

  void OpenTag(lxb_html_token_t* token) {
    Tag tag = TagOf(token);
    Attributes a;
    if (token->attr_first) a = Collect(token);
    bool block = IsBlockTag(tag) || (tag == Tag::kCustom && !open_count[size_t(Tag::kP)]);
    // Only these switch the tokenizer's state; inside <svg> they rarely matter.
    lxb_html_tokenizer_set_state_by_tag(tokenizer, true, token->tag_id, LXB_NS_HTML);

    if (tag == Tag::kMeta) return Meta(a);
    if (tag == Tag::kLink) return Link(a);
    if (tag == Tag::kBr) return Break();
    if (tag == Tag::kHtml && out->language.empty()) out->language = a.lang.substr(0, 35);
    if (tag == Tag::kHtml && open_count[size_t(tag)]) return;
    if (tag == Tag::kBody) {
      while (open_count[size_t(Tag::kHead)]) Pop();
      if (open_count[size_t(tag)]) return;
    }
    if (open_count[size_t(Tag::kHead)] && stack.back().tag == Tag::kHead && !IsSkipped(tag) && !IsVoid(tag) && tag != Tag::kOther) Pop();
    if (block) {
      EndBlock();
      CloseImplied(tag);
    } else {
      Boundary(tag);
      if (tag == Tag::kTd || tag == Tag::kTh) CloseImplied(tag);
    }
    if (tag == Tag::kHr || IsVoid(tag)) {
      if (tag == Tag::kImg) ++media;
      Note(-1, tag, a);
      return;
    }
    if (tag == Tag::kA && links) CloseUpTo(Tag::kA, kInlineReach, false);  // links do not nest
    bool self_closing = (token->type & LXB_HTML_TOKEN_TYPE_CLOSE_SELF) != 0;
    if (self_closing && open_count[size_t(Tag::kSvg)] + open_count[size_t(Tag::kMath)] > 0) return;
    if (stack.size() >= kMaxDepth) {
      ++out->skipped_tags;
      return;
    }

    Element element;
    int32_t index = -1;
    if (out->elements.size() < kMaxElements) {
      element.parent = stack.empty() ? -1 : stack.back().element;
      element.tag = tag;
      element.depth = uint16_t(stack.size());
      element.text_begin = out->text.size();
      element.first_block = uint32_t(out->blocks.size());
      element.hidden = a.hidden || (element.parent >= 0 && out->elements[size_t(element.parent)].hidden) ||
                       (!a.style.empty() && (ContainsNoCase(a.style.substr(0, 256), "display:none") ||
                                             ContainsNoCase(a.style.substr(0, 256), "display: none")));
      for (auto value : {a.classes, a.id, a.role, a.itemprop, a.data}) if (!value.empty()) element.marks |= MarksIn(value);
      index = int32_t(out->elements.size());
      out->elements.push_back(element);
      Note(index, tag, a);
    } else {
      ++out->skipped_tags;
      index = stack.empty() ? -1 : stack.back().element;
    }
    stack.push_back({index, tag, block});
    ++open_count[size_t(tag)];
    Count(tag, +1);
    if (tag == Tag::kTitle && !open_count[size_t(Tag::kSvg)]) title_open = out->title.empty();
    if (tag == Tag::kScript) json_open = ContainsNoCase(a.type.substr(0, 64), "ld+json") && json_kept < kMaxJson;
  }

  void Count(Tag tag, int by) {
    if (IsSkipped(tag)) skipping += by;
    if (tag == Tag::kA) links += by;
    if (tag == Tag::kB || tag == Tag::kStrong) bold += by;
    if (tag == Tag::kI || tag == Tag::kEm) italic += by;
    if (tag == Tag::kPre) preformatted += by;
    if (by > 0 && tag == Tag::kA) ++link_count;
    if (by > 0 && (tag == Tag::kIframe || tag == Tag::kVideo || tag == Tag::kAudio || tag == Tag::kObject || tag == Tag::kFigure)) ++media;
  }

  // Dates and names that attributes give, and elements whose text may be one.
  void Note(int32_t index, Tag tag, const Attributes& a) {
    if (kept > kMaxKept || out->mentions.size() > 2000) return;
    auto add = [&](Mention::Kind kind, std::string_view value) {
      value = value.substr(0, 300);
      kept += value.size();
      Mention mention{kind, index, std::string(value), false, false};
      if (ContainsNoCase(a.itemprop.substr(0, 64), "datepublished")) mention.published = true;
      if (ContainsNoCase(a.itemprop.substr(0, 64), "datemodified")) mention.modified = true;
      out->mentions.push_back(std::move(mention));
    };
    if (tag == Tag::kTime || ContainsNoCase(a.itemprop.substr(0, 64), "datepublished") || ContainsNoCase(a.itemprop.substr(0, 64), "datemodified"))
      add(Mention::kTime, !a.datetime.empty() ? a.datetime : a.content);
    if (index < 0) return;
    bool author = ContainsNoCase(a.rel.substr(0, 64), "author") || ContainsNoCase(a.itemprop.substr(0, 64), "author");
    if (author) add(Mention::kAuthor, a.content);
    else if (out->elements[size_t(index)].marks & Bit(Mark::kByline)) add(Mention::kBylineElement, {});
  }

  void Meta(const Attributes& a) {
    std::string_view name = !a.property.empty() ? a.property : !a.name.empty() ? a.name : !a.itemprop.empty() ? a.itemprop : a.http_equiv;
    if (name.empty() || a.content.empty() || name.size() > 100 || kept > kMaxKept || out->metas.size() > 1000) return;
    std::string_view content = a.content.substr(0, 20000);
    kept += name.size() + content.size();
    out->metas.push_back({Lowered(name), std::string(content)});
  }

  void Link(const Attributes& a) {
    if (out->canonical.empty() && ContainsNoCase(a.rel.substr(0, 64), "canonical")) out->canonical = a.href.substr(0, 4000);
  }

  void Break() {
    if (skipping) return;
    if (out->text.size() == block_begin) return;  // nothing written yet
    if (line) {
      EndBlock();
      after_break = true;
      return;
    }
    line = true;
    space = false;
  }

  // A start tag that ends what HTML lets authors leave open.
  void CloseImplied(Tag tag) {
    auto close_like = [&](std::initializer_list<Tag> likes, std::initializer_list<Tag> barriers) {
      for (size_t i = stack.size(), n = 0; i-- > 0 && n < 64; ++n) {
        Tag t = stack[i].tag;
        if (std::find(likes.begin(), likes.end(), t) != likes.end()) { while (stack.size() > i) Pop(); return; }
        if (std::find(barriers.begin(), barriers.end(), t) != barriers.end()) return;
      }
    };
    switch (tag) {
      case Tag::kLi: if (open_count[size_t(Tag::kLi)]) close_like({Tag::kLi}, {Tag::kUl, Tag::kOl, Tag::kTd, Tag::kTable, Tag::kBlockquote, Tag::kSection, Tag::kArticle}); break;
      case Tag::kDt: case Tag::kDd: if (open_count[size_t(Tag::kDt)] + open_count[size_t(Tag::kDd)]) close_like({Tag::kDt, Tag::kDd}, {Tag::kDl, Tag::kTd, Tag::kTable}); break;
      case Tag::kTr: if (open_count[size_t(Tag::kTr)]) close_like({Tag::kTr}, {Tag::kTable}); break;
      case Tag::kTd: case Tag::kTh: if (open_count[size_t(Tag::kTd)] + open_count[size_t(Tag::kTh)]) close_like({Tag::kTd, Tag::kTh}, {Tag::kTable, Tag::kTr}); break;
      default: break;
    }
    if (!open_count[size_t(Tag::kP)]) return;
    for (size_t i = stack.size(), n = 0; i-- > 0 && n < size_t(kInlineReach); ++n) {
      if (stack[i].tag == Tag::kP) { while (stack.size() > i) Pop(); return; }
      if (stack[i].block || stack[i].tag == Tag::kButton) return;
    }
  }

  void Close(Tag tag) {
    if (tag == Tag::kBr) return Break();
    if (tag == Tag::kP && !open_count[size_t(tag)]) { EndBlock(); return; }
    if (IsVoid(tag) || tag == Tag::kHtml || tag == Tag::kBody) { if (IsBlockTag(tag)) EndBlock(); return; }
    if (!open_count[size_t(tag)]) { if (IsBlockTag(tag)) EndBlock(); return; }
    bool block = IsBlockTag(tag) || tag == Tag::kTd || tag == Tag::kTh;
    if (IsBlockTag(tag)) EndBlock();
    else Boundary(tag);
    CloseUpTo(tag, block || IsSkipped(tag) ? int(kMaxDepth) : kInlineReach, block);
  }

  void CloseUpTo(Tag tag, int reach, bool block) {
    for (size_t i = stack.size(); i-- > 0 && reach-- > 0;) {
      if (stack[i].tag == tag) {
        if (stack[i].block) EndBlock();
        while (stack.size() > i) Pop();
        return;
      }
      // An inline end tag does not reach through the block it stands in, a
      // block's not out of its table cell, and nothing out of what is skipped.
      if (!block && !IsSkipped(tag) && stack[i].block) {
        if (tag != Tag::kA || IsBlockTag(Tag::kA)) return;
      }
      if (block && tag != Tag::kTable && tag != Tag::kTr && tag != Tag::kTableGroup &&
          (stack[i].tag == Tag::kTd || stack[i].tag == Tag::kTh)) return;
    }
  }

  void Pop() {
    Open top = stack.back();
    if (top.block) EndBlock();
    stack.pop_back();
    --open_count[size_t(top.tag)];
    Count(top.tag, -1);
    if (top.tag == Tag::kTitle) title_open = false;
    if (top.tag == Tag::kScript) json_open = false;
    if (top.element >= 0 && (stack.empty() || stack.back().element != top.element)) {
      Element& element = out->elements[size_t(top.element)];
      element.text_end = out->text.size();
      element.end_block = uint32_t(out->blocks.size() + (out->text.size() > block_begin ? 1 : 0));
    }
  }

  // Browsers lay out some inline elements as boxes of their own, or sites style
  // them so: between these, words must not run together.
  void Boundary(Tag tag) {
    // The cells of a row stand on one line, as in a copy from a browser.
    if (tag == Tag::kButton || tag == Tag::kLabel || tag == Tag::kSelect || tag == Tag::kTime || tag == Tag::kTd || tag == Tag::kTh) space = space || out->text.size() > block_begin;
    else if (tag == Tag::kSpan || tag == Tag::kA || tag == Tag::kOther) boundary = true;
  }

  void Text(lxb_html_token_t* token) {
    std::string_view text(reinterpret_cast<const char*>(token->text_start), size_t(token->text_end - token->text_start));
    if (title_open) { if (out->title.size() < 4000) out->title += text.substr(0, 4000); return; }
    if (json_open) {
      if (json_kept + text.size() <= kMaxJson) { out->json_ld.emplace_back(text); json_kept += text.size(); }
      return;
    }
    if (skipping || text.empty() || out->blocks.size() >= kMaxBlocks) return;
    size_t begin = size_t(reinterpret_cast<const char*>(token->begin) - html.data());
    size_t end = size_t(reinterpret_cast<const char*>(token->end) - html.data());
    if (begin > html.size() || end > html.size() || end < begin) begin = end = std::min(source_end, html.size());
    std::string& page = out->text;
    auto* p = reinterpret_cast<const unsigned char*>(text.data());
    auto* stop = p + text.size();
    bool wrote = false;
    size_t before = page.size();
    while (p < stop) {
      if (IsSpace(*p)) {
        if (preformatted && *p == '\n' && page.size() > block_begin) line = true;
        else if (!line) space = page.size() > block_begin;
        ++p;
        continue;
      }
      if (*p == 0) { ++p; continue; }
      if (kSpecial[*p]) if (size_t n = InvisibleAt(p, stop)) { p += n; continue; }
      // A no-break space alone does not start a block.
      if (page.size() == block_begin && *p == 0xC2 && stop - p >= 2 && p[1] == 0xA0) { p += 2; continue; }
      if (!wrote) {
        wrote = true;
        if (page.size() == block_begin) {
          source_begin = begin;
          while (source_begin < end && (IsSpace((unsigned char)html[source_begin]) || html[source_begin] == 0)) ++source_begin;
        }
        source_end = end;
        while (source_end > begin && IsSpace((unsigned char)html[source_end - 1])) --source_end;
      }
      if (page.size() > block_begin) {
        if (line) page += '\n';
        else if (space) page += ' ';
        else if (boundary && RunsTogether(page, *p)) page += ' ';
      }
      line = space = boundary = false;
      auto* run = p;
      do {
        if (kSpecial[*p]) {
          if (IsSpace(*p) || *p == 0 || InvisibleAt(p, stop)) break;
        }
        ++p;
      } while (p < stop);
      page.append(reinterpret_cast<const char*>(run), size_t(p - run));
    }
    size_t written = page.size() - before;
    if (links) link_bytes += uint32_t(std::min<size_t>(written, UINT32_MAX - link_bytes));
    if (italic) italic_bytes += uint32_t(std::min<size_t>(written, UINT32_MAX - italic_bytes));
    if (bold) bold_bytes += uint32_t(std::min<size_t>(written, UINT32_MAX - bold_bytes));
  }

  // "…Politics</span><span>By …": lower case or a mark, then a capital, with
  // more than one letter before it (a drop cap stands alone).
  static bool RunsTogether(const std::string& page, unsigned char next) {
    if (page.size() < 2 || next < 'A' || next > 'Z') return false;
    unsigned char last = (unsigned char)page.back(), other = (unsigned char)page[page.size() - 2];
    return ((last >= 'a' && last <= 'z') || last == '.' || last == ':' || last == '!' || last == '?' || (last >= '0' && last <= '9')) && other != ' ' && other != '\n';
  }

  void EndBlock() {
    std::string& page = out->text;
    // Trailing no-break spaces are layout.
    while (page.size() >= block_begin + 2 && page.ends_with("\xC2\xA0")) page.resize(page.size() - 2);
    while (page.size() > block_begin && page.back() == ' ') page.pop_back();
    if (page.size() > block_begin) {
      Block block;
      block.text = {block_begin, page.size()};
      block.source = {source_begin, std::max(source_begin, source_end)};
      for (size_t i = stack.size(); i-- > 0;) {
        if (stack[i].tag == Tag::kA) block.link_block = true;
        if (stack[i].block) { block.element = stack[i].element; break; }
      }
      if (links && link_bytes >= block.text.size()) block.link_block = true;
      block.link_bytes = std::min<uint32_t>(link_bytes, uint32_t(std::min<size_t>(block.text.size(), UINT32_MAX)));
      block.bold_bytes = std::min<uint32_t>(bold_bytes, uint32_t(std::min<size_t>(block.text.size(), UINT32_MAX)));
      block.italic_bytes = std::min<uint32_t>(italic_bytes, uint32_t(std::min<size_t>(block.text.size(), UINT32_MAX)));
      block.links = uint16_t(std::min<uint32_t>(link_count, 1000));
      block.media_before = uint8_t(std::min<uint32_t>(media, 100));
      block.after_break = after_break;
      media = 0;
      out->blocks.push_back(block);
      page += '\n';
    }
    block_begin = page.size();
    link_bytes = bold_bytes = italic_bytes = link_count = 0;
    space = line = boundary = after_break = false;
  }
};

HtmlOutliner::HtmlOutliner() : impl_(std::make_unique<Impl>()) {}
HtmlOutliner::~HtmlOutliner() = default;
bool HtmlOutliner::Read(std::string_view html, Outline* outline) { return impl_->Read(html, outline); }

}  // namespace quoth::page
