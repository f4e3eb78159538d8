#include "speaker/article_view.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "text/paragraphs.h"
#include "text/quotations.h"
#include "text/sentences.h"

namespace quoth {
namespace {

enum class Kind : uint8_t { kSpace, kUpper, kLower, kDigit, kApostrophe, kHyphen, kStop, kOther };

struct Character {
  Kind kind;
  uint32_t length;
};

Character At(std::string_view text, size_t at) {
  const unsigned char byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) {
    if (byte >= 'a' && byte <= 'z') return {Kind::kLower, 1};
    if (byte >= 'A' && byte <= 'Z') return {Kind::kUpper, 1};
    if (byte >= '0' && byte <= '9') return {Kind::kDigit, 1};
    if (byte <= ' ') return {Kind::kSpace, 1};
    return {byte == '\'' ? Kind::kApostrophe : byte == '-' ? Kind::kHyphen : byte == '.' ? Kind::kStop : Kind::kOther, 1};
  }
  int32_t i = 0;
  UChar32 c;
  U8_NEXT(text.data() + at, i, static_cast<int32_t>(std::min<size_t>(text.size() - at, 4)), c);
  const uint32_t length = static_cast<uint32_t>(i);
  if (c == 0x2019) return {Kind::kApostrophe, length};
  if (c == 0x2010 || c == 0x2011) return {Kind::kHyphen, length};
  if (c < 0) return {Kind::kOther, length};
  if (u_isupper(c) || u_istitle(c)) return {Kind::kUpper, length};
  if (u_isalpha(c) || u_getIntPropertyValue(c, UCHAR_GENERAL_CATEGORY) == U_NON_SPACING_MARK) return {Kind::kLower, length};
  if (u_isdigit(c)) return {Kind::kDigit, length};
  if (u_isUWhiteSpace(c) || c == 0x200B || c == 0xFEFF) return {Kind::kSpace, length};
  return {Kind::kOther, length};
}

bool IsLetter(Kind kind) { return kind == Kind::kUpper || kind == Kind::kLower; }
bool IsWordPart(Kind kind) { return IsLetter(kind) || kind == Kind::kDigit; }

// Contractions end a word: she’s, they’ve; n’t does not.
bool IsContraction(std::string_view after) {
  for (const char* end : {"s", "re", "ve", "ll", "d", "m", "S"}) {
    if (after == end) return true;
  }
  return false;
}

// "Editor-in-Chief", "Secretary-Treasurer", "Major-Gen": an office of offices.
WordClasses ClassesOfCompound(std::string_view lower) {
  if (lower.find('-') == std::string_view::npos) return 0;
  size_t parts = 0;
  for (std::string_view rest = lower;; ++parts) {
    const size_t hyphen = rest.find('-');
    const std::string_view part = rest.substr(0, hyphen);
    const bool office = (ClassesOf(part) & (kTitle | kRoleNoun)) != 0 || part == "treasurer" || part == "elect" || part == "designate";
    if (!office && !(parts > 0 && (part == "in" || part == "at" || part == "of" || part == "large"))) return 0;
    if (hyphen == std::string_view::npos) break;
    rest.remove_prefix(hyphen + 1);
  }
  return kTitle | kRoleNoun;
}

// Titles only where they are printed in capitals: "PM Calder", and "at 5 pm".
bool IsOfficeInCapitals(std::string_view lower) {
  for (const char* office : {"pm", "mp", "mep", "msp", "vp", "dpm"}) {
    if (lower == office) return true;
  }
  return false;
}

}  // namespace

// Latin-1 and Latin Extended-A letters keep their bytes' number in either case.
std::string LowerCase(std::string_view text) {
  std::string lower(text);
  for (size_t i = 0; i < lower.size();) {
    const unsigned char byte = static_cast<unsigned char>(lower[i]);
    if (byte < 0x80) {
      if (byte >= 'A' && byte <= 'Z') lower[i] = static_cast<char>(byte + 32);
      ++i;
      continue;
    }
    int32_t next = static_cast<int32_t>(i);
    UChar32 c;
    U8_NEXT(lower.data(), next, static_cast<int32_t>(lower.size()), c);
    const UChar32 folded = c < 0 ? c : u_tolower(c);
    if (c >= 0 && folded != c && U8_LENGTH(folded) == next - static_cast<int32_t>(i)) {
      int32_t at = static_cast<int32_t>(i);
      U8_APPEND_UNSAFE(lower.data(), at, folded);
    }
    i = static_cast<size_t>(next);
  }
  return lower;
}

std::string FoldLetters(std::string_view lower) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2* const nfd = unorm2_getNFDInstance(&error);
  std::string folded;
  for (size_t i = 0; i < lower.size();) {
    if (static_cast<unsigned char>(lower[i]) < 0x80) {
      folded += lower[i++];
      continue;
    }
    const Character one = At(lower, i);
    int32_t next = 0;
    UChar32 c;
    U8_NEXT(lower.data() + i, next, static_cast<int32_t>(std::min<size_t>(lower.size() - i, 4)), c);
    UChar decomposed[32];
    UErrorCode failed = U_ZERO_ERROR;
    const int32_t length = nfd == nullptr || c < 0 ? -1 : unorm2_getDecomposition(nfd, c, decomposed, 32, &failed);
    if (one.kind == Kind::kApostrophe || one.kind == Kind::kHyphen) {
      folded += one.kind == Kind::kApostrophe ? '\'' : '-';
    } else if (length > 1 && U_SUCCESS(failed) && u_charType(decomposed[length - 1]) == U_NON_SPACING_MARK) {
      // The letter itself comes first, its accents behind it.
      U16_GET(decomposed, 0, 0, length, c);
      char bytes[U8_MAX_LENGTH];
      int32_t size = 0;
      U8_APPEND_UNSAFE(bytes, size, c);
      folded.append(bytes, static_cast<size_t>(size));
    } else if (c < 0 || u_charType(c) != U_NON_SPACING_MARK) {
      folded.append(lower.substr(i, one.length));
    }
    i += one.length;
  }
  return folded;
}

ArticleView::ArticleView(std::string_view article) : text(article), lower(LowerCase(article)) {
  paragraphs = Paragraphs(text);
  sentences = Sentences(text, paragraphs);
  const std::vector<Quotation> quotations = PairQuotations(text, paragraphs);

  // Words.
  for (size_t i = 0; i < text.size();) {
    const Character first = At(text, i);
    if (first.kind == Kind::kSpace) {
      i += first.length;
      continue;
    }
    ViewWord word;
    word.begin = static_cast<uint32_t>(i);
    size_t at = i + first.length;
    const auto kind_at = [&](size_t place) { return place < text.size() ? At(text, place) : Character{Kind::kSpace, 0}; };
    if (IsWordPart(first.kind)) {
      size_t letters = IsLetter(first.kind), upper = first.kind == Kind::kUpper;
      bool dotted = false;
      for (;;) {
        const Character next = kind_at(at);
        if (IsWordPart(next.kind)) {
          letters += IsLetter(next.kind);
          upper += next.kind == Kind::kUpper;
          at += next.length;
          continue;
        }
        const Character beyond = kind_at(at + next.length);
        if (next.length > 0 && next.kind == Kind::kHyphen && IsWordPart(beyond.kind)) {
          at += next.length;
          continue;
        }
        if (next.length > 0 && next.kind == Kind::kApostrophe && IsLetter(beyond.kind)) {
          size_t end = at + next.length;
          while (IsWordPart(kind_at(end).kind)) end += kind_at(end).length;
          if (IsContraction(text.substr(at + next.length, end - at - next.length))) break;
          at += next.length;
          continue;
        }
        // U.S., J.: a stop after single capitals.
        if (next.kind == Kind::kStop && upper == letters && letters > 0 &&
            (dotted ? text[at - 2] == '.' : letters == 1)) {
          at += 1;
          dotted = true;
          if (kind_at(at).kind == Kind::kUpper) continue;
        }
        break;
      }
      // A dotted word that goes on in lower case was a sentence's end: "I.e".
      word.shape = first.kind == Kind::kDigit ? Shape::kNumber
                   : first.kind == Kind::kLower ? Shape::kLower
                   : (upper == letters && (letters > 1 || dotted)) ? Shape::kCaps
                                                                    : Shape::kCapital;
      std::string bare;
      for (char c : std::string_view(lower).substr(i, at - i)) {
        if (c != '.') bare += c;
      }
      word.classes = ClassesOf(bare);
      if (word.shape == Shape::kCapital) word.classes |= ClassesOfCompound(bare);
      if (word.shape == Shape::kCaps && IsOfficeInCapitals(bare)) word.classes |= kTitle;
      if ((word.classes & kAbbreviation) != 0 && !dotted && kind_at(at).kind == Kind::kStop) ++at;
    } else if (first.kind == Kind::kApostrophe) {
      size_t end = at;
      while (IsWordPart(kind_at(end).kind)) end += kind_at(end).length;
      const std::string_view after = text.substr(at, end - at);
      const bool joined = i > 0 && !words.empty() && words.back().end == i && words.back().shape != Shape::kMark;
      if (joined && IsContraction(after)) {
        at = end;
        word.shape = after == "s" || after == "S" ? Shape::kPossessive : Shape::kLower;
      } else if (joined && after.empty() && text[i - 1] == 's' && kind_at(at).kind == Kind::kSpace) {
        word.shape = Shape::kPossessive;  // may be a closing mark; PairQuotations would know
      }
    }
    word.end = static_cast<uint32_t>(at);
    words.push_back(word);
    i = at;
  }

  // Sentences, paragraphs, marks.
  size_t sentence = 0, paragraph = 0;
  QuoteMap states(quotations);
  bool after_opening = false;
  for (size_t i = 0; i < words.size(); ++i) {
    ViewWord& word = words[i];
    while (sentence + 1 < sentences.size() && sentences[sentence + 1].begin <= word.begin) ++sentence;
    while (paragraph + 1 < paragraphs.size() && paragraphs[paragraph + 1].begin <= word.begin) ++paragraph;
    word.sentence = static_cast<uint32_t>(sentence);
    word.paragraph = static_cast<uint32_t>(paragraph);
    const QuoteState state = states.At(word.begin);
    word.quoted = state == QuoteState::kInside || state == QuoteState::kInner || state == QuoteState::kContinued ||
                  state == QuoteState::kUnclosed;
    if (word.shape == Shape::kMark) {
      if (state == QuoteState::kOpening) after_opening = true;
      continue;
    }
    const bool first = i == 0 || words[i - 1].sentence != word.sentence;
    bool only_marks_before = first;
    for (size_t j = i; !only_marks_before && j > 0 && words[j - 1].shape == Shape::kMark; --j) {
      only_marks_before = j == 1 || words[j - 2].sentence != word.sentence;
    }
    word.sentence_start = only_marks_before || after_opening;
    after_opening = false;
  }

  // Lines in Title Case: most of their longer words are capitals.
  for (size_t i = 0; i < words.size();) {
    size_t end = i, longer = 0, capitals = 0, caps = 0;
    for (; end < words.size() && words[end].paragraph == words[i].paragraph; ++end) {
      const ViewWord& word = words[end];
      if (word.shape == Shape::kMark || word.end - word.begin < 4) continue;
      if (word.shape == Shape::kNumber || word.shape == Shape::kPossessive) continue;
      ++longer;
      capitals += word.shape != Shape::kLower;
      caps += word.shape == Shape::kCaps;
    }
    const char last = text[words[end - 1].end - 1];
    const bool short_line = end - i <= 40 && (last != '.' || i == 0);
    const bool heading = longer >= 2 && ((short_line && capitals * 10 >= longer * 8) || caps * 10 >= longer * 7);
    for (; i < end; ++i) words[i].heading = heading;
  }
}

size_t ArticleView::WordAt(size_t byte) const {
  return static_cast<size_t>(std::partition_point(words.begin(), words.end(), [byte](const ViewWord& w) { return w.end <= byte; }) - words.begin());
}

std::pair<size_t, size_t> ArticleView::WordsIn(Span span) const {
  const size_t first = WordAt(span.begin);
  size_t last = first;
  while (last < words.size() && words[last].begin < span.end) ++last;
  return {first, last};
}

}  // namespace quoth
