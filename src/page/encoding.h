// From a page's bytes to UTF-8: which encoding they are in, what they say, and
// the way back from a place in the UTF-8 text to the page's own bytes.
//
// The encoding is decided as browsers do (WHATWG Encoding and HTML standards):
// byte order mark, HTTP header, <meta>, else detection.  Two departures: bytes
// that are valid UTF-8 with more than ASCII in them are UTF-8 whatever <meta>
// says (pages are stored re-encoded more often than legacy text happens to be
// valid UTF-8), and a page that declares nothing is asked of ICU's detector.
// iso-8859-1 and ascii mean windows-1252, iso-8859-9 means windows-1254, and so
// on: the labels of the standard.
//
// Thread rule: plain values; one object per thread.
#ifndef QUOTH_PAGE_ENCODING_H_
#define QUOTH_PAGE_ENCODING_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quoth::page {

// The converter's name for a label such as " Latin1 "; "" where unknown.
// "utf-8" for UTF-8.  The view is static.
std::string_view CanonicalEncoding(std::string_view label);

// The value of charset= in an HTTP Content-Type or a <meta content>; "" if none.
std::string_view CharsetOf(std::string_view content_type);

// The encoding of `bytes`.  `content_type`: the HTTP header's, or empty.
std::string DetectEncoding(std::string_view bytes, std::string_view content_type);

// Text decoded once.  utf8() is a view of `bytes` where nothing had to change,
// so `bytes` must outlive the object.
class Decoded {
 public:
  // Never fails: what cannot be decoded becomes U+FFFD and is counted.
  void Decode(std::string_view bytes, std::string_view encoding);

  std::string_view utf8() const { return utf8_; }
  size_t replaced() const { return replaced_; }

  // Turns offsets into utf8() into offsets into the bytes.  `offsets` must be
  // ascending.  Linear in the page, constant memory; nothing to do for clean UTF-8.
  void ToSource(std::vector<size_t>* offsets) const;

 private:
  std::string_view bytes_;
  std::string encoding_;
  std::string_view utf8_;
  std::string storage_;
  size_t skipped_ = 0;    // bytes of the byte order mark
  size_t replaced_ = 0;
};

// Offset of the first byte that is not UTF-8, or text.size().
size_t ValidUtf8Prefix(std::string_view text);

}  // namespace quoth::page

#endif  // QUOTH_PAGE_ENCODING_H_
