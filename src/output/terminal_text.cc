#include "output/terminal_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdio>

namespace quoth {
namespace {

// Next code point of `text` at `*at`, which moves on; negative where the bytes are
// not UTF-8 (one or more of them are passed over).
UChar32 Next(std::string_view text, size_t* at) {
  // U8_NEXT counts in int32_t: hand it a short window rather than the whole text.
  const char* window = text.data() + *at;
  const int32_t length = static_cast<int32_t>(std::min<size_t>(text.size() - *at, 8));
  int32_t i = 0;
  UChar32 c;
  U8_NEXT(window, i, length, c);
  *at += static_cast<size_t>(i);
  return c;
}

// What a terminal obeys instead of showing it: control characters, and the marks
// that turn the direction of what follows.
bool IsCommand(UChar32 c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

size_t Width(UChar32 c) {
  if (c >= 0x20 && c < 0x300) return 1;
  const int8_t category = u_charType(c);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR) return 0;
  if (c >= 0x1160 && c <= 0x11FF) return 0;  // the inner letters of a composed Hangul syllable
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::string Printable(std::string_view text) {
  std::string printable;
  bool space = false;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const UChar32 c = Next(text, &at);
    if (c >= 0 && u_isUWhiteSpace(c)) {
      space = true;
      continue;
    }
    if (space && !printable.empty()) printable += ' ';
    space = false;
    char escaped[16];
    if (c < 0) {
      for (size_t i = begin; i < at; ++i) {
        std::snprintf(escaped, sizeof escaped, "\\x%02x", static_cast<unsigned char>(text[i]));
        printable += escaped;
      }
    } else if (IsCommand(c)) {
      std::snprintf(escaped, sizeof escaped, c < 0x100 ? "\\x%02x" : "\\u%04x", static_cast<unsigned>(c));
      printable += escaped;
    } else {
      printable += text.substr(begin, at - begin);
    }
  }
  return printable;
}

size_t Columns(std::string_view text) {
  size_t columns = 0;
  for (size_t at = 0; at < text.size();) {
    const UChar32 c = Next(text, &at);
    columns += c < 0 ? 1 : Width(c);
  }
  return columns;
}

std::vector<std::string> Wrap(std::string_view text, size_t width) {
  width = std::max<size_t>(width, 2);  // a wide character must fit
  std::vector<std::string> lines;
  size_t line = 0;      // where the line begins
  size_t columns = 0;   // of text[line, at)
  size_t fit = 0;       // the latest place to break, as the end of the line
  size_t resume = 0;    // and where the next line would begin
  size_t tail = 0;      // columns of text[resume, at)
  bool breakable = false;
  bool after_wide = false;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const UChar32 c = Next(text, &at);
    const size_t wide = c < 0 ? 1 : Width(c);
    if (c == ' ') {
      breakable = true;
      fit = begin;
      resume = at;
      tail = 0;
      columns += 1;
      after_wide = false;
      continue;
    }
    // Between wide characters a line may end anywhere, but not before the marks that
    // close a phrase.
    const bool closes = c > 0 && (u_charType(c) == U_END_PUNCTUATION || u_charType(c) == U_OTHER_PUNCTUATION ||
                                  u_charType(c) == U_FINAL_PUNCTUATION);
    if ((wide == 2 || after_wide) && wide > 0 && begin > line && !closes && !(breakable && resume == begin)) {
      breakable = true;
      fit = begin;
      resume = begin;
      tail = 0;
    }
    while (columns + wide > width && begin > line) {
      if (!breakable) {
        fit = resume = begin;
        tail = 0;
      }
      lines.emplace_back(text.substr(line, fit - line));
      line = resume;
      columns = tail;
      breakable = false;
    }
    columns += wide;
    tail += wide;
    if (wide > 0) after_wide = wide == 2;
  }
  if (line < text.size() || lines.empty()) lines.emplace_back(text.substr(line));
  return lines;
}

}  // namespace quoth
