// WARC 0.17 to 1.1 (ISO 28500), plain or compressed record by record (.gz, .zst).
//
// Thread rule: as PageFile's.
#ifndef QUOTH_ARCHIVE_WARC_H_
#define QUOTH_ARCHIVE_WARC_H_

#include <memory>
#include <string_view>

#include "archive/bytes.h"
#include "archive/page_file.h"

namespace quoth::archive {

// The responses, resources, conversions and revisits of a WARC file.
std::unique_ptr<PageFile> MakeWarc(std::unique_ptr<Bytes> bytes, const PageFileOptions& options);

// Whether the file begins as a WARC does, once uncompressed.
bool IsWarc(Bytes* bytes);

// Of a digest field ("sha1:…" in base 32 or base 16, "sha256:…", "md5:…"): whether it
// is that of `block`.  True where the field is empty or of another kind.
bool DigestHolds(std::string_view field, std::string_view block);

}  // namespace quoth::archive

#endif  // QUOTH_ARCHIVE_WARC_H_
