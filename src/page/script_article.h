// The article of a page that a browser would build from data in its scripts.
//
// Some sites send an empty page and the article's HTML as a string in a script,
// as JSON or as the argument of a call:
//   push({"headline":"…","body":"\u003cp\u003eThe council met.\u003c\/p\u003e…"})
// No script is run.  The strings are looked through, those in strings too, and
// the one that holds most running text in paragraphs is the article.
//
// Limits: strings of less than 400 bytes or more than 8 MiB are passed over, as
// are strings in strings in strings.  Linear time; no recursion.
//
// Thread rule: functions of their arguments.
#ifndef QUOTH_PAGE_SCRIPT_ARTICLE_H_
#define QUOTH_PAGE_SCRIPT_ARTICLE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quoth::page {

struct ScriptArticle {
  std::string html;
  std::vector<uint32_t> source;   // where each byte of `html` came from in the page, one more for its end
};

// False where no script holds one; then `article` is empty.
bool FindScriptArticle(std::string_view page, ScriptArticle* article);

// Puts it into the page that it would stand in: the scorer knows whole pages.
// What is added comes from no byte of the page.
void FrameArticle(std::string_view title, ScriptArticle* article);

}  // namespace quoth::page

#endif  // QUOTH_PAGE_SCRIPT_ARTICLE_H_
