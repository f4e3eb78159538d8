#include "record/shingle_index.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "record/fold.h"

namespace quoth::record {
namespace {

class ShingleIndexTest : public testing::Test {
 protected:
  ShingleIndexTest() {
    path_ = testing::TempDir() + "quoth-shingles-" + std::to_string(getpid()) + "-" +
            testing::UnitTest::GetInstance()->current_test_info()->name() + ".db";
    std::filesystem::remove(path_);
    Open(&db_);
    EXPECT_TRUE(db_.Run("CREATE TABLE shingles (id INTEGER PRIMARY KEY) STRICT;"
                        "CREATE TABLE shingle_runs (id INTEGER PRIMARY KEY AUTOINCREMENT, pairs BLOB NOT NULL) STRICT").ok());
  }
  ~ShingleIndexTest() override { std::filesystem::remove(path_); }

  void Open(Database* db) { EXPECT_TRUE(db->Open(path_, true, false, 1000).ok()); }

  static std::vector<int64_t> Found(ShingleIndex& index, int64_t hash, size_t most = 32) {
    std::vector<int64_t> statements;
    EXPECT_TRUE(index.Find(hash, most, &statements).ok());
    std::sort(statements.begin(), statements.end());
    return statements;
  }

  // Statements 1 to `count`, ten hashes each: one of its own ten times over, spread.
  static void AddMany(ShingleIndex& index, int64_t first, int64_t count) {
    for (int64_t s = first; s < first + count; ++s) {
      for (int64_t k = 0; k < 10; ++k) index.Add((s * 7919 + k * 104729) & 0xffffffff, s);
    }
  }

  static int64_t Count(Database& db, const std::string& table) {
    Command count(db, "SELECT count(*) FROM " + table);
    return count.Step() ? count.Integer(0) : -1;
  }

  std::string path_;
  Database db_;
};

TEST_F(ShingleIndexTest, WhatWasAddedIsFoundAtOnceAndWhenWritten) {
  ShingleIndex index(db_);
  ASSERT_TRUE(index.Refresh().ok());
  index.Add(5, 1);
  index.Add(5, 2);
  index.Add(0xffffffff, 3);
  EXPECT_EQ(Found(index, 5), (std::vector<int64_t>{1, 2}));
  ASSERT_TRUE(index.Write().ok());
  EXPECT_EQ(Found(index, 5), (std::vector<int64_t>{1, 2}));
  EXPECT_EQ(Found(index, 0xffffffff), (std::vector<int64_t>{3}));
  EXPECT_EQ(Found(index, 6), (std::vector<int64_t>{}));
  EXPECT_EQ(Count(db_, "shingles"), 3);
}

TEST_F(ShingleIndexTest, AnotherProcessSeesRunsAndTheirMerging) {
  ShingleIndex index(db_);
  ASSERT_TRUE(index.Refresh().ok());
  AddMany(index, 1, 1000);
  ASSERT_TRUE(index.Write().ok());
  EXPECT_TRUE(index.has_runs());
  EXPECT_EQ(Count(db_, "shingles"), 0);

  Database second;
  Open(&second);
  ShingleIndex other(second);
  ASSERT_TRUE(other.Refresh().ok());
  EXPECT_EQ(Found(other, 7919 * 500), Found(index, 7919 * 500));
  EXPECT_FALSE(Found(other, 7919 * 500).empty());

  ASSERT_TRUE(index.Merge().ok());
  EXPECT_FALSE(index.has_runs());
  EXPECT_EQ(Count(db_, "shingle_runs"), 0);
  EXPECT_EQ(Count(db_, "shingles"), 10000);
  AddMany(index, 1001, 1000);
  ASSERT_TRUE(index.Write().ok());
  ASSERT_TRUE(other.Refresh().ok());
  for (const int64_t s : {1, 500, 1000, 1001, 2000}) {
    EXPECT_EQ(Found(other, 7919 * s), Found(index, 7919 * s)) << s;
    EXPECT_FALSE(Found(other, 7919 * s).empty()) << s;
  }
}

TEST_F(ShingleIndexTest, WhatIsRolledBackIsForgotten) {
  ShingleIndex index(db_);
  ASSERT_TRUE(db_.Run("BEGIN").ok());
  ASSERT_TRUE(index.Refresh().ok());
  AddMany(index, 1, 1000);
  ASSERT_TRUE(index.Write().ok());
  ASSERT_TRUE(db_.Run("ROLLBACK").ok());
  index.Forget();
  ASSERT_TRUE(index.Refresh().ok());
  EXPECT_TRUE(Found(index, 7919).empty());
  EXPECT_FALSE(index.has_runs());
}

TEST_F(ShingleIndexTest, OfACommonHashOnlySomeAreKeptAndNoneIsRare) {
  ShingleIndex index(db_);
  ASSERT_TRUE(index.Refresh().ok());
  for (int64_t s = 1; s <= 100000; ++s) index.Add(9, s);
  EXPECT_EQ(Found(index, 9, 32).size(), 32u);
  std::vector<int64_t> rare;
  ASSERT_TRUE(index.FindRare(9, 32, &rare).ok());
  EXPECT_TRUE(rare.empty());
  ASSERT_TRUE(index.Write().ok());
  ASSERT_TRUE(index.Merge().ok());
  EXPECT_EQ(Count(db_, "shingles"), 100000);
}

}  // namespace
}  // namespace quoth::record
