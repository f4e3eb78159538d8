#include "check/alignment.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <string>

namespace quoth::check {
namespace {

std::vector<AlignedWord> Words(const std::string& text) {
  // A letter a word; upper case: another form of the same word; '.' before it: a cut.
  std::vector<AlignedWord> words;
  bool cut = false;
  for (const char c : text) {
    if (c == '.') {
      cut = true;
      continue;
    }
    words.push_back({.key = static_cast<uint64_t>(c | 32), .form = static_cast<uint64_t>(c), .cut_before = cut});
    cut = false;
  }
  return words;
}

std::string Partners(const Alignment& alignment, const std::string& passage) {
  std::string out;
  for (const Pairing& pair : alignment.pairs) {
    if (pair.claim == Pairing::kNothing) continue;
    out += pair.passage == Pairing::kNothing ? '_' : passage[pair.passage];
  }
  return out;
}

TEST(Alignment, FindsAClaimInsideAPassage) { EXPECT_EQ(Partners(Align(Words("cde"), Words("abcdefg")), "abcdefg"), "cde"); }

TEST(Alignment, PairsAChangedWord) { EXPECT_EQ(Partners(Align(Words("cxe"), Words("abcdefg")), "abcdefg"), "cde"); }

TEST(Alignment, LeavesAnAddedWordAlone) { EXPECT_EQ(Partners(Align(Words("cxde"), Words("abcdefg")), "abcdefg"), "c_de"); }

TEST(Alignment, ACutCostsNextToNothing) {
  const Alignment cut = Align(Words("ab.gh"), Words("abcdefgh")), whole = Align(Words("abgh"), Words("abcdefgh"));
  EXPECT_EQ(Partners(cut, "abcdefgh"), "abgh");
  EXPECT_LT(cut.cost, whole.cost);
}

TEST(Alignment, OfNothingIsNothing) {
  EXPECT_TRUE(Align({}, Words("abc")).pairs.empty());
  EXPECT_EQ(Align(Words("a"), {}).pairs.size(), 1u);
}

TEST(Alignment, TooLongForItsBoundIsNothing) {
  EXPECT_TRUE(Align(Words(std::string(10000, 'a')), Words(std::string(10000, 'a'))).pairs.empty());
}

// All the table at once, and each path's cost added up from its pairs.
struct Oracle {
  const std::vector<AlignedWord>&claim, &passage;

  int64_t Match(size_t i, size_t j) const {
    if (claim[i].key == passage[j].key) return claim[i].form == passage[j].form ? 0 : 16;
    if (claim[i].edited) return passage[j].light ? 6 : 60;
    return claim[i].kin != 0 && claim[i].kin == passage[j].kin ? 40 : 60;
  }
  int64_t Gap(size_t i, size_t words) const {
    if (words == 0 || i == 0 || i == claim.size()) return 0;
    return claim[i].cut_before ? static_cast<int64_t>(words) : 64 + 16 * static_cast<int64_t>(words);
  }

  int64_t Cheapest() const {
    const size_t m = claim.size(), n = passage.size();
    // best[i][j]: i words spent, in column j, before any gap of row i.
    std::vector<std::vector<int64_t>> best(m + 1, std::vector<int64_t>(n + 1, INT64_MAX / 4));
    best[0][0] = 0;
    for (size_t i = 0; i < m; ++i) {
      std::vector<int64_t> left(n + 1, INT64_MAX / 4);
      for (size_t j = 0; j <= n; ++j) {
        for (size_t k = 0; k <= j; ++k) left[j] = std::min(left[j], best[i][k] + Gap(i, j - k));
      }
      for (size_t j = 0; j <= n; ++j) {
        best[i + 1][j] = std::min(best[i + 1][j], left[j] + (claim[i].edited ? 8 : 64));
        if (j < n) best[i + 1][j + 1] = std::min(best[i + 1][j + 1], left[j] + Match(i, j));
      }
    }
    return *std::min_element(best[m].begin(), best[m].end());
  }

  // Of the pairs, each gap put where it is cheapest among the words without partners beside it.
  int64_t CostOf(const Alignment& alignment) const {
    int64_t cost = 0;
    size_t next = 0, after = 0;  // the word of the claim after the last, and after the last partner
    size_t gap = 0;
    bool partnered = false;
    for (const Pairing& pair : alignment.pairs) {
      if (pair.claim == Pairing::kNothing) {
        ++gap;
        continue;
      }
      EXPECT_EQ(pair.claim, next++);
      if (pair.passage == Pairing::kNothing) {
        cost += claim[pair.claim].edited ? 8 : 64;
        continue;
      }
      EXPECT_TRUE(partnered || gap == 0);
      if (gap > 0) {
        int64_t cheapest = INT64_MAX;
        for (size_t i = after; i <= pair.claim; ++i) cheapest = std::min(cheapest, Gap(i, gap));
        cost += cheapest;
      }
      gap = 0;
      partnered = true;
      after = next;
      cost += Match(pair.claim, pair.passage);
    }
    EXPECT_EQ(next, claim.size());
    EXPECT_EQ(gap, 0u);
    return cost;
  }
};

TEST(Alignment, IsAsCheapAsTheWholeTableSays) {
  std::mt19937 random(11);
  const auto text = [&](size_t length) {
    std::vector<AlignedWord> words;
    for (size_t i = 0; i < length; ++i) {
      const uint64_t key = random() % 6;
      words.push_back({.key = key, .form = key * 2 + (random() % 8 == 0 ? 1 : 0), .kin = key < 2 ? 1u : 0u,
                       .cut_before = random() % 6 == 0, .edited = random() % 9 == 0, .light = random() % 5 == 0});
    }
    return words;
  };
  for (int round = 0; round < 4000; ++round) {
    const auto claim = text(1 + random() % 12), passage = text(random() % 16);
    const Alignment alignment = Align(claim, passage);
    const Oracle oracle{claim, passage};
    ASSERT_EQ(alignment.cost, oracle.Cheapest()) << round;
    ASSERT_EQ(oracle.CostOf(alignment), alignment.cost) << round;
  }
}

}  // namespace
}  // namespace quoth::check
