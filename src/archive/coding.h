// Content codings: gzip, deflate, br and zstd, undone in memory.
//
//   std::string text;
//   Status s = Decode("gzip", body, 256 << 20, &text);
//
// Thread rule: free functions, any thread.
#ifndef QUOTH_ARCHIVE_CODING_H_
#define QUOTH_ARCHIVE_CODING_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "quoth/status.h"

namespace quoth::archive {

// Undoes one coding (lower case; "x-gzip" too, "deflate" with and without zlib's
// header).  Fails with kInvalidInput (damaged, cut short), kTooLarge past `limit`
// bytes (0: none), kUnsupported for another coding.
Status Decode(std::string_view coding, std::string_view bytes, size_t limit, std::string* out);

}  // namespace quoth::archive

#endif  // QUOTH_ARCHIVE_CODING_H_
