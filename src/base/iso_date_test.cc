#include "base/iso_date.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

TEST(IsoDay, NumbersDaysFromTheEpochAndBack) {
  EXPECT_EQ((Day{1970, 1, 1}).Number(), 0);
  EXPECT_EQ((Day{2000, 3, 1}).Number(), 11017);
  for (long number = -200000; number < 200000; number += 37) EXPECT_EQ(Day::FromNumber(number).Number(), number);
}

TEST(IsoDay, KnowsItsWeekday) {
  EXPECT_EQ((Day{2024, 5, 6}).Weekday(), 0);
  EXPECT_EQ((Day{1969, 12, 28}).Weekday(), 6);
}

TEST(IsoDay, IsReadAloneAndBeforeATime) {
  EXPECT_EQ(ParseIsoDay("2024-02-29")->Iso(), "2024-02-29");
  EXPECT_EQ(ParseIsoDay("2024-05-03T23:30:00-07:00")->Iso(), "2024-05-03");
}

TEST(IsoDay, IsNotReadWhereThereIsNone) {
  for (const char* text : {"", "2024", "2024-05", "2023-02-29", "2024-13-01", "2024-5-3", "2024-05-031", "05-03-2024", "0024-05-03"}) {
    EXPECT_FALSE(ParseIsoDay(text)) << text;
  }
}

}  // namespace
}  // namespace quoth
