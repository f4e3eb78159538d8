#include "text/quotation_marks.h"


#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace quoth {

enum class MarkScanner::Glyph : uint8_t {
  kNone,
  kStraightDouble,   // "
  kLeftDouble,       // “
  kRightDouble,      // ”
  kLowDouble,        // „
  kTickOpen,         // `` or ‘‘
  kTickClose,        // '' or ’’
  kStraightSingle,   // '
  kBacktick,         // `
  kLeftSingle,       // ‘
  kRightSingle,      // ’
  kLowSingle,        // ‚
  kLeftGuillemet,    // «
  kRightGuillemet,   // »
  kLeftSingleGuillemet,   // ‹
  kRightSingleGuillemet,  // ›
  kLeftCorner,       // 「
  kRightCorner,      // 」
  kLeftWhiteCorner,  // 『
  kRightWhiteCorner, // 』
};

struct MarkScanner::Sighting {
  size_t begin;
  uint8_t length;
  Glyph glyph;
  bool first_in_run;  // no other mark touches it on the left
  bool last_in_run;   // nor on the right
  UChar32 left;   // the character before the run of marks that it stands in; 0: none
  UChar32 right;  // the character after that run; 0: none
  bool dots;      // ... and after the run come two dots
};

namespace {

// What stands beside a run of marks.
enum class Side { kGap, kEither, kText };

bool IsSpace(UChar32 c) {
  return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : u_isUWhiteSpace(c) || c == 0xFEFF;
}

bool IsDash(UChar32 c) { return c == '-' || c == '/' || (c >= 0x2010 && c <= 0x2015); }

bool IsLetter(UChar32 c) {
  return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : u_isalpha(c);
}

bool IsDigit(UChar32 c) { return c >= '0' && c <= '9'; }

Side LeftSide(UChar32 c) {
  if (c == 0 || IsSpace(c) || c == '(' || c == '[' || c == '{') return Side::kGap;
  return IsDash(c) ? Side::kEither : Side::kText;
}

Side RightSide(UChar32 c, bool dots) {
  if (dots || c == 0x2026 || IsDash(c)) return Side::kEither;
  if (c == 0 || IsSpace(c)) return Side::kGap;
  switch (c) {
    case '.': case ',': case ';': case ':': case '!': case '?': case ')': case ']': case '}':
    case 0x3001: case 0x3002: case 0xFF0C: case 0xFF01: case 0xFF1F:
      return Side::kGap;
  }
  return Side::kText;
}

enum class Lean { kOpen, kClose, kNeutral };

Lean LeanOf(Side left, Side right) {
  if (left == Side::kText) return right == Side::kText ? Lean::kNeutral : Lean::kClose;
  if (right == Side::kText) return Lean::kOpen;
  if (left == Side::kEither) return right == Side::kGap ? Lean::kClose : Lean::kNeutral;
  return right == Side::kEither ? Lean::kOpen : Lean::kNeutral;
}

struct Costs {
  uint8_t open, close, none;
};

Costs ByLean(Lean lean, Costs open, Costs close, Costs neutral) {
  return lean == Lean::kOpen ? open : lean == Lean::kClose ? close : neutral;
}

}  // namespace

MarkScanner::Glyph MarkScanner::GlyphAt(size_t at, size_t end, size_t* length) const {
  const auto byte = [&](size_t k) {
    return at + k < end ? static_cast<unsigned char>(text_[at + k]) : 0u;
  };
  switch (byte(0)) {
    case '"': *length = 1; return Glyph::kStraightDouble;
    case '\'': *length = 1; return Glyph::kStraightSingle;
    case '`': *length = 1; return Glyph::kBacktick;
    case 0xC2:
      *length = 2;
      if (byte(1) == 0xAB) return Glyph::kLeftGuillemet;
      if (byte(1) == 0xBB) return Glyph::kRightGuillemet;
      return Glyph::kNone;
    case 0xE2:
      *length = 3;
      if (byte(1) == 0x80) {
        switch (byte(2)) {
          case 0x98: case 0x9B: return Glyph::kLeftSingle;
          case 0x99: return Glyph::kRightSingle;
          case 0x9A: return Glyph::kLowSingle;
          case 0x9C: case 0x9F: return Glyph::kLeftDouble;
          case 0x9D: return Glyph::kRightDouble;
          case 0x9E: return Glyph::kLowDouble;
          case 0xB9: return Glyph::kLeftSingleGuillemet;
          case 0xBA: return Glyph::kRightSingleGuillemet;
        }
      }
      return Glyph::kNone;
    case 0xE3:
      *length = 3;
      if (byte(1) == 0x80) {
        switch (byte(2)) {
          case 0x8C: return Glyph::kLeftCorner;
          case 0x8D: return Glyph::kRightCorner;
          case 0x8E: return Glyph::kLeftWhiteCorner;
          case 0x8F: return Glyph::kRightWhiteCorner;
          case 0x9D: return Glyph::kLeftDouble;
          case 0x9E: case 0x9F: return Glyph::kRightDouble;
        }
      }
      return Glyph::kNone;
    case 0xEF:
      *length = 3;
      if (byte(1) == 0xBC && byte(2) == 0x82) return Glyph::kStraightDouble;  // full width
      if (byte(1) == 0xBC && byte(2) == 0x87) return Glyph::kStraightSingle;
      return Glyph::kNone;
  }
  return Glyph::kNone;
}

// Finds the marks of the paragraph and what stands beside each run of them.
void MarkScanner::Collect(Span paragraph) {
  sightings_.clear();
  const auto* s = reinterpret_cast<const uint8_t*>(text_.data());
  const size_t end = paragraph.end;
  const auto add = [&](size_t at, size_t length, Glyph glyph) {
    Sighting sighting{at, static_cast<uint8_t>(length), glyph, true, true, 0, 0, false};
    if (!sightings_.empty()) {
      Sighting& last = sightings_.back();
      if (last.begin + last.length == at) {
        last.last_in_run = false;
        sighting.first_in_run = false;
        sighting.left = last.left;
      }
    }
    if (sighting.first_in_run && at > paragraph.begin) {
      size_t before = at;
      U8_PREV_UNSAFE(s, before, sighting.left);
    }
    sightings_.push_back(sighting);
  };
  for (size_t i = paragraph.begin; i < end;) {
    const uint8_t c = s[i];
    if (c < 0x80 ? (c != '"' && c != '\'' && c != '`')
                 : (c != 0xC2 && c != 0xE2 && c != 0xE3 && c != 0xEF)) {
      ++i;
      continue;
    }
    size_t length = 1;
    const Glyph glyph = GlyphAt(i, end, &length);
    if (glyph == Glyph::kNone) {
      ++i;
      continue;
    }
    if (glyph == Glyph::kStraightSingle || glyph == Glyph::kRightSingle) {
      // Most of all marks: an apostrophe between two ASCII letters.
      const size_t next = i + length;
      if (i > paragraph.begin && next < end && s[i - 1] < 0x80 && s[next] < 0x80 &&
          IsLetter(s[i - 1]) && IsLetter(s[next])) {
        i = next;
        continue;
      }
    }
    if (c == '\'' || c == '`') {
      size_t run = i;
      while (run < end && s[run] == c) ++run;
      size_t count = run - i;
      if (c == '`') {
        for (; count >= 2; count -= 2, i += 2) {
          add(i, 2, Glyph::kTickOpen);
          ticks_ = true;
        }
      } else if (count >= 2) {
        const bool opens = (i == paragraph.begin || IsSpace(s[i - 1]) || s[i - 1] == '(') &&
                           run < end && !IsSpace(s[run]);
        if (opens && count == 2) ticks_ = true;
        if (ticks_) {
          if (count % 2 == 1) add(i++, 1, glyph);  // '…''' closes the inner one first
          for (; i < run; i += 2) add(i, 2, Glyph::kTickClose);
        }
      }
      for (; i < run; ++i) add(i, 1, glyph);
      continue;
    }
    if ((glyph == Glyph::kLeftSingle || glyph == Glyph::kRightSingle) && i + 6 <= end &&
        text_.substr(i, 3) == text_.substr(i + 3, 3)) {
      // ‘‘doubles’’ made of two singles; of three, '…’’’ closes the inner one first.
      const bool opens = glyph == Glyph::kLeftSingle;
      const bool three = i + 9 <= end && text_.substr(i, 3) == text_.substr(i + 6, 3);
      if (three && !opens) {
        add(i, 3, glyph);
        i += 3;
      }
      add(i, 6, opens ? Glyph::kTickOpen : Glyph::kTickClose);
      i += 6;
      continue;
    }
    add(i, length, glyph);
    i += length;
  }
  for (size_t k = sightings_.size(); k-- > 0;) {
    Sighting& sighting = sightings_[k];
    size_t after = sighting.begin + sighting.length;
    if (!sighting.last_in_run) {
      sighting.right = sightings_[k + 1].right;
      sighting.dots = sightings_[k + 1].dots;
    } else if (after < end) {
      sighting.dots = text_.substr(after, std::min<size_t>(2, end - after)) == "..";
      U8_NEXT_UNSAFE(s, after, sighting.right);
    }
  }
}

// Whether a number of at most three digits ends at `at`: 12, 3.5, or the 2 of 6'2.
bool MarkScanner::IsMeasure(size_t at, size_t begin) const {
  size_t digits = 0;
  while (at > begin && digits < 4 && IsDigit(text_[at - 1])) {
    --at;
    ++digits;
  }
  return digits >= 1 && digits <= 3;
}

// Whether the apostrophe before `at` stands for letters left out: ’90s, ’tis, rock ’n’ roll.
bool MarkScanner::IsElision(size_t at, size_t end) const {
  char word[8];
  size_t n = 0;
  while (n < sizeof word && at + n < end) {
    const auto c = static_cast<unsigned char>(text_[at + n]);
    if (c >= 0x80 || !(IsLetter(c) || IsDigit(c))) break;
    word[n] = static_cast<char>(IsLetter(c) ? c | 0x20 : c);
    ++n;
  }
  const std::string_view view(word, n);
  if (n == 2 || n == 3) {
    if (IsDigit(word[0]) && IsDigit(word[1]) && (n == 2 || word[2] == 's')) return true;
  }
  for (const char* elided : {"tis", "twas", "twere", "twill", "em", "til", "cause", "cuz", "coz",
                             "bout", "round", "cept", "nuff", "neath", "ere", "hood", "n"}) {
    if (view == elided) return true;
  }
  return false;
}

Mark MarkScanner::Judge(const Sighting& sighting, Span paragraph) const {
  Mark mark;
  mark.begin = sighting.begin;
  mark.length = sighting.length;
  const UChar32 left = sighting.left, right = sighting.right;
  const Side left_side = LeftSide(left), right_side = RightSide(right, sighting.dots);
  const Lean lean = LeanOf(left_side, right_side);
  const size_t after = sighting.begin + sighting.length;
  Costs costs{0, 0, 30};
  switch (sighting.glyph) {
    case Glyph::kNone:
      break;
    case Glyph::kStraightDouble:
      mark.family = MarkFamily::kDouble;
      mark.style = MarkStyle::kStraightDouble;
      costs = ByLean(lean, {0, 20, 30}, {20, 0, 30}, {5, 5, 25});
      if (sighting.first_in_run && IsDigit(left) && (lean == Lean::kClose || right == 'x') &&
          IsMeasure(sighting.begin, paragraph.begin)) {
        costs = {25, 8, 6};
      }
      break;
    case Glyph::kLeftDouble:
      mark.family = MarkFamily::kDouble;
      mark.style = MarkStyle::kCurlyDouble;
      costs = ByLean(lean, {0, 30, 30}, {15, 5, 30}, {0, 15, 30});
      break;
    case Glyph::kRightDouble:
      mark.family = MarkFamily::kDouble;
      mark.style = MarkStyle::kCurlyDouble;
      costs = ByLean(lean, {5, 15, 30}, {40, 0, 30}, {20, 0, 30});
      break;
    case Glyph::kLowDouble:
      mark.family = MarkFamily::kDouble;
      mark.style = MarkStyle::kLowDouble;
      costs = {0, kNever, 25};
      break;
    case Glyph::kTickOpen:
      mark.family = MarkFamily::kDouble;
      mark.style = MarkStyle::kTicks;
      costs = {0, 30, 20};
      break;
    case Glyph::kTickClose:
      mark.family = MarkFamily::kDouble;
      mark.style = MarkStyle::kTicks;
      costs = ByLean(lean, {3, 20, 20}, {30, 0, 20}, {10, 3, 20});
      break;
    case Glyph::kLeftGuillemet:
    case Glyph::kLeftSingleGuillemet:
      mark.family = sighting.glyph == Glyph::kLeftGuillemet ? MarkFamily::kGuillemets
                                                            : MarkFamily::kSingleGuillemets;
      mark.style = sighting.glyph == Glyph::kLeftGuillemet ? MarkStyle::kGuillemets
                                                           : MarkStyle::kSingleGuillemets;
      costs = ByLean(lean, {0, 30, 30}, {20, 3, 30}, {0, 10, 30});
      break;
    case Glyph::kRightGuillemet:
    case Glyph::kRightSingleGuillemet:
      mark.family = sighting.glyph == Glyph::kRightGuillemet ? MarkFamily::kGuillemets
                                                             : MarkFamily::kSingleGuillemets;
      mark.style = sighting.glyph == Glyph::kRightGuillemet
                       ? MarkStyle::kReversedGuillemets
                       : MarkStyle::kReversedSingleGuillemets;
      costs = ByLean(lean, {4, 15, 30}, {40, 0, 30}, {25, 0, 30});
      break;
    case Glyph::kLeftCorner:
    case Glyph::kLeftWhiteCorner:
      mark.family = sighting.glyph == Glyph::kLeftCorner ? MarkFamily::kCorners
                                                         : MarkFamily::kWhiteCorners;
      mark.style = sighting.glyph == Glyph::kLeftCorner ? MarkStyle::kCorners
                                                        : MarkStyle::kWhiteCorners;
      costs = {0, kNever, 30};
      break;
    case Glyph::kRightCorner:
    case Glyph::kRightWhiteCorner:
      mark.family = sighting.glyph == Glyph::kRightCorner ? MarkFamily::kCorners
                                                          : MarkFamily::kWhiteCorners;
      costs = {kNever, 0, 30};
      break;
    case Glyph::kLowSingle:
      mark.family = MarkFamily::kSingle;
      mark.style = MarkStyle::kLowSingle;
      costs = ByLean(lean, {0, kNever, 20}, {kNever, kNever, 0}, {10, kNever, 5});
      break;
    case Glyph::kBacktick:
      mark.family = MarkFamily::kSingle;
      mark.style = MarkStyle::kStraightSingle;
      costs = ByLean(lean, {5, 20, 8}, {30, 5, 8}, {10, 10, 8});
      break;
    case Glyph::kLeftSingle:
      mark.family = MarkFamily::kSingle;
      mark.style = MarkStyle::kCurlySingle;
      costs = ByLean(lean, {0, 30, 25}, {20, 6, 10}, {8, 20, 10});
      if (IsLetter(left) && IsLetter(right)) costs = {20, 30, 2};
      if (lean == Lean::kOpen && sighting.last_in_run && IsElision(after, paragraph.end)) {
        costs = {4, 30, 4};
      }
      break;
    case Glyph::kStraightSingle:
    case Glyph::kRightSingle: {
      const bool straight = sighting.glyph == Glyph::kStraightSingle;
      mark.family = MarkFamily::kSingle;
      mark.style = straight ? MarkStyle::kStraightSingle : MarkStyle::kCurlySingle;
      if ((IsLetter(left) || IsDigit(left)) && (IsLetter(right) || IsDigit(right))) {
        costs = {40, 35, 0};
      } else if (lean == Lean::kOpen) {
        costs = straight ? Costs{3, 30, 12} : Costs{15, 30, 2};
        if (sighting.last_in_run && IsElision(after, paragraph.end)) {
          costs = {static_cast<uint8_t>(straight ? 8 : 18), 30, 0};
        }
      } else if (lean == Lean::kClose) {
        const uint8_t close = right == 0 || !IsSpace(right) || !IsLetter(left) ? 0 : 4;
        uint8_t none = 25;  // no apostrophe follows a full stop
        if (left == 's' || left == 'S') {
          none = 4;  // the dogs' owner
        } else if (left == 'n' || left == 'N') {
          none = 5;  // goin', rock 'n'
        } else if (IsLetter(left)) {
          none = 14;  // an' th' ol'
        } else if (IsDigit(left)) {
          none = 3;  // 6' tall
        }
        costs = {40, close, none};
      } else {
        costs = {15, 10, 12};
      }
      break;
    }
  }
  mark.open = costs.open;
  mark.close = costs.close;
  mark.none = costs.none;
  return mark;
}

MarkScanner::MarkScanner(std::string_view text) : text_(text) {}
MarkScanner::~MarkScanner() = default;

void MarkScanner::Scan(Span paragraph, std::vector<Mark>* marks) {
  Collect(paragraph);
  marks->clear();
  for (const Sighting& sighting : sightings_) marks->push_back(Judge(sighting, paragraph));
}

int MarkScanner::OpeningFamilies(Span paragraph, MarkFamily families[kMaxQuotationDepth]) const {
  int count = 0;
  size_t at = paragraph.begin;
  while (at < paragraph.end && count < kMaxQuotationDepth) {
    size_t length = 1;
    MarkFamily family = MarkFamily::kDouble;
    switch (GlyphAt(at, paragraph.end, &length)) {
      case Glyph::kStraightDouble:
      case Glyph::kLeftDouble:
      case Glyph::kRightDouble:
      case Glyph::kLowDouble:
        break;
      case Glyph::kBacktick:
      case Glyph::kStraightSingle:
        if (at + 1 < paragraph.end && text_[at + 1] == text_[at]) {
          length = 2;  // ticks
          break;
        }
        family = MarkFamily::kSingle;
        break;
      case Glyph::kLeftSingle:
      case Glyph::kRightSingle:
      case Glyph::kLowSingle:
        family = MarkFamily::kSingle;
        break;
      case Glyph::kLeftGuillemet:
      case Glyph::kRightGuillemet:
        family = MarkFamily::kGuillemets;
        break;
      case Glyph::kLeftSingleGuillemet:
      case Glyph::kRightSingleGuillemet:
        family = MarkFamily::kSingleGuillemets;
        break;
      case Glyph::kLeftCorner: family = MarkFamily::kCorners; break;
      case Glyph::kLeftWhiteCorner: family = MarkFamily::kWhiteCorners; break;
      default:
        return count;
    }
    families[count++] = family;
    at += length;
  }
  return count;
}

}  // namespace quoth
