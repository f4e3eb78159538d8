#include "speaker/names.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace quoth {
namespace {

std::vector<std::string> NamesOf(const std::string& text) {
  const ArticleView view(text);
  std::vector<std::string> names;
  for (const Entity& entity : FindNames(view).entities) {
    if (!entity.name.empty()) names.push_back(entity.name);
  }
  return names;
}

using Strings = std::vector<std::string>;

TEST(FindNames, MergesTheFormsOfOneName) {
  EXPECT_EQ(NamesOf("Sen. Ana M. Ruiz met Tomas Beel. Ruiz left, and Ms. Ruiz’s aide, and Ana too."), (Strings{"Ana M. Ruiz", "Tomas Beel"}));
}

TEST(FindNames, NeverMergesTwoFullNames) {
  EXPECT_EQ(NamesOf("Everybody who was waiting there that morning, close together, saw Mario Lopez and Maria Lopez."), (Strings{"Mario Lopez", "Maria Lopez"}));
  EXPECT_EQ(NamesOf("Everybody who was waiting there that morning, close together, saw Karl Holm and Karl Holm Jr."), (Strings{"Karl Holm", "Karl Holm Jr."}));
  EXPECT_EQ(NamesOf("Everybody who was waiting there that morning, close together, saw Ana M. Ruiz and Ana T. Ruiz."), (Strings{"Ana M. Ruiz", "Ana T. Ruiz"}));
}

TEST(FindNames, ASentencesFirstWordIsNoName) {
  EXPECT_EQ(NamesOf("Facing rain, they stayed. Environmentalists left. Yesterday was dry."), Strings{});
}

TEST(FindNames, KeepsWhatJoinsAName) {
  EXPECT_EQ(NamesOf("Everything that happened afterwards was left to the Department of Justice, then to Lena von der Mark."), (Strings{"Department of Justice", "Lena von der Mark"}));
}

TEST(FindNames, TakesNoNewNameFromATitleLine) {
  EXPECT_EQ(NamesOf("Council Says Bridge Will Hold, Calder Doubts It\n\nThe mayor is Ines Calder."), Strings{"Ines Calder"});
}

TEST(FindNames, MentionsLieInOrderAndEntitiesKnowThem) {
  std::mt19937 random(3);
  const char* pieces[] = {"Ana", "Ruiz", "Sen.", "the", "of", "J.", ".", ",", "\n", "’s", "“", "”", "NATO", "van", "Department", "and", "said", "Mr.", "é", "-", "Times", "(", ")", "2016", "campaign", "the", "and", "Ports", "Commission", "Norway", "Defense", "Ministry", "(ADM)", "\n\n", "King", "Prime", "Minister", ":", "HOLM"};
  for (int round = 0; round < 1000; ++round) {
    std::string text;
    for (int k = 0; k < 60; ++k) text += std::string(pieces[random() % std::size(pieces)]) + (random() % 4 ? " " : "");
    const ArticleView view(text);
    const Names names = FindNames(view);
    uint32_t at = 0;
    for (const NameMention& mention : names.mentions) {
      EXPECT_LE(at, mention.first) << text;
      EXPECT_LT(mention.first, mention.last) << text;
      EXPECT_LE(mention.title, mention.first) << text;
      ASSERT_LE(mention.last, view.words.size()) << text;
      ASSERT_FALSE(mention.candidates.empty()) << text;
      for (const Candidate& candidate : mention.candidates) ASSERT_LT(candidate.entity, names.entities.size()) << text;
      at = mention.last;
    }
    for (const Entity& entity : names.entities) {
      EXPECT_TRUE(std::is_sorted(entity.mentions.begin(), entity.mentions.end()));
      EXPECT_EQ(entity.name.empty(), entity.mentions.empty()) << text;
    }
  }
}

}  // namespace
}  // namespace quoth
