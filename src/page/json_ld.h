// JSON as pages carry it (schema.org's JSON-LD): read with tolerance, because it
// is often broken.  Raw line breaks in strings, trailing commas, comments around
// the whole and text cut off in the middle are all accepted; what was read until
// then counts.
//
// Limits: 100 levels (deeper values are left out), 200,000 values per page.
// No recursion; linear time.
//
// Thread rule: plain values.
#ifndef QUOTH_PAGE_JSON_LD_H_
#define QUOTH_PAGE_JSON_LD_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quoth::page {

// A value: an object, an array, a string, or anything else (number, true, null)
// by its spelling.  Children form a list by `next`.
struct JsonValue {
  enum Kind : uint8_t { kObject, kArray, kString, kScalar } kind = kScalar;
  int32_t parent = -1;
  int32_t child = -1;   // the first one
  int32_t next = -1;
  uint32_t key_begin = 0, key_end = 0;    // in JsonDocument::characters
  uint32_t text_begin = 0, text_end = 0;  // strings are unescaped, UTF-8
};

// Appends the character of a JSON string at `p` (less than its size), unescaped;
// returns the position after it.
size_t UnescapeJson(std::string_view text, size_t p, std::string* out);

class JsonDocument {
 public:
  void Clear() { values_.clear(); roots_.clear(); characters_.clear(); }
  // Adds the values of one script.  Never fails; broken text gives fewer values.
  void Add(std::string_view script);

  const std::vector<int32_t>& roots() const { return roots_; }
  const std::vector<JsonValue>& values() const { return values_; }
  const JsonValue& operator[](int32_t index) const { return values_[size_t(index)]; }
  std::string_view KeyOf(int32_t index) const { return Slice(values_[size_t(index)].key_begin, values_[size_t(index)].key_end); }
  std::string_view TextOf(int32_t index) const { return Slice(values_[size_t(index)].text_begin, values_[size_t(index)].text_end); }
  // The member of an object, or -1.  The first of several.
  int32_t Member(int32_t object, std::string_view key) const;

 private:
  std::string_view Slice(uint32_t begin, uint32_t end) const { return std::string_view(characters_).substr(begin, end - begin); }
  std::vector<JsonValue> values_;
  std::vector<int32_t> roots_;
  std::string characters_;
};

}  // namespace quoth::page

#endif  // QUOTH_PAGE_JSON_LD_H_
