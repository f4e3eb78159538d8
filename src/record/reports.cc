// Fetching: statements with their articles, editions, texts, pages.
#include <zstd.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/ids.h"
#include "record/fold.h"
#include "record/record_impl.h"
#include "record/spans.h"

namespace quoth {
namespace {

using record::Command;

constexpr size_t kCommonHere = 1000;   // in more statements a triple proposes nothing (Candidates)

constexpr const char* kEditionColumns =
    "SELECT e.id, e.article, e.number, a.url, e.digest, coalesce(e.title, a.title), o.name, e.published, e.modified, e.crawled, "
    "e.language, f.name, e.archive_offset, e.record_id, (SELECT count(*) FROM statements WHERE edition = e.id) "
    "FROM editions AS e JOIN articles AS a ON a.id = e.article LEFT JOIN outlets AS o ON o.id = a.outlet "
    "LEFT JOIN archives AS f ON f.id = e.archive ";

std::vector<std::string> Parted(std::string_view names) {
  std::vector<std::string> list;
  for (size_t at = 0; at < names.size();) {
    const size_t end = std::min(names.find("; ", at), names.size());
    list.emplace_back(names.substr(at, end - at));
    at = end + 2;
  }
  return list;
}

}  // namespace

Result<Report> Record::Impl::ReportAt(int64_t statement) {
  Report report;
  Statement& read = report.statement;
  {
    Command row(db,
                "SELECT s.utterance, s.edition, s.form, s.act, s.headline, s.negated, s.confidence, s.speaker_name, "
                "s.speaker_confidence, k.kind, k.person, s.source, s.cue, s.content, s.addressee, s.occasion, s.said, s.until, "
                "s.\"precision\", s.day, s.spans, s.prefix, s.suffix, s.about, e.article, e.number, e.digest, "
                "coalesce(e.title, a.title), e.published, e.language, e.archive_offset, e.record_id, a.url, o.name, f.name, "
                "NOT EXISTS (SELECT 1 FROM editions WHERE article = e.article AND number > e.number) "
                "FROM statements AS s JOIN editions AS e ON e.id = s.edition JOIN articles AS a ON a.id = e.article "
                "LEFT JOIN speakers AS k ON k.id = s.speaker LEFT JOIN outlets AS o ON o.id = a.outlet "
                "LEFT JOIN archives AS f ON f.id = e.archive WHERE s.id = ?");
    row.Bind(1, statement);
    if (!row.Step()) {
      if (!row.status().ok()) return row.status();
      return Status(Code::kNotFound, db.path() + ": has no statement " + std::to_string(statement));
    }
    report.id = statement;
    report.utterance = row.Integer(0);
    report.edition = row.Integer(1);
    read.form = static_cast<Form>(row.Integer(2));
    read.act = static_cast<Act>(row.Integer(3));
    read.headline = row.Integer(4) != 0;
    read.negated = row.Integer(5) != 0;
    read.confidence = row.Real(6);
    if (!row.IsNull(7)) {
      read.speaker = Speaker{.names = Parted(row.View(7)),
                             .kind = static_cast<SpeakerKind>(row.Integer(9)),
                             .id = row.Text(10),
                             .confidence = row.Real(8)};
    }
    report.source = row.Text(11);
    report.cue = row.Text(12);
    report.content = row.Text(13);
    report.to = row.Text(14);
    report.occasion = row.Text(15);
    report.who = row.IsNull(7) ? report.source : row.Text(7);
    read.when.date = row.Text(16);
    read.when.until = row.Text(17);
    read.when.precision = row.Text(18);
    report.day = row.Text(19);
    record::ReadSpans(row.View(20), &read);
    report.prefix = row.Text(21);
    report.suffix = row.Text(22);
    for (std::string& name : Parted(row.View(23))) read.about.push_back({.name = std::move(name)});
    report.article = row.Integer(24);
    report.edition_number = static_cast<int>(row.Integer(25));
    report.digest = row.Text(26);
    report.title = row.Text(27);
    report.published = row.Text(28);
    report.language = row.Text(29);
    report.archive_offset = static_cast<uint64_t>(row.Integer(30));
    report.record_id = row.Text(31);
    report.url = row.Text(32);
    report.outlet = row.Text(33);
    report.archive = row.Text(34);
    report.latest = row.Integer(35) != 0;
  }
  read.id = StatementId(report.digest, read);
  if (!read.about.empty()) {
    Command named(db,
                  "SELECT n.name, m.spans FROM mentions AS m JOIN entities AS n ON n.id = m.entity WHERE m.statement = ?");
    named.Bind(1, statement);
    while (named.Step()) {
      const auto about = std::find_if(read.about.begin(), read.about.end(),
                                      [&](const About& one) { return one.name == named.View(0); });
      if (about == read.about.end()) continue;
      Statement holder;  // ReadSpans knows roles only
      record::ReadSpans("{\"content\":" + named.Text(1) + "}", &holder);
      about->spans = std::move(holder.content);
    }
    if (!named.status().ok()) return named.status();
  }
  return report;
}

Result<std::vector<int64_t>> Record::Impl::Numbers(Command& command) {
  std::vector<int64_t> numbers;
  while (command.Step()) numbers.push_back(command.Integer(0));
  if (!command.status().ok()) return command.status();
  return numbers;
}

namespace {

template <typename Fetch>
Result<std::vector<Report>> All(const Result<std::vector<int64_t>>& numbers, const Fetch& fetch) {
  if (!numbers.ok()) return numbers.status();
  std::vector<Report> reports;
  for (const int64_t number : *numbers) {
    Result<Report> report = fetch(number);
    if (!report.ok()) return report.status();
    reports.push_back(std::move(*report));
  }
  return reports;
}

}  // namespace

Result<Report> Record::ReportAt(int64_t statement) { return impl_->ReportAt(statement); }

Result<std::vector<Report>> Record::Reports(int64_t utterance, size_t limit) {
  Command find(impl_->db,
               "SELECT s.id FROM statements AS s JOIN editions AS e ON e.id = s.edition WHERE s.utterance = ? "
               "ORDER BY coalesce(e.published, '~'), s.id LIMIT ?");
  find.Bind(1, utterance).Bind(2, limit == 0 ? int64_t{-1} : static_cast<int64_t>(limit));
  return All(impl_->Numbers(find), [&](int64_t number) { return impl_->ReportAt(number); });
}

Result<std::vector<Report>> Record::StatementsOf(int64_t edition) {
  Command find(impl_->db, "SELECT id FROM statements WHERE edition = ? ORDER BY id");
  find.Bind(1, edition);
  return All(impl_->Numbers(find), [&](int64_t number) { return impl_->ReportAt(number); });
}

Result<std::string> Record::Text(int64_t edition) {
  Command find(impl_->db, "SELECT text FROM editions WHERE id = ?");
  find.Bind(1, edition);
  std::string text = find.Step() ? find.Text(0) : std::string();
  if (!find.status().ok()) return find.status();
  return text;
}

Result<std::string> Record::PageOf(int64_t edition) {
  Command find(impl_->db, "SELECT coding, bytes, page FROM pages WHERE edition = ?");
  find.Bind(1, edition);
  if (!find.Step()) {
    if (!find.status().ok()) return find.status();
    return std::string();
  }
  const std::string_view packed = find.View(2);
  const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (find.View(0) != "zstd" || find.Integer(1) < 0 || size != static_cast<uint64_t>(find.Integer(1))) {
    return Status(Code::kCorrupt, impl_->db.path() + ": the page of edition " + std::to_string(edition) + " is damaged");
  }
  std::string page(static_cast<size_t>(size), '\0');
  if (ZSTD_isError(ZSTD_decompress(page.data(), page.size(), packed.data(), packed.size())) != 0) {
    return Status(Code::kCorrupt, impl_->db.path() + ": the page of edition " + std::to_string(edition) + " is damaged");
  }
  return page;
}

Result<std::vector<EditionFacts>> Record::Editions(const std::string& article) {
  Command find(impl_->db, kEditionColumns + std::string(
      "WHERE e.article IN (SELECT id FROM articles WHERE url IN (?1, ?2) OR CAST(id AS TEXT) = ?1 "
      "UNION SELECT article FROM editions WHERE digest = ?1) ORDER BY e.article, e.number"));
  std::error_code ignored;
  const std::string file = "file://" + std::filesystem::weakly_canonical(article, ignored).string();
  find.Bind(1, article).Bind(2, file);
  std::vector<EditionFacts> editions;
  while (find.Step()) {
    EditionFacts one;
    one.id = find.Integer(0);
    one.article = find.Integer(1);
    one.number = static_cast<int>(find.Integer(2));
    one.url = find.Text(3);
    one.digest = find.Text(4);
    one.title = find.Text(5);
    one.outlet = find.Text(6);
    one.published = find.Text(7);
    one.modified = find.Text(8);
    one.crawled = find.Text(9);
    one.language = find.Text(10);
    one.archive = find.Text(11);
    one.archive_offset = static_cast<uint64_t>(find.Integer(12));
    one.record_id = find.Text(13);
    one.statements = static_cast<size_t>(find.Integer(14));
    editions.push_back(std::move(one));
  }
  if (!find.status().ok()) return find.status();
  if (editions.empty()) {
    return Status(Code::kNotFound, impl_->db.path() + ": has no article " + article + "; quoth find shows addresses");
  }
  return editions;
}

Result<std::vector<Candidate>> Record::Candidates(std::string_view words, size_t limit) {
  const std::string folded = record::FoldWords(words);
  std::unordered_map<int64_t, Candidate> found;
  if (folded.empty()) return std::vector<Candidate>();
  {
    const int64_t key = record::ContentKey(folded);
    std::vector<int64_t> alike;
    if (Status status = impl_->shingles.Refresh(); !status.ok()) return status;
    if (Status status = impl_->shingles.Find(record::KeyHash(key), limit, &alike); !status.ok()) return status;
    for (const int64_t statement : alike) {
      Command same(impl_->db, "SELECT 1 FROM statements WHERE id = ? AND content_key = ?");
      same.Bind(1, statement).Bind(2, key);
      if (same.Step()) found[statement] = {.statement = statement, .shared = 0, .same_words = true};
      if (!same.status().ok()) return same.status();
    }
  }
  // Every triple is looked up: of those that a statement has, only some are indexed.
  std::vector<int64_t> hashes = record::Shingles(folded);
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  std::vector<int64_t> statements;
  for (const int64_t hash : hashes) {
    statements.clear();
    if (Status status = impl_->shingles.Find(hash, kCommonHere + 1, &statements); !status.ok()) return status;
    if (statements.size() > kCommonHere) continue;
    for (const int64_t statement : statements) {
      Candidate& candidate = found[statement];
      candidate.statement = statement;
      ++candidate.shared;
    }
  }
  std::vector<Candidate> best;
  for (const auto& [statement, candidate] : found) best.push_back(candidate);
  std::sort(best.begin(), best.end(), [](const Candidate& a, const Candidate& b) {
    if (a.same_words != b.same_words) return a.same_words;
    return a.shared != b.shared ? a.shared > b.shared : a.statement < b.statement;
  });
  if (best.size() > limit) best.resize(limit);
  return best;
}

}  // namespace quoth
