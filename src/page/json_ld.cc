#include "page/json_ld.h"

#include <algorithm>

namespace quoth::page {
namespace {

constexpr size_t kMaxDepth = 100;
constexpr size_t kMaxValues = 200'000;

void AppendCodePoint(uint32_t c, std::string* out) {
  if (c >= 0xD800 && c <= 0xDFFF) c = 0xFFFD;
  if (c < 0x80) *out += char(c);
  else if (c < 0x800) { *out += char(0xC0 | c >> 6); *out += char(0x80 | (c & 63)); }
  else if (c < 0x10000) {
    *out += char(0xE0 | c >> 12); *out += char(0x80 | (c >> 6 & 63)); *out += char(0x80 | (c & 63));
  } else {
    *out += char(0xF0 | c >> 18); *out += char(0x80 | (c >> 12 & 63));
    *out += char(0x80 | (c >> 6 & 63)); *out += char(0x80 | (c & 63));
  }
}

// Four hexadecimal digits at `p`, or -1.
int32_t HexAt(std::string_view text, size_t p) {
  if (p + 4 > text.size()) return -1;
  int32_t value = 0;
  for (size_t i = p; i < p + 4; ++i) {
    char c = text[i];
    int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

// Unescapes the string that begins after its opening quote at `p`; returns the
// position after its end.
size_t ReadString(std::string_view text, size_t p, std::string* out) {
  while (p < text.size()) {
    size_t run = p;
    while (p < text.size() && text[p] != '"' && text[p] != '\\') ++p;
    out->append(text, run, p - run);
    if (p >= text.size()) break;
    if (text[p] == '"') return p + 1;
    p = UnescapeJson(text, p, out);
  }
  return text.size();
}

}  // namespace

size_t UnescapeJson(std::string_view text, size_t p, std::string* out) {
  if (text[p] != '\\') {
    *out += text[p];
    return p + 1;
  }
  if (++p >= text.size()) return p;
  char c = text[p++];
  switch (c) {
    case 'n': case 'r': *out += '\n'; break;
    case 't': case 'f': *out += ' '; break;
    case 'b': break;
    case 'u': {
      int32_t unit = HexAt(text, p);
      if (unit < 0) break;
      p += 4;
      uint32_t code = uint32_t(unit);
      if (unit >= 0xD800 && unit < 0xDC00 && p + 6 <= text.size() && text[p] == '\\' && text[p + 1] == 'u') {
        int32_t low = HexAt(text, p + 2);
        if (low >= 0xDC00 && low < 0xE000) {
          code = 0x10000 + ((uint32_t(unit) - 0xD800) << 10) + (uint32_t(low) - 0xDC00);
          p += 6;
        }
      }
      if (code) AppendCodePoint(code, out);
      break;
    }
    default: *out += c;
  }
  return p;
}

void JsonDocument::Add(std::string_view text) {
  struct Level { int32_t container; int32_t last; };
  std::vector<Level> stack;
  size_t too_deep = 0;       // containers open past the limit
  uint32_t key_begin = 0, key_end = 0;
  bool have_key = false;     // a key stands before the next value
  bool after_colon = false;

  auto add = [&](JsonValue::Kind kind) -> int32_t {
    if (values_.size() >= kMaxValues || too_deep) return -1;
    int32_t index = int32_t(values_.size());
    JsonValue value;
    value.kind = kind;
    if (have_key) value.key_begin = key_begin, value.key_end = key_end;
    if (stack.empty()) roots_.push_back(index);
    else {
      Level& level = stack.back();
      value.parent = level.container;
      if (level.last < 0) values_[size_t(level.container)].child = index;
      else values_[size_t(level.last)].next = index;
      level.last = index;
    }
    values_.push_back(value);
    have_key = after_colon = false;
    return index;
  };

  for (size_t p = 0; p < text.size();) {
    char c = text[p];
    bool in_object = !stack.empty() && values_[size_t(stack.back().container)].kind == JsonValue::kObject;
    if (c == '{' || c == '[') {
      ++p;
      if (too_deep || stack.size() >= kMaxDepth) { ++too_deep; continue; }
      int32_t index = add(c == '{' ? JsonValue::kObject : JsonValue::kArray);
      if (index < 0) return;
      stack.push_back({index, -1});
    } else if (c == '}' || c == ']') {
      ++p;
      if (too_deep) --too_deep;
      else if (!stack.empty()) stack.pop_back();
      have_key = after_colon = false;
    } else if (c == '"') {
      uint32_t begin = uint32_t(characters_.size());
      p = ReadString(text, p + 1, &characters_);
      uint32_t end = uint32_t(characters_.size());
      if (too_deep) { characters_.resize(begin); continue; }
      if (in_object && !after_colon) {
        key_begin = begin, key_end = end;
        have_key = true;
        continue;
      }
      int32_t index = add(JsonValue::kString);
      if (index < 0) return;
      values_[size_t(index)].text_begin = begin;
      values_[size_t(index)].text_end = end;
    } else if (c == ':') {
      after_colon = have_key;
      ++p;
    } else if ((c >= '0' && c <= '9') || c == '-' || (c >= 'a' && c <= 'z')) {
      size_t begin = p;
      while (p < text.size() && (static_cast<unsigned char>(text[p]) > ' ') && text[p] != ',' && text[p] != '}' && text[p] != ']') ++p;
      if (stack.empty() || too_deep || (in_object && !after_colon)) continue;  // a comment's words
      uint32_t at = uint32_t(characters_.size());
      characters_.append(text, begin, p - begin);
      int32_t index = add(JsonValue::kScalar);
      if (index < 0) return;
      values_[size_t(index)].text_begin = at;
      values_[size_t(index)].text_end = uint32_t(characters_.size());
    } else {
      if (c == ',') have_key = after_colon = false;
      ++p;
    }
  }
}

int32_t JsonDocument::Member(int32_t object, std::string_view key) const {
  if (object < 0 || (*this)[object].kind != JsonValue::kObject) return -1;
  for (int32_t i = (*this)[object].child; i >= 0; i = (*this)[i].next)
    if (KeyOf(i) == key) return i;
  return -1;
}

}  // namespace quoth::page
