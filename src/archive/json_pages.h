// Pages in JSON: JSON Lines (an object a page) and JSON Feed.
//
// Thread rule: as PageFile's.
#ifndef QUOTH_ARCHIVE_JSON_PAGES_H_
#define QUOTH_ARCHIVE_JSON_PAGES_H_

#include <memory>
#include <string>
#include <string_view>

#include "archive/bytes.h"
#include "archive/page_file.h"

namespace quoth::archive {

// An object a line: url, date, html or text; title, outlet, language where known.
std::unique_ptr<PageFile> MakeJsonLines(std::unique_ptr<Bytes> bytes, const PageFileOptions& options);

// The beginning of a file is that of JSON Lines of pages, or of a JSON Feed.
bool LooksLikeJsonLines(std::string_view head);
bool LooksLikeJsonFeed(std::string_view head);

// The items of a JSON Feed (1.0, 1.1), given whole.
std::unique_ptr<PageFile> MakeJsonFeed(std::string text);

}  // namespace quoth::archive

#endif  // QUOTH_ARCHIVE_JSON_PAGES_H_
