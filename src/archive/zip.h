// WACZ: a zip with WARC files in it.
//
// Thread rule: as PageFile's.
#ifndef QUOTH_ARCHIVE_ZIP_H_
#define QUOTH_ARCHIVE_ZIP_H_

#include <memory>
#include <string>
#include <string_view>

#include "archive/page_file.h"

namespace quoth::archive {

// The beginning of a file is that of a zip.
bool LooksLikeZip(std::string_view head);

// The pages of the WARC files in the zip at `path`, in the order of its directory.
// Offsets count through these files, uncompressed, one after the other.  Each is copied
// to a temporary file while it is read.
std::unique_ptr<PageFile> MakeZip(const std::string& path, const PageFileOptions& options);

}  // namespace quoth::archive

#endif  // QUOTH_ARCHIVE_ZIP_H_
