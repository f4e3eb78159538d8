#include "record/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>
#define XXH_INLINE_ALL  // nothing to link, nothing to export
#include <xxhash.h>

#include <algorithm>
#include <array>

namespace quoth::record {
namespace {

constexpr size_t kWordsInShingle = 3;

// Of how many shingles in a row one is kept.  A changed word in a short content
// leaves short runs on either side of it, in a long one long ones.
size_t Window(size_t shingles) { return shingles <= 8 ? 1 : shingles <= 48 ? 2 : 4; }

// What becomes of an ASCII character: its folded self, or 0 where it parts words.
constexpr std::array<char, 128> kAscii = [] {
  std::array<char, 128> table{};
  for (int c = 0; c < 128; ++c) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) table[c] = static_cast<char>(c);
    if (c >= 'A' && c <= 'Z') table[c] = static_cast<char>(c + 32);
  }
  return table;
}();

void Append(UChar32 c, std::string* out) {
  char bytes[4];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out->append(bytes, static_cast<size_t>(length));
}

// Folds one character that is not ASCII; sets *part where it parts words.
void FoldOne(UChar32 c, std::string* out, bool* part) {
  static const icu::Normalizer2* const nfkd = [] {
    UErrorCode error = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKDInstance(error);
  }();
  if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return;  // soft hyphens, joiners
  icu::UnicodeString decomposed;
  if (nfkd == nullptr || !nfkd->getDecomposition(c, decomposed)) decomposed = icu::UnicodeString(c);
  decomposed.foldCase();
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 d = decomposed.char32At(i);
    if ((U_GET_GC_MASK(d) & U_GC_M_MASK) != 0) continue;  // a mark belongs to the letter before it
    if (!u_isalnum(d)) {
      *part = true;
      continue;
    }
    if (*part && !out->empty()) *out += ' ';
    *part = false;
    Append(d, out);
  }
}

}  // namespace

std::string FoldWords(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool part = false;
  const auto length = static_cast<int32_t>(std::min<size_t>(text.size(), INT32_MAX));
  for (int32_t i = 0; i < length;) {
    const auto byte = static_cast<unsigned char>(text[static_cast<size_t>(i)]);
    if (byte < 128) {
      ++i;
      const char folded = kAscii[byte];
      if (folded == 0) {
        part = true;
        continue;
      }
      if (part && !out.empty()) out += ' ';
      part = false;
      out += folded;
      continue;
    }
    UChar32 c;
    U8_NEXT(text.data(), i, length, c);
    if (c < 0) {
      part = true;
    } else {
      FoldOne(c, &out, &part);
    }
  }
  return out;
}

int64_t ContentKey(std::string_view folded) {
  return static_cast<int64_t>(XXH64(folded.data(), folded.size(), 0));
}

std::vector<int64_t> Shingles(std::string_view folded) {
  std::vector<int64_t> hashes;
  if (folded.empty()) return hashes;
  const auto hash = [&](size_t begin, size_t end) {
    hashes.push_back(static_cast<int64_t>(XXH64(folded.data() + begin, end - begin, 0) & 0xffffffff));
  };
  std::vector<size_t> begins = {0};
  for (size_t i = 0; i < folded.size(); ++i) {
    if (folded[i] == ' ') begins.push_back(i + 1);
  }
  if (begins.size() < kWordsInShingle) {
    hash(0, folded.size());
    return hashes;
  }
  begins.push_back(folded.size() + 1);
  for (size_t i = 0; i + kWordsInShingle < begins.size(); ++i) hash(begins[i], begins[i + kWordsInShingle] - 1);
  return hashes;
}

std::vector<int64_t> Fingerprints(std::string_view folded) {
  std::vector<int64_t> all = Shingles(folded);
  if (const size_t window = Window(all.size()); window > 1) {
    std::vector<int64_t> kept;
    for (size_t i = 0; i + window <= all.size(); ++i) {
      const auto begin = all.begin() + static_cast<std::ptrdiff_t>(i);
      kept.push_back(*std::min_element(begin, begin + static_cast<std::ptrdiff_t>(window)));
    }
    all = std::move(kept);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace quoth::record
