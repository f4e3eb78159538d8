// The order of work: bytes to UTF-8, UTF-8 to an outline, what the page says of
// itself, a score for each block, and from the kept blocks the article.
#include "quoth/page.h"

#include <algorithm>
#include <initializer_list>
#include <new>

#include "page/encoding.h"
#include "page/facts.h"
#include "page/features.h"
#include "page/html_outline.h"
#include "page/language.h"
#include "page/metadata.h"
#include "page/scorer.h"
#include "page/script_article.h"
#include "page/selection.h"
#include "page/text_outline.h"
#include "page/text_selection.h"
#include "page/workbench.h"

namespace quoth {

const char* ParagraphKindName(ParagraphKind kind) {
  switch (kind) {
    case ParagraphKind::kTitle: return "title";
    case ParagraphKind::kStandfirst: return "standfirst";
    case ParagraphKind::kParagraph: return "paragraph";
    case ParagraphKind::kHeading: return "heading";
    case ParagraphKind::kListItem: return "list item";
    case ParagraphKind::kBlockQuote: return "block quote";
  }
  return "";
}

struct PageReader::Impl {
  page::HtmlOutliner outliner;
  page::Outline outline;
  page::Decoded decoded;
  page::FeatureTable features;
  page::Facts facts;
  std::vector<float> scores;
  page::ScriptArticle script;
  const page::Scorer* scorer = &page::Scorer::Shipped();
};

void page::Workbench::UseScorer(PageReader* reader, const Scorer* scorer) {
  reader->impl_->scorer = scorer ? scorer : &Scorer::Shipped();
}

namespace {

bool BeginsWithTag(std::string_view text, std::initializer_list<std::string_view> tags) {
  for (std::string_view tag : tags) {
    if (text.size() < tag.size()) continue;
    bool same = true;
    for (size_t i = 0; i < tag.size() && same; ++i) same = (text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i]) == tag[i];
    if (same) return true;
  }
  return false;
}

// The first 4 KiB of HTML hold a tag of its structure, or begin with any of its tags;
// a link or a line break that was left over in a text makes no HTML of it.  (Browsers
// look at the beginning alone: WHATWG, MIME Sniffing.)
bool LooksLikeHtml(std::string_view text) {
  text = text.substr(0, 4096);
  const size_t first = text.find_first_not_of(" \t\r\n\f");
  for (size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const std::string_view rest = text.substr(at + 1);
    if (BeginsWithTag(rest, {"!doctype", "html", "head", "body", "meta", "title", "script", "div", "p>", "p ", "article", "h1", "table"})) return true;
    if (at == first && BeginsWithTag(rest, {"a ", "a>", "b>", "b ", "br", "span", "font", "style", "iframe", "!--", "img", "h2", "ul", "ol", "section", "main"})) return true;
  }
  return false;
}

std::string Count(size_t n) { return std::to_string(n); }

}  // namespace

PageReader::PageReader() : impl_(std::make_unique<Impl>()) {}
PageReader::~PageReader() = default;
PageReader::PageReader(PageReader&&) noexcept = default;
PageReader& PageReader::operator=(PageReader&&) noexcept = default;

Result<Page> PageReader::Read(std::string_view bytes, const PageOptions& options) try {
  if (options.max_bytes && bytes.size() > options.max_bytes)
    return Status(Code::kTooLarge, "page of " + Count(bytes.size()) + " bytes, more than the limit of " + Count(options.max_bytes) + "; raise max_bytes to read it");
  Impl& work = *impl_;
  Page page;
  page.url = options.url;
  page.encoding = page::DetectEncoding(bytes, options.http_content_type);
  work.decoded.Decode(bytes, page.encoding);
  page.replaced = work.decoded.replaced();
  std::string_view utf8 = work.decoded.utf8();
  page.html = options.form == PageForm::kHtml || (options.form == PageForm::kAuto && LooksLikeHtml(utf8));
  if (page.html) {
    if (!work.outliner.Read(utf8, &work.outline)) return Status(Code::kInternal, "out of memory while reading a page of " + Count(bytes.size()) + " bytes");
  } else {
    page::ReadTextOutline(utf8, &work.outline);
  }
  page::Metadata metadata;
  page::ReadMetadata(work.outline, {options.url, options.crawled}, &metadata, &work.facts);
  page::ComputeFeatures(work.outline, work.facts, &work.features);
  const page::Scorer& scorer = *work.scorer;
  scorer.Score(work.features, page.html ? page::GroupsOf(work.outline) : std::vector<std::array<int32_t, 2>>(), &work.scores);
  page::TextHead head;
  page::Selection selection = page.html ? page::Select(work.outline, work.facts, work.features, work.scores, scorer.threshold(true))
                                        : page::SelectText(work.outline, work.features, work.scores, scorer.threshold(false), &head);
  if (page.html && !page::HoldsArticle(selection) && page::FindScriptArticle(utf8, &work.script)) {
    // The browser would put it into the page, below the title; what the page says
    // of itself stays.
    page::FrameArticle(work.facts.title, &work.script);
    if (!work.outliner.Read(work.script.html, &work.outline)) return Status(Code::kInternal, "out of memory while reading a page of " + Count(bytes.size()) + " bytes");
    for (page::Block& block : work.outline.blocks) block.source = {work.script.source[block.source.begin], work.script.source[block.source.end]};
    page::ComputeFeatures(work.outline, work.facts, &work.features);
    scorer.Score(work.features, page::GroupsOf(work.outline), &work.scores);
    selection = page::Select(work.outline, work.facts, work.features, work.scores, scorer.threshold(true));
  }

  page.title = metadata.title;
  if (page.title.empty()) page.title = selection.title;
  if (!page.html) page::ReadTextHead(head.byline, head.date, options.crawled, &metadata);
  page.publication = std::move(metadata.publication);
  page.language = std::move(metadata.language);
  page.canonical_url = std::move(metadata.canonical_url);
  page.authors = std::move(metadata.authors);
  page.credits = std::move(metadata.credits);
  page.published = std::move(metadata.published);
  page.modified = std::move(metadata.modified);
  page::Assemble(work.outline, selection, &page);
  if (page.language.empty()) page.language = page::DetectLanguage(page.text);

  // From places in the UTF-8 page to places in the bytes as they came.
  std::vector<size_t*> places;
  for (PageParagraph& paragraph : page.paragraphs)
    if (!paragraph.page.empty()) places.push_back(&paragraph.page.begin), places.push_back(&paragraph.page.end);
  if (options.explain) {
    page::Explain(work.outline, work.features, work.scores, selection, scorer, &page.blocks);
    for (PageBlock& block : page.blocks) places.push_back(&block.page.begin), places.push_back(&block.page.end);
  }
  std::sort(places.begin(), places.end(), [](const size_t* a, const size_t* b) { return *a < *b; });
  std::vector<size_t> offsets(places.size());
  for (size_t i = 0; i < places.size(); ++i) offsets[i] = *places[i];
  work.decoded.ToSource(&offsets);
  for (size_t i = 0; i < places.size(); ++i) *places[i] = offsets[i];
  return page;
} catch (const std::bad_alloc&) {
  return Status(Code::kInternal, "out of memory while reading a page of " + Count(bytes.size()) + " bytes");
}

Result<Page> ReadPage(std::string_view bytes, const PageOptions& options) { return PageReader().Read(bytes, options); }

}  // namespace quoth
