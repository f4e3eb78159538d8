#include "text/headline.h"

namespace quoth {
namespace {

constexpr size_t kLongestBytes = 250;

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool BeginsWith(std::string_view text, std::string_view begin) { return text.substr(0, begin.size()) == begin; }

}  // namespace

Span HeadlineSpan(std::string_view text, const std::vector<Span>& paragraphs) {
  if (paragraphs.size() < 2 || paragraphs[0].size() > kLongestBytes) return {};
  const std::string_view first = text.substr(paragraphs[0].begin, paragraphs[0].size());
  for (std::string_view end : {".", ",", ":", ";", ".\"", ",\"", "!\"", "?\"", ".”", ",”", "!”", "?”"}) {
    if (EndsWith(first, end)) return {};
  }
  for (std::string_view bullet : {"- ", "* ", "• ", "– ", "— "}) {
    if (BeginsWith(first, bullet)) return {};
  }
  return paragraphs[0];
}

}  // namespace quoth
