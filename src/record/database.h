// A SQLite connection with its prepared statements, and what goes wrong put into words.
//
//   Database db;
//   if (Status s = db.Open("record.db", true, false, 60000); !s.ok()) return s;
//   Command find(db, "SELECT id FROM articles WHERE url = ?");
//   find.Bind(1, url);
//   if (find.Step()) id = find.Integer(0);
//   if (!find.status().ok()) return find.status();
//
// Thread rule: one thread at a time.
#ifndef QUOTH_RECORD_DATABASE_H_
#define QUOTH_RECORD_DATABASE_H_

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "quoth/status.h"

namespace quoth::record {

class Database {
 public:
  Database() = default;
  Database(const Database&) = delete;
  ~Database();

  // Opens the file; `create` makes it where there is none.
  Status Open(const std::string& path, bool create, bool read_only, int patience_ms);

  // Opens instead a file that nobody changes meanwhile, in a folder that may not be
  // written to.
  Status OpenUnchanging(const std::string& path);

  // Runs a script.
  Status Run(const char* sql);

  // What the latest call that failed with `code` means.
  Status Trouble(int code);

  // The latest trouble was that others held what was needed.
  bool was_busy() const { return (trouble_ & 0xff) == SQLITE_BUSY; }

  sqlite3* handle() const { return db_; }
  const std::string& path() const { return path_; }

 private:
  friend class Command;
  sqlite3* db_ = nullptr;
  std::string path_;
  int patience_ms_ = 0;
  int trouble_ = SQLITE_OK;
  std::unordered_map<const char*, sqlite3_stmt*> prepared_;  // by the literal's address
};

// One statement, at work.  A second one of the same literal must not be made while
// the first lives.
class Command {
 public:
  // Prepared once for each literal, which must be a constant.
  Command(Database& db, const char* literal);
  // Prepared for this one time.
  Command(Database& db, const std::string& sql);
  Command(const Command&) = delete;
  ~Command();

  // Parameters count from 1.  Texts are not copied: they must live until the last Step.
  Command& Bind(int at, int64_t value);
  Command& Bind(int at, double value);
  Command& Bind(int at, std::string_view text);
  Command& BindBlob(int at, std::string_view bytes);
  Command& BindNull(int at);
  // Null where it is empty.
  Command& BindOrNull(int at, std::string_view text) { return text.empty() ? BindNull(at) : Bind(at, text); }

  // The next row.  False: there is none, or it failed (status()).
  bool Step();
  // To the end; for what gives no rows.
  Status Finish();
  // Ready to be bound and stepped again.
  void Reset();

  // Columns count from 0; valid until the next Step.
  int64_t Integer(int column) const { return sqlite3_column_int64(statement_, column); }
  double Real(int column) const { return sqlite3_column_double(statement_, column); }
  std::string_view View(int column) const;
  std::string Text(int column) const { return std::string(View(column)); }
  bool IsNull(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

  const Status& status() const { return status_; }

 private:
  Database& db_;
  sqlite3_stmt* statement_ = nullptr;
  bool kept_;
  Status status_;
};

}  // namespace quoth::record

#endif  // QUOTH_RECORD_DATABASE_H_
