// The index that proposes statements which share words: hash → statements.
//
// It stands in the table `shingles`, in the order of the hashes, so that each row goes to
// a place of its own: a millionth statement's dozen rows would take longer than all the
// rest of it.  What one transaction adds to it is therefore kept aside where it is much,
// as one sorted run (table `shingle_runs`), and merged into the table once runs hold
// enough, or the record is closed.  Whoever searches looks into both.
//
// docs/schema.md specifies both tables.
//
// Thread rule: belongs to its Record.
#ifndef QUOTH_RECORD_SHINGLE_INDEX_H_
#define QUOTH_RECORD_SHINGLE_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "quoth/status.h"
#include "record/database.h"

namespace quoth::record {

class ShingleIndex {
 public:
  explicit ShingleIndex(Database& db) : db_(db) {}

  // Takes notice of what other processes have changed; before searching, and at the
  // begin of a transaction.
  Status Refresh();

  // Appends up to `most` statements that have this hash, late ones rather than early ones.
  Status Find(int64_t hash, size_t most, std::vector<int64_t>* statements);

  // Likewise, but nothing where `most` have it.  Remembers such hashes: they are those of
  // common words, and come again and again.
  Status FindRare(int64_t hash, size_t most, std::vector<int64_t>* statements);

  // In a transaction.  Found from now on, written by Write.
  void Add(int64_t hash, int64_t statement);

  // Writes what was added; last before a commit.
  Status Write();

  // Takes all runs into the table, in a transaction.
  Status Merge();

  // Whether there is something to merge.
  bool has_runs() const { return pairs_ > 0; }

  // What was added since the last Write was rolled back.
  void Forget();

 private:
  // Pairs of hash and statement by hash, in memory.  Of one hash so many at most, the
  // latest: a triple that stands in more proposes nothing.
  class Table {
   public:
    void Add(int64_t row);
    void Find(int64_t hash, size_t most, std::vector<int64_t>* statements) const;
    void Clear();

   private:
    std::vector<int64_t> slots_;  // rows; 0 is a free one
    size_t used_ = 0;
  };

  Status Load(int64_t after);

  // Into the table, in order.
  Status Insert(std::vector<int64_t>* rows);

  Database& db_;
  Table fresh_, kept_;              // what was added since the last Write; what runs hold
  std::vector<int64_t> added_;      // the rows of fresh_, all of them
  size_t pairs_ = 0;                // in the runs
  size_t runs_ = 0;
  int64_t last_run_ = 0;
  int64_t data_version_ = -1;       // SQLite's, when the runs were read
  std::vector<int64_t> common_;     // hashes that FindRare remembers, each at its place
};

}  // namespace quoth::record

#endif  // QUOTH_RECORD_SHINGLE_INDEX_H_
