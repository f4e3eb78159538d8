#include "text/letter_case.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstddef>

namespace quoth {

LetterCase CaseOf(std::string_view word) {
  const auto* s = reinterpret_cast<const uint8_t*>(word.data());
  size_t letters = 0;
  bool all_upper = true;
  for (size_t i = 0; i < word.size();) {
    UChar32 c = s[i];
    bool letter, upper;
    if (c < 0x80) {
      ++i;
      upper = c >= 'A' && c <= 'Z';
      letter = upper || (c >= 'a' && c <= 'z');
    } else {
      U8_NEXT_UNSAFE(s, i, c);
      letter = u_isalpha(c);
      upper = letter && (u_isupper(c) || u_istitle(c));
    }
    if (!letter) continue;
    if (letters == 0 && !upper) return LetterCase::kLower;
    all_upper = all_upper && upper;
    ++letters;
  }
  if (letters == 0) return LetterCase::kLower;
  return letters >= 2 && all_upper ? LetterCase::kAllCaps : LetterCase::kCapital;
}

}  // namespace quoth
