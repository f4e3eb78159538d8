#include "text/sentences.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <memory>

#include "text/paragraphs.h"

namespace quoth {
namespace {

// Making a break iterator takes ICU a hundred times as long as a paragraph does.
struct SentenceBreaks {
  SentenceBreaks() {
    UErrorCode error = U_ZERO_ERROR;
    breaks = ubrk_open(UBRK_SENTENCE, "en", nullptr, 0, &error);
    if (U_FAILURE(error)) breaks = nullptr;
  }
  ~SentenceBreaks() {
    if (breaks) ubrk_close(breaks);
    utext_close(&utext);
  }
  UBreakIterator* breaks = nullptr;
  UText utext = UTEXT_INITIALIZER;
};

}  // namespace

std::vector<Span> Sentences(std::string_view text, const std::vector<Span>& paragraphs) {
  static thread_local SentenceBreaks state;
  std::vector<Span> sentences;
  for (const Span& paragraph : paragraphs) {
    UErrorCode error = U_ZERO_ERROR;
    if (state.breaks) {
      utext_openUTF8(&state.utext, text.data() + paragraph.begin, paragraph.size(), &error);
      ubrk_setUText(state.breaks, &state.utext, &error);
    }
    if (!state.breaks || U_FAILURE(error)) {
      sentences.push_back(paragraph);
      continue;
    }
    int32_t begin = ubrk_first(state.breaks);
    for (int32_t end = ubrk_next(state.breaks); end != UBRK_DONE; end = ubrk_next(state.breaks)) {
      const Span span = TrimSpace(text, {paragraph.begin + begin, paragraph.begin + end});
      if (!span.empty()) sentences.push_back(span);
      begin = end;
    }
  }
  return sentences;
}

}  // namespace quoth
