// Archives keep responses as they came over the wire, or as some tool thought that
// they came: headers that announce chunks or a coding which is not there any more are
// common.  So what a header says is believed only where the bytes bear it out.
#include "archive/http.h"

#include <algorithm>
#include <cstdint>

#include "archive/coding.h"

namespace quoth::archive {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), Lower);
  return lower;
}

// A chunk's size line at `at`; false where there is none.  Moves `at` past it.
bool ChunkSize(std::string_view body, size_t* at, uint64_t* size) {
  size_t digits = 0;
  uint64_t value = 0;
  size_t i = *at;
  for (; i < body.size() && digits < 15; ++i, ++digits) {
    const char c = Lower(body[i]);
    if (c >= '0' && c <= '9') value = value * 16 + static_cast<uint64_t>(c - '0');
    else if (c >= 'a' && c <= 'f') value = value * 16 + static_cast<uint64_t>(c - 'a' + 10);
    else break;
  }
  if (digits == 0) return false;
  const size_t end = body.find('\n', i);
  if (end == std::string_view::npos || end - i > 256) return false;
  if (body[i] != '\n' && body[i] != '\r' && body[i] != ';' && body[i] != ' ') return false;
  *at = end + 1;
  *size = value;
  return true;
}

Status Unchunk(std::string_view body, std::string* out) {
  size_t at = 0;
  uint64_t size = 0;
  if (!ChunkSize(body, &at, &size)) {
    *out = body;  // the chunks were taken apart already
    return Status();
  }
  for (;;) {
    if (size == 0) return Status();
    if (size > body.size() - at) return Status(Code::kInvalidInput, "the response is cut short within a chunk");
    out->append(body.substr(at, static_cast<size_t>(size)));
    at += static_cast<size_t>(size);
    if (body.substr(at).starts_with("\r\n")) at += 2;
    else if (body.substr(at).starts_with("\n")) at += 1;
    if (!ChunkSize(body, &at, &size)) return Status(Code::kInvalidInput, "a chunk of the response is damaged");
  }
}

bool Bears(std::string_view coding, std::string_view body) {
  const auto byte = [&](size_t i) { return i < body.size() ? static_cast<unsigned char>(body[i]) : 0u; };
  if (coding == "gzip" || coding == "x-gzip") return byte(0) == 0x1f && byte(1) == 0x8b;
  if (coding == "zstd") return byte(0) == 0x28 && byte(1) == 0xb5 && byte(2) == 0x2f && byte(3) == 0xfd;
  // br and deflate have no mark of their own; a page that begins as one is none of them.
  const std::string_view text = Trimmed(body.substr(0, 64));
  return !(text.starts_with('<') && text.size() > 1 && (text[1] == '!' || Lower(text[1]) == 'h' || text[1] == '?'));
}

}  // namespace

std::string_view Fields::Get(std::string_view name) const {
  for (const auto& [key, value] : all) {
    if (key == name) return value;
  }
  return {};
}

size_t HeaderLength(std::string_view bytes) {
  for (size_t at = 0; (at = bytes.find('\n', at)) != std::string_view::npos;) {
    ++at;
    if (bytes.substr(at).starts_with("\r\n")) return at + 2;
    if (bytes.substr(at).starts_with("\n")) return at + 1;
  }
  return std::string_view::npos;
}

Fields ParseFields(std::string_view lines) {
  Fields fields;
  for (size_t at = 0; at < lines.size();) {
    const size_t end = std::min(lines.find('\n', at), lines.size());
    const std::string_view line = lines.substr(at, end - at);
    at = end + 1;
    if (Trimmed(line).empty()) continue;
    if ((line.front() == ' ' || line.front() == '\t') && !fields.all.empty()) {
      fields.all.back().second += ' ';
      fields.all.back().second += Trimmed(line);
      continue;
    }
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    fields.all.emplace_back(LowerCase(Trimmed(line.substr(0, colon))), std::string(Trimmed(line.substr(colon + 1))));
  }
  return fields;
}

Status ParseResponse(std::string_view bytes, size_t limit, Response* response) {
  if (!bytes.starts_with("HTTP/")) return Status(Code::kInvalidInput, "not an HTTP response");
  const size_t length = HeaderLength(bytes);
  if (length == std::string_view::npos) return Status(Code::kInvalidInput, "an HTTP header that does not end");
  const std::string_view header = bytes.substr(0, length);
  const size_t line = header.find('\n') + 1;
  const size_t space = header.find(' ');
  if (space + 4 > line) return Status(Code::kInvalidInput, "an HTTP response without a status");
  response->status = 0;
  for (size_t i = space + 1; i < space + 4; ++i) {
    if (header[i] < '0' || header[i] > '9') return Status(Code::kInvalidInput, "an HTTP response without a status");
    response->status = response->status * 10 + (header[i] - '0');
  }
  response->fields = ParseFields(header.substr(line));
  if (response->status != 200) return Status();  // its body is of no interest

  const std::string_view body = bytes.substr(length);
  if (LowerCase(response->fields.Get("transfer-encoding")).find("chunked") != std::string::npos) {
    if (Status status = Unchunk(body, &response->body); !status.ok()) return status;
  } else {
    response->body = body;
  }
  // The coding that was applied last is undone first.
  std::string codings = LowerCase(response->fields.Get("content-encoding"));
  while (!codings.empty()) {
    const size_t comma = codings.rfind(',');
    const std::string coding(Trimmed(std::string_view(codings).substr(comma == std::string::npos ? 0 : comma + 1)));
    codings.resize(comma == std::string::npos ? 0 : comma);
    if (coding.empty() || coding == "identity" || coding == "utf-8" || !Bears(coding, response->body)) continue;
    std::string decoded;
    if (Status status = Decode(coding, response->body, limit, &decoded); !status.ok()) return status;
    response->body = std::move(decoded);
  }
  return Status();
}

}  // namespace quoth::archive
