// RSS (0.9x, 1.0, 2.0) and Atom feeds saved as files.
//
// Thread rule: free functions, any thread.
#ifndef QUOTH_ARCHIVE_FEED_H_
#define QUOTH_ARCHIVE_FEED_H_

#include <memory>
#include <string>
#include <string_view>

#include "archive/page_file.h"

namespace quoth::archive {

// The beginning of a file is that of a feed.
bool LooksLikeFeed(std::string_view head);

// The entries of a feed, given whole.  Of one that is damaged those before the damage,
// then a bad record that says where.  Nothing that it refers to is fetched, and no
// entity is expanded but XML's own.
std::unique_ptr<PageFile> MakeFeed(std::string text);

}  // namespace quoth::archive

#endif  // QUOTH_ARCHIVE_FEED_H_
