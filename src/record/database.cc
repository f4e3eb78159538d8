#include "record/database.h"

#include <cerrno>

namespace quoth::record {

namespace {

// quoth_score(table): how much of a row is what was asked for (find.cc).
void Score(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* context, int, sqlite3_value**) {
  constexpr double kSaturation = 1.2, kShort = 0.25, kUsualWords = 20;
  int instances = 0, words = 0;
  if (api->xInstCount(row, &instances) != SQLITE_OK || api->xColumnSize(row, -1, &words) != SQLITE_OK) {
    sqlite3_result_error_code(context, SQLITE_CORRUPT);
    return;
  }
  const int phrases = api->xPhraseCount(row);
  // So many counts at most: the rest of a query of hundreds of words adds little.
  constexpr int kPhrases = 64;
  int counts[kPhrases] = {};
  for (int i = 0; i < instances; ++i) {
    int phrase = 0, column = 0, offset = 0;
    if (api->xInst(row, i, &phrase, &column, &offset) != SQLITE_OK) break;
    if (phrase >= 0 && phrase < kPhrases) ++counts[phrase];
  }
  const double length = kSaturation * (kShort + (1 - kShort) * words / kUsualWords);
  double score = 0;
  for (int i = 0; i < phrases && i < kPhrases; ++i) score += counts[i] / (counts[i] + length);
  sqlite3_result_double(context, score);
}

int AddScore(sqlite3* db) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, nullptr) != SQLITE_OK) return SQLITE_ERROR;
  sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
  sqlite3_step(statement);
  sqlite3_finalize(statement);
  return api == nullptr ? SQLITE_ERROR : api->xCreateFunction(api, "quoth_score", nullptr, Score, nullptr);
}

}  // namespace

Database::~Database() {
  for (const auto& [literal, statement] : prepared_) sqlite3_finalize(statement);
  sqlite3_close(db_);
}

Status Database::Open(const std::string& path, bool create, bool read_only, int patience_ms) {
  path_ = path;
  patience_ms_ = patience_ms;
  const int flags = (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0)) |
                    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if (const int code = sqlite3_open_v2(path.c_str(), &db_, flags, nullptr); code != SQLITE_OK) return Trouble(code);
  sqlite3_busy_timeout(db_, patience_ms);
  if (AddScore(db_) != SQLITE_OK) return Status(Code::kUnsupported, path + ": this SQLite was built without FTS5");
  return Status();
}

Status Database::OpenUnchanging(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    static constexpr char kDigits[] = "0123456789ABCDEF";
    if (c == '?' || c == '#' || c == '%') {
      uri += '%';
      uri += kDigits[static_cast<unsigned char>(c) >> 4];
      uri += kDigits[c & 15];
    } else {
      uri += c;
    }
  }
  uri += "?immutable=1";
  for (const auto& [literal, statement] : prepared_) sqlite3_finalize(statement);
  prepared_.clear();
  sqlite3_close(db_);
  db_ = nullptr;
  const int code = sqlite3_open_v2(uri.c_str(), &db_, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code == SQLITE_OK) AddScore(db_);
  return code == SQLITE_OK ? Status() : Trouble(code);
}

Status Database::Run(const char* sql) {
  const int code = sqlite3_exec(db_, sql, nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? Status() : Trouble(code);
}

Status Database::Trouble(int code) {
  trouble_ = code;
  const int system = db_ == nullptr ? 0 : sqlite3_system_errno(db_);
  const std::string said = db_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(db_);
  switch (code & 0xff) {
    case SQLITE_FULL:
      return Status(Code::kUnreadable, path_ + ": the disk is full; what was committed is safe: make room and run again");
    case SQLITE_IOERR:
      if (system == ENOSPC || system == EDQUOT) {
        return Status(Code::kUnreadable, path_ + ": the disk is full; what was committed is safe: make room and run again");
      }
      if (code == SQLITE_IOERR_WRITE) {  // SQLite does not keep the system's reason
        return Status(Code::kUnreadable, path_ + ": may not grow any further (a limit on files, a quota), or the disk fails; "
                                                 "what was committed is safe: make room and run again");
      }
      return Status(Code::kUnreadable, path_ + ": cannot be read or written: " + said + "; check the disk");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Status(Code::kUnreadable, path_ + ": another process has kept it locked for " +
                                           std::to_string(patience_ms_ / 1000) + " s; run again when it has finished");
    case SQLITE_CANTOPEN:
      return Status(system == ENOENT ? Code::kNotFound : Code::kUnreadable,
                    path_ + (system == ENOENT ? ": no such record, or no such folder; quoth ingest makes one"
                                              : ": cannot be opened; check the path and its permissions"));
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return Status(Code::kUnreadable, path_ + ": may not be written; check the permissions of the file and its folder");
    case SQLITE_NOTADB:
      return Status(Code::kCorrupt, path_ + ": not a record of Quoth; name another file");
    case SQLITE_CORRUPT:
      return Status(Code::kCorrupt, path_ + ": damaged: " + said + "; `sqlite3 FILE .recover` saves what can be read");
    case SQLITE_NOMEM: return Status(Code::kTooLarge, path_ + ": memory ran out");
    case SQLITE_TOOBIG: return Status(Code::kTooLarge, path_ + ": a text of more than 1 GB");
    default: return Status(Code::kInternal, path_ + ": " + said);
  }
}

Command::Command(Database& db, const char* literal) : db_(db), kept_(true) {
  const auto [place, fresh] = db.prepared_.try_emplace(literal, nullptr);
  if (place->second == nullptr) {
    const int code = sqlite3_prepare_v3(db.db_, literal, -1, SQLITE_PREPARE_PERSISTENT, &place->second, nullptr);
    if (code != SQLITE_OK) status_ = db.Trouble(code);
  }
  statement_ = place->second;
}

Command::Command(Database& db, const std::string& sql) : db_(db), kept_(false) {
  const int code = sqlite3_prepare_v2(db.db_, sql.c_str(), static_cast<int>(sql.size()) + 1, &statement_, nullptr);
  if (code != SQLITE_OK) status_ = db.Trouble(code);
}

Command::~Command() {
  if (statement_ == nullptr) return;
  if (!kept_) {
    sqlite3_finalize(statement_);
    return;
  }
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);  // what was bound may go now
}

Command& Command::Bind(int at, int64_t value) {
  sqlite3_bind_int64(statement_, at, value);
  return *this;
}

Command& Command::Bind(int at, double value) {
  sqlite3_bind_double(statement_, at, value);
  return *this;
}

Command& Command::Bind(int at, std::string_view text) {
  // A null pointer would be bound as NULL.
  sqlite3_bind_text64(statement_, at, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Command& Command::BindBlob(int at, std::string_view bytes) {
  sqlite3_bind_blob64(statement_, at, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(), SQLITE_STATIC);
  return *this;
}

Command& Command::BindNull(int at) {
  sqlite3_bind_null(statement_, at);
  return *this;
}

bool Command::Step() {
  if (statement_ == nullptr || !status_.ok()) return false;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) status_ = db_.Trouble(code);
  return false;
}

Status Command::Finish() {
  while (Step()) {
  }
  return status_;
}

void Command::Reset() {
  if (statement_ != nullptr) sqlite3_reset(statement_);
}

std::string_view Command::View(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

}  // namespace quoth::record
