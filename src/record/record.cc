#include "quoth/record.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "record/migrations.h"
#include "record/record_impl.h"

namespace quoth {
namespace {

using record::Command;
using record::Database;

int64_t Pragma(Database& db, const std::string& sql, Status* status) {
  Command command(db, sql);
  const int64_t value = command.Step() ? command.Integer(0) : 0;
  if (!command.status().ok()) *status = command.status();
  return value;
}

// Does `step` again while others hold what it needs, until patience_ms are over: SQLite
// answers "busy" at once, asking no busy handler, where waiting might deadlock, and where
// the journal's mode is to be changed.
template <typename Step>
Status Patiently(Database& db, int patience_ms, const Step& step) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience_ms);
  for (auto pause = std::chrono::milliseconds(1);; pause = std::min(2 * pause, std::chrono::milliseconds(50))) {
    Status status = step();
    if (status.ok() || !db.was_busy() || std::chrono::steady_clock::now() >= end) return status;
    std::this_thread::sleep_for(pause);
  }
}

// Makes the tables, or those that an older record lacks.  Looks first: nothing is
// written to a foreign file.
Status Migrate(Database& db, bool read_only) {
  const auto known = static_cast<int64_t>(record::Migrations().size());
  Status status;
  const auto look = [&](int64_t* version) -> Status {
    const int64_t id = Pragma(db, "PRAGMA application_id", &status);
    *version = Pragma(db, "PRAGMA user_version", &status);
    const int64_t tables = Pragma(db, "SELECT count(*) FROM sqlite_schema", &status);
    if (!status.ok()) return status;
    if (id != record::kApplicationId && (tables > 0 || *version != 0)) {
      return Status(Code::kCorrupt, db.path() + ": a database, but not a record of Quoth; name another file");
    }
    if (*version > known) {
      return Status(Code::kUnsupported, db.path() + ": made by a later Quoth (schema " + std::to_string(*version) +
                                            "; this one knows " + std::to_string(known) + "); update Quoth");
    }
    return Status();
  };
  int64_t version = 0;
  // In one transaction: another process may be making the tables between two looks.
  if (Status begun = db.Run("BEGIN"); !begun.ok()) return begun;
  const Status looked = look(&version);
  sqlite3_exec(db.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  if (!looked.ok()) return looked;
  if (version == known) return Status();
  if (read_only) {
    return Status(Code::kUnsupported, db.path() + ": no record yet, or an older one; open it once for writing (quoth ingest)");
  }
  if (Status begun = db.Run("BEGIN IMMEDIATE"); !begun.ok()) return begun;
  Status done = look(&version);  // another process may have been faster
  for (int64_t step = version; done.ok() && step < known; ++step) {
    done = db.Run(record::Migrations()[static_cast<size_t>(step)]);
    if (done.ok()) done = db.Run(("PRAGMA user_version = " + std::to_string(step + 1)).c_str());
    if (done.ok()) done = db.Run(("PRAGMA application_id = " + std::to_string(record::kApplicationId)).c_str());
  }
  if (done.ok()) done = db.Run("COMMIT");
  if (!done.ok()) sqlite3_exec(db.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  return done;
}

}  // namespace

Record::Record(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Record::Record(Record&&) noexcept = default;
Record& Record::operator=(Record&&) noexcept = default;
Record::~Record() {
  if (impl_ == nullptr) return;
  impl_->Rollback();
  impl_->Tidy();
}

Result<Record> Record::Open(const std::string& path, const RecordOptions& options) {
  auto impl = std::make_unique<Impl>();
  impl->options = options;
  Database& db = impl->db;
  if (Status s = db.Open(path, options.create && !options.read_only, options.read_only, options.patience_ms); !s.ok()) {
    return s;
  }
  if (options.read_only) {
    // In a folder that may not be written to SQLite cannot make the files by which
    // readers and writers see each other; then there is no writer either.
    Status status;
    Pragma(db, "SELECT count(*) FROM sqlite_schema", &status);
    const int code = sqlite3_errcode(db.handle()) & 0xff;
    if (!status.ok() && (code == SQLITE_CANTOPEN || code == SQLITE_READONLY)) {
      if (Status s = db.OpenUnchanging(path); !s.ok()) return s;
    }
  }
  // What add.cc writes refers to rows that it has just made or found; to have SQLite look
  // for them again takes a third of the time.
  std::string setup = "PRAGMA page_size = 8192; PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY;";
  if (options.cache_bytes > 0) setup += "PRAGMA cache_size = -" + std::to_string(options.cache_bytes / 1024) + ";";
  if (Status s = db.Run(setup.c_str()); !s.ok()) return s;
  const auto migrate = [&] { return Migrate(db, options.read_only); };
  if (Status s = Patiently(db, options.patience_ms, migrate); !s.ok()) return s;
  if (!options.read_only) {
    // The triggers are for others: a statement with a trigger runs in a savepoint, and
    // each makes FTS5 write out what it has gathered.  add.cc fills the index itself.
    sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    // NORMAL: a power cut may lose the last transactions, never the file; an ingest
    // takes up again what was lost.
    const auto keep_a_log = [&] {
      return db.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8192;");
    };
    if (Status s = Patiently(db, options.patience_ms, keep_a_log); !s.ok()) return s;
  }
  return Record(std::move(impl));
}

Status Record::Impl::Begin() {
  if (in_transaction) return Status(Code::kInternal, "a transaction is open already");
  if (Status status = db.Run("BEGIN IMMEDIATE"); !status.ok()) return status;
  in_transaction = true;
  Status status = shingles.Refresh();
  if (status.ok()) {
    Command last(db, "SELECT max(id) FROM statements");
    last_statement = last.Step() ? last.Integer(0) : 0;
    status = last.status();
  }
  if (!status.ok()) Rollback();
  return status;
}

Status Record::Impl::Commit() {
  if (!in_transaction) return Status(Code::kInternal, "no transaction is open");
  Status status = shingles.Write();
  if (status.ok()) status = db.Run("COMMIT");
  if (!status.ok()) {
    Rollback();
    return status;
  }
  in_transaction = false;
  return Status();
}

void Record::Impl::Rollback() {
  if (!in_transaction) return;
  in_transaction = false;
  ForgetNames();
  shingles.Forget();
  if (sqlite3_get_autocommit(db.handle()) == 0) sqlite3_exec(db.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Record::Impl::Tidy() {
  if (options.read_only || !shingles.has_runs()) return;
  sqlite3_busy_timeout(db.handle(), 0);  // who writes now may tidy up later
  if (!Begin().ok()) return;
  if (shingles.Merge().ok()) Commit();
  else Rollback();
}

void Record::Impl::ForgetNames() {
  for (Names* names : {&outlets, &archives, &models, &entities, &speakers}) names->clear();
}

Status Record::Begin() { return impl_->Begin(); }
Status Record::Commit() { return impl_->Commit(); }
void Record::Rollback() { impl_->Rollback(); }

Result<Bookmark> Record::BookmarkOf(const std::string& path, uint64_t size, int64_t modified) {
  Bookmark mark{.path = path, .size = size, .modified = modified};
  Command find(impl_->db, "SELECT position, complete FROM archives WHERE name = ? AND size = ? AND modified = ?");
  find.Bind(1, path).Bind(2, static_cast<int64_t>(size)).Bind(3, modified);
  if (find.Step()) {
    mark.position = static_cast<uint64_t>(find.Integer(0));
    mark.complete = find.Integer(1) != 0;
  }
  if (!find.status().ok()) return find.status();
  return mark;
}

Status Record::SetBookmark(const Bookmark& mark) {
  // Two ingests of the same file: the one that is behind does not set it back.
  Command set(impl_->db,
              "INSERT INTO archives (name, size, modified, position, complete) VALUES (?1, ?2, ?3, ?4, ?5) "
              "ON CONFLICT (name) DO UPDATE SET size = ?2, modified = ?3, position = ?4, complete = ?5 "
              "WHERE size IS NOT ?2 OR modified IS NOT ?3 OR position < ?4 OR complete < ?5");
  set.Bind(1, mark.path).Bind(2, static_cast<int64_t>(mark.size)).Bind(3, mark.modified);
  set.Bind(4, static_cast<int64_t>(mark.position)).Bind(5, static_cast<int64_t>(mark.complete ? 1 : 0));
  return set.Finish();
}

}  // namespace quoth
