#include "record/shingle_index.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include "record/fold.h"

namespace quoth::record {
namespace {

constexpr size_t kRunAtLeast = 4096;       // pairs; fewer go to the table at once
constexpr size_t kPairsInRuns = 1 << 21;   // before they are merged
constexpr size_t kCommonKept = 1 << 17;    // hashes
constexpr size_t kOfOneHash = 64;          // kept in memory

int64_t HashOf(int64_t row) { return row >> 31; }

size_t Place(int64_t hash) { return static_cast<size_t>((static_cast<uint64_t>(hash) * 0x9E3779B97F4A7C15ull) >> 20); }

// Runs are stored as little-endian numbers of 8 bytes.
std::string Packed(const std::vector<int64_t>& rows) {
  std::string bytes(rows.size() * 8, '\0');
  for (size_t i = 0; i < rows.size(); ++i) {
    for (size_t b = 0; b < 8; ++b) bytes[8 * i + b] = static_cast<char>(static_cast<uint64_t>(rows[i]) >> (8 * b));
  }
  return bytes;
}

void Unpack(std::string_view bytes, std::vector<int64_t>* rows) {
  for (size_t at = 0; at + 8 <= bytes.size(); at += 8) {
    uint64_t row = 0;
    for (size_t b = 0; b < 8; ++b) row |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[at + b])) << (8 * b);
    if (row != 0) rows->push_back(static_cast<int64_t>(row));
  }
}

}  // namespace

void ShingleIndex::Table::Add(int64_t row) {
  if (2 * (used_ + 1) > slots_.size()) {
    std::vector<int64_t> old(std::max<size_t>(1024, 2 * slots_.size()), 0);
    old.swap(slots_);
    used_ = 0;
    for (const int64_t moved : old) {
      if (moved != 0) Add(moved);
    }
  }
  const size_t mask = slots_.size() - 1;
  size_t same = 0, oldest = 0;
  for (size_t at = Place(HashOf(row)) & mask;; at = (at + 1) & mask) {
    if (slots_[at] == 0) {
      slots_[at] = row;
      ++used_;
      return;
    }
    if (HashOf(slots_[at]) != HashOf(row)) continue;
    if (slots_[at] == row) return;
    if (same == 0 || slots_[at] < slots_[oldest]) oldest = at;
    if (++same == kOfOneHash) {
      slots_[oldest] = row;
      return;
    }
  }
}

void ShingleIndex::Table::Find(int64_t hash, size_t most, std::vector<int64_t>* statements) const {
  if (used_ == 0) return;
  const size_t mask = slots_.size() - 1;
  for (size_t at = Place(hash) & mask; slots_[at] != 0 && statements->size() < most; at = (at + 1) & mask) {
    if (HashOf(slots_[at]) == hash) statements->push_back(slots_[at] & kMostStatements);
  }
}

void ShingleIndex::Table::Clear() {
  slots_.clear();
  used_ = 0;
}

Status ShingleIndex::Load(int64_t after) {
  Command runs(db_, "SELECT id, pairs FROM shingle_runs WHERE id > ? ORDER BY id");
  runs.Bind(1, after);
  std::vector<int64_t> rows;
  while (runs.Step()) {
    last_run_ = runs.Integer(0);
    ++runs_;
    rows.clear();
    Unpack(runs.View(1), &rows);
    for (const int64_t row : rows) kept_.Add(row);
    pairs_ += rows.size();
  }
  return runs.status();
}

Status ShingleIndex::Refresh() {
  {
    Command version(db_, "PRAGMA data_version");
    const int64_t now = version.Step() ? version.Integer(0) : 0;
    if (!version.status().ok()) return version.status();
    if (now == data_version_) return Status();
    data_version_ = now;
  }
  // Runs are only added, or all of them merged.
  Command known(db_, "SELECT count(*) FROM shingle_runs WHERE id <= ?");
  known.Bind(1, last_run_);
  const bool merged = !known.Step() || known.Integer(0) != static_cast<int64_t>(runs_);
  if (!known.status().ok()) return known.status();
  if (merged) {
    kept_.Clear();
    pairs_ = runs_ = 0;
    last_run_ = 0;
  }
  return Load(last_run_);
}

Status ShingleIndex::Find(int64_t hash, size_t most, std::vector<int64_t>* statements) {
  fresh_.Find(hash, most, statements);
  kept_.Find(hash, most, statements);
  if (statements->size() >= most) return Status();
  Command rows(db_, "SELECT id FROM shingles WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?");
  rows.Bind(1, ShingleRow(hash, 0)).Bind(2, ShingleRow(hash, kMostStatements)).Bind(3, static_cast<int64_t>(most - statements->size()));
  while (rows.Step()) statements->push_back(rows.Integer(0) & kMostStatements);
  return rows.status();
}

Status ShingleIndex::FindRare(int64_t hash, size_t most, std::vector<int64_t>* statements) {
  if (common_.empty()) common_.resize(kCommonKept, -1);
  int64_t& common = common_[Place(hash) & (kCommonKept - 1)];
  if (common == hash) return Status();
  const size_t before = statements->size();
  if (Status status = Find(hash, before + most, statements); !status.ok()) return status;
  if (statements->size() == before + most) {
    common = hash;
    statements->resize(before);
  }
  return Status();
}

void ShingleIndex::Add(int64_t hash, int64_t statement) {
  if (statement > kMostStatements) return;
  const int64_t row = ShingleRow(hash, statement);
  added_.push_back(row);
  fresh_.Add(row);
}

Status ShingleIndex::Write() {
  if (added_.empty()) return Status();
  if (added_.size() < kRunAtLeast) {
    if (Status status = Insert(&added_); !status.ok()) return status;
  } else {
    std::sort(added_.begin(), added_.end());
    const std::string packed = Packed(added_);
    Command add(db_, "INSERT INTO shingle_runs (pairs) VALUES (?)");
    if (Status status = add.BindBlob(1, packed).Finish(); !status.ok()) return status;
    last_run_ = sqlite3_last_insert_rowid(db_.handle());
    ++runs_;
    pairs_ += added_.size();
    for (const int64_t row : added_) kept_.Add(row);
  }
  added_.clear();
  fresh_.Clear();
  return pairs_ > kPairsInRuns ? Merge() : Status();
}

Status ShingleIndex::Insert(std::vector<int64_t>* rows) {
  std::sort(rows->begin(), rows->end());
  Command add(db_, "INSERT OR IGNORE INTO shingles (id) SELECT ?1 UNION ALL SELECT ?2 UNION ALL SELECT ?3 UNION ALL SELECT ?4 "
                   "UNION ALL SELECT ?5 UNION ALL SELECT ?6 UNION ALL SELECT ?7 UNION ALL SELECT ?8");
  for (size_t at = 0; at < rows->size(); at += 8) {
    // The last ones are given again where there are fewer.
    for (size_t k = 0; k < 8; ++k) add.Bind(static_cast<int>(k) + 1, (*rows)[std::min(at + k, rows->size() - 1)]);
    if (Status status = add.Finish(); !status.ok()) return status;
    add.Reset();
  }
  return Status();
}

Status ShingleIndex::Merge() {
  if (runs_ == 0) return Status();
  std::vector<int64_t> rows;
  rows.reserve(pairs_);
  {
    Command runs(db_, "SELECT pairs FROM shingle_runs");
    while (runs.Step()) Unpack(runs.View(0), &rows);
    if (!runs.status().ok()) return runs.status();
  }
  if (Status status = Insert(&rows); !status.ok()) return status;
  Command drop(db_, "DELETE FROM shingle_runs");
  if (Status status = drop.Finish(); !status.ok()) return status;
  kept_.Clear();
  pairs_ = runs_ = 0;
  return Status();
}

void ShingleIndex::Forget() {
  fresh_.Clear();
  added_.clear();
  kept_.Clear();
  pairs_ = runs_ = 0;
  last_run_ = 0;
  data_version_ = -1;
}

}  // namespace quoth::record
