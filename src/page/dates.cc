// The text is cut into numbers, words and marks; then the places where a date
// may begin are tried from left to right, the strictest form first.
#include "page/dates.h"

#include <cstdint>
#include <cstdio>
#include <ctime>
#include <vector>

namespace quoth::page {
namespace {

struct Piece {
  enum Kind { kNumber, kWord, kMark } kind;
  std::string_view text;   // words in lower case live in the caller's buffer
  long value = 0;          // of a number
};

constexpr const char* kMonths[12] = {
    "january jan januar janvier janv enero gennaio janeiro januari januar ocak января січня stycznia leden ledna tammikuu januára sausio január janúar januwari uanuari ene gen sty",
    "february feb februar février févr fév febrero febbraio fevereiro februari şubat февраля лютого lutego února helmikuu vasario február febrúar fev fbr febr lut",
    "march mar märz maerz mrz mars marzo março maart mart марта березня marca března maaliskuu kovo március marec mär",
    "april apr avril avr abril aprile april nisan апреля квітня kwietnia dubna huhtikuu balandžio április apríl abr kwi",
    "may mai mayo maggio maio mei maj mayıs мая травня maja května toukokuu gegužės május máj maí mag",
    "june jun juni juin junio giugno junho haziran июня червня czerwca června kesäkuu birželio június júní jún giu cze",
    "july jul juli juillet juil julio luglio julho temmuz июля липня lipca července heinäkuu liepos július júlí júl lug lip",
    "august aug août aout agosto augusti augustus ağustos августа серпня sierpnia srpna elokuu rugpjūčio augusztus ágúst ago agu sie agustus",
    "september sep sept septembre septiembre settembre setembro eylül сентября вересня września září syyskuu rugsėjo szeptember set wrz",
    "october oct oktober okt octobre octubre ottobre outubro ekim октября жовтня października října lokakuu spalio október out ott paź",
    "november nov novembre noviembre novembro kasım ноября листопада listopada listopadu marraskuu lapkričio nóvember",
    "december dec dezember dez décembre déc diciembre dicembre dezembro desember aralık декабря грудня grudnia prosince joulukuu gruodžio dic dés des gru"};

int MonthOf(std::string_view word) {
  if (word.size() < 3) return 0;
  for (int m = 0; m < 12; ++m) {
    std::string_view names = kMonths[m];
    for (size_t at = 0; at < names.size();) {
      size_t end = std::min(names.find(' ', at), names.size());
      if (names.substr(at, end - at) == word) return m + 1;
      at = end + 1;
    }
  }
  return 0;
}

int DaysIn(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) ? 29 : days[month - 1];
}

bool Valid(long y, long m, long d) { return y >= 1900 && y <= 2100 && m >= 1 && m <= 12 && d >= 1 && d <= DaysIn(int(y), int(m)); }

std::optional<Date> Make(long y, long m, long d) {
  if (!Valid(y, m, d)) return std::nullopt;
  Date date;
  date.year = int(y), date.month = int(m), date.day = int(d);
  return date;
}

std::string Fold(std::string_view text) {
  std::string lower(text);
  for (size_t i = 0; i < lower.size(); ++i) {
    unsigned char c = static_cast<unsigned char>(lower[i]);
    if (c >= 'A' && c <= 'Z') lower[i] = char(c + 32);
    else if (c == 0xC3 && i + 1 < lower.size() && static_cast<unsigned char>(lower[i + 1]) >= 0x80 && static_cast<unsigned char>(lower[i + 1]) <= 0x9E) lower[i + 1] = char(lower[i + 1] + 32);
    else if (c == 0xD0 && i + 1 < lower.size()) {  // capital Cyrillic
      unsigned char d = static_cast<unsigned char>(lower[i + 1]);
      if (d >= 0x90 && d <= 0x9F) lower[i + 1] = char(d + 0x20);
      else if (d >= 0xA0 && d <= 0xAF) lower[i] = char(0xD1), lower[i + 1] = char(d - 0x20);
    }
  }
  return lower;
}

std::vector<Piece> Cut(std::string_view text) {
  std::vector<Piece> pieces;
  for (size_t i = 0; i < text.size() && pieces.size() < 80;) {
    unsigned char c = static_cast<unsigned char>(text[i]);
    size_t begin = i;
    if (c >= '0' && c <= '9') {
      long value = 0;
      while (i < text.size() && text[i] >= '0' && text[i] <= '9') { if (i - begin < 15) value = value * 10 + (text[i] - '0'); ++i; }
      pieces.push_back({Piece::kNumber, text.substr(begin, i - begin), value});
    } else if ((c >= 'a' && c <= 'z') || c >= 0xC3) {
      while (i < text.size()) {
        unsigned char d = static_cast<unsigned char>(text[i]);
        if (!((d >= 'a' && d <= 'z') || d >= 0x80)) break;
        ++i;
      }
      pieces.push_back({Piece::kWord, text.substr(begin, i - begin)});
    } else {
      ++i;
      if (c > ' ' && c < 0x80) pieces.push_back({Piece::kMark, text.substr(begin, 1)});
      else if (c >= 0x80) while (i < text.size() && (text[i] & 0xC0) == 0x80) ++i;
    }
  }
  return pieces;
}

struct Reader {
  const std::vector<Piece>& p;
  bool Is(size_t i, Piece::Kind kind) const { return i < p.size() && p[i].kind == kind; }
  bool Mark(size_t i, char c) const { return Is(i, Piece::kMark) && p[i].text[0] == c; }
  bool Number(size_t i, size_t least, size_t most) const { return Is(i, Piece::kNumber) && p[i].text.size() >= least && p[i].text.size() <= most; }
  bool Word(size_t i, std::string_view w) const { return Is(i, Piece::kWord) && p[i].text == w; }
};

// The time of day from piece `i` on: "T10:11:12.000+02:00", "10:11 am GMT".
void ReadTime(const Reader& r, size_t i, Date* date) {
  for (size_t skip = 0; skip < 4 && i < r.p.size() && !r.Is(i, Piece::kNumber); ++skip) ++i;   // "t", ",", "at", "um"
  if (!r.Number(i, 1, 2) || !(r.Mark(i + 1, ':') || r.Mark(i + 1, '.') || r.Word(i + 1, "h")) || !r.Number(i + 2, 2, 2)) {
    // 20260524T101112Z
    if (r.Number(i, 6, 6) || r.Number(i, 4, 4)) {
      long v = r.p[i].text.size() == 6 ? r.p[i].value : r.p[i].value * 100;
      if (i == 0 || !r.Word(i - 1, "t") || v / 10000 > 23 || v / 100 % 100 > 59) return;
      date->hour = int(v / 10000), date->minute = int(v / 100 % 100), date->second = int(v % 100 > 59 ? 59 : v % 100);
      if (r.Word(i + 1, "z")) date->zone = 0;
    }
    return;
  }
  long hour = r.p[i].value, minute = r.p[i + 2].value, second = 0;
  i += 3;
  if (r.Mark(i, ':') && r.Number(i + 1, 2, 2)) { second = r.p[i + 1].value; i += 2; }
  if ((r.Mark(i, '.') || r.Mark(i, ',')) && r.Number(i + 1, 1, 9) && second + minute >= 0 && i + 1 < r.p.size() && r.p[i + 1].text.size() >= 2) i += 2;
  if (r.Word(i, "pm") || (r.Word(i, "p") && r.Mark(i + 1, '.'))) { if (hour < 12) hour += 12; i += r.Word(i, "pm") ? 1 : 4; }
  else if (r.Word(i, "am") || (r.Word(i, "a") && r.Mark(i + 1, '.'))) { if (hour == 12) hour = 0; i += r.Word(i, "am") ? 1 : 4; }
  if (hour > 23 || minute > 59 || second > 60) return;
  date->hour = int(hour), date->minute = int(minute), date->second = int(second > 59 ? 59 : second);
  if (r.Word(i, "uhr")) ++i;
  if (r.Word(i, "z") || r.Word(i, "gmt") || r.Word(i, "utc")) { date->zone = 0; ++i; }
  static const struct { const char* name; int minutes; } kZones[] = {{"est", -300}, {"edt", -240}, {"cst", -360}, {"cdt", -300}, {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420},
                                                                     {"cet", 60}, {"cest", 120}, {"mez", 60}, {"mesz", 120}, {"bst", 60}, {"ist", 330}, {"jst", 540}, {"kst", 540}};
  for (const auto& zone : kZones) if (r.Word(i, zone.name)) date->zone = zone.minutes;
  if ((r.Mark(i, '+') || r.Mark(i, '-')) && r.Is(i + 1, Piece::kNumber)) {
    long v = r.p[i + 1].value;
    long minutes = r.p[i + 1].text.size() == 4 ? v / 100 * 60 + v % 100 : r.p[i + 1].text.size() <= 2 ? v * 60 + (r.Mark(i + 2, ':') && r.Number(i + 3, 2, 2) ? r.p[i + 3].value : 0) : 9999;
    if (minutes <= 14 * 60) date->zone = int(r.Mark(i, '-') ? -minutes : minutes);
  }
}

}  // namespace

long Date::DayNumber() const {
  // Howard Hinnant's days_from_civil, in words: years begin in March.
  long y = year - (month <= 2), era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
  long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

std::string Date::Iso() const {
  char text[64];
  int n = std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
  if (hour >= 0) {
    n += std::snprintf(text + n, sizeof text - size_t(n), "T%02d:%02d:%02d", hour, minute, second);
    if (zone && *zone == 0) std::snprintf(text + n, sizeof text - size_t(n), "Z");
    else if (zone) std::snprintf(text + n, sizeof text - size_t(n), "%c%02d:%02d", *zone < 0 ? '-' : '+', (*zone < 0 ? -*zone : *zone) / 60 % 100, (*zone < 0 ? -*zone : *zone) % 60);
  }
  return text;
}

std::optional<Date> ParseDate(std::string_view given, bool month_first) {
  std::string lower = Fold(given.substr(0, 300));
  std::vector<Piece> pieces = Cut(lower);
  Reader r{pieces};
  // Seconds or milliseconds since 1970.
  if (pieces.size() == 1 && (r.Number(0, 10, 10) || r.Number(0, 13, 13))) {
    std::time_t seconds = pieces[0].text.size() == 13 ? pieces[0].value / 1000 : pieces[0].value;
    std::tm t{};
    if (!gmtime_r(&seconds, &t)) return std::nullopt;
    auto date = Make(t.tm_year + 1900, t.tm_mon + 1, t.tm_mday);
    if (date) date->hour = t.tm_hour, date->minute = t.tm_min, date->second = t.tm_sec, date->zone = 0;
    return date;
  }
  for (size_t i = 0; i < pieces.size(); ++i) {
    std::optional<Date> date;
    size_t next = 0;
    if (r.Number(i, 4, 4)) {
      long y = pieces[i].value;
      // 2026-05-24, 2026/5/24, 2026.05.24, 2026年5月24日
      bool marks = (r.Mark(i + 1, '-') || r.Mark(i + 1, '/') || r.Mark(i + 1, '.')) && (r.Mark(i + 3, '-') || r.Mark(i + 3, '/') || r.Mark(i + 3, '.'));
      bool words = r.Is(i + 1, Piece::kWord) && (pieces[i + 1].text.starts_with("年") || pieces[i + 1].text.starts_with("년")) && r.Is(i + 3, Piece::kWord);
      if ((marks || words) && r.Number(i + 2, 1, 2) && r.Number(i + 4, 1, 2)) date = Make(y, pieces[i + 2].value, pieces[i + 4].value), next = i + 5;
      // 2026 May 24
      if (!date && r.Is(i + 1, Piece::kWord) && MonthOf(pieces[i + 1].text) && r.Number(i + 2, 1, 2)) date = Make(y, MonthOf(pieces[i + 1].text), pieces[i + 2].value), next = i + 3;
    }
    if (!date && r.Number(i, 8, 8)) date = Make(pieces[i].value / 10000, pieces[i].value / 100 % 100, pieces[i].value % 100), next = i + 1;
    if (!date && r.Number(i, 1, 2)) {
      // 24 May 2026, 24. Mai 2026, 24th of May, 2026, 24-May-2026, 24 de mayo de 2026
      size_t m = i + 1;
      for (int skip = 0; skip < 4; ++skip) {
        if (r.Mark(m, '.') || r.Mark(m, '-') || r.Mark(m, ',') || r.Mark(m, '/') || r.Word(m, "st") || r.Word(m, "nd") || r.Word(m, "rd") || r.Word(m, "th") || r.Word(m, "of") || r.Word(m, "de") || r.Word(m, "er")) ++m;
      }
      if (r.Is(m, Piece::kWord) && MonthOf(pieces[m].text)) {
        size_t y = m + 1;
        for (int skip = 0; skip < 3; ++skip) if (r.Mark(y, '.') || r.Mark(y, ',') || r.Mark(y, '-') || r.Mark(y, '/') || r.Word(y, "de") || r.Word(y, "del")) ++y;
        if (r.Number(y, 4, 4)) date = Make(pieces[y].value, MonthOf(pieces[m].text), pieces[i].value), next = y + 1;
      }
      // 24.05.2026, 24/05/2026, 5/24/2026, 24-05-26
      if (!date && (r.Mark(i + 1, '.') || r.Mark(i + 1, '/') || r.Mark(i + 1, '-')) && r.Number(i + 2, 1, 2) && r.Is(i + 3, Piece::kMark) && pieces[i + 3].text == pieces[i + 1].text && (r.Number(i + 4, 4, 4) || r.Number(i + 4, 2, 2))) {
        long a = pieces[i].value, b = pieces[i + 2].value, y = pieces[i + 4].value + (pieces[i + 4].text.size() == 2 ? 2000 : 0);
        bool swap = month_first && r.Mark(i + 1, '/');
        date = swap ? Make(y, a, b) : Make(y, b, a);
        if (!date) date = swap ? Make(y, b, a) : Make(y, a, b);
        next = i + 5;
      }
    }
    if (!date && r.Is(i, Piece::kWord) && MonthOf(pieces[i].text)) {
      // May 24, 2026; Sept. 24, 2026
      size_t d = i + 1;
      if (r.Mark(d, '.')) ++d;
      if (r.Number(d, 1, 2)) {
        size_t y = d + 1;
        for (int skip = 0; skip < 2; ++skip) if (r.Mark(y, ',') || r.Mark(y, '.') || r.Word(y, "st") || r.Word(y, "nd") || r.Word(y, "rd") || r.Word(y, "th")) ++y;
        if (r.Number(y, 4, 4)) date = Make(pieces[y].value, MonthOf(pieces[i].text), pieces[d].value), next = y + 1;
      }
    }
    if (date) {
      ReadTime(r, next, &*date);
      return date;
    }
  }
  return std::nullopt;
}

std::optional<Date> DateInUrl(std::string_view url) {
  size_t path = url.find("://");
  path = url.find('/', path == std::string_view::npos ? 0 : path + 3);
  if (path == std::string_view::npos) return std::nullopt;
  url = url.substr(path, 500);
  auto digit = [&](size_t i) { return i < url.size() && url[i] >= '0' && url[i] <= '9'; };
  auto value = [&](size_t i, size_t n) { long v = 0; for (size_t k = 0; k < n; ++k) { if (!digit(i + k)) return -1L; v = v * 10 + (url[i + k] - '0'); } return v; };
  for (size_t i = 0; i + 8 <= url.size(); ++i) {
    if (i && digit(i - 1)) continue;
    long y = value(i, 4);
    if (y < 1990 || y > 2100) continue;
    char mark = i + 4 < url.size() ? url[i + 4] : 0;
    if (mark == '/' || mark == '-' || mark == '_') {
      size_t m = i + 5, month_digits = digit(m + 1) ? 2 : 1, d = m + month_digits + 1;
      if (!digit(m) || d > url.size() || (url[d - 1] != '/' && url[d - 1] != '-' && url[d - 1] != '_')) continue;
      size_t day_digits = digit(d + 1) ? 2 : 1;
      if (!digit(d) || digit(d + day_digits)) continue;
      if (auto date = Make(y, value(m, month_digits), value(d, day_digits))) return date;
    } else if (digit(i + 4) && !digit(i + 8)) {
      if (auto date = Make(y, value(i + 4, 2), value(i + 6, 2))) return date;
    }
  }
  return std::nullopt;
}

}  // namespace quoth::page
