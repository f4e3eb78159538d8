// UTF-8 in: validation, lenient replacement, and byte-to-code-point offsets.
//
//   auto text = DecodeUtf8(bytes, /*lenient=*/false);
//   if (!text.ok()) return text.status();  // "invalid UTF-8 at byte 17 (0xff): ..."
//
// Well-formed means Table 3-7 of the Unicode Standard 15.0: no overlong forms,
// no surrogates, nothing above U+10FFFF.  A byte order mark at the start is part
// of the text, for offsets count in the text as it stood.
//
// Thread rule: functions and values; a CodePointIndex may be read by any number
// of threads at once.
#ifndef QUOTH_TEXT_UTF8_H_
#define QUOTH_TEXT_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/status.h"

namespace quoth {

// Longest text in bytes: the offsets of word pieces are 32 bits wide.
inline constexpr size_t kMaxTextBytes = 0xfffffff0u;

struct DecodedText {
  std::string text;     // well-formed UTF-8
  size_t replaced = 0;  // how many U+FFFD stand for invalid bytes
};

// A copy of `bytes` that is well-formed UTF-8.
// Not lenient: fails with kInvalidInput at the first ill-formed byte; the message
// has its place (a byte offset from 0) and its value.
// Lenient: every maximal subpart of an ill-formed sequence becomes one U+FFFD
// (the practice of Unicode 15.0, section 3.9, and of web browsers).
// Fails with kTooLarge past kMaxTextBytes, either way.
Result<DecodedText> DecodeUtf8(std::string_view bytes, bool lenient);

// Length in bytes of the longest prefix that is well-formed; bytes.size() where all is.
size_t WellFormedPrefix(std::string_view bytes);

// Number of code points in a well-formed text.
size_t CountCodePoints(std::string_view text);

// From byte offsets to code point offsets.  Takes 1/64 of the text's size, and a
// look-up counts at most 255 bytes.  The text must be well-formed and outlive it.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);

  // Code points that begin in [0, byte).  `byte` is at most the text's size.
  size_t At(size_t byte) const;

  // Code points in the whole text.
  size_t total() const { return total_; }

 private:
  static constexpr size_t kBlock = 256;
  std::string_view text_;
  std::vector<uint32_t> before_;  // code points before each block
  size_t total_ = 0;
};

}  // namespace quoth

#endif  // QUOTH_TEXT_UTF8_H_
