#include "page/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

namespace quoth::page {

std::string DetectLanguage(std::string_view text) {
  text = text.substr(0, 20000);
  while (!text.empty() && (text.back() & 0xC0) == 0x80) text.remove_suffix(1);
  if (!text.empty() && (text.back() & 0x80)) text.remove_suffix(1);   // a lead byte without its rest
  if (text.size() < 60) return {};
  bool reliable = false;
  CLD2::Language language = CLD2::DetectLanguage(text.data(), int(text.size()), true, &reliable);
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return {};
  std::string code = CLD2::LanguageCode(language);
  return code == "iw" ? "he" : code == "un" ? "" : code;
}

std::string LanguageTag(std::string_view declared) {
  std::string tag;
  size_t part = 0, length = 0;
  for (char c : declared.substr(0, 35)) {
    if (c == '_' || c == '-') {
      if (!length) return {};
      tag += '-';
      ++part, length = 0;
      continue;
    }
    char lower = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    if (!((lower >= 'a' && lower <= 'z') || (part && c >= '0' && c <= '9'))) {
      if (c == ' ' && tag.empty()) continue;
      break;
    }
    tag += lower;
    ++length;
  }
  while (!tag.empty() && tag.back() == '-') tag.pop_back();
  size_t dash = tag.find('-');
  std::string primary = tag.substr(0, dash);
  if (primary.size() < 2 || primary.size() > 3) return {};
  // A region of two letters is written in capitals.
  if (dash != std::string::npos && tag.size() == dash + 3) for (size_t i = dash + 1; i < tag.size(); ++i) if (tag[i] >= 'a') tag[i] = char(tag[i] - 32);
  return tag;
}

}  // namespace quoth::page
