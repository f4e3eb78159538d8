// A stretch of a file, uncompressed as it is read: the plain file, one gzip member,
// one zstd frame.
//
//   auto stream = OpenStream(bytes, at, dictionary);
//   while (size_t got = stream->Read(buffer, sizeof buffer)) …
//   // stream->failed() says whether it ended well, stream->end() where
//
// Thread rule: one thread at a time; at most one stream on the same Bytes.
#ifndef QUOTH_ARCHIVE_STREAM_H_
#define QUOTH_ARCHIVE_STREAM_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "archive/bytes.h"
#include "quoth/status.h"

namespace quoth::archive {

class Stream {
 public:
  virtual ~Stream() = default;

  // Up to `room` bytes; 0 at the end and where it fails.
  virtual size_t Read(char* to, size_t room) = 0;

  // Why it ended; ok: in order.
  const Status& failed() const { return failed_; }

  // Where the stretch ends in the file, once Read has given 0 and not failed.
  uint64_t end() const { return end_; }

 protected:
  Status failed_;
  uint64_t end_ = 0;
};

// How a file is packed.
enum class Packing { kPlain, kGzip, kZstd };

// By the first bytes.
Packing PackingOf(std::string_view head);

// The stretch that begins at `at`: for kPlain all the rest.  `dictionary` is that of
// zstd frames; it must outlive the stream.
std::unique_ptr<Stream> OpenStream(Bytes* bytes, uint64_t at, Packing packing, const std::string& dictionary);

// Where a stretch begins at or after `at`, that is `packing`, uncompresses and begins
// with `prefix` (any, where that is empty).  The file's size where there is none.
uint64_t NextStretch(Bytes* bytes, uint64_t at, Packing packing, const std::string& dictionary, std::string_view prefix);

// zstd's frames that hold no data: the length of the one at `at`; 0 where there is none.
uint64_t SkippableLength(Bytes* bytes, uint64_t at);

// The dictionary at the front of a .warc.zst file (the IIPC's draft: a skippable frame
// of its own); "" where there is none.
std::string FrontDictionary(Bytes* bytes);

}  // namespace quoth::archive

#endif  // QUOTH_ARCHIVE_STREAM_H_
