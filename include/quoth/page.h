// Page: from the bytes of a news page to the article that a reader sees: its
// title, its paragraphs without the page's noise, who wrote it, when and where.
//
//   quoth::PageReader pages;
//   auto page = pages.Read(bytes, {});
//   if (!page.ok()) return Fail(page.status());
//   // page->text: "Mayor opens bridge\n\n\"It will hold,\" she said.\n\n…"
//
//   auto bad = pages.Read(bytes, {.max_bytes = 10});
//   // bad.status(): kTooLarge, "page of 51234 bytes, more than the limit of 10 …"
//
// A page may be HTML, or text in which the noise still stands ("Advertisement",
// sign-up forms, letters to the readers).  docs/page.md tells how it is decided.
//
// Units: Spans are half-open ranges of UTF-8 bytes in Page::text, or of the bytes
// of the page as it was given, as each field says.
//
// Thread rule: a PageReader belongs to one thread at a time and keeps its memory
// from page to page; make one a thread.  Page and its parts are plain values.
#ifndef QUOTH_PAGE_H_
#define QUOTH_PAGE_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/api.h"
#include "quoth/statement.h"
#include "quoth/status.h"

namespace quoth {

namespace page {
struct Workbench;  // inside the library
}

// What the bytes are.
enum class PageForm {
  kAuto = 0,  // HTML where the first 4 KiB hold a tag of a page (<!doctype, <html, <p, …), else text
  kHtml = 1,
  kText = 2,
};

// How to read a page.
struct PageOptions {
  // What its bytes are to be taken for.
  PageForm form = PageForm::kAuto;
  // The Content-Type header that came with the page; its charset wins over the
  // page's own <meta>.  Empty: there was none.
  std::string http_content_type;
  // Where the page was had from: a last resort for its date and its outlet.
  std::string url;
  // The day the page was had, ISO 8601 ("2026-05-24"): a date of publication
  // that lies more than a day after it is not believed.  Empty: today (UTC).
  std::string crawled;
  // Longest page in bytes; a longer one is refused with kTooLarge.  0: no limit.
  size_t max_bytes = 256u << 20;
  // Fill Page::blocks with every block of the page, its decision and the reasons.
  bool explain = false;
};

// What a paragraph is on the page.  Stored: the numbers keep their meaning.
enum class ParagraphKind {
  kTitle = 0,
  kStandfirst = 1,
  kParagraph = 2,
  kHeading = 3,
  kListItem = 4,
  kBlockQuote = 5,
};

// "title", "standfirst", "paragraph", "heading", "list item", "block quote".
// The view is static.
QUOTH_API const char* ParagraphKindName(ParagraphKind kind);

// A paragraph that was kept.
struct PageParagraph {
  ParagraphKind kind = ParagraphKind::kParagraph;  // what it is on the page
  Span text;  // in Page::text
  Span page;  // in the page's bytes, from its first to its last character, markup
              // between them included; empty for a title that only the page's
              // head gives
};

// One stretch of text of the page, kept or left out (PageOptions::explain).
struct PageBlock {
  std::string text;
  std::string where;             // its elements, outermost first: "main article div.body p"
  Span page;                     // in the page's bytes
  bool kept = false;
  ParagraphKind kind = ParagraphKind::kParagraph;
  double score = 0;              // probability that it is the article's, 0 to 1
  std::vector<std::string> why;  // what weighed most, for and against
};

// What was found on a page; what it does not tell is empty.
struct Page {
  std::string url;            // as given
  std::string canonical_url;  // what the page calls its address
  std::string title;          // without the outlet's name
  std::string publication;    // the outlet
  std::string language;       // BCP 47, such as "en" or "pt-BR"; declared, else detected
  std::vector<std::string> authors;  // people; organisations and addresses are none
  std::vector<std::string> credits;  // organisations that the page names as its author: agencies, the outlet itself
  std::string published;      // ISO 8601, a day or a time with its zone; empty if unknown
  std::string modified;       // likewise, of the latest change
  std::string text;           // UTF-8: the title, then the paragraphs, joined by blank lines
  std::vector<PageParagraph> paragraphs;  // in the order of the text
  std::string encoding;       // of the bytes, such as "utf-8" or "windows-1251"
  size_t replaced = 0;        // byte sequences that could not be decoded, each now U+FFFD
  bool html = false;          // read as HTML
  std::vector<PageBlock> blocks;  // where asked for
};

// Reads pages, one after the other.
class QUOTH_API PageReader {
 public:
  // Holds no memory worth naming until the first page.
  PageReader();
  ~PageReader();
  PageReader(PageReader&&) noexcept;
  PageReader& operator=(PageReader&&) noexcept;

  // Reads one page.  `bytes` is only read during the call.  A page without an
  // article is no failure: its text is empty.  Fails with kTooLarge, or with
  // kInternal where memory runs out.  Time grows linearly with the page; the
  // limits on nesting, tags and blocks stand in docs/page.md.
  Result<Page> Read(std::string_view bytes, const PageOptions& options);

 private:
  friend struct page::Workbench;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The same with a reader made for this one page.
QUOTH_API Result<Page> ReadPage(std::string_view bytes, const PageOptions& options);

}  // namespace quoth

#endif  // QUOTH_PAGE_H_
