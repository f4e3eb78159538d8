#include "command/claims.h"

#include <algorithm>

#include "text/paragraphs.h"
#include "text/quotations.h"
#include "text/utf8.h"

namespace quoth::command {
namespace {

// A text field, or the reason why it is none.
Status Take(const Json& line, const char* name, bool needed, std::string* text) {
  const auto field = line.find(name);
  if (field == line.end() || field->is_null()) {
    return needed ? Status(Code::kInvalidInput, std::string("has no \"") + name + "\"") : Status();
  }
  if (!field->is_string()) return Status(Code::kInvalidInput, std::string("\"") + name + "\" is no text");
  *text = field->get<std::string>();
  return Status();
}

// Deep nesting would be recursion: what a claim needs has two levels.
bool IsDeep(std::string_view line) {
  constexpr int kDeepest = 16;
  int depth = 0;
  for (const char c : line) {
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (depth > kDeepest) return true;
  }
  return false;
}

ReadClaim ClaimOfLine(std::string_view line) {
  ReadClaim read;
  const Json object = IsDeep(line) ? Json() : Json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) {
    read.status = Status(Code::kInvalidInput, R"(is no JSON object; write {"words":"…","by":"…"})");
    return read;
  }
  read.status = Take(object, "words", true, &read.claim.words);
  if (read.status.ok()) read.status = Take(object, "by", false, &read.claim.by);
  if (read.status.ok()) read.status = Take(object, "on", false, &read.claim.on);
  if (object.contains("id")) read.place.id = object["id"];
  return read;
}

}  // namespace

std::vector<ReadClaim> ClaimsOfLines(std::string_view bytes, const std::string& path) {
  std::vector<ReadClaim> claims;
  size_t number = 0;
  for (size_t at = 0; at < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, end - at);
    at = end + 1;
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    ReadClaim read = ClaimOfLine(line);
    read.place.path = path;
    read.place.line = number;
    if (!read.status.ok()) {
      read.status = Status(read.status.code(), path + ":" + std::to_string(number) + ": " + read.status.message());
    }
    claims.push_back(std::move(read));
  }
  return claims;
}

std::vector<ReadClaim> ClaimsOfDraft(const std::string& text, const std::vector<Statement>& statements, const std::string& path) {
  std::vector<ReadClaim> claims;
  const CodePointIndex points(text);
  size_t line = 1, counted = 0;
  for (const Quotation& quotation : PairQuotations(text, Paragraphs(text))) {
    const Span inner = quotation.inner;
    if (quotation.depth != 0 || inner.empty()) continue;
    line += static_cast<size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(counted), text.begin() + static_cast<std::ptrdiff_t>(inner.begin), '\n'));
    counted = inner.begin;
    ReadClaim read;
    read.claim.words = text.substr(inner.begin, inner.size());
    read.place = {.path = path, .line = line, .span = JsonSpan(inner, points)};
    const Statement* innermost = nullptr;  // a statement within another has fewer words
    for (const Statement& statement : statements) {
      for (const Span& span : statement.content) {
        if (span.begin <= inner.begin + 4 && inner.end <= span.end + 4 &&
            (innermost == nullptr || statement.content.front().begin > innermost->content.front().begin)) {
          innermost = &statement;
        }
      }
    }
    if (innermost != nullptr && innermost->speaker) {
      for (const std::string& name : innermost->speaker->names) read.claim.by += (read.claim.by.empty() ? "" : "; ") + name;
    }
    claims.push_back(std::move(read));
  }
  return claims;
}

}  // namespace quoth::command
