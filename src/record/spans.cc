// Written and read by hand: a record is ingested a million statements at a time,
// and the format is our own.
#include "record/spans.h"

#include <charconv>
#include <iterator>

namespace quoth::record {
namespace {

void Append(size_t number, std::string* out) {
  char digits[24];
  out->append(digits, std::to_chars(digits, std::end(digits), number).ptr);
}

void AppendList(const std::vector<Span>& spans, std::string* out) {
  *out += '[';
  for (const Span& span : spans) {
    if (out->back() == ']') *out += ',';
    *out += '[';
    Append(span.begin, out);
    *out += ',';
    Append(span.end, out);
    *out += ']';
  }
  *out += ']';
}

void AppendRole(const char* role, const std::vector<Span>& spans, std::string* out) {
  if (spans.empty()) return;
  if (out->size() > 1) *out += ',';
  *out += '"';
  *out += role;
  *out += "\":";
  AppendList(spans, out);
}

std::vector<Span>* Role(std::string_view name, Statement* statement) {
  if (name == "source") return &statement->source;
  if (name == "cue") return &statement->cue;
  if (name == "content") return &statement->content;
  if (name == "quoted") return &statement->quoted;
  if (name == "to") return &statement->to;
  if (name == "occasion") return &statement->occasion;
  if (name == "when") return &statement->when.spans;
  if (name == "mention" && statement->speaker) return &statement->speaker->mention;
  if (name == "role" && statement->speaker) return &statement->speaker->role;
  return nullptr;
}

}  // namespace

std::string WriteSpanList(const std::vector<Span>& spans) {
  std::string out;
  AppendList(spans, &out);
  return out;
}

std::string WriteSpans(const Statement& statement) {
  std::string out = "{";
  AppendRole("source", statement.source, &out);
  AppendRole("cue", statement.cue, &out);
  AppendRole("content", statement.content, &out);
  AppendRole("quoted", statement.quoted, &out);
  if (statement.speaker) {
    AppendRole("mention", statement.speaker->mention, &out);
    AppendRole("role", statement.speaker->role, &out);
  }
  AppendRole("to", statement.to, &out);
  AppendRole("occasion", statement.occasion, &out);
  AppendRole("when", statement.when.spans, &out);
  out += '}';
  return out;
}

void ReadSpans(std::string_view json, Statement* statement) {
  std::vector<Span>* role = nullptr;
  for (size_t at = 0; at < json.size();) {
    if (json[at] == '"') {
      const size_t end = json.find('"', at + 1);
      if (end == std::string_view::npos) return;
      role = Role(json.substr(at + 1, end - at - 1), statement);
      at = end + 1;
      continue;
    }
    if (json[at] < '0' || json[at] > '9') {
      ++at;
      continue;
    }
    Span span;
    const char* const last = json.data() + json.size();
    const auto begin = std::from_chars(json.data() + at, last, span.begin);
    if (begin.ec != std::errc() || begin.ptr == last) return;
    const auto end = std::from_chars(begin.ptr + 1, last, span.end);  // past the comma
    if (end.ec != std::errc()) return;
    if (role != nullptr) role->push_back(span);
    at = static_cast<size_t>(end.ptr - json.data());
  }
}

}  // namespace quoth::record
