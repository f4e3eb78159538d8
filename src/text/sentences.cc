// ICU's rules (Unicode Standard Annex 29) break after a full stop and a space wherever
// the next word is not lower case, and after ? and ! everywhere.  News prose breaks
// neither after "Sen." nor inside “Why?” she asked.  So each of ICU's breaks is looked
// at again, by the word before it and the word after it:
//
//   next word lower case                      no break  (“Why?” she asked; Acme Inc. said)
//   before: a title or the like, Sen.         no break
//   before: No., Fig., p., a month            no break before a digit; a month neither
//                                             before a word that begins no sentence
//   before: an initial or initialism, J. U.S. no break, unless the next word is one that
//   or Inc., Jr., a.m.                        often begins a sentence and seldom a name
//   a closing mark after the break            the break moves behind it
//
// What it does not do: “Why?” Calder asked. is two sentences, for only its meaning tells
// it from “Why?” Calder went home.
#include "text/sentences.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <iterator>
#include <string>

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

// Sorted, lower case, without the full stop.
constexpr std::string_view kTitles[] = {
    "adm",  "assoc", "asst",  "atty", "brig", "capt", "cmdr", "col",  "cpl",  "det",  "dist",
    "dr",   "drs",   "ft",    "gen",  "gov",  "hon",  "insp", "lt",   "maj",  "messrs", "mlle",
    "mme",  "mr",    "mrs",   "ms",   "msgr", "mt",   "ofc",  "pfc",  "pres", "prof", "pvt",
    "rep",  "reps",  "rev",   "sen",  "sens", "sgt",  "spc",  "st",   "ste",  "supt", "v",
    "vs"};
constexpr std::string_view kMonths[] = {"apr", "aug", "dec", "feb", "jan", "jul",
                                        "jun", "mar", "nov", "oct", "sept", "sep"};
constexpr std::string_view kBeforeNumbers[] = {"art", "ch",  "fig", "no", "nos", "p",
                                               "pp",  "sec", "vol"};
constexpr std::string_view kEitherWay[] = {
    "a.m", "ariz", "ave", "blvd", "bros", "calif", "co", "colo", "conn", "corp", "dept", "esq",
    "etc", "fla", "ga", "ill", "inc", "jr", "ltd", "mass", "md", "mich", "minn", "mo", "okla",
    "ore", "p.m", "pa", "ph.d", "rd", "sr", "tenn", "tex", "univ", "va", "wash", "wis"};
constexpr std::string_view kStarters[] = {
    "a",    "after", "all",  "although", "an",    "and",   "as",    "at",    "because", "before",
    "both", "but",   "by",   "during",   "even",  "every", "for",   "from",  "he",      "her",
    "here", "his",   "how",  "however",  "i",     "if",    "in",    "it",    "its",     "last",
    "many", "meanwhile", "more", "most", "my",    "no",    "not",   "now",   "of",      "on",
    "one",  "or",    "our",  "she",      "since", "so",    "some",  "still", "such",    "that",
    "the",  "their", "then", "there",    "these", "they",  "this",  "those", "though",  "to",
    "under", "until", "we",  "what",     "when",  "where", "whether", "which", "while", "who",
    "why",  "with",  "yes",  "yet",      "you",   "your"};

template <size_t N>
bool In(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool IsAsciiLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

struct Next {
  UChar32 first = 0;  // first character after white space, marks and opening brackets; 0: none
  std::string word;   // its ASCII letters, lower case, at most 12
  bool digit = false;
};

// Only so far is looked for the next word, or blank separators would take quadratic time.
constexpr size_t kMaxLookAhead = 64;

// What the text goes on with at `at`.
Next NextWord(std::string_view text, size_t at, size_t end) {
  const auto* s = reinterpret_cast<const uint8_t*>(text.data());
  Next next;
  end = std::min(end, at + kMaxLookAhead);
  while (at < end) {
    size_t after = at;
    UChar32 c;
    U8_NEXT_UNSAFE(s, after, c);
    const int32_t mask = U_GET_GC_MASK(c);
    if (u_isUWhiteSpace(c) || c == '"' || c == '\'' || c == '`' ||
        (mask & (U_GC_PI_MASK | U_GC_PF_MASK | U_GC_PS_MASK)) != 0) {
      at = after;
      continue;
    }
    next.first = c;
    next.digit = c >= '0' && c <= '9';
    break;
  }
  for (; at < end && IsAsciiLetter(text[at]) && next.word.size() < 12; ++at) {
    next.word += static_cast<char>(text[at] | 0x20);
  }
  return next;
}

// The word that ends in a full stop at the end of [begin, end), lower case, without that
// stop: "sen", "u.s", "j".  Empty where there is none.  Closing marks are not looked through.
std::string WordBeforeStop(std::string_view text, size_t begin, size_t end) {
  if (end == begin || text[end - 1] != '.') return {};
  size_t from = --end;
  while (from > begin && end - from < 10 && (IsAsciiLetter(text[from - 1]) || text[from - 1] == '.')) {
    --from;
  }
  std::string word;
  for (size_t i = from; i < end; ++i) {
    word += text[i] == '.' ? '.' : static_cast<char>(text[i] | 0x20);
  }
  return word;
}

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

// Whether text[0, at) may end a sentence whose paragraph ends at `end`.
bool Breaks(std::string_view text, size_t begin, size_t at, size_t end) {
  const Next next = NextWord(text, at, end);
  if (next.first == 0) return true;
  if (u_islower(next.first)) return false;
  size_t stop = at;
  while (stop > begin && (text[stop - 1] == ' ' || text[stop - 1] == '\t')) --stop;
  if (stop >= begin + 2 && text[stop - 2] == '\xC2' && text[stop - 1] == '\xA0') stop -= 2;
  const std::string word = WordBeforeStop(text, begin, stop);
  if (word.empty()) return true;
  if (In(kTitles, word)) {
    // A title is capital; "the law on guns v. Moss" and "Anna vs. Tom" are not.
    const char first = text[stop - 1 - word.size()];
    return !(IsUpper(first) || word[0] == 'v');
  }
  const bool starter = In(kStarters, next.word);
  if (In(kMonths, word)) return !next.digit && starter;
  if (In(kBeforeNumbers, word)) return !next.digit;
  const bool initial = word.size() == 1 && word != "i" && IsUpper(text[stop - 2]);
  const bool initialism = word.size() >= 3 && word[word.size() - 2] == '.' &&
                          IsUpper(text[stop - 2]);
  if (initial || initialism || In(kEitherWay, word)) return starter;
  return true;
}

// The end of the closing marks and brackets at `at`, where they close the sentence
// before: something other than a word follows them.  Else `at`.
size_t PastClosingMarks(std::string_view text, size_t at, size_t end) {
  const auto* s = reinterpret_cast<const uint8_t*>(text.data());
  size_t past = at;
  while (past < end) {
    size_t after = past;
    UChar32 c;
    U8_NEXT_UNSAFE(s, after, c);
    const bool closes = c == '"' || c == '\'' || c == 0x2019 || c == 0x201D || c == 0xBB ||
                        c == 0x203A || c == ')' || c == ']' || c == 0x300D || c == 0x300F;
    if (!closes) return past > at && u_isUWhiteSpace(c) ? past : at;
    past = after;
  }
  return past;
}

}  // namespace

std::vector<Span> Sentences(std::string_view text, const std::vector<Span>& paragraphs) {
  static thread_local SentenceBreaks state;
  std::vector<Span> sentences;
  for (const Span& paragraph : paragraphs) {
    UErrorCode error = U_ZERO_ERROR;
    if (state.breaks) {
      utext_openUTF8(&state.utext, text.data() + paragraph.begin,
                     static_cast<int64_t>(paragraph.size()), &error);
      ubrk_setUText(state.breaks, &state.utext, &error);
    }
    if (!state.breaks || U_FAILURE(error)) {
      sentences.push_back(paragraph);
      continue;
    }
    size_t begin = paragraph.begin;
    const auto end_at = [&](size_t end) {
      const Span span = TrimSpace(text, {begin, end});
      if (!span.empty()) sentences.push_back(span);
      begin = end;
    };
    ubrk_first(state.breaks);
    for (int32_t next = ubrk_next(state.breaks); next != UBRK_DONE; next = ubrk_next(state.breaks)) {
      size_t at = paragraph.begin + static_cast<size_t>(next);
      if (at >= paragraph.end || at <= begin) continue;
      at = PastClosingMarks(text, at, paragraph.end);
      if (at < paragraph.end && Breaks(text, begin, at, paragraph.end)) end_at(at);
    }
    end_at(paragraph.end);
  }
  return sentences;
}

}  // namespace quoth
