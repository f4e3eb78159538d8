// ArticleView: an article as words with their classes, sentences and quotation
// marks, for the rules of the speaker stage.
//
//   "Sen. O’Hara’s aide" has the words  Sen.  O’Hara  ’s  aide
//
// Thread rule: a plain value, built for one article and only read.
// Units: bytes of the article's text, half-open.
#ifndef QUOTH_SPEAKER_ARTICLE_VIEW_H_
#define QUOTH_SPEAKER_ARTICLE_VIEW_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/statement.h"
#include "speaker/lexicon.h"

namespace quoth {

enum class Shape : uint8_t {
  kMark,        // punctuation
  kPossessive,  // ’s, and the bare ’ after an s
  kLower,
  kCapital,     // Rain, McKay, O’Hara
  kCaps,        // NATO, U.S., and the initial J.
  kNumber,      // begins with a figure
};

struct ViewWord {
  uint32_t begin = 0, end = 0;
  WordClasses classes = 0;
  uint32_t sentence = 0;
  uint32_t paragraph = 0;
  Shape shape = Shape::kMark;
  bool quoted = false;           // between quotation marks
  bool sentence_start = false;   // the first word of its sentence, or of a quotation
  bool heading = false;          // in a line printed in Title Case or in capitals
};

struct ArticleView {
  // `text` (well-formed UTF-8) must outlive the view.  Linear time.
  explicit ArticleView(std::string_view text);

  std::string_view text;
  std::string lower;  // the text in lower case as far as its bytes stay in place
  std::vector<ViewWord> words;
  std::vector<Span> sentences, paragraphs;

  std::string_view Word(size_t i) const { return text.substr(words[i].begin, words[i].end - words[i].begin); }
  std::string_view Lower(size_t i) const {
    return std::string_view(lower).substr(words[i].begin, words[i].end - words[i].begin);
  }
  bool Is(size_t i, std::string_view word) const { return i < words.size() && Lower(i) == word; }
  bool Has(size_t i, WordClasses classes) const { return i < words.size() && (words[i].classes & classes) != 0; }
  bool Capital(size_t i) const {
    return i < words.size() && (words[i].shape == Shape::kCapital || words[i].shape == Shape::kCaps);
  }
  char Mark(size_t i) const {  // the mark itself where it is one of ASCII, else 0
    return i < words.size() && words[i].shape == Shape::kMark && words[i].end - words[i].begin == 1 ? text[words[i].begin] : 0;
  }

  // The first word that ends after `byte`; words.size() where there is none.
  size_t WordAt(size_t byte) const;
  // The words [first, second) that lie in `span`.
  std::pair<size_t, size_t> WordsIn(Span span) const;
};

// In lower case, letter by letter, as far as a letter's bytes stay as many.
std::string LowerCase(std::string_view text);

// The same with one kind of apostrophe and hyphen and without accents: the spellings
// of one name are alike.  For comparing only; its bytes have left their places.
std::string FoldLetters(std::string_view lower);

}  // namespace quoth

#endif  // QUOTH_SPEAKER_ARTICLE_VIEW_H_
