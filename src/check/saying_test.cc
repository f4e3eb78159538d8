#include <gtest/gtest.h>

#include "quoth/check.h"

namespace quoth {
namespace {

Saying Said(std::string_view content, std::string_view who = "Odile Marran", std::string_view day = "2026-05-19", Form form = Form::kDirect) {
  return {.content = content, .who = who, .resolved = true, .day = day, .form = form};
}

const char* const kWhole = "“There will be no toll on the harbour bridge, and the port will pay for the repair before the winter,”";

TEST(SameSaying, TheSameWordsInOtherMarksAreOneUtterance) {
  EXPECT_TRUE(SameSaying(Said(kWhole), Said("\"There will be no toll on the harbour bridge, and the port will pay for the repair before the winter\"")));
}

TEST(SameSaying, APartIsOneUtteranceWithTheWholeEitherWayRound) {
  const Saying part = Said("“There will be no toll on the harbour bridge,”");
  EXPECT_TRUE(SameSaying(part, Said(kWhole)));
  EXPECT_TRUE(SameSaying(Said(kWhole), part));
}

TEST(SameSaying, WhatIsCutByDotsIsOne) {
  EXPECT_TRUE(SameSaying(Said("“There will be no toll … and the port will pay for the repair,”"), Said(kWhole)));
}

TEST(SameSaying, WhatASpeakersCueCutsIsOne) {
  EXPECT_TRUE(SameSaying(Said("“There will be no toll on the harbour bridge,” … “and the port will pay for the repair before the winter,”"), Said(kWhole)));
}

TEST(SameSaying, AnOverlapOfTenWordsIsOne) {
  EXPECT_TRUE(SameSaying(Said("“I have told you: there will be no toll on the harbour bridge, and the port will pay,”"),
                         Said("“On the harbour bridge, and there will be no toll on the harbour bridge, and the port knows it,”")));
}

TEST(SameSaying, AWordThatAnOutletHeardOtherwiseIsOne) {
  EXPECT_TRUE(SameSaying(Said("“There will be no toll on the harbor bridge, and the port will pay for that repair before the winter,”"), Said(kWhole)));
}

TEST(SameSaying, ATurnedSenseIsNot) {
  EXPECT_FALSE(SameSaying(Said("“There will be a toll on the harbour bridge,”"), Said(kWhole)));
  EXPECT_FALSE(SameSaying(Said("“We will pay 30 million crowns for the repair,”"), Said("“We will pay 20 million crowns for the repair,”")));
}

TEST(SameSaying, AnotherSpeakerAnotherWeekOrAnOutletsWordsAreNot) {
  EXPECT_FALSE(SameSaying(Said(kWhole, "Tomas Beel"), Said(kWhole)));
  EXPECT_FALSE(SameSaying(Said(kWhole, "Odile Marran", "2026-06-19"), Said(kWhole)));
  EXPECT_FALSE(SameSaying(Said("there would be no toll on the harbour bridge", "Odile Marran", "2026-05-19", Form::kIndirect), Said(kWhole)));
}

TEST(SameSaying, ANameInFullAndItsSurnameAreOne) { EXPECT_TRUE(SameSaying(Said(kWhole, "Marran"), Said(kWhole, "Mayor Odile Marran"))); }

TEST(SameSaying, AFewWordsAreOneOnlyOnTheSameDay) {
  EXPECT_TRUE(SameSaying(Said("“No comment,”"), Said("\"no comment\"")));
  EXPECT_FALSE(SameSaying(Said("“No comment,”"), Said("“No comment,”", "Odile Marran", "2026-05-20")));
}

TEST(SameSaying, BytesThatAreNotUtf8HaveAnAnswer) {
  EXPECT_FALSE(SameSaying(Said("\xc2\xab“The toll \xff’\xb3\x27pay"), Said(kWhole)));
}

TEST(SameSaying, AnUnnamedSpeakerIsOneWithTheSameWordsOnly) {
  Saying he = Said(kWhole, "he");
  he.resolved = false;
  EXPECT_TRUE(SameSaying(he, Said(kWhole)));
  he.content = "“There will be no toll on the harbour bridge,”";
  EXPECT_FALSE(SameSaying(he, Said(kWhole)));
}

}  // namespace
}  // namespace quoth
