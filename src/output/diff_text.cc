#include "output/diff_text.h"

#include <algorithm>

#include "output/terminal_text.h"

namespace quoth {
namespace {

constexpr const char* kSame = "";
constexpr const char* kQuiet = "\x1b[2m";
constexpr const char* kRemoved = "\x1b[31m";
constexpr const char* kAdded = "\x1b[32m";

class Lines {
 public:
  Lines(size_t columns, bool color) : columns_(columns), color_(color) {}

  void Put(const std::string& text, const char* style) {
    const std::string printable = Printable(text);
    for (size_t at = 0; at <= printable.size();) {
      const size_t end = std::min(printable.find(' ', at), printable.size());
      Word(printable.substr(at, end - at), style);
      at = end + 1;
    }
  }

  std::vector<std::string> Take() {
    if (!line_.empty()) lines_.push_back(line_);
    return std::move(lines_);
  }

 private:
  void Word(const std::string& word, const char* style) {
    const size_t wide = Columns(word);
    if (used_ > 0 && used_ + 1 + wide > columns_) {
      lines_.push_back(line_);
      line_.clear();
      used_ = 0;
    }
    if (used_ > 0) {
      line_ += ' ';
      ++used_;
    }
    line_ += color_ && *style != '\0' ? style + word + "\x1b[0m" : word;
    used_ += wide;
  }

  const size_t columns_;
  const bool color_;
  std::vector<std::string> lines_;
  std::string line_;
  size_t used_ = 0;  // columns of line_
};

}  // namespace

std::vector<std::string> DiffLines(const std::vector<DiffPart>& diff, size_t columns, bool color) {
  Lines lines(columns, color);
  for (const DiffPart& part : diff) {
    switch (part.change) {
      case Change::kSame: lines.Put(part.claim, kSame); break;
      case Change::kCut: lines.Put("[… " + part.record + " …]", kQuiet); break;
      case Change::kQuestion: lines.Put("{?}", kRemoved); break;
      default:
        if (!part.record.empty()) lines.Put("[-" + part.record + "-]", kRemoved);
        if (!part.claim.empty()) lines.Put("{+" + part.claim + "+}", part.change == Change::kBracketed ? kQuiet : kAdded);
    }
  }
  return lines.Take();
}

bool Differs(const std::vector<DiffPart>& diff) {
  return std::any_of(diff.begin(), diff.end(), [](const DiffPart& part) { return part.change != Change::kSame; });
}

}  // namespace quoth
