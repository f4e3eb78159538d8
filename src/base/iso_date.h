// Days of the Gregorian calendar, as ISO 8601 writes them.
//
//   ParseIsoDay("2024-05-03T10:00:00+02:00")->Iso() == "2024-05-03"
//   ParseIsoDay("2024-02-30")                       is nothing
//
// Thread rule: values and pure functions.
#ifndef QUOTH_BASE_ISO_DATE_H_
#define QUOTH_BASE_ISO_DATE_H_

#include <optional>
#include <string>
#include <string_view>

namespace quoth {

struct Day {
  int year = 0, month = 0, day = 0;

  std::string Iso() const;
  // Days since 1970-01-01, and back.
  long Number() const;
  static Day FromNumber(long number);
  // 0 Monday to 6 Sunday.
  int Weekday() const;

  bool operator==(const Day&) const = default;
};

// The last day of a month (1 to 12).
int DaysInMonth(int year, int month);

// The day at the beginning of `text`: "2024-05-03", alone or with a time ("T…" or " …")
// behind it, whose zone is left as it stands: the publisher's own day counts.
// Nothing where there is no such day, or the year is not 1000 to 9999.
std::optional<Day> ParseIsoDay(std::string_view text);

}  // namespace quoth

#endif  // QUOTH_BASE_ISO_DATE_H_
