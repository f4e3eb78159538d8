#include "base/ids.h"

#include <openssl/sha.h>

namespace quoth {
namespace {

constexpr size_t kIdDigits = 32;

void AppendRole(const char* role, const std::vector<Span>& spans, std::string* out) {
  *out += role;
  for (const Span& span : spans) {
    *out += ' ';
    *out += std::to_string(span.begin);
    *out += '-';
    *out += std::to_string(span.end);
  }
  *out += '\n';
}

}  // namespace

std::array<uint8_t, 32> Sha256(std::string_view bytes) {
  std::array<uint8_t, 32> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  return digest;
}

std::string Sha256Hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (uint8_t byte : Sha256(bytes)) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

std::string ArticleId(std::string_view text) { return Sha256Hex(text).substr(0, kIdDigits); }

std::string StatementId(std::string_view article_id, const Statement& statement) {
  // Written out as text, so that the rule can be followed in any language.
  std::string canonical = "statement ";
  canonical += article_id;
  canonical += '\n';
  AppendRole("source", statement.source, &canonical);
  AppendRole("cue", statement.cue, &canonical);
  AppendRole("content", statement.content, &canonical);
  return Sha256Hex(canonical).substr(0, kIdDigits);
}

}  // namespace quoth
