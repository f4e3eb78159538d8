// Page files: whatever pages are kept in (a page by itself, a WARC, a WACZ, a feed,
// JSON Lines), opened by content and read page by page.
//
//   auto file = OpenPageFile("crawl.warc.gz", {});
//   if (!file.ok()) return file.status();
//   while (auto item = (*file)->Next()) {
//     if (!item->status.ok()) …;          // a damaged record: named, then passed over
//     else Read(item->page);
//   }
//
// A file is read from front to back with bounded memory: one record at a time, which
// may have PageFileOptions::max_bytes.  docs/ingest.md says what is understood.
//
// Units: offsets are bytes from the beginning of the file (before decompression).
//
// Thread rule: a PageFile belongs to one thread at a time; Unpack is free for all.
#ifndef QUOTH_ARCHIVE_PAGE_FILE_H_
#define QUOTH_ARCHIVE_PAGE_FILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "quoth/page.h"
#include "quoth/status.h"

namespace quoth::archive {

// A page as it stands in its file, with what the file says of it.
struct RawPage {
  std::string url;           // "" where the file does not say
  std::string bytes;         // HTML or text; see http
  bool http = false;         // bytes are an HTTP response, headers and codings and all
  bool article = false;      // bytes are an article's text, not a page
  PageForm form = PageForm::kAuto;
  std::string content_type;  // media type, parameters included
  std::string crawled;       // when it was had, ISO 8601
  std::string record_id;     // WARC-Record-ID
  std::string published, title, outlet, language;  // by the file, not by the page
  std::string same_as;       // of a revisit: the address whose page this one repeats
};

// One step through a file.
struct Item {
  uint64_t offset = 0;  // where the record begins
  uint64_t next = 0;    // all that lies before has been handed out
  Status status;        // not ok: a bad record, and why
  RawPage page;
};

class PageFile {
 public:
  virtual ~PageFile() = default;

  // The next page or bad record; none at the end.
  virtual std::optional<Item> Next() = 0;

  // Records so far that are sound and no pages (requests, images, errors of servers).
  size_t passed_over() const { return passed_over_; }

 protected:
  size_t passed_over_ = 0;
};

struct PageFileOptions {
  uint64_t position = 0;          // begin at this Item::next of an earlier run
  size_t max_bytes = 256u << 20;  // a larger page is a bad record (kTooLarge)
  PageForm form = PageForm::kAuto;  // of a file that is a page by itself
  bool article = false;             // such a file is an article's text
};

// Opens the file.  Fails with kNotFound or kUnreadable; what is inside shows as it
// is read.
Result<std::unique_ptr<PageFile>> OpenPageFile(const std::string& path, const PageFileOptions& options);

// The page's own bytes: for an HTTP response the body, its codings undone.  Sets what
// the headers say.  Fails with kInvalidInput (damaged), kTooLarge, or kUnsupported
// where it is sound but no page (another status than 200, another type than HTML or
// text).
Status Unpack(size_t max_bytes, RawPage* page);

// Endings of the names by which folders are searched for page files.
const std::vector<std::string>& PageFileEndings();

}  // namespace quoth::archive

#endif  // QUOTH_ARCHIVE_PAGE_FILE_H_
