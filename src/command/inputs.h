// From the PATHs that were typed to the bytes of each file, one at a time.
//
//   Inputs inputs({"a.txt", "pages/", "-"});
//   while (auto input = inputs.Next()) { auto bytes = Load(*input, limit); … }
//
// A folder gives all .txt, .html and .htm files in it and below it, sorted by name
// (bytes), its files before its folders; symbolic links to folders below it are not
// followed, so that no loop can be walked.  Memory: the names of one folder at each
// level of depth.
//
// Thread rule: one thread at a time; Load is free for all.
#ifndef QUOTH_COMMAND_INPUTS_H_
#define QUOTH_COMMAND_INPUTS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "quoth/status.h"

namespace quoth::command {

// One file to read, or a path that could not be followed.
struct Input {
  std::string path;  // as typed, or below a typed folder; "-" is standard input
  Status status;     // not ok: a missing path, a folder that may not be opened…
};

class Inputs {
 public:
  // `endings` (lower case) are those of the files that are looked for in folders.
  explicit Inputs(std::vector<std::string> paths, std::vector<std::string> endings = {".txt", ".html", ".htm"});

  // `path` gives one input and no more: it is not a folder.
  static bool IsOneFile(const std::string& path);

  // The next file, in order; none at the end.
  std::optional<Input> Next();

 private:
  void Open(const std::string& folder);

  bool IsWanted(const std::string& name) const;

  std::vector<std::string> paths_;
  std::vector<std::string> endings_;
  size_t next_path_ = 0;
  std::vector<Input> waiting_;        // a stack: the next one is last
  std::vector<std::string> folders_;  // a stack of folders not opened yet
  std::string top_;                   // the typed folder that is being walked; empty: none
  bool found_ = false;                // a file in it so far
};

// The bytes of an input.  Fails with kNotFound, kUnreadable, or kTooLarge where it
// holds more than `limit` bytes (0: no limit).  Messages begin with the path.
Result<std::string> Load(const Input& input, size_t limit);

}  // namespace quoth::command

#endif  // QUOTH_COMMAND_INPUTS_H_
