#include "command/inputs.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace quoth::command {
namespace {

namespace fs = std::filesystem;

Status Trouble(const std::string& path, int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR: return Status(Code::kNotFound, path + ": no such file or folder; check the path");
    case EACCES:
    case EPERM: return Status(Code::kUnreadable, path + ": may not be read; check its permissions");
    default: return Status(Code::kUnreadable, path + ": cannot be read: " + std::strerror(error));
  }
}

// ".txt, .html or .htm".
std::string Listed(const std::vector<std::string>& endings) {
  std::string list;
  for (size_t i = 0; i < endings.size(); ++i) {
    if (i > 0) list += i + 1 == endings.size() ? " or " : ", ";
    list += endings[i];
  }
  return list;
}

// Closes a file however its function is left.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ > STDERR_FILENO) close(fd_);
  }
  int get() const { return fd_; }

 private:
  const int fd_;
};

}  // namespace

Inputs::Inputs(std::vector<std::string> paths, std::vector<std::string> endings)
    : paths_(std::move(paths)), endings_(std::move(endings)) {}

bool Inputs::IsWanted(const std::string& name) const {
  std::string lower = name;
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  // A name that is an ending and nothing else is a hidden file's.
  return std::any_of(endings_.begin(), endings_.end(), [&](const std::string& ending) {
    return lower.size() > ending.size() && lower.ends_with(ending);
  });
}

bool Inputs::IsOneFile(const std::string& path) {
  std::error_code error;
  return path == "-" || !fs::is_directory(path, error);
}

void Inputs::Open(const std::string& folder) {
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  if (error) {
    waiting_.push_back({folder, Trouble(folder, error.value())});
    found_ = true;  // it cannot be called empty
    return;
  }
  std::vector<std::string> files, below;
  const std::string prefix = folder.ends_with('/') ? folder : folder + "/";
  for (; entry != fs::directory_iterator(); entry.increment(error)) {
    std::error_code unknown;
    const std::string name = entry->path().filename().string();
    if (entry->symlink_status(unknown).type() == fs::file_type::directory) {
      below.push_back(prefix + name);
    } else if (IsWanted(name) && !entry->is_directory(unknown)) {
      files.push_back(prefix + name);
    }
    if (error) break;
  }
  std::sort(files.begin(), files.end(), std::greater<>());
  std::sort(below.begin(), below.end(), std::greater<>());
  if (error) waiting_.push_back({folder, Trouble(folder, error.value())});
  for (std::string& file : files) waiting_.push_back({std::move(file), Status()});
  folders_.insert(folders_.end(), std::make_move_iterator(below.begin()), std::make_move_iterator(below.end()));
  found_ = found_ || !files.empty();
}

std::optional<Input> Inputs::Next() {
  for (;;) {
    if (!waiting_.empty()) {
      Input input = std::move(waiting_.back());
      waiting_.pop_back();
      return input;
    }
    if (!folders_.empty()) {
      const std::string folder = std::move(folders_.back());
      folders_.pop_back();
      Open(folder);
      continue;
    }
    if (!top_.empty()) {
      const std::string folder = std::exchange(top_, "");
      if (!found_) {
        return Input{folder, Status(Code::kNotFound, folder + ": holds no " + Listed(endings_) + " file; name the files themselves")};
      }
    }
    if (next_path_ == paths_.size()) return std::nullopt;
    std::string path = paths_[next_path_++];
    if (!IsOneFile(path)) {
      top_ = path;
      found_ = false;
      folders_.push_back(path);
      continue;
    }
    return Input{std::move(path), Status()};
  }
}

Result<std::string> Load(const Input& input, size_t limit) {
  if (!input.status.ok()) return input.status;
  const std::string& path = input.path;
  const Descriptor file(path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return Trouble(path, errno);
  const auto too_large = [&] {
    return Status(Code::kTooLarge, path + ": holds more than " + std::to_string(limit) + " bytes; split it");
  };
  struct stat about;
  size_t expected = 0;
  if (fstat(file.get(), &about) == 0 && S_ISREG(about.st_mode)) expected = static_cast<size_t>(about.st_size);
  if (limit != 0 && expected > limit) return too_large();

  // One byte more than it should hold, so that the end shows itself.
  std::string bytes;
  size_t filled = 0;
  for (;;) {
    if (filled == bytes.size()) bytes.resize(filled == 0 ? std::max<size_t>(expected + 1, 1 << 16) : filled * 2);
    const ssize_t got = read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Trouble(path, errno);
    if (got == 0) break;
    filled += static_cast<size_t>(got);
    if (limit != 0 && filled > limit) return too_large();
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace quoth::command
