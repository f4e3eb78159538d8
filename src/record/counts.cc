// Counting: who speaks how often, when, and how much there is.
#include <utility>

#include "record/record_impl.h"

namespace quoth {
namespace {

using record::Command;

}  // namespace

Result<std::vector<SpeakerCount>> Record::Speakers(const std::string& by, size_t limit) {
  Result<record::QuerySql> made = record::MakeQuerySql({.by = by});
  if (!made.ok()) return made.status();
  std::string sql =
      "SELECT s.who, s.speaker IS NOT NULL, k.kind, k.person, count(*), count(DISTINCT s.utterance), count(DISTINCT a.outlet), "
      "min(s.day), max(s.day) FROM ";
  if (!made->match.empty()) sql += "statements_fts AS f JOIN statements AS s ON s.id = f.rowid";
  else sql += "statements AS s";
  sql +=
      " JOIN editions AS e ON e.id = s.edition JOIN articles AS a ON a.id = e.article "
      "LEFT JOIN speakers AS k ON k.id = s.speaker WHERE s.who IS NOT NULL";
  if (!made->match.empty()) sql += " AND f.statements_fts MATCH ?1";
  sql += " GROUP BY s.who, s.speaker ORDER BY 6 DESC, 5 DESC, 1";
  if (limit != 0) sql += " LIMIT " + std::to_string(limit);
  Command find(impl_->db, sql);
  record::BindQuery(*made, &find);
  std::vector<SpeakerCount> speakers;
  while (find.Step()) {
    SpeakerCount one;
    one.name = find.Text(0);
    one.resolved = find.Integer(1) != 0;
    if (one.resolved) one.kind = static_cast<SpeakerKind>(find.Integer(2));
    one.id = find.Text(3);
    one.statements = static_cast<size_t>(find.Integer(4));
    one.utterances = static_cast<size_t>(find.Integer(5));
    one.outlets = static_cast<size_t>(find.Integer(6));
    one.first = find.Text(7);
    one.last = find.Text(8);
    speakers.push_back(std::move(one));
  }
  if (!find.status().ok()) return find.status();
  return speakers;
}

Result<std::vector<MonthCount>> Record::Timeline(const StatementQuery& query) {
  Result<record::QuerySql> made = record::MakeQuerySql(query);
  if (!made.ok()) return made.status();
  std::string sql = "SELECT substr(s.day, 1, 7), count(*), count(DISTINCT s.utterance) FROM ";
  if (!made->match.empty()) {
    sql += "statements_fts AS f JOIN statements AS s ON s.id = f.rowid" + made->joins + " WHERE f.statements_fts MATCH ?1";
  } else {
    sql += "statements AS s" + made->joins + " WHERE 1";
  }
  sql += made->Conditions() + " AND length(s.day) >= 7 GROUP BY 1 ORDER BY 1";
  Command find(impl_->db, sql);
  record::BindQuery(*made, &find);
  std::vector<MonthCount> months;
  while (find.Step()) {
    months.push_back({.month = find.Text(0),
                      .statements = static_cast<size_t>(find.Integer(1)),
                      .utterances = static_cast<size_t>(find.Integer(2))});
  }
  if (!find.status().ok()) return find.status();
  return months;
}

Result<Coverage> Record::Covered() {
  Command count(impl_->db,
                "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM editions), (SELECT count(*) FROM statements), "
                "(SELECT count(*) FROM utterances), (SELECT count(*) FROM outlets), "
                "(SELECT min(published) FROM editions), (SELECT max(published) FROM editions)");
  Coverage covered;
  if (count.Step()) {
    covered.articles = static_cast<size_t>(count.Integer(0));
    covered.editions = static_cast<size_t>(count.Integer(1));
    covered.statements = static_cast<size_t>(count.Integer(2));
    covered.utterances = static_cast<size_t>(count.Integer(3));
    covered.outlets = static_cast<size_t>(count.Integer(4));
    covered.first = record::DayOf(count.View(5));
    covered.last = record::DayOf(count.View(6));
  }
  if (!count.status().ok()) return count.status();
  return covered;
}

}  // namespace quoth
