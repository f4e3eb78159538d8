#include "record/names.h"

#include <gtest/gtest.h>

namespace quoth::record {
namespace {

TEST(Names, ASurnameMeansWhoeverBearsIt) {
  EXPECT_TRUE(SameName("Marran", "Odile Marran"));
  EXPECT_TRUE(SameName("Odile Marran", "Marran"));
  EXPECT_TRUE(SameName("marrán", "Odile MARRAN"));
  EXPECT_TRUE(SameName("Odile", "Odile Marran"));
  EXPECT_FALSE(SameName("Marr", "Odile Marran"));
  EXPECT_FALSE(SameName("Beel", "Odile Marran"));
}

TEST(Names, TitlesDoNotCount) {
  EXPECT_TRUE(SameName("Mayor Marran", "Odile Marran"));
  EXPECT_TRUE(SameName("Mrs. Marran", "Mayor Odile Marran"));
  EXPECT_TRUE(SameName("the Times", "The Times"));
  EXPECT_TRUE(SameName("The President", "the president"));
}

TEST(Names, ATitleMayBeASurname) {
  EXPECT_TRUE(SameName("King", "Charlie King"));
  EXPECT_TRUE(SameName("Pope", "Alexander Pope"));
}

TEST(Names, FirstNamesTellPeopleApart) {
  EXPECT_FALSE(SameName("Jon Marran", "Odile Marran"));
  EXPECT_TRUE(SameName("O. Marran", "Odile Marran"));
  EXPECT_TRUE(SameName("Odile Marran", "Odile K. Marran"));
  EXPECT_TRUE(SameName("Odile K. Marran", "Odile Marran"));
  EXPECT_FALSE(SameName("Tomas Beel", "Tomas Beel Jr."));
  EXPECT_TRUE(SameName("Beel", "Tomas Beel Jr."));
}

TEST(Names, PartsOfLongNamesAreFoundInThem) {
  EXPECT_TRUE(SameName("Harbour Courier", "The Vell Harbour Courier"));
  EXPECT_TRUE(SameName("van der Berg", "Anna van der Berg"));
  EXPECT_FALSE(SameName("Harbour Post", "The Vell Harbour Courier"));
}

TEST(Names, OneOfSeveralIsEnough) {
  EXPECT_TRUE(SameName("Beel", "Odile Marran; Tomas Beel"));
  EXPECT_FALSE(SameName("Kolm", "Odile Marran; Tomas Beel"));
}

TEST(Names, NothingMeansNobody) {
  EXPECT_FALSE(SameName("", "Odile Marran"));
  EXPECT_FALSE(SameName("Marran", ""));
  EXPECT_FALSE(SameName("", ""));
  EXPECT_FALSE(SameName("…", "…"));
}

TEST(Names, ASourceInLowerCaseNamesNobody) {
  for (const char* source : {"he", "He", "the minister", "A senior aide", "critics", ""}) EXPECT_TRUE(NamesNobody(source)) << source;
  for (const char* source : {"Marran", "the Transport Ministry", "Mayor Odile Marran"}) EXPECT_FALSE(NamesNobody(source)) << source;
}

}  // namespace
}  // namespace quoth::record
