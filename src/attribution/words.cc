#include "attribution/words.h"

#include <unicode/utf8.h>

#include <algorithm>

namespace quoth {

char32_t FirstOf(std::string_view text, const Word& word) {
  size_t i = word.span.begin;
  UChar32 c;
  U8_NEXT_OR_FFFD(text.data(), i, word.span.end, c);
  return static_cast<char32_t>(c);
}

std::vector<Word> GatherWords(const Features& features) {
  std::vector<Word> words;
  for (uint32_t i = 0; i < features.pieces.size(); ++i) {
    const Piece& piece = features.pieces[i];
    if (i == 0 || piece.word != features.pieces[i - 1].word) {
      words.push_back({i, i + 1, {piece.begin, piece.end}, features.paragraph[i]});
    } else {
      Word& word = words.back();
      word.last = i + 1;
      word.span.end = std::max<size_t>(word.span.end, piece.end);
    }
  }
  return words;
}

std::vector<Window> CutWindows(const std::vector<Word>& words, const WindowOptions& options) {
  std::vector<Window> windows;
  size_t begin = 0;
  while (begin < words.size()) {
    size_t size = 0, end = begin, cut = begin;
    while (end < words.size()) {
      size += words[end].last - words[end].first;
      if (end > begin && words[end].paragraph != words[end - 1].paragraph) {
        cut = end;
        ++size;
      }
      if (size > options.pieces && end > begin) break;
      ++end;
    }
    if (end < words.size() && cut > begin) end = cut;
    windows.push_back({begin, end, begin, end});
    if (end >= words.size()) break;
    begin = end;
    for (size_t got = 0; begin > windows.back().begin + 1; ) {
      got += words[begin - 1].last - words[begin - 1].first;
      if (got > options.overlap) break;
      --begin;
    }
  }
  // What two windows both read is answered for half by each: there each has
  // context on both sides.
  for (size_t i = 1; i < windows.size(); ++i) {
    const size_t middle = (windows[i].begin + windows[i - 1].end) / 2;
    windows[i - 1].own_end = middle;
    windows[i].own_begin = middle;
  }
  return windows;
}

}  // namespace quoth
