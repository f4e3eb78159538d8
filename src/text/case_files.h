// Cases of the language as plain text files, read by the tests beside it.
//
//   # name
//   # why: what it is for
//   text, of any number of lines
//   ----
//   expected lines
//   ====
//   the next case
#ifndef QUOTH_TEXT_CASE_FILES_H_
#define QUOTH_TEXT_CASE_FILES_H_

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace quoth {

struct LanguageCase {
  std::string file, name, why, text;
  std::vector<std::string> expected;
};

// The cases of all *.txt in `folder`, a path under the source tree.
inline std::vector<LanguageCase> ReadCases(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(fs::path(QUOTH_SOURCE_DIR) / folder)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<LanguageCase> cases;
  for (const auto& path : paths) {
    std::ifstream in(path);
    LanguageCase next;
    next.file = path.filename();
    bool expecting = false;
    const auto finish = [&] {
      if (!next.text.empty()) next.text.pop_back();  // its last line break
      if (!next.name.empty()) cases.push_back(next);
      next = {};
      next.file = path.filename();
      expecting = false;
    };
    for (std::string line; std::getline(in, line);) {
      if (line == "====") {
        finish();
      } else if (line == "----") {
        expecting = true;
      } else if (expecting) {
        next.expected.push_back(line);
      } else if (line.rfind("# why: ", 0) == 0) {
        next.why = line.substr(7);
      } else if (line.rfind("# ", 0) == 0) {
        next.name = line.substr(2);
      } else {
        next.text += line + "\n";
      }
    }
    finish();
  }
  return cases;
}

}  // namespace quoth

#endif  // QUOTH_TEXT_CASE_FILES_H_
