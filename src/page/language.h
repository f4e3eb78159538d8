// The language of a text, by CLD2.
#ifndef QUOTH_PAGE_LANGUAGE_H_
#define QUOTH_PAGE_LANGUAGE_H_

#include <string>
#include <string_view>

namespace quoth::page {

// BCP 47, such as "en"; empty where the text is too short or mixed to tell.
// Looks at the first 20,000 bytes.
std::string DetectLanguage(std::string_view text);

// "en-us" and "en_US" to "en-US"; empty where it is no language tag.
std::string LanguageTag(std::string_view declared);

}  // namespace quoth::page

#endif  // QUOTH_PAGE_LANGUAGE_H_
