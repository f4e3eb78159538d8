// What a Record holds, for the files that it is written in: record.cc opens, add.cc
// adds, reports.cc fetches, find.cc and counts.cc search.
//
// Thread rule: as Record's.
#ifndef QUOTH_RECORD_RECORD_IMPL_H_
#define QUOTH_RECORD_RECORD_IMPL_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "quoth/record.h"
#include "record/database.h"
#include "record/shingle_index.h"

namespace quoth {

struct Record::Impl {
  // A transaction of our own, or a part of one that is open.
  Status Begin();
  Status Commit();
  void Rollback();
  // What is left to do when the record is closed, and may be left undone.
  void Tidy();

  // The number of a row by its name; made where there is none.  `cache` is of that table.
  using Names = std::unordered_map<std::string, int64_t>;
  Result<int64_t> Named(const char* select, const char* insert, const std::string& name, Names* cache);
  void ForgetNames();

  Result<Added> Add(const ArticleOrigin& origin, const Reading& reading);
  Result<Added> AddArticle(const ArticleOrigin& origin, const Reading& reading);
  Status AddPage(const ArticleOrigin& origin, int64_t edition);
  Status AddStatement(const Reading& reading, size_t index, int64_t first, int64_t edition, std::string_view published,
                      Added* added);
  Result<int64_t> SpeakerNumber(const std::string& name, const Speaker& speaker);

  // The utterances among those known that `fresh` reports, and whether one of their
  // reports has the very same folded words.
  struct Known {
    std::vector<int64_t> utterances;
    bool same_words = false;
  };
  Result<Known> KnownUtterances(const Saying& fresh, int64_t key, const std::vector<int64_t>& fingerprints);
  Status Join(int64_t kept, int64_t other);

  Result<Report> ReportAt(int64_t statement);
  Result<std::vector<int64_t>> Numbers(record::Command& command);

  record::Database db;
  record::ShingleIndex shingles{db};
  RecordOptions options;
  bool in_transaction = false;
  int64_t last_statement = 0;  // highest number, within a transaction
  Names outlets, archives, models, entities, speakers;
};

namespace record {

// What a query asks for, as SQL: conditions on `s` (statements), and what they need.
struct QuerySql {
  std::string match;       // FTS5 expression; empty: there is none
  std::string joins;       // after FROM statements AS s
  std::string conditions;  // each begins with " AND "
  std::string outlets;     // selects the numbers of the outlets asked for; empty: any
  std::string of_outlets;  // the condition that holds a statement to them; begins with " AND "
  std::vector<std::string> texts;  // bound in this order, ?2 on (?1 is `match`)

  std::string Conditions() const { return conditions + of_outlets; }
};

// Fails with kInvalidInput where a day is none.
Result<QuerySql> MakeQuerySql(const StatementQuery& query);

// Words as a person types them to an FTS5 expression that means the same and is
// always well-formed; "" where there is no word in them.
std::string MatchWords(std::string_view words);

// Binds what MakeQuerySql asks for.
void BindQuery(const QuerySql& sql, Command* command);

// "2026-05-24" of "2026-05-24T10:00:00Z"; "" where it is no date.
std::string_view DayOf(std::string_view date);

}  // namespace record
}  // namespace quoth

#endif  // QUOTH_RECORD_RECORD_IMPL_H_
