// Header fields, as WARC and HTTP have them, and the bodies of HTTP responses.
//
// Thread rule: free functions and values.
#ifndef QUOTH_ARCHIVE_HTTP_H_
#define QUOTH_ARCHIVE_HTTP_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "quoth/status.h"

namespace quoth::archive {

// Fields of a header, names in lower case.
struct Fields {
  std::vector<std::pair<std::string, std::string>> all;
  // The first of that name; "" where there is none.
  std::string_view Get(std::string_view name) const;
};

// Length of the header at the beginning of `bytes`, the empty line that ends it
// included; npos where it does not end.
size_t HeaderLength(std::string_view bytes);

// The fields of a header without its first line.  Folded lines are joined; a line
// without a colon is passed over.
Fields ParseFields(std::string_view lines);

// A response, taken apart.
struct Response {
  int status = 0;
  Fields fields;
  std::string body;  // whole, all codings undone
};

// Fails with kInvalidInput (damaged), kTooLarge, kUnsupported (a coding).
Status ParseResponse(std::string_view bytes, size_t limit, Response* response);

}  // namespace quoth::archive

#endif  // QUOTH_ARCHIVE_HTTP_H_
