// A text cut into words without a vocabulary, for tests.  Header only; not part of
// the library.
#ifndef QUOTH_ATTRIBUTION_TEST_TEXT_H_
#define QUOTH_ATTRIBUTION_TEST_TEXT_H_

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "attribution/features.h"
#include "attribution/words.h"
#include "gtest/gtest.h"
#include "text/paragraphs.h"
#include "text/quotations.h"

namespace quoth::test {

// A text with its quotations; a run of ASCII letters is a word, and so is each other
// character.
struct Text {
  std::string text;
  Features features;
  std::vector<Word> words;

  explicit Text(std::string t) : text(std::move(t)) {
    features.paragraphs = Paragraphs(text);
    features.quotations = PairQuotations(text, features.paragraphs);
    for (size_t p = 0; p < features.paragraphs.size(); ++p) {
      const Span span = features.paragraphs[p];
      for (size_t i = span.begin; i < span.end;) {
        size_t end = i;
        while (end < span.end && std::isalpha(static_cast<unsigned char>(text[end]))) ++end;
        if (end == i) ++end;
        while (end < span.end && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
        const auto n = static_cast<uint32_t>(words.size());
        if (text[i] != ' ') words.push_back({n, n + 1, {i, end}, static_cast<uint32_t>(p)});
        i = end;
      }
    }
  }

  // The words that are `phrase`, from the first place at or after word `from` on.
  Span Find(const std::string& phrase, size_t from = 0) const {
    const size_t at = text.find(phrase, words[from].span.begin);
    EXPECT_NE(at, std::string::npos) << phrase;
    Span run = {words.size(), 0};
    for (size_t w = 0; w < words.size(); ++w) {
      if (words[w].span.begin < at || words[w].span.end > at + phrase.size()) continue;
      run = {std::min(run.begin, w), w + 1};
    }
    return run;
  }

  // What the words of `run` print.
  std::string Cut(const Span& run) const {
    const size_t begin = words[run.begin].span.begin;
    return text.substr(begin, words[run.end - 1].span.end - begin);
  }
};

}  // namespace quoth::test

#endif  // QUOTH_ATTRIBUTION_TEST_TEXT_H_
