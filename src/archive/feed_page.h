// What feeds of every kind come to: entries, each made a page.
//
// Thread rule: free functions, any thread.
#ifndef QUOTH_ARCHIVE_FEED_PAGE_H_
#define QUOTH_ARCHIVE_FEED_PAGE_H_

#include <memory>
#include <string>
#include <vector>

#include "archive/page_file.h"
#include "quoth/status.h"

namespace quoth::archive {

// An entry of a feed.
struct FeedEntry {
  std::string url, title, published, outlet, language;
  std::string html;  // its content as HTML, or
  std::string text;  // as text
};

// A page with the entry's title and content.  Fails with kInvalidInput where it has no
// address, with kUnsupported where it has no content.
Status MakeFeedPage(const FeedEntry& entry, RawPage* page);

// A file whose items are known already.
std::unique_ptr<PageFile> MakeItems(std::vector<Item> items);

}  // namespace quoth::archive

#endif  // QUOTH_ARCHIVE_FEED_PAGE_H_
