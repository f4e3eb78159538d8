#include "check/passages.h"

#include <algorithm>

#include "text/paragraphs.h"
#include "text/quotations.h"
#include "text/sentences.h"
#include "text/utf8.h"

namespace quoth::check {
namespace {

constexpr std::string_view kBetween = " … ";  // what stands for an article's words between two spans of a content

}  // namespace

Passage PassageOf(const Report& report) {
  Passage passage;
  const std::string_view content = report.content;
  size_t at = 0;
  for (const Span& span : report.statement.content) {
    if (at > 0) {
      const bool apart = content.substr(at).substr(0, kBetween.size()) == kBetween;
      at += apart ? kBetween.size() : 1;
      passage.text += ' ';
      if (apart) passage.joints.push_back(passage.text.size());
    }
    if (at + span.size() > content.size()) break;  // not as the spans say: what is there counts
    const size_t begin = passage.text.size();
    passage.text += content.substr(at, span.size());
    at += span.size();
    for (const Span& quoted : report.statement.quoted) {
      const size_t from = std::max(quoted.begin, span.begin), to = std::min(quoted.end, span.end);
      if (from < to) passage.quoted.push_back({begin + from - span.begin, begin + to - span.begin});
    }
  }
  return passage;
}

std::string SentencesOf(const Statement& statement, std::string_view text) {
  if (statement.content.empty()) return {};
  const size_t begin = statement.content.front().begin, end = statement.content.back().end;
  if (begin >= end || end > text.size()) return {};
  std::vector<Span> around;
  for (const Span& paragraph : Paragraphs(text)) {
    if (paragraph.begin < end && begin < paragraph.end) around.push_back(paragraph);
  }
  Span all;
  for (const Span& sentence : Sentences(text, around)) {
    if (sentence.end <= begin || sentence.begin >= end) continue;
    if (all.empty()) all = sentence;
    all.end = sentence.end;
  }
  return std::string(text.substr(all.begin, all.end - all.begin));
}

Passage PassageOf(std::string_view content, Form form) {
  Passage passage;
  for (size_t at = 0;;) {
    const size_t next = content.find(kBetween, at);
    passage.text += content.substr(at, next == std::string_view::npos ? next : next - at);
    if (next == std::string_view::npos) break;
    passage.text += ' ';
    passage.joints.push_back(passage.text.size());
    at = next + kBetween.size();
  }
  if (form == Form::kIndirect) return passage;
  if (WellFormedPrefix(passage.text) != passage.text.size()) {  // marks are read of UTF-8 only
    passage.quoted = {{0, passage.text.size()}};
    return passage;
  }
  for (const Quotation& quotation : PairQuotations(passage.text, {{0, passage.text.size()}})) {
    if (quotation.depth == 0 && !quotation.inner.empty()) passage.quoted.push_back(quotation.inner);
  }
  if (form == Form::kDirect && passage.quoted.empty()) passage.quoted = {{0, passage.text.size()}};
  return passage;
}

}  // namespace quoth::check
