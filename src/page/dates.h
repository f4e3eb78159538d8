// Dates as pages write them, to ISO 8601.
#ifndef QUOTH_PAGE_DATES_H_
#define QUOTH_PAGE_DATES_H_

#include <optional>
#include <string>
#include <string_view>

namespace quoth::page {

struct Date {
  int year = 0, month = 0, day = 0;
  int hour = -1, minute = 0, second = 0;   // hour -1: only the day is known
  std::optional<int> zone;                 // minutes east of UTC

  // "2026-05-24", "2026-05-24T10:00:00" or "2026-05-24T10:00:00+02:00" ("Z" for UTC).
  std::string Iso() const;
  // Days since 1970-01-01.
  long DayNumber() const;
};

// The first date in `text`: ISO 8601 in its many spellings, RFC 2822, "24 May
// 2026", "May 24, 2026", "24.05.2026", "2026年5月24日", seconds since 1970.  Month
// names of the languages of the press are known.  A date of figures alone is
// day before month, unless `month_first` or only the other way is a date.
// Years from 1900 to 2100.  Looks at the first 300 bytes.
std::optional<Date> ParseDate(std::string_view text, bool month_first = false);

// The date in the path of an address: /2026/05/24/, /2026-05-24-, /20260524/.
std::optional<Date> DateInUrl(std::string_view url);

}  // namespace quoth::page

#endif  // QUOTH_PAGE_DATES_H_
