#include "page/text_shape.h"

#include <algorithm>

namespace quoth::page {
namespace {

constexpr uint32_t kCueHead = 40;   // words from the start that are looked up
constexpr uint32_t kCueTail = 400;  // bytes at the end that are looked up

// The code point at `p` and its length; ill-formed bytes count one by one.
uint32_t PointAt(const unsigned char* p, const unsigned char* end, int* length) {
  unsigned char c = *p;
  *length = 1;
  if (c < 0x80) return c;
  if (c >= 0xC0 && c < 0xE0 && end - p >= 2) { *length = 2; return uint32_t(c & 0x1F) << 6 | (p[1] & 0x3F); }
  if (c >= 0xE0 && c < 0xF0 && end - p >= 3) { *length = 3; return uint32_t(c & 0x0F) << 12 | uint32_t(p[1] & 0x3F) << 6 | (p[2] & 0x3F); }
  if (c >= 0xF0 && end - p >= 4) { *length = 4; return uint32_t(c & 7) << 18 | uint32_t(p[1] & 0x3F) << 12 | uint32_t(p[2] & 0x3F) << 6 | (p[3] & 0x3F); }
  return 0xFFFD;
}

bool IsWide(uint32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x2FFFF) || (c >= 0x0E00 && c <= 0x0E7F);
}

bool IsQuote(uint32_t c) {
  return c == '"' || c == 0xAB || c == 0xBB || (c >= 0x201C && c <= 0x201F) || c == 0x300C || c == 0x300D || c == 0x2018;
}

bool IsLetter(uint32_t c) {
  if (c < 0x80) return (c | 32) >= 'a' && (c | 32) <= 'z';
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c >= 0x2000 && c < 0x2C00) return false;
  if (c >= 0x3000 && c < 0x3040) return c == 0x3005;
  return c != 0xD7 && c != 0xF7 && !(c >= 0xFF00 && c < 0xFF21) && c != 0xFFFD;
}

bool IsUpper(uint32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x410 && c <= 0x42F) || (c >= 0x391 && c <= 0x3A9) ||
         (c >= 0x100 && c <= 0x17F && c != 0x131 && c != 0x138 && c != 0x149 && ((c <= 0x137 || c >= 0x14A) && c < 0x178 ? !(c & 1) : (c & 1)));
}

uint32_t Lower(uint32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c < 0xC0) return c;
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x410 && c <= 0x42F) || (c >= 0x391 && c <= 0x3A9)) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c >= 0x100 && c <= 0x17F && IsUpper(c)) return c + 1;
  return c;
}

void AddPoint(uint32_t c, WordHash* hash) {
  if (c < 0x80) hash->Add(uint8_t(c));
  else if (c < 0x800) { hash->Add(uint8_t(0xC0 | c >> 6)); hash->Add(uint8_t(0x80 | (c & 63))); }
  else if (c < 0x10000) { hash->Add(uint8_t(0xE0 | c >> 12)); hash->Add(uint8_t(0x80 | (c >> 6 & 63))); hash->Add(uint8_t(0x80 | (c & 63))); }
  else { hash->Add(uint8_t(0xF0 | c >> 18)); hash->Add(uint8_t(0x80 | (c >> 12 & 63))); hash->Add(uint8_t(0x80 | (c >> 6 & 63))); hash->Add(uint8_t(0x80 | (c & 63))); }
}

}  // namespace

TextShape Measure(std::string_view text) {
  TextShape shape;
  shape.bytes = uint32_t(std::min<size_t>(text.size(), UINT32_MAX));
  auto* begin = reinterpret_cast<const unsigned char*>(text.data());
  auto* end = begin + text.size();

  WordHash word, print;
  uint64_t before[2] = {0, 0};   // hashes of the two words before
  uint32_t word_characters = 0, word_capitals = 0, words_seen = 0;
  uint32_t first_point = 0, last_point = 0, last_solid = 0;
  bool in_quotes = false, word_is_number = false;

  auto end_word = [&](size_t at) {
    if (!word_characters) return;
    ++shape.words;
    ++words_seen;
    if (word_is_number) ++shape.numbers;
    if (word_characters >= 2 && word_capitals == word_characters) ++shape.shouted;
    bool look = words_seen <= kCueHead || at + kCueTail >= text.size();
    CueSet own = CuesOf(word.value);
    CueSet cues = own & ~Bit(Cue::kStop);
    if (own & Bit(Cue::kStop)) ++shape.stop_words;
    if (!in_quotes) {
      if (own & Bit(Cue::kWe)) ++shape.we;
      if (own & Bit(Cue::kYou)) ++shape.you;
    }
    if (look) {
      if (before[1]) {
        uint64_t two = Joined(before[1], word.value);
        CueSet two_cues = CuesOf(two);
        cues |= two_cues;
        if (words_seen == 2) shape.first_cues |= two_cues;
        if (before[0]) {
          CueSet three = CuesOf(Joined(Joined(before[0], before[1]), word.value));
          cues |= three;
          if (words_seen == 3) shape.first_cues |= three;
        }
      }
      if (words_seen == 1) shape.first_cues |= cues;
      shape.cues |= cues;
      for (CueSet rest = cues; rest; rest &= rest - 1) ++shape.cue_words[__builtin_ctz(rest)];
    }
    before[0] = before[1];
    before[1] = word.value;
    word = WordHash();
    word_characters = word_capitals = 0;
    word_is_number = false;
  };

  for (auto* p = begin; p < end;) {
    int length;
    uint32_t c = PointAt(p, end, &length);
    size_t at = size_t(p - begin);
    p += length;
    ++shape.characters;
    if (c == '\n') ++shape.lines;
    bool digit = c >= '0' && c <= '9';
    if (IsWide(c)) {
      ++shape.wide;
      AddPoint(c, &print);
      AddPoint(c, &word);
      if (!first_point) first_point = c;
      last_solid = last_point = c;
      continue;
    }
    if (digit || IsLetter(c)) {
      uint32_t lower = Lower(c);
      if (!word_characters) {
        word_is_number = digit;
        if (IsUpper(c)) ++shape.capitals;
      }
      if (IsUpper(c)) ++word_capitals;
      ++word_characters;
      AddPoint(lower, &word);
      AddPoint(lower, &print);
    } else if ((c == '\'' || c == 0x2019) && word_characters && p < end && ((*p | 32) >= 'a' && (*p | 32) <= 'z')) {
      word.Add('\'');
      ++word_characters, ++word_capitals;
    } else {
      end_word(at);
      switch (c) {
        case ',': case 0x3001: case 0xFF0C: case ';': ++shape.commas; break;
        case '.': case '!': case '?':
          if (p >= end || *p == ' ' || *p == '\n' || *p == '"' || *p >= 0x80) ++shape.sentences;
          break;
        case 0x3002: case 0xFF01: case 0xFF1F: case 0x2026: ++shape.sentences; break;
        case '|': case 0xB7: case 0x2022: case 0x203A: ++shape.separators; break;
        case '@': shape.has_link = shape.has_link || last_point != ' '; break;
        case 0xA9: shape.cues |= Bit(Cue::kRights); ++shape.cue_words[int(Cue::kRights)]; break;
        case ':':
          if (end - p >= 2 && p[0] == '/' && p[1] == '/') shape.has_link = true;
          break;
        default: break;
      }
      if (IsQuote(c)) {
        ++shape.quotes;
        in_quotes = c == '"' ? !in_quotes : (c == 0x201C || c == 0x201E || c == 0xAB || c == 0x300C);
      }
    }
    if (c > ' ' && c != 0xA0) {
      if (!first_point) first_point = c;
      // Closing quotes and brackets do not hide the mark before them.
      if (!(IsQuote(c) || c == 0x2019 || c == '\'' || c == ')' || c == 0x300D || c == ']')) last_solid = c;
    }
    last_point = c;
  }
  end_word(text.size());
  if (shape.wide) {  // the last run of CJK may be a cue by itself
    CueSet cues = CuesOf(word.value) & ~Bit(Cue::kStop);
    shape.cues |= cues;
    shape.words += (shape.wide + 1) / 2;
  }
  shape.ends_sentence = last_solid == '.' || last_solid == '!' || last_solid == '?' || last_solid == 0x2026 || last_solid == 0x3002 ||
                        last_solid == 0xFF01 || last_solid == 0xFF1F;
  shape.ends_colon = last_solid == ':' || last_solid == 0xFF1A;
  shape.starts_quote = IsQuote(first_point);
  shape.starts_dash = first_point == '-' || (first_point >= 0x2010 && first_point <= 0x2015) || first_point == 0x2022;
  shape.starts_digit = first_point >= '0' && first_point <= '9';
  shape.starts_lower = IsLetter(first_point) && !IsWide(first_point) && Lower(first_point) == first_point && first_point < 0x500;
  shape.fingerprint = print.value;
  return shape;
}

}  // namespace quoth::page
