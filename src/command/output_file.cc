#include "command/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace quoth::command {
namespace {

constexpr size_t kBufferSize = 1 << 16;

// The temporary file, for the handler of an interrupt, which may call little more
// than unlink.
char pending[PATH_MAX];

void RemovePending(int signal) {
  if (pending[0] != '\0') unlink(pending);
  std::signal(signal, SIG_DFL);
  raise(signal);
}

void SetPending(const std::string& path) {
  if (path.size() >= sizeof pending) return;
  std::memcpy(pending, path.c_str(), path.size() + 1);
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction old;
    // What was ignored (nohup) stays ignored.
    if (sigaction(signal, nullptr, &old) == 0 && old.sa_handler == SIG_DFL) std::signal(signal, RemovePending);
  }
}

}  // namespace

OutputFile::~OutputFile() {
  if (owned_ && fd_ >= 0) close(fd_);
  if (!temporary_.empty()) {
    unlink(temporary_.c_str());
    pending[0] = '\0';
  }
}

Status OutputFile::Open(const std::string& path) {
  const auto trouble = [&path](const std::string& what) {
    return Status(Code::kUnreadable, path + ": cannot be written: " + what);
  };
  if (path.empty() || path == "-") {
    path_ = "standard output";
    fd_ = STDOUT_FILENO;
    return Status();
  }
  path_ = path;
  struct stat about;
  const bool exists = stat(path.c_str(), &about) == 0;
  if (exists && S_ISDIR(about.st_mode)) return trouble("it is a folder");
  if (exists && !S_ISREG(about.st_mode)) {
    fd_ = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    owned_ = true;
    return fd_ < 0 ? trouble(std::strerror(errno)) : Status();
  }
  // A link stays one: what it points to is replaced.
  std::error_code error;
  if (exists) path_ = std::filesystem::canonical(path, error).string();
  if (error) return trouble(error.message());
  temporary_ = path_ + ".XXXXXX";
  fd_ = mkostemp(temporary_.data(), O_CLOEXEC);
  if (fd_ < 0) {
    temporary_.clear();
    return trouble(std::strerror(errno));
  }
  owned_ = true;
  SetPending(temporary_);
  mode_t mode = exists ? about.st_mode & 07777 : 0666;
  if (!exists) {
    const mode_t mask = umask(0);
    umask(mask);
    mode &= ~mask;
  }
  fchmod(fd_, mode);
  return Status();
}

void OutputFile::Write(std::string_view bytes) {
  if (closed_ || failed()) return;
  buffer_ += bytes;
  if (buffer_.size() >= kBufferSize) Flush();
}

void OutputFile::Flush() {
  size_t written = 0;
  while (written < buffer_.size() && !closed_ && !failed()) {
    const ssize_t count = write(fd_, buffer_.data() + written, buffer_.size() - written);
    if (count >= 0) {
      written += static_cast<size_t>(count);
    } else if (errno == EPIPE) {
      closed_ = true;
    } else if (errno != EINTR) {
      status_ = Status(Code::kUnreadable, path_ + ": cannot be written: " + std::strerror(errno));
    }
  }
  buffer_.clear();
}

Status OutputFile::Commit() {
  Flush();
  // Some file systems tell of a full disk only now.
  if (!failed() && owned_) {
    if (close(fd_) != 0) status_ = Status(Code::kUnreadable, path_ + ": cannot be written: " + std::strerror(errno));
    fd_ = -1;
  }
  if (!failed() && !temporary_.empty()) {
    if (std::rename(temporary_.c_str(), path_.c_str()) != 0) {
      status_ = Status(Code::kUnreadable, path_ + ": cannot be put in place: " + std::strerror(errno));
    } else {
      pending[0] = '\0';
      temporary_.clear();
    }
  }
  return status_;
}

bool OutputFile::is_terminal() const { return fd_ >= 0 && isatty(fd_) == 1; }

}  // namespace quoth::command
