// How pages are written out: their text, JSON Lines, or clean HTML; on demand with
// every block of the page, whether it was kept, and why.
//
// Thread rule: one thread at a time.
#ifndef QUOTH_OUTPUT_PAGE_FORMAT_H_
#define QUOTH_OUTPUT_PAGE_FORMAT_H_

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "output/format.h"
#include "quoth/page.h"

namespace quoth {

// What a run over pages came to.
struct PageSummary {
  size_t pages = 0;
  size_t articles = 0;                    // pages with an article's text
  std::map<std::string, size_t> skipped;  // reason (ReasonName) -> inputs
  double seconds = 0;
};

class PageFormat {
 public:
  virtual ~PageFormat() = default;
  virtual void Begin(Sink&) {}
  virtual void Add(const std::string& path, const Page& page, Sink& sink) = 0;
  virtual void Skip(const Skipped&, Sink&) {}
  virtual void End(const PageSummary&, Sink&) {}
};

// `name` is "text", "jsonl" or "html"; null for any other.  `explain`: show
// Page::blocks too, which must have been asked for.  Of `look`, color and columns
// matter to explained text; several has the texts parted by a line "==> path <==".
std::unique_ptr<PageFormat> MakePageFormat(std::string_view name, bool explain, const FormatOptions& look);

// The formats themselves, one file each.
std::unique_ptr<PageFormat> MakePageText(bool explain, const FormatOptions& look);
std::unique_ptr<PageFormat> MakePageJson();
std::unique_ptr<PageFormat> MakePageHtml(bool explain);

}  // namespace quoth

#endif  // QUOTH_OUTPUT_PAGE_FORMAT_H_
