#include "page/text_outline.h"

#include <algorithm>

namespace quoth::page {
namespace {

constexpr size_t kMaxBlocks = 50'000;
constexpr size_t kNarrowest = 40, kWidest = 100;   // columns of wrapped text

struct Line {
  size_t begin, end;   // without its white space
  bool empty() const { return begin >= end; }
};

// Length of the white space at `at`: ASCII's, no-break space, the blanks of
// U+2000, line separators, the ideographic space; also NUL and invisibles.
size_t BlankAt(std::string_view text, size_t at) {
  unsigned char c = static_cast<unsigned char>(text[at]);
  if (c <= ' ') return 1;
  if (c == 0xC2 && at + 1 < text.size()) {
    unsigned char d = static_cast<unsigned char>(text[at + 1]);
    return d == 0xA0 || d == 0xAD ? 2 : 0;
  }
  if (at + 2 >= text.size()) return 0;
  unsigned char d = static_cast<unsigned char>(text[at + 1]), e = static_cast<unsigned char>(text[at + 2]);
  if (c == 0xE2 && d == 0x80 && ((e >= 0x80 && e <= 0x8B) || e == 0xA8 || e == 0xA9 || e == 0xAF)) return 3;
  if (c == 0xE3 && d == 0x80 && e == 0x80) return 3;
  if (c == 0xEF && d == 0xBB && e == 0xBF) return 3;
  return 0;
}

bool IsLineEnd(std::string_view text, size_t at, size_t* length) {
  char c = text[at];
  *length = 1;
  if (c == '\n' || c == '\f' || c == '\v') return true;
  if (c == '\r') { *length = at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1; return true; }
  if (c == '\xE2' && at + 2 < text.size() && text[at + 1] == '\x80' && (text[at + 2] == '\xA8' || text[at + 2] == '\xA9')) {
    *length = 3;
    return true;
  }
  return false;
}

Line Trimmed(std::string_view text, size_t begin, size_t end) {
  while (begin < end) {
    size_t blank = BlankAt(text.substr(0, end), begin);
    if (!blank) break;
    begin += blank;
  }
  while (end > begin) {  // backwards: try the lengths a blank may have
    size_t cut = 0;
    for (size_t length : {1, 2, 3}) if (end - begin >= length && BlankAt(text.substr(0, end), end - length) == length) { cut = length; break; }
    if (!cut) break;
    end -= cut;
  }
  return {begin, end};
}

// Wrapped text: of the lines that another line of the same paragraph follows,
// nearly all are of a page's width and few end a sentence.
bool IsWrapped(std::string_view text, const std::vector<Line>& lines) {
  size_t inner = 0, wide = 0, ends = 0;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].empty() || lines[i + 1].empty()) continue;
    ++inner;
    size_t length = lines[i].end - lines[i].begin;
    wide += length >= kNarrowest && length <= kWidest;
    char last = text[lines[i].end - 1];
    ends += last == '.' || last == '!' || last == '?' || last == '"' || last == ':';
  }
  return inner >= 4 && wide * 10 >= inner * 9 && ends * 3 <= inner;
}

}  // namespace

void ReadTextOutline(std::string_view text, Outline* outline) {
  outline->Clear();
  std::vector<Line> lines;
  for (size_t at = 0, begin = 0; at <= text.size();) {
    size_t length = 1;
    if (at == text.size() || IsLineEnd(text, at, &length)) {
      lines.push_back(Trimmed(text, begin, at));
      at += length;
      begin = at;
    } else {
      ++at;
    }
  }
  bool wrapped = IsWrapped(text, lines);
  std::string& out = outline->text;
  for (size_t i = 0; i < lines.size() && outline->blocks.size() < kMaxBlocks; ++i) {
    if (lines[i].empty()) continue;
    size_t last = i;
    if (wrapped) while (last + 1 < lines.size() && !lines[last + 1].empty()) ++last;
    Block block;
    block.text.begin = out.size();
    block.source = {lines[i].begin, lines[last].end};
    block.after_break = i > 0 && lines[i - 1].empty();
    for (size_t k = i; k <= last; ++k) {
      if (k > i) out += ' ';
      for (size_t p = lines[k].begin; p < lines[k].end; ++p) if (text[p]) out += text[p];
    }
    block.text.end = out.size();
    out += '\n';
    outline->blocks.push_back(block);
    i = last;
  }
}

}  // namespace quoth::page
