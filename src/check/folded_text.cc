// One pass over the text.  A word grows letter by letter; a mark ends it unless it
// stands where only spelling stands: an apostrophe between two letters, the point
// of U.S., the separator of 10,000.  Everything else is a pause, a cut, a bracket,
// or nothing.
//
// Hyphens part words, so that "well-known" and "well known" are one; that makes
// "re-sign" two words and leaves "resign" another, as it must.
#include "check/folded_text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

namespace quoth::check {
namespace {

constexpr size_t kLongestWord = 255;     // bytes; a longer one is cut there
constexpr size_t kLongestBracket = 400;  // bytes from [ to its ]

struct Glyph {
  UChar32 c = 0;
  size_t next = 0;  // byte after it
};

Glyph GlyphAt(std::string_view text, size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, at + 1};
  UChar32 c;
  size_t i = at;
  U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), i, text.size(), c);
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width forms of ASCII
  return {c < 0 ? ' ' : c, i};
}

bool IsDigit(UChar32 c) { return c >= '0' && c <= '9'; }

bool IsLetter(UChar32 c) { return c < 0x80 ? (c | 32) >= 'a' && (c | 32) <= 'z' : u_isalpha(c); }

// Letters, digits, their marks, and figures such as ² and ½.
bool IsWordGlyph(UChar32 c) {
  if (c < 0x80) return IsDigit(c) || IsLetter(c);
  return (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

// Scripts written without spaces: a word each.
bool StandsAlone(UChar32 c) {
  return c >= 0x2E80 && (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) || (c >= 0x3040 && c <= 0x30FF));
}

bool IsApostrophe(UChar32 c) {
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0x201B || c == 0x2032 || c == '`' ||
         c == 0x00B4;
}

bool IsHyphen(UChar32 c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63; }

// What a number may be written with in front: not the long dashes.
bool IsMinus(UChar32 c) { return c == '-' || c == 0x2212 || c == 0x2011 || c == 0x2013; }

bool IsInvisible(UChar32 c) { return c >= 0x80 && u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT); }

bool IsSpace(UChar32 c) { return c < 0x80 ? c == ' ' || (c >= 9 && c <= 13) : u_isUWhiteSpace(c); }

// Signs that are said aloud.
bool IsSpoken(UChar32 c) {
  if (c < 0x80) return c == '%' || c == '$' || c == '&' || c == '+' || c == '=' || c == '#' || c == '@' || c == '<' || c == '>';
  if (c == 0x00A9 || c == 0x00AE || c == 0x2122 || c == 0x2212 || c == 0x2044) return false;
  return c == 0x00A7 || (U_GET_GC_MASK(c) & (U_GC_SC_MASK | U_GC_SM_MASK | U_GC_SO_MASK)) != 0 || c == 0x2030;
}

const char* Ligature(UChar32 c) {
  switch (c) {
    case 0xFB00: return "ff";
    case 0xFB01: return "fi";
    case 0xFB02: return "fl";
    case 0xFB03: return "ffi";
    case 0xFB04: return "ffl";
    case 0xFB05:
    case 0xFB06: return "st";
    case 0x0132: return "IJ";
    case 0x0133: return "ij";
    default: return nullptr;
  }
}

// Ends with a point without ending a sentence.
bool IsAbbreviation(std::string_view lower) {
  static constexpr std::string_view kShort[] = {"mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "st", "jr", "sr",
                                                "vs", "prof", "rev", "lt", "col", "sgt", "capt", "inc", "co", "corp"};
  return std::find(std::begin(kShort), std::end(kShort), lower) != std::end(kShort);
}

void Append(UChar32 c, std::string* out) {
  char bytes[4];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out->append(bytes, static_cast<size_t>(length));
}

class Folder {
 public:
  explicit Folder(std::string_view text) : text_(text.substr(0, UINT32_MAX)) {}

  FoldedText Run() {
    folded_.forms.reserve(text_.size());
    folded_.words.reserve(text_.size() / 5 + 1);
    for (size_t at = 0; at < text_.size();) at = Step(at);
    EndWord();
    folded_.after = pause_;
    folded_.cut_after = cut_;
    return std::move(folded_);
  }

 private:
  bool open() const { return open_; }

  UChar32 Peek(size_t at) const { return at < text_.size() ? GlyphAt(text_, at).c : 0; }

  bool DigitsAt(size_t at, size_t count) const {
    for (size_t i = 0; i < count; ++i) {
      if (at + i >= text_.size() || !IsDigit(text_[at + i])) return false;
    }
    return at + count >= text_.size() || !IsDigit(text_[at + count]);
  }

  size_t Step(size_t at) {
    const auto [c, next] = GlyphAt(text_, at);
    if (at >= bracket_end_) bracket_ = Bracket::kNone;
    if (IsInvisible(c)) return next;
    if (IsWordGlyph(c)) return Letter(at, c, next);
    if (open()) {
      if (const size_t after = InsideWord(c, next); after != 0) return after;
      if (c == ']' && in_word_bracket_) {
        in_word_bracket_ = false;
        if (IsWordGlyph(Peek(next)) && next < text_.size()) return next;
      }
      if (c == '[' && IsLetter(Peek(next)) && ClosesBeforeSpace(next)) {  // report[ed]
        edited_ = true;
        return next;
      }
      if (c == ']' && edited_) {
        EndWord();
        return next;
      }
    }
    EndWord();
    return Between(at, c, next);
  }

  // A letter, a digit or a mark above one.
  size_t Letter(size_t at, UChar32 c, size_t next) {
    if (StandsAlone(c)) EndWord();
    if (open() && folded_.forms.size() - word_.form >= kLongestWord - 4) EndWord();
    if (!open()) BeginWord(at);
    if (const char* ligature = Ligature(c)) {
      folded_.forms += ligature;
    } else if (c < 0x80) {
      folded_.forms += static_cast<char>(c);
    } else {
      Append(c, &folded_.forms);
      composed_ = composed_ || (c >= 0x300 && (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0);
    }
    letters_ += 1;
    word_.end = static_cast<uint32_t>(next);
    if (StandsAlone(c)) EndWord();
    return next;
  }

  // A mark that belongs to the spelling of the open word: the byte after it; else 0.
  size_t InsideWord(UChar32 c, size_t next) {
    const UChar32 follows = Peek(next);
    const UChar32 last = static_cast<unsigned char>(folded_.forms.back());
    if (IsApostrophe(c)) {
      if (IsDigit(last) && DigitsAt(next, 3)) return next;  // 10'000
      if (!IsWordGlyph(follows) || next >= text_.size()) return 0;
      folded_.forms += '\'';
      letters_ = 0;
      return next;
    }
    if (c == '.' && IsDigit(last) && IsDigit(follows)) {
      folded_.forms += '.';
      return next;
    }
    if (c == '.' && letters_ == 1 && IsLetter(follows) && !IsLetter(Peek(next + 1)) &&
        folded_.forms.size() - word_.form == pieces_ + 1) {
      ++pieces_;  // U.S., p.m.: one letter at a time
      letters_ = 0;
      return next;
    }
    if (c == '.' && letters_ == 1 && pieces_ > 0) {
      abbreviated_ = true;
      return 0;
    }
    if (c == ',' && IsDigit(last) && IsDigit(follows)) {
      if (!DigitsAt(next, 3) && !GroupsAt(next)) folded_.forms += ',';
      return next;
    }
    if ((c == 0x00A0 || c == 0x202F || c == 0x2009) && IsDigit(last) && DigitsAt(next, 3)) return next;
    return 0;
  }

  // 000,000…: three digits and another separator.
  bool GroupsAt(size_t at) const {
    return at + 3 < text_.size() && text_[at + 3] == ',' && IsDigit(text_[at]) && IsDigit(text_[at + 1]) &&
           IsDigit(text_[at + 2]);
  }

  bool ClosesBeforeSpace(size_t at) const {
    for (size_t i = at; i < text_.size() && i < at + 24; ++i) {
      if (text_[i] == ']') return true;
      if (text_[i] == ' ' || text_[i] == '[') return false;
    }
    return false;
  }

  // Everything that stands between words.
  size_t Between(size_t at, UChar32 c, size_t next) {
    if (c == 0x2026 || c == 0x22EF) return Cut(next);
    if (c == '.') {
      if (const size_t after = Dots(at); after != 0) return Cut(after);
      if (!abbreviated_) Raise(Pause::kSentence);
      return next;
    }
    if (c == '[' || c == '(') return OpenBracket(c, next);
    if (c == ']' || c == ')') {
      bracket_ = Bracket::kNone;
      return next;
    }
    if (c == '?' || c == 0xFF1F || c == 0x203D) Raise(Pause::kQuestion);
    if (c == '!' || c == 0x3002) Raise(Pause::kSentence);
    if (c == ',' || c == ';' || c == ':' || c == 0x3001) Raise(Pause::kClause);
    if (IsHyphen(c)) return Hyphen(at, c, next);
    if (IsSpoken(c)) {
      BeginWord(at);
      Append(c, &folded_.forms);
      word_.end = static_cast<uint32_t>(next);
      EndWord();
    }
    return next;
  }

  size_t Hyphen(size_t at, UChar32 c, size_t next) {
    const bool after_word = !folded_.words.empty() && folded_.words.back().end == at;
    if (IsMinus(c) && !after_word && IsDigit(Peek(next)) && !(at > 0 && IsHyphen(Before(at)))) {
      BeginWord(at);
      folded_.forms += '-';
      return next;
    }
    if (!after_word || !IsWordGlyph(Peek(next)) || c >= 0x2014) Raise(Pause::kClause);
    return next;
  }

  UChar32 Before(size_t at) const {
    size_t i = at - 1;
    while (i > 0 && (static_cast<unsigned char>(text_[i]) & 0xC0) == 0x80) --i;
    return GlyphAt(text_, i).c;
  }

  // Three points or more, spaces between them or not: the byte after them; else 0.
  size_t Dots(size_t at) const {
    size_t dots = 0, end = at;
    for (size_t i = at; i < text_.size();) {
      const auto [c, next] = GlyphAt(text_, i);
      if (c == '.') {
        ++dots;
        end = next;
      } else if (!IsSpace(c) || c == '\n' || i != end) {
        break;
      }
      i = next;
    }
    return dots >= 3 ? end : 0;
  }

  size_t Cut(size_t next) {
    cut_ = true;
    return next;
  }

  size_t OpenBracket(UChar32 c, size_t next) {
    const char close = c == '[' ? ']' : ')';
    const size_t length = text_.substr(next, kLongestBracket).find(close);
    if (length == std::string_view::npos) return next;  // a stray mark
    const size_t end = next + length;
    const std::string_view inside = text_.substr(next, end - next);
    if (inside.find_first_not_of(" .") == std::string_view::npos || inside == "…" || inside == " … ") return Cut(end + 1);
    if (c == '[' && (inside == "sic" || inside == "Sic" || inside == "SIC")) return end + 1;
    if (c == '[' && end + 1 < text_.size() && IsWordGlyph(Peek(end + 1)) && inside.find(' ') == std::string_view::npos &&
        GlyphAt(text_, next).next == next + inside.size()) {
      free_next_ = true;  // [T]he: a letter changed in case, the rest as it was
      in_word_bracket_ = true;
      return next;
    }
    bracket_ = c == '[' ? Bracket::kSquare : Bracket::kRound;
    bracket_end_ = end;
    return next;
  }

  void Raise(Pause pause) { pause_ = std::max(pause_, pause); }

  void BeginWord(size_t at) {
    word_ = {};
    open_ = true;
    word_.begin = static_cast<uint32_t>(at);
    word_.form = static_cast<uint32_t>(folded_.forms.size());
    word_.bracket = bracket_;
    const bool first = folded_.words.empty();
    word_.before = first ? Pause::kNone : pause_;
    word_.cut_before = cut_;
    word_.free_case = first || cut_ || free_next_;
    letters_ = pieces_ = 0;
    composed_ = edited_ = abbreviated_ = free_next_ = false;
    pause_ = Pause::kNone;
    cut_ = false;
  }

  void EndWord() {
    if (!open_) return;
    open_ = false;
    in_word_bracket_ = false;
    if (composed_) Compose();
    word_.length = static_cast<uint16_t>(folded_.forms.size() - word_.form);
    if (edited_) word_.bracket = Bracket::kSquare;
    const std::string lower = LowerForm(std::string_view(folded_.forms).substr(word_.form));
    word_.key = XXH64(lower.data(), lower.size(), 0);
    if (IsAbbreviation(lower)) abbreviated_ = true;
    folded_.words.push_back(word_);
  }

  void Compose() {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
    if (U_FAILURE(error)) return;
    const icu::UnicodeString composed =
        nfc->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(
                           folded_.forms.data() + word_.form, static_cast<int32_t>(folded_.forms.size() - word_.form))),
                       error);
    if (U_FAILURE(error)) return;
    folded_.forms.resize(word_.form);
    composed.toUTF8String(folded_.forms);
  }

  std::string_view text_;
  FoldedText folded_;
  FoldedWord word_;  // the open one
  bool open_ = false;
  size_t letters_ = 0;  // since its last mark
  size_t pieces_ = 0;   // letters with a point after each, so far
  bool composed_ = false, edited_ = false, abbreviated_ = false;
  // Since the last word.
  Pause pause_ = Pause::kNone;
  bool cut_ = false, free_next_ = false, in_word_bracket_ = false;
  Bracket bracket_ = Bracket::kNone;
  size_t bracket_end_ = 0;
};

}  // namespace

FoldedText Fold(std::string_view text) { return Folder(text).Run(); }

std::string LowerForm(std::string_view form) {
  std::string lower;
  lower.reserve(form.size());
  for (size_t at = 0; at < form.size();) {
    const auto [c, next] = GlyphAt(form, at);
    if (c < 0x80) {
      lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    } else {
      Append(u_foldCase(c, U_FOLD_CASE_DEFAULT), &lower);
    }
    at = next;
  }
  return lower;
}

}  // namespace quoth::check
