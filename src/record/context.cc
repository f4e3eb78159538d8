#include "record/context.h"

#include <algorithm>

#include "text/paragraphs.h"
#include "text/sentences.h"

namespace quoth::record {
namespace {

constexpr size_t kFarApart = 240;  // bytes between two spans that are not shown

size_t ToCharacter(std::string_view text, size_t at) {
  while (at > 0 && at < text.size() && (text[at] & 0xc0) == 0x80) --at;
  return at;
}

// Appends with every run of white space as one space.
void AppendLine(std::string_view piece, std::string* out) {
  for (const char c : piece) {
    if (static_cast<unsigned char>(c) <= ' ') {
      if (!out->empty() && out->back() != ' ') *out += ' ';
    } else {
      *out += c;
    }
  }
}

}  // namespace

Context InContext(std::string_view text, const std::vector<Span>& spans, size_t longest) {
  Context context;
  if (spans.empty() || spans.back().end > text.size()) return context;
  // The paragraphs around the spans are enough to find their sentences.
  std::vector<Span> around;
  for (const Span& paragraph : Paragraphs(text)) {
    if (paragraph.end > spans.front().begin && paragraph.begin < spans.back().end) around.push_back(paragraph);
  }
  Span whole{spans.front().begin, spans.back().end};
  for (const Span& sentence : Sentences(text, around)) {
    if (sentence.begin <= whole.begin && whole.begin < sentence.end) whole.begin = sentence.begin;
    if (sentence.begin < spans.back().end && spans.back().end <= sentence.end) whole.end = sentence.end;
  }
  size_t words = 0;
  for (const Span& span : spans) words += span.size();
  // What there is room for besides the words themselves goes before and after them.
  const size_t room = longest > words ? (longest - words) / 2 : 0;
  if (spans.front().begin - whole.begin > room) {
    whole.begin = ToCharacter(text, spans.front().begin - room);
    context.text = "…";
  }
  bool cut = false;
  if (whole.end - spans.back().end > room) {
    whole.end = ToCharacter(text, spans.back().end + room);
    cut = true;
  }
  size_t at = whole.begin;
  for (const Span& span : spans) {
    const std::string_view between = text.substr(at, span.begin - at);
    if (at > spans.front().begin && between.size() > kFarApart) context.text += " … ";
    else AppendLine(between, &context.text);
    const size_t begin = context.text.size();
    AppendLine(text.substr(span.begin, span.size()), &context.text);
    context.marked.push_back({begin, context.text.size()});
    at = span.end;
  }
  AppendLine(text.substr(at, whole.end - at), &context.text);
  if (cut) context.text += "…";
  return context;
}

}  // namespace quoth::record
