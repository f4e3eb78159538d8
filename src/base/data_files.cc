#include "base/data_files.h"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace quoth {
namespace {

namespace fs = std::filesystem;

// The shared library or the program that holds this very function.
fs::path OwnBinary() {
  Dl_info info;
  if (dladdr(reinterpret_cast<const void*>(&DataFolders), &info) == 0 || info.dli_fname == nullptr) return {};
  std::error_code error;
  // For a program dli_fname is argv[0], which may be a bare name found on PATH.
  fs::path path = fs::path(info.dli_fname).has_parent_path()
                      ? fs::canonical(info.dli_fname, error)
                      : fs::read_symlink("/proc/self/exe", error);
  return error ? fs::path() : path;
}

}  // namespace

std::vector<std::string> DataFolders() {
  std::vector<std::string> folders;
  // bin/quoth, lib/libquoth.so, lib/x86_64-linux-gnu/libquoth.so: one or two up.
  const fs::path folder = OwnBinary().parent_path();
  if (!folder.empty()) {
    folders.push_back((folder.parent_path() / "share/quoth").string());
    folders.push_back((folder.parent_path().parent_path() / "share/quoth").string());
  }
  folders.push_back(QUOTH_INSTALLED_DATA);
  folders.push_back(QUOTH_SOURCE_MODELS);
  return folders;
}

Result<std::string> FindModel(const std::string& chosen, const std::string& name) {
  if (!chosen.empty()) return chosen;
  const char* variable = std::getenv("QUOTH_MODEL");
  if (variable != nullptr && *variable != '\0') return std::string(variable);
  std::string looked_at;
  for (const std::string& folder : DataFolders()) {
    const fs::path path = fs::path(folder) / name;
    std::error_code error;
    if (fs::is_regular_file(path, error)) return path.string();
    looked_at += (looked_at.empty() ? "" : ", ") + path.string();
  }
  return Status(Code::kNotFound, "no model " + name + " (looked at " + looked_at +
                                     "); install Quoth's data files, or name the file with --model or $QUOTH_MODEL");
}

}  // namespace quoth
