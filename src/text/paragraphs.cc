#include "text/paragraphs.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace quoth {
namespace {

bool IsBlank(UChar32 c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0xFEFF || c == 0x200B || u_isUWhiteSpace(c);
}

}  // namespace

Span TrimSpace(std::string_view text, Span span) {
  const auto* s = reinterpret_cast<const uint8_t*>(text.data());
  while (span.begin < span.end) {
    size_t next = span.begin;
    UChar32 c;
    U8_NEXT_UNSAFE(s, next, c);
    if (!IsBlank(c)) break;
    span.begin = next;
  }
  while (span.begin < span.end) {
    size_t before = span.end;
    UChar32 c;
    U8_PREV_UNSAFE(s, before, c);
    if (!IsBlank(c)) break;
    span.end = before;
  }
  return span;
}

std::vector<Span> Paragraphs(std::string_view text) {
  std::vector<Span> paragraphs;
  size_t begin = 0;
  const auto end_at = [&](size_t end, size_t next) {
    const Span span = TrimSpace(text, {begin, end});
    if (!span.empty()) paragraphs.push_back(span);
    begin = next;
  };
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n' || c == '\r') {
      end_at(i, i + 1);
    } else if (c == '\xE2' && (text.substr(i, 3) == "\u2028" || text.substr(i, 3) == "\u2029")) {
      end_at(i, i + 3);
      i += 2;
    }
  }
  end_at(text.size(), text.size());
  return paragraphs;
}

}  // namespace quoth
