#include "speaker/when.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "text/case_files.h"

namespace quoth {
namespace {

std::string Told(const std::string& time, const std::optional<Day>& today) {
  const ArticleView view(time);
  const When when = ResolveWhen(view, {{0, time.size()}}, today);
  if (when.date.empty()) return "-";
  return when.date + (when.until.empty() ? "" : "/" + when.until) + " " + when.precision;
}

// A time a line, and the date of each, as seen from Wednesday 2024-05-08.
TEST(ResolveWhen, DoesAsTheCasesSay) {
  for (const LanguageCase& c : ReadCases("tests/times")) {
    std::istringstream lines(c.text);
    size_t number = 0;
    for (std::string line; std::getline(lines, line); ++number) {
      ASSERT_LT(number, c.expected.size()) << c.name;
      EXPECT_EQ(Told(line, Day{2024, 5, 8}), c.expected[number]) << c.name << ": " << line;
    }
    EXPECT_EQ(number, c.expected.size()) << c.name;
  }
}

TEST(ResolveWhen, WithoutADayOnlyFullDatesAreTold) {
  EXPECT_EQ(Told("on Monday", std::nullopt), "-");
  EXPECT_EQ(Told("yesterday", std::nullopt), "-");
  EXPECT_EQ(Told("on Oct. 14", std::nullopt), "-");
  EXPECT_EQ(Told("on Oct. 14, 2019", std::nullopt), "2019-10-14 day");
  EXPECT_EQ(Told("in 2019", std::nullopt), "2019 year");
}

TEST(ResolveWhen, NamesEveryDayOfTheWeekBeforePublication) {
  const char* days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  for (int today = 1; today <= 14; ++today) {
    for (int d = 0; d < 7; ++d) {
      const std::string told = Told(std::string("on ") + days[d], Day{2024, 5, today});
      const Day day = *ParseIsoDay(told.substr(0, 10));
      EXPECT_EQ(day.Weekday(), d);
      EXPECT_LE(day.Number(), (Day{2024, 5, today}).Number());
      EXPECT_GT(day.Number(), (Day{2024, 5, today}).Number() - 7);
    }
  }
}

TEST(DayOfWriting, IsThatOfTheDatelineWhereItFitsThePublication) {
  const ArticleView view("Bridge opens\n\nOSTBY, May 6 (Tarn Wire) — The bridge is open.");
  EXPECT_EQ(DayOfWriting(view, "2024-05-08")->Iso(), "2024-05-06");
  EXPECT_EQ(DayOfWriting(view, "2024-07-08")->Iso(), "2024-07-08");
  EXPECT_FALSE(DayOfWriting(view, ""));
  const ArticleView dated("OSTBY, May 6, 2024 - The bridge is open.");
  EXPECT_EQ(DayOfWriting(dated, "")->Iso(), "2024-05-06");
}

TEST(DayOfWriting, IsElseThatOfPublication) {
  const ArticleView view("The bridge is open.");
  EXPECT_EQ(DayOfWriting(view, "2024-05-08T23:00:00+02:00")->Iso(), "2024-05-08");
  EXPECT_FALSE(DayOfWriting(view, "soon"));
}

}  // namespace
}  // namespace quoth
