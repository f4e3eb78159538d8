#include "record/fold.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace quoth::record {
namespace {

TEST(Fold, TypographyIsFoldedAway) {
  EXPECT_EQ(FoldWords("“It’s NOT over,”"), "it s not over");
  EXPECT_EQ(FoldWords("it's not over"), "it s not over");
  EXPECT_EQ(FoldWords("«Ça coûte 3,50 €» — trop…"), "ca coute 3 50 trop");
  EXPECT_EQ(FoldWords("the of\xEF\xAC\x81" "ce"), "the office");       // ligature fi
  EXPECT_EQ(FoldWords("co\xC2\xADoperate"), "cooperate");              // soft hyphen
  EXPECT_EQ(FoldWords("e\xCC\x81t\xC3\xA9"), "ete");                    // both ways to write an accent
  EXPECT_EQ(FoldWords("Straße ИЗБА Ἀθῆναι"), "strasse изба αθηναι");
}

TEST(Fold, WordsAreNot) {
  EXPECT_NE(FoldWords("we will"), FoldWords("we will not"));
  EXPECT_NE(FoldWords("12"), FoldWords("21"));
  EXPECT_NE(FoldWords("its"), FoldWords("it's"));
}

TEST(Fold, NothingIsNothing) {
  EXPECT_EQ(FoldWords(""), "");
  EXPECT_EQ(FoldWords(" … — “ ”"), "");
  EXPECT_TRUE(Shingles("").empty());
  EXPECT_TRUE(Fingerprints("").empty());
  EXPECT_EQ(FoldWords("a\xff" "b"), "a b");
}

TEST(Fold, StoredHashesNeverChange) {
  EXPECT_EQ(ContentKey("it s not over"), INT64_C(-3836698701990658471));
  EXPECT_EQ(Shingles("it s not over"), (std::vector<int64_t>{INT64_C(1055135469), INT64_C(3533974095)}));
}

TEST(Fold, ShortTextsAreOneShingle) {
  EXPECT_EQ(Shingles("no").size(), 1u);
  EXPECT_EQ(Shingles("never again").size(), 1u);
  EXPECT_EQ(Shingles("we will see").size(), 1u);
  EXPECT_EQ(Shingles("we will see then").size(), 2u);
}

TEST(Fold, SixWordsInARowAreFoundInATextOfAnyLength) {
  const std::string shared = "the harbour railway will stay open";
  for (const size_t length : {0, 8, 20, 45, 100, 1000}) {
    for (size_t before = 0; before <= length; before += 7) {
      std::string text;
      for (size_t i = 0; i < length; ++i) {
        if (i == before) text += shared + " ";
        text += "w" + std::to_string(i * 7919 % 1000) + " ";
      }
      if (before >= length) text += shared;
      const auto stored = Fingerprints(FoldWords(text)), asked = Shingles(shared);
      EXPECT_TRUE(std::any_of(asked.begin(), asked.end(), [&](int64_t hash) {
        return std::binary_search(stored.begin(), stored.end(), hash);
      })) << text;
    }
  }
}

TEST(Fold, SixWordsInARowShareAFingerprint) {
  const std::string shared = "the harbour railway will stay open";
  const std::string texts[] = {"he promised that " + shared + " for ten years", shared,
                               "but if " + shared, shared + " said nobody ever"};
  for (const std::string& a : texts) {
    for (const std::string& b : texts) {
      const auto x = Fingerprints(a), y = Fingerprints(b);
      std::vector<int64_t> both;
      std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
      EXPECT_FALSE(both.empty()) << a << " | " << b;
    }
  }
}

}  // namespace
}  // namespace quoth::record
