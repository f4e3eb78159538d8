#include "text/letter_case.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

TEST(LetterCase, TellsLowerCapitalAndAllCaps) {
  for (const char* word : {"rain", "iPhone", "12", "", "\u201c", "\u00e9t\u00e9", "\u65e5\u672c"}) {
    EXPECT_EQ(CaseOf(word), LetterCase::kLower) << word;
  }
  for (const char* word : {"Rain", "McKay", "J", "A1", "\u00c9t\u00e9", "2Pac", "\u041f\u0430"}) {
    EXPECT_EQ(CaseOf(word), LetterCase::kCapital) << word;
  }
  for (const char* word : {"NATO", "G20S", "\u00c9T\u00c9", "\u041c\u0418\u0414"}) {
    EXPECT_EQ(CaseOf(word), LetterCase::kAllCaps) << word;
  }
}

}  // namespace
}  // namespace quoth
