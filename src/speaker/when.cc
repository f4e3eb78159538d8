// A time is looked at by kinds, from the most to the least exact: a full date, a day
// of a month, a weekday or "yesterday", so many days or weeks ago, a week, a month, a
// year.  The first that is there decides; "earlier on Tuesday, Oct. 4" is the 4th.
#include "speaker/when.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace quoth {
namespace {

using Words = std::vector<std::string_view>;

constexpr std::array<std::string_view, 12> kMonths = {"january", "february", "march", "april", "may", "june",
                                                      "july", "august", "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kDays = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 13> kNumbers = {"zero", "one", "two", "three", "four", "five", "six",
                                                       "seven", "eight", "nine", "ten", "eleven", "twelve"};

int Month(std::string_view word) {
  if (word == "sept") return 9;
  for (size_t m = 0; m < kMonths.size(); ++m) {
    if (word == kMonths[m] || (word.size() == 3 && kMonths[m].starts_with(word))) return static_cast<int>(m) + 1;
  }
  return 0;
}

int Weekday(std::string_view word) {
  for (size_t d = 0; d < kDays.size(); ++d) {
    if (word == kDays[d]) return static_cast<int>(d);
    if (kDays[d].starts_with(word) && (word.size() == 3 || (word.size() == 4 && (d == 1 || d == 3)) || word == "thurs")) return static_cast<int>(d);
  }
  return -1;
}

// A whole number of figures, "3rd" and the like included; -1 for anything else.
int Figure(std::string_view word) {
  int value = -1;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || value < 0) return -1;
  const std::string_view rest(end, static_cast<size_t>(word.data() + word.size() - end));
  return rest.empty() || rest == "st" || rest == "nd" || rest == "rd" || rest == "th" ? value : -1;
}

int Count(std::string_view word) {
  if (word == "a" || word == "an") return 1;
  for (size_t n = 1; n < kNumbers.size(); ++n) {
    if (word == kNumbers[n]) return static_cast<int>(n);
  }
  return Figure(word);
}

int Year(std::string_view word) {
  const int year = word.size() == 4 ? Figure(word) : -1;
  return year >= 1800 && year <= 2100 ? year : -1;
}

std::string MonthText(int year, int month) { return Day{year, month, 1}.Iso().substr(0, 7); }
std::string YearText(int year) { return Day{year, 1, 1}.Iso().substr(0, 4); }

When DayOf(const Day& day) { return {.date = day.Iso(), .precision = "day"}; }

When Interval(const Day& from, const Day& until, const char* precision) {
  return {.date = from.Iso(), .until = until.Iso(), .precision = precision};
}

Day Plus(const Day& day, long days) { return Day::FromNumber(day.Number() + days); }

bool Valid(int year, int month, int day) { return day >= 1 && day <= DaysInMonth(year, month); }

bool Has(const Words& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }

struct Found {
  Day day;
  size_t end = 0;     // past its last word
  bool year = false;  // whether the year is printed
};

// A day of a month at `at`: "oct 14", "14 october", each perhaps with its year.
std::optional<Found> DayOfMonth(const Words& words, size_t at, const std::optional<Day>& today) {
  const size_t count = words.size();
  int month = Month(words[at]), day = -1;
  size_t end = at + 1;
  if (month > 0 && end < count && Year(words[end]) < 0) {
    day = Figure(words[end++]);
  } else if (month == 0 && Figure(words[at]) > 0 && at + 1 < count) {
    day = Figure(words[at]);
    size_t next = at + 1;
    if (words[next] == "of" && next + 1 < count) ++next;
    month = Month(words[next]);
    end = next + 1;
  }
  if (month == 0 || day < 1 || day > 31) return std::nullopt;
  if (end < count && words[end] == ",") ++end;
  int year = end < count ? Year(words[end]) : -1;
  if (year > 0) {
    if (!Valid(year, month, day)) return std::nullopt;
    return Found{{year, month, day}, end + 1, true};
  }
  if (!today) return std::nullopt;
  // The latest up to today; 29 February looks back as far as it must.
  for (int back = 0; back <= 8; ++back) {
    year = today->year - back;
    if (Valid(year, month, day) && Day{year, month, day}.Number() <= today->Number()) return Found{{year, month, day}, end, false};
  }
  return std::nullopt;
}

// The latest such weekday up to today; `before`: not today itself.
Day Latest(const Day& today, int weekday, bool before) {
  int back = (today.Weekday() - weekday + 7) % 7;
  if (back == 0 && before) back = 7;
  return Plus(today, -back);
}

std::optional<When> ByDay(const Words& words, const std::optional<Day>& today) {
  for (size_t i = 0; i < words.size(); ++i) {
    if (const auto day = ParseIsoDay(words[i])) return DayOf(*day);
    const auto first = DayOfMonth(words, i, today);
    if (!first) continue;
    for (size_t k = first->end; k < words.size(); ++k) {
      auto second = DayOfMonth(words, k, today);
      // "Oct. 3-5" and "Oct. 3 and 4" are not taken apart.
      if (second && second->day.Number() > first->day.Number()) return Interval(first->day, second->day, "interval");
    }
    return DayOf(first->day);
  }
  return std::nullopt;
}

std::optional<When> ByWeekday(const Words& words, const Day& today) {
  for (size_t i = 0; i < words.size(); ++i) {
    const int weekday = Weekday(words[i]);
    if (weekday < 0) continue;
    const std::string_view before = i > 0 ? words[i - 1] : "";
    const std::string_view after = i + 1 < words.size() ? words[i + 1] : "";
    if (before == "every" || before == "each" || before == "a") return When{};
    // "a week ago Sunday", "the Sunday before": not taken apart.
    if (after == "before" || Has(words, "ago") || Has(words, "following")) return When{};
    if (before == "next" || before == "coming") {
      const int ahead = (weekday - today.Weekday() + 7) % 7;
      return DayOf(Plus(today, ahead == 0 ? 7 : ahead));
    }
    const Day day = Latest(today, weekday, before == "last" || before == "past");
    for (size_t k = i + 1; k < words.size(); ++k) {
      const int second = Weekday(words[k]);
      if (second < 0 || second == weekday) continue;
      const Day until = Latest(today, second, false);
      if (until.Number() > day.Number()) return Interval(day, until, "interval");
      return Interval(Plus(until, -((until.Weekday() - weekday + 7) % 7)), until, "interval");
    }
    return DayOf(day);
  }
  return std::nullopt;
}

// Monday to Sunday of the week that holds `day`.
When WeekOf(const Day& day) {
  const Day monday = Plus(day, -day.Weekday());
  return Interval(monday, Plus(monday, 6), "week");
}

When MonthBefore(const Day& today, int months) {
  const int index = today.year * 12 + today.month - 1 - months;
  return {.date = MonthText(index / 12, index % 12 + 1), .precision = "month"};
}

std::optional<When> ByDistance(const Words& words, const Day& today) {
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    const std::string_view next = i + 1 < words.size() ? words[i + 1] : "";
    if (word == "yesterday") return DayOf(Plus(today, -1));
    if (word == "today" || word == "tonight") return DayOf(today);
    if (word == "tomorrow") return DayOf(Plus(today, 1));
    if (word == "this" && (next == "morning" || next == "afternoon" || next == "evening")) return DayOf(today);
    if (word == "last" && (next == "night" || next == "evening")) return DayOf(Plus(today, -1));
    if (word == "weekend") {
      const bool next_one = i > 0 && words[i - 1] == "next";
      Day saturday = Latest(today, 5, false);
      if (next_one) saturday = Plus(saturday, 7);
      // On a Saturday "last weekend" is the one before.
      if (i > 0 && words[i - 1] == "last" && today.Weekday() >= 5) saturday = Plus(saturday, -7);
      return Interval(saturday, Plus(saturday, 1), "interval");
    }
    if (next == "ago" || (i + 2 < words.size() && words[i + 2] == "ago")) {
      const bool unit_next = next != "ago";
      const int count = unit_next ? Count(word) : -1;
      const std::string_view unit = unit_next ? next : word;
      if (count < 1 || count > 500) continue;
      if (unit == "day" || unit == "days") return DayOf(Plus(today, -count));
      if (unit == "week" || unit == "weeks") return WeekOf(Plus(today, -7L * count));
      if (unit == "month" || unit == "months") return MonthBefore(today, count);
      if (unit == "year" || unit == "years") return When{.date = YearText(today.year - count), .precision = "year"};
      continue;
    }
    const int shift = word == "last" || word == "previous" ? 1 : word == "this" ? 0 : word == "next" ? -1 : 9;
    if (shift == 9) continue;
    if (next == "week") return WeekOf(Plus(today, -7L * shift));
    if (next == "month") return MonthBefore(today, shift);
    if (next == "year") return When{.date = YearText(today.year - shift), .precision = "year"};
    if (const int month = Month(next); month > 0 && shift >= 0) {
      const int year = month > today.month || (month == today.month && shift == 1) ? today.year - 1 : today.year;
      return When{.date = MonthText(year, month), .precision = "month"};
    }
  }
  return std::nullopt;
}

std::optional<When> ByMonthOrYear(const Words& words, const std::optional<Day>& today) {
  for (size_t i = 0; i < words.size(); ++i) {
    const int month = Month(words[i]);
    if (month == 0) continue;
    size_t next = i + 1;
    // A day that the month has not leaves the month.
    if (next + 1 < words.size() && Figure(words[next]) > 0 && Year(words[next]) < 0) ++next;
    if (next < words.size() && (words[next] == "of" || words[next] == ",")) ++next;
    int year = next < words.size() ? Year(words[next]) : -1;
    if (year < 0) {
      if (!today) continue;
      year = month <= today->month ? today->year : today->year - 1;
    }
    return When{.date = MonthText(year, month), .precision = "month"};
  }
  for (size_t i = 0; i < words.size(); ++i) {
    const int year = Year(words[i]);
    if (year > 0) {
      for (size_t k = i + 1; k < std::min(words.size(), i + 4); ++k) {
        if (const int until = Year(words[k]); until > year) {
          return When{.date = YearText(year), .until = YearText(until), .precision = "interval"};
        }
      }
      return When{.date = YearText(year), .precision = "year"};
    }
    if (words[i].size() == 5 && words[i].back() == 's') {  // the 1990s
      const int decade = Year(words[i].substr(0, 4));
      if (decade > 0 && decade % 10 == 0) return When{.date = YearText(decade), .until = YearText(decade + 9), .precision = "interval"};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Day> DayOfWriting(const ArticleView& view, std::string_view published) {
  const std::optional<Day> day = ParseIsoDay(published);
  // The first words of the first paragraphs, up to a dash: "OSTBY, Oct. 14 (Tarn Wire) —".
  for (size_t i = 0; i + 1 < view.words.size() && view.words[i].paragraph < 4; ++i) {
    if (i > 0 && view.words[i - 1].paragraph == view.words[i].paragraph) continue;
    if (view.words[i].shape != Shape::kCaps) continue;
    Words words;
    bool dash = false;
    for (size_t w = i; w < view.words.size() && w < i + 16 && view.words[w].paragraph == view.words[i].paragraph; ++w) {
      const std::string_view word = view.Word(w);
      if (word == "—" || word == "–" || word == "-" || word == "--") {
        dash = true;
        break;
      }
      std::string_view lower = view.Lower(w);
      while (lower.size() > 1 && lower.back() == '.') lower.remove_suffix(1);
      words.push_back(lower);
    }
    if (!dash) continue;
    for (size_t k = 0; k < words.size(); ++k) {
      const auto found = DayOfMonth(words, k, day);
      if (!found) continue;
      if (!day && found->year) return found->day;
      if (day && day->Number() - found->day.Number() >= 0 && day->Number() - found->day.Number() <= 7) return found->day;
    }
  }
  return day;
}

When ReadTime(const Words& words, const std::optional<Day>& today) {
  if (const auto found = ByDay(words, today)) return *found;
  if (today) {
    if (const auto found = ByWeekday(words, *today)) return *found;
    if (const auto found = ByDistance(words, *today)) return *found;
  }
  if (const auto found = ByMonthOrYear(words, today)) return *found;
  return {};
}

When ResolveWhen(const ArticleView& view, std::vector<Span> spans, const std::optional<Day>& today) {
  Words words;
  for (const Span& span : spans) {
    const auto [begin, end] = view.WordsIn(span);
    for (size_t w = begin; w < end && words.size() < 40; ++w) {
      std::string_view word = view.Lower(w);
      while (word.size() > 1 && word.back() == '.') word.remove_suffix(1);
      if (view.words[w].shape != Shape::kMark || word == ",") words.push_back(word);
    }
  }
  When when = ReadTime(words, today);
  when.spans = std::move(spans);
  return when;
}

}  // namespace quoth
