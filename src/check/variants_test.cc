#include "check/variants.h"

#include <gtest/gtest.h>

namespace quoth::check {
namespace {

Report Reported(const std::string& words, const std::string& day) {
  Report report;
  report.content = "“" + words + "”";
  report.published = day;
  report.statement.content = {{100, 100 + report.content.size()}};
  report.statement.quoted = {{103, 97 + report.content.size()}};
  return report;
}

TEST(Variants, AreComparedWithTheFullestAndToldWhichWasFirst) {
  const std::vector<Report> reports = {Reported("There will be no toll on the bridge", "2026-05-18"),
                                       Reported("There will be no toll on the bridge, and the port will pay", "2026-05-19"),
                                       Reported("There will be no toll on the bridge, and the port must pay", "2026-05-20")};
  const std::vector<Variant> variants = Variants(reports);
  ASSERT_EQ(variants.size(), 3u);
  EXPECT_TRUE(variants[0].first);
  EXPECT_EQ(variants[0].comparison.verdict, Verdict::kTrimmed);
  EXPECT_TRUE(variants[1].reference);
  EXPECT_EQ(variants[2].comparison.verdict, Verdict::kAltered);
  EXPECT_FALSE(variants[1].first);
}

TEST(Variants, OfNothingAreNone) { EXPECT_TRUE(Variants({}).empty()); }

TEST(Variants, WithoutWordsAreShownAllTheSame) { EXPECT_EQ(Variants({Report(), Report()}).size(), 2u); }

}  // namespace
}  // namespace quoth::check
