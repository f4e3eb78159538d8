#include "archive/bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace quoth::archive {
namespace {

constexpr size_t kReadAtOnce = 256 << 10;

Status Trouble(const std::string& path, int error) {
  if (error == ENOENT || error == ENOTDIR) return Status(Code::kNotFound, path + ": no such file or folder; check the path");
  if (error == EACCES || error == EPERM) return Status(Code::kUnreadable, path + ": may not be read; check its permissions");
  return Status(Code::kUnreadable, path + ": cannot be read: " + std::strerror(error));
}

// Copies what cannot be sought in; -1 and errno where that fails.
int Copied(int from) {
  const int to = TemporaryDescriptor();
  if (to < 0) return -1;
  std::string buffer(kReadAtOnce, '\0');
  for (;;) {
    const ssize_t got = read(from, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got == 0) return to;
    for (ssize_t done = 0; got > 0 && done < got;) {
      const ssize_t put = write(to, buffer.data() + done, static_cast<size_t>(got - done));
      if (put <= 0) {
        const int error = errno;
        close(to);
        errno = error;
        return -1;
      }
      done += put;
    }
    if (got < 0) {
      const int error = errno;
      close(to);
      errno = error;
      return -1;
    }
  }
}

}  // namespace

int TemporaryDescriptor() {
  const char* folder = std::getenv("TMPDIR");
  return open(folder == nullptr || *folder == '\0' ? "/tmp" : folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

Result<std::unique_ptr<Bytes>> Bytes::Open(const std::string& path) {
  int descriptor = path == "-" ? dup(STDIN_FILENO) : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return Trouble(path, errno);
  struct stat about;
  if (fstat(descriptor, &about) != 0) {
    const int error = errno;
    close(descriptor);
    return Trouble(path, error);
  }
  if (S_ISDIR(about.st_mode)) {
    close(descriptor);
    return Status(Code::kUnreadable, path + ": is a folder");
  }
  if (!S_ISREG(about.st_mode)) {
    const int copy = Copied(descriptor);
    const int error = errno;
    close(descriptor);
    if (copy < 0) return Trouble(path, error);
    descriptor = copy;
  }
  return std::unique_ptr<Bytes>(new Bytes(descriptor, path));
}

std::unique_ptr<Bytes> Bytes::Adopt(int descriptor, const std::string& path) {
  return std::unique_ptr<Bytes>(new Bytes(descriptor, path));
}

Bytes::Bytes(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {
  struct stat about;
  if (fstat(descriptor_, &about) == 0) size_ = static_cast<uint64_t>(about.st_size);
}

Bytes::~Bytes() { close(descriptor_); }

std::string_view Bytes::At(uint64_t offset, size_t length) {
  if (offset >= size_) return {};
  length = static_cast<size_t>(std::min<uint64_t>(length, size_ - offset));
  if (offset < begin_ || offset + length > begin_ + buffer_.size()) {
    buffer_.resize(std::max(length, kReadAtOnce));
    begin_ = offset;
    size_t filled = 0;
    while (filled < buffer_.size()) {
      const ssize_t got = pread(descriptor_, buffer_.data() + filled, buffer_.size() - filled,
                                static_cast<off_t>(offset + filled));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) failed_ = Trouble(path_, errno);
      if (got <= 0) break;
      filled += static_cast<size_t>(got);
    }
    buffer_.resize(filled);
  }
  return std::string_view(buffer_).substr(static_cast<size_t>(offset - begin_), length);
}

}  // namespace quoth::archive
