#include "check/splices.h"

#include <gtest/gtest.h>

#include <string>

namespace quoth::check {
namespace {

std::vector<std::string> Pieces(const std::string& claim, const std::vector<std::string>& passages) {
  const PreparedText prepared = PrepareClaim(claim);
  std::vector<PreparedText> texts;
  for (const std::string& text : passages) texts.push_back(PreparePassage({.text = text}));
  std::vector<const PreparedText*> pointers;
  for (const PreparedText& text : texts) pointers.push_back(&text);
  std::vector<std::string> pieces;
  for (const Tile& tile : FindSplice(prepared, pointers)) {
    const size_t begin = prepared.folded.words[tile.begin].begin, end = prepared.folded.words[tile.end - 1].end;
    pieces.push_back(std::to_string(tile.passage) + ": " + claim.substr(begin, end - begin));
  }
  return pieces;
}

const char* const kOne = "We will keep the harbour railway open for our children";
const char* const kTwo = "The port must pay the whole repair of the bridge";

TEST(Splices, PartsOfTwoPassagesAreFound) {
  EXPECT_EQ(Pieces("We will keep the harbour railway open, the port must pay the whole repair", {kOne, kTwo}),
            (std::vector<std::string>{"0: We will keep the harbour railway open", "1: the port must pay the whole repair"}));
}

TEST(Splices, AnotherOrderOfOnePassageIsFound) {
  EXPECT_EQ(Pieces("the harbour railway open for our children we will keep the harbour", {kOne}).size(), 2u);
}

TEST(Splices, AWordThatJoinsMayBeNew) {
  EXPECT_EQ(Pieces("We will keep the harbour railway open and the port must pay the whole repair", {kOne, kTwo}).size(), 2u);
}

TEST(Splices, ANegationMayNotJoin) {
  EXPECT_TRUE(Pieces("We will keep the harbour railway open not the port must pay the whole repair", {kOne, kTwo}).empty());
}

TEST(Splices, OnePartIsNoSplice) { EXPECT_TRUE(Pieces("keep the harbour railway open", {kOne, kTwo}).empty()); }

TEST(Splices, WordsFromNowhereAreNoSplice) {
  EXPECT_TRUE(Pieces("We will keep the harbour railway open while penguins dance", {kOne, kTwo}).empty());
}

}  // namespace
}  // namespace quoth::check
