// Addresses, so that one article has one.
//
//   NormalUrl("HTTPS://Courier.Example:443/a?utm_source=x&id=7#top")  == "https://courier.example/a?id=7"
//
// docs/schema.md (Addresses) specifies it, for it is stored.
//
// Thread rule: free functions, any thread.
#ifndef QUOTH_ARCHIVE_URL_H_
#define QUOTH_ARCHIVE_URL_H_

#include <string>
#include <string_view>

namespace quoth::archive {

// What has no scheme is given back as it stands, without white space at its ends.
std::string NormalUrl(std::string_view url);

// "file:///…" of the absolute path; "-" is "file:-".
std::string FileUrl(const std::string& path);

// It names a page of its own, not a site: a scheme, a host and more than "/".
bool NamesAPage(std::string_view url);

}  // namespace quoth::archive

#endif  // QUOTH_ARCHIVE_URL_H_
