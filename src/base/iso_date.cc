#include "base/iso_date.h"

#include <cstdio>

namespace quoth {

// Howard Hinnant's days_from_civil and its inverse, in the proleptic Gregorian
// calendar: years begin in March, so that the leap day is a year's last.
long Day::Number() const {
  const long y = year - (month <= 2);
  const long era = (y >= 0 ? y : y - 399) / 400;
  const long of_era = y - era * 400;
  const long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

Day Day::FromNumber(long number) {
  const long z = number + 719468;
  const long era = (z >= 0 ? z : z - 146096) / 146097;
  const long of_era = z - era * 146097;
  const long years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const long of_year = of_era - (365 * years + years / 4 - years / 100);
  const long month = (5 * of_year + 2) / 153;
  Day out;
  out.day = static_cast<int>(of_year - (153 * month + 2) / 5 + 1);
  out.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  out.year = static_cast<int>(years + era * 400 + (out.month <= 2));
  return out;
}

int Day::Weekday() const { return static_cast<int>(((Number() + 3) % 7 + 7) % 7); }

std::string Day::Iso() const {
  char text[48];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
  return text;
}

int DaysInMonth(int year, int month) {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::optional<Day> ParseIsoDay(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return std::nullopt;
  const auto number = [text](size_t at, size_t length) {
    int value = 0;
    for (size_t i = at; i < at + length; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  const Day day = {number(0, 4), number(5, 2), number(8, 2)};
  if (day.year < 1000 || day.month < 1 || day.month > 12) return std::nullopt;
  if (day.day < 1 || day.day > DaysInMonth(day.year, day.month)) return std::nullopt;
  return day;
}

}  // namespace quoth
