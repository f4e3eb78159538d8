// The bytes of a file, wherever in it, without holding the file in memory.
//
// Thread rule: one thread at a time.
#ifndef QUOTH_ARCHIVE_BYTES_H_
#define QUOTH_ARCHIVE_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "quoth/status.h"

namespace quoth::archive {

class Bytes {
 public:
  // Fails with kNotFound or kUnreadable.  What cannot be sought in (a pipe) is copied
  // to a temporary file first; so is "-", standard input.
  static Result<std::unique_ptr<Bytes>> Open(const std::string& path);
  // An open file, which is closed in the end; `path` is for messages.
  static std::unique_ptr<Bytes> Adopt(int descriptor, const std::string& path);

  Bytes(const Bytes&) = delete;
  ~Bytes();

  uint64_t size() const { return size_; }
  const std::string& path() const { return path_; }

  // Up to `length` bytes from `offset` on; fewer at the end.  A view into a buffer,
  // valid until the next call.  "" too where the disk fails: then failed() says so.
  std::string_view At(uint64_t offset, size_t length);

  const Status& failed() const { return failed_; }

 private:
  Bytes(int descriptor, std::string path);

  int descriptor_;
  std::string path_;
  uint64_t size_ = 0;
  std::string buffer_;
  uint64_t begin_ = 0;  // of the buffer, in the file
  Status failed_;
};

// An unlinked file in $TMPDIR (else /tmp), open for reading and writing; -1 where none
// can be made.
int TemporaryDescriptor();

}  // namespace quoth::archive

#endif  // QUOTH_ARCHIVE_BYTES_H_
