// Finding.  Names and words go through one full-text query, so that the rarest of
// them decides how much is looked at: `--by Marran toll` becomes
//
//   {content} : ("toll") AND {who} : ("marran")
//
// What a person types is never taken for the query's syntax: each word is made a
// string of FTS5, in which only the quotation mark means something, and is doubled.
//
// Ranking is that of bm25 without its weights for rare words, which need a count of all
// statements that have a word, and mean little where every hit has all the words: a
// hit is the better the more of it is what was asked for.  An utterance stands where
// its best report does.  A word that stands in every third statement would still
// cost a second to rank among a million; so of more than kRanked statements that fit,
// only those that were added latest are ranked.
#include <algorithm>
#include <unordered_set>
#include <utility>

#include "record/fold.h"
#include "record/names.h"
#include "record/record_impl.h"

namespace quoth {
namespace record {
namespace {

// Marks that put words side by side.
size_t QuotationMark(std::string_view text, size_t at) {
  for (const std::string_view mark : {"\"", "“", "”", "„", "«", "»"}) {
    if (text.substr(at, mark.size()) == mark) return mark.size();
  }
  return 0;
}

void AppendWord(std::string_view word, std::string* out) {
  if (FoldWords(word).empty()) return;  // punctuation alone means nothing
  if (!out->empty()) *out += " AND ";
  *out += '"';
  for (const char c : word) {
    if (c == '"') *out += '"';
    *out += c == '\0' ? ' ' : c;
  }
  *out += '"';
}

bool IsDay(std::string_view day) {
  return DayOf(day) == day && !day.empty();
}

}  // namespace

std::string MatchWords(std::string_view words) {
  std::string out;
  size_t begin = 0;
  bool in_marks = false;
  for (size_t at = 0; at <= words.size();) {
    const size_t mark = at < words.size() ? QuotationMark(words, at) : 0;
    const bool space = at < words.size() && static_cast<unsigned char>(words[at]) <= ' ';
    if (at == words.size() || mark > 0 || (space && !in_marks)) {
      AppendWord(words.substr(begin, at - begin), &out);
      if (mark > 0) in_marks = !in_marks;
      at += std::max<size_t>(mark, 1);
      begin = at;
      continue;
    }
    ++at;
  }
  return out;
}

Result<QuerySql> MakeQuerySql(const StatementQuery& query) {
  QuerySql sql;
  const auto match = [&](const char* columns, const std::string& words, const char* what) -> Status {
    if (words.empty()) return Status();
    const std::string expression = MatchWords(words);
    if (expression.empty()) {
      return Status(Code::kInvalidInput, std::string(what) + ": there is no word in \"" + words + "\"; type letters or figures");
    }
    if (!sql.match.empty()) sql.match += " AND ";
    sql.match += std::string("{") + columns + "} : (" + expression + ")";
    return Status();
  };
  if (query.raw && !query.words.empty()) {
    sql.match = "(" + query.words + ")";
  } else if (Status status = match("content", query.words, "words"); !status.ok()) {
    return status;
  }
  std::string by;  // without titles: "President Marran" finds Odile Marran
  for (const std::string& word : NameWords(query.by)) by += word + " ";
  if (Status status = match("who", by.empty() ? query.by : by, "by"); !status.ok()) return status;
  if (Status status = match("addressee", query.to, "to"); !status.ok()) return status;
  if (Status status = match("about content", query.about, "about"); !status.ok()) return status;

  const auto bound = [&](std::string text, const std::string& value) {
    sql.texts.push_back(value);
    return text.replace(text.find('?'), 1, "?" + std::to_string(sql.texts.size() + 1));
  };
  for (const auto& [name, day] : {std::pair("since", &query.since), std::pair("until", &query.until)}) {
    if (!day->empty() && !IsDay(*day)) {
      return Status(Code::kInvalidInput, std::string(name) + ": \"" + *day + "\" is no date; write 2026, 2026-05 or 2026-05-24");
    }
  }
  if (!query.since.empty()) sql.conditions += " AND " + bound("s.day >= ?", query.since);
  if (!query.until.empty()) sql.conditions += " AND " + bound("s.day <= ?", query.until + "~");  // all of the month or year
  if (!query.outlet.empty()) {
    std::string words = FoldWords(query.outlet);
    sql.outlets = "SELECT o.id FROM outlets AS o WHERE 1";
    for (size_t at = 0; at < words.size();) {
      const size_t end = std::min(words.find(' ', at), words.size());
      sql.outlets += " AND " + bound("instr(lower(o.name), ?) > 0", words.substr(at, end - at));
      at = end + 1;
    }
    sql.joins = " JOIN editions AS e ON e.id = s.edition JOIN articles AS a ON a.id = e.article";
    sql.of_outlets = " AND a.outlet IN (" + sql.outlets + ")";
  }
  if (query.form) sql.conditions += " AND s.form = " + std::to_string(static_cast<int>(*query.form));
  if (query.act) sql.conditions += " AND s.act = " + std::to_string(static_cast<int>(*query.act));
  return sql;
}

void BindQuery(const QuerySql& sql, Command* command) {
  if (!sql.match.empty()) command->Bind(1, sql.match);
  for (size_t i = 0; i < sql.texts.size(); ++i) command->Bind(static_cast<int>(i) + 2, sql.texts[i]);
}

}  // namespace record

namespace {

using record::Command;

constexpr size_t kRanked = 5000;

// Of outlets with few articles it is cheaper to gather their statements first than to look
// up the outlet of every hit.
constexpr int64_t kFewArticles = 15000;

Status GatherOutlets(record::Database& db, record::QuerySql* sql) {
  if (sql->outlets.empty() || sql->match.empty()) return Status();
  Command count(db, "SELECT count(*) FROM (SELECT ?1 FROM articles WHERE outlet IN (" + sql->outlets + ") LIMIT " +
                        std::to_string(kFewArticles + 1) + ")");
  record::BindQuery(*sql, &count);
  const int64_t articles = count.Step() ? count.Integer(0) : 0;
  if (!count.status().ok() || articles > kFewArticles) return count.status();
  sql->joins.clear();
  // The plus keeps the full text in charge.
  sql->of_outlets = " AND +f.rowid IN (SELECT x.id FROM articles AS a JOIN editions AS e ON e.article = a.id "
                    "JOIN statements AS x ON x.edition = e.id WHERE a.outlet IN (" + sql->outlets + "))";
  return Status();
}

// A query of FTS5 that it does not understand is the user's, not ours.
Status QueryTrouble(const Status& status, const StatementQuery& query) {
  if (!query.raw || status.code() != Code::kInternal) return status;
  return Status(Code::kInvalidInput, "--raw: " + status.message() + "; see https://www.sqlite.org/fts5.html, section 3");
}

}  // namespace

Result<std::vector<Hit>> Record::Find(const StatementQuery& query) {
  Result<record::QuerySql> made = record::MakeQuerySql(query);
  if (!made.ok()) return made.status();
  if (Status status = GatherOutlets(impl_->db, &*made); !status.ok()) return status;
  const bool ranked = !query.words.empty();
  const std::string few = query.limit == 0 ? "" : " LIMIT " + std::to_string(kRanked);
  std::string select;
  if (made->match.empty()) {
    select = "SELECT s.id, s.utterance, 0 FROM statements AS s" + made->joins + " WHERE 1" + made->Conditions() +
             " ORDER BY s.day DESC, s.id DESC";
  } else {
    // CROSS JOIN: the full text drives, whatever the planner thinks of it.
    select = "SELECT id, utterance, score FROM (SELECT s.id AS id, s.utterance AS utterance, s.day AS day, " +
             std::string(ranked ? "quoth_score(f.statements_fts)" : "0") +
             " AS score FROM statements_fts AS f CROSS JOIN statements AS s ON s.id = f.rowid" + made->joins +
             " WHERE f.statements_fts MATCH ?1" + made->Conditions() + " ORDER BY f.rowid DESC" + few + ") ORDER BY " +
             (ranked ? "score DESC, id DESC" : "day DESC, id DESC");
  }

  std::vector<Hit> hits;
  std::unordered_set<int64_t> seen;
  {
    Command find(impl_->db, select);
    record::BindQuery(*made, &find);
    while (find.Step()) {
      if (!seen.insert(find.Integer(1)).second) continue;
      Hit hit;
      hit.report.id = find.Integer(0);
      hit.score = find.Real(2);
      hits.push_back(std::move(hit));
      if (query.limit != 0 && hits.size() == query.limit) break;
    }
    if (!find.status().ok()) return QueryTrouble(find.status(), query);
  }
  for (Hit& hit : hits) {
    Result<Report> report = impl_->ReportAt(hit.report.id);
    if (!report.ok()) return report.status();
    hit.report = std::move(*report);
    Command count(impl_->db,
                  "SELECT count(DISTINCT e.article) FROM statements AS s JOIN editions AS e ON e.id = s.edition "
                  "WHERE s.utterance = ?");
    count.Bind(1, hit.report.utterance);
    if (count.Step()) hit.reports = static_cast<size_t>(count.Integer(0));
    if (!count.status().ok()) return count.status();
  }
  return hits;
}

Status Record::Each(const StatementQuery& query, const std::function<bool(Report&&)>& take) {
  Result<record::QuerySql> made = record::MakeQuerySql(query);
  if (!made.ok()) return made.status();
  std::string select = "SELECT s.id FROM ";
  if (!made->match.empty()) {
    select += "statements_fts AS f JOIN statements AS s ON s.id = f.rowid" + made->joins + " WHERE f.statements_fts MATCH ?1";
  } else {
    select += "statements AS s" + made->joins + " WHERE 1";
  }
  select += made->Conditions() + (made->match.empty() ? " ORDER BY s.id" : " ORDER BY f.rowid");
  if (query.limit != 0) select += " LIMIT " + std::to_string(query.limit);
  Command find(impl_->db, select);
  record::BindQuery(*made, &find);
  while (find.Step()) {
    Result<Report> report = impl_->ReportAt(find.Integer(0));
    if (!report.ok()) return report.status();
    if (!take(std::move(*report))) return Status();
  }
  return find.status().ok() ? Status() : QueryTrouble(find.status(), query);
}

}  // namespace quoth
