#include "text/utf8.h"

#include <cstdio>
#include <cstring>

namespace quoth {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

unsigned char ByteAt(std::string_view s, size_t i) { return static_cast<unsigned char>(s[i]); }

struct Sequence {
  size_t length;     // bytes of the sequence, or of its maximal well-formed start
  bool well_formed;  // whether it is complete
};

// The sequence that starts at `i`, by the rows of Table 3-7.  An ill-formed one
// has the length of its maximal subpart, which is at least one byte.
Sequence SequenceAt(std::string_view s, size_t i) {
  const unsigned char lead = ByteAt(s, i);
  if (lead < 0x80) return {1, true};
  size_t trail;
  unsigned char low = 0x80, high = 0xBF;  // range of the second byte
  if (lead >= 0xC2 && lead <= 0xDF) {
    trail = 1;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    trail = 2;
    if (lead == 0xE0) low = 0xA0;   // no overlong forms
    if (lead == 0xED) high = 0x9F;  // no surrogates
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    trail = 3;
    if (lead == 0xF0) low = 0x90;   // no overlong forms
    if (lead == 0xF4) high = 0x8F;  // nothing above U+10FFFF
  } else {
    return {1, false};
  }
  for (size_t k = 1; k <= trail; ++k) {
    if (i + k >= s.size()) return {k, false};
    const unsigned char b = ByteAt(s, i + k);
    if (b < low || b > high) return {k, false};
    low = 0x80;
    high = 0xBF;
  }
  return {trail + 1, true};
}

bool EightAscii(const char* p) {
  uint64_t word;
  std::memcpy(&word, p, sizeof word);
  return (word & 0x8080808080808080u) == 0;
}

size_t WellFormedFrom(std::string_view s, size_t i) {
  while (i < s.size()) {
    if (i + 8 <= s.size() && EightAscii(s.data() + i)) {
      i += 8;
      continue;
    }
    const Sequence sequence = SequenceAt(s, i);
    if (!sequence.well_formed) return i;
    i += sequence.length;
  }
  return i;
}

Status TooLarge(size_t bytes) {
  return {Code::kTooLarge, "a text of " + std::to_string(bytes) + " bytes is longer than the " +
                               std::to_string(kMaxTextBytes) +
                               " that one text may have: split it into its articles"};
}

}  // namespace

size_t WellFormedPrefix(std::string_view bytes) { return WellFormedFrom(bytes, 0); }

Result<DecodedText> DecodeUtf8(std::string_view bytes, bool lenient) {
  if (bytes.size() > kMaxTextBytes) return TooLarge(bytes.size());
  size_t good = WellFormedFrom(bytes, 0);
  DecodedText out;
  if (good == bytes.size()) {
    out.text = std::string(bytes);
    return out;
  }
  if (!lenient) {
    char value[8];
    std::snprintf(value, sizeof value, "0x%02x", ByteAt(bytes, good));
    return Status(Code::kInvalidInput,
                  "invalid UTF-8 at byte " + std::to_string(good) + " (" + value +
                      "): convert the text to UTF-8, or try --lenient, which puts U+FFFD in the"
                      " place of such bytes");
  }
  out.text.reserve(bytes.size());
  size_t at = 0;
  while (true) {
    out.text.append(bytes.substr(at, good - at));
    if (good == bytes.size()) break;
    out.text.append(kReplacement);
    ++out.replaced;
    if (out.text.size() > kMaxTextBytes) return TooLarge(out.text.size());
    at = good + SequenceAt(bytes, good).length;
    good = WellFormedFrom(bytes, at);
  }
  if (out.text.size() > kMaxTextBytes) return TooLarge(out.text.size());
  return out;
}

size_t CountCodePoints(std::string_view text) {
  size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  before_.reserve(text.size() / kBlock + 1);
  for (size_t at = 0; at <= text.size(); at += kBlock) {
    before_.push_back(static_cast<uint32_t>(total_));
    total_ += CountCodePoints(text.substr(at, kBlock));
  }
}

size_t CodePointIndex::At(size_t byte) const {
  if (total_ == text_.size()) return byte;  // all ASCII
  const size_t block = byte / kBlock;
  return before_[block] + CountCodePoints(text_.substr(block * kBlock, byte - block * kBlock));
}

}  // namespace quoth
