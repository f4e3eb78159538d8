// Adding: an article, its edition, its statements (utterances.cc: what these report).
#include <zstd.h>

#include <algorithm>
#include <utility>

#include "base/ids.h"
#include "record/fold.h"
#include "record/record_impl.h"
#include "record/spans.h"
#include "text/utf8.h"

namespace quoth {
namespace {

using record::Command;

constexpr size_t kNamesKept = 200000;  // of each table, before they are looked up again
constexpr size_t kContextPoints = 32;  // code points of prefix and suffix

std::string Words(std::string_view text, const std::vector<Span>& spans, bool ellipsis) {
  std::string words;
  for (size_t i = 0; i < spans.size(); ++i) {
    if (i > 0) {
      const auto between = text.substr(spans[i - 1].end, spans[i].begin - spans[i - 1].end);
      words += ellipsis && !record::FoldWords(between).empty() ? " … " : " ";
    }
    words += text.substr(spans[i].begin, spans[i].size());
  }
  return words;
}

std::string Joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : "; ") + name;
  return all;
}

bool IsInside(const std::vector<Span>& spans, size_t size) {
  size_t last = 0;
  for (const Span& span : spans) {
    if (span.begin < last || span.end < span.begin || span.end > size) return false;
    last = span.end;
  }
  return true;
}

// Up to kContextPoints code points before `end`, or after `begin`.
std::string_view Before(std::string_view text, size_t end) {
  size_t begin = end;
  for (size_t points = 0; begin > 0 && points < kContextPoints; ++points) {
    do --begin;
    while (begin > 0 && (text[begin] & 0xc0) == 0x80);
  }
  return text.substr(begin, end - begin);
}

std::string_view After(std::string_view text, size_t begin) {
  size_t end = begin;
  for (size_t points = 0; end < text.size() && points < kContextPoints; ++points) {
    do ++end;
    while (end < text.size() && (text[end] & 0xc0) == 0x80);
  }
  return text.substr(begin, end - begin);
}

}  // namespace

namespace record {

std::string_view DayOf(std::string_view date) {
  const auto digits = [&](size_t at, size_t length) {
    if (date.size() < at + length) return false;
    return std::all_of(date.begin() + static_cast<std::ptrdiff_t>(at),
                       date.begin() + static_cast<std::ptrdiff_t>(at + length), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (!digits(0, 4)) return {};
  if (date.size() == 4) return date;
  if (date[4] != '-' || !digits(5, 2)) return {};
  if (date.size() == 7) return date;
  if (date[7] != '-' || !digits(8, 2)) return {};
  return date.size() == 10 || date[10] == 'T' || date[10] == ' ' ? date.substr(0, 10) : std::string_view();
}

}  // namespace record

Result<int64_t> Record::Impl::Named(const char* select, const char* insert, const std::string& name, Names* cache) {
  if (const auto known = cache->find(name); known != cache->end()) return known->second;
  if (cache->size() >= kNamesKept) cache->clear();
  {
    Command find(db, select);
    find.Bind(1, name);
    if (find.Step()) return cache->emplace(name, find.Integer(0)).first->second;
    if (!find.status().ok()) return find.status();
  }
  Command add(db, insert);
  if (Status status = add.Bind(1, name).Finish(); !status.ok()) return status;
  return cache->emplace(name, sqlite3_last_insert_rowid(db.handle())).first->second;
}

Result<int64_t> Record::Impl::SpeakerNumber(const std::string& name, const Speaker& speaker) {
  const auto kind = static_cast<int64_t>(speaker.kind);
  const std::string& person = speaker.names.size() == 1 ? speaker.id : std::string();
  const std::string key = std::to_string(kind) + ' ' + person + '\n' + name;
  if (const auto known = speakers.find(key); known != speakers.end()) return known->second;
  if (speakers.size() >= kNamesKept) speakers.clear();
  {
    Command find(db, "SELECT id FROM speakers WHERE name = ? AND kind = ? AND person = ?");
    find.Bind(1, name).Bind(2, kind).Bind(3, person);
    if (find.Step()) return speakers.emplace(key, find.Integer(0)).first->second;
    if (!find.status().ok()) return find.status();
  }
  Command add(db, "INSERT INTO speakers (name, kind, person) VALUES (?, ?, ?)");
  if (Status status = add.Bind(1, name).Bind(2, kind).Bind(3, person).Finish(); !status.ok()) return status;
  return speakers.emplace(key, sqlite3_last_insert_rowid(db.handle())).first->second;
}

Result<Added> Record::Impl::Add(const ArticleOrigin& origin, const Reading& reading) {
  if (origin.url.empty()) return Status(Code::kInvalidInput, "an article needs an address (ArticleOrigin::url)");
  for (const Statement& statement : reading.statements) {
    for (const auto* spans : {&statement.source, &statement.cue, &statement.content, &statement.quoted}) {
      if (!IsInside(*spans, reading.article.text.size())) {
        return Status(Code::kInvalidInput, origin.url + ": a statement's spans lie outside of the article's text, or overlap");
      }
    }
  }
  const bool own = !in_transaction;
  if (own) {
    if (Status status = Begin(); !status.ok()) return status;
  }
  // No savepoint: each would make FTS5 write out what it has gathered.
  Result<Added> added = AddArticle(origin, reading);
  if (!added.ok()) {
    Rollback();
    return added;
  }
  if (own) {
    if (Status status = Commit(); !status.ok()) return status;
  }
  return added;
}

Result<Added> Record::Impl::AddArticle(const ArticleOrigin& origin, const Reading& reading) {
  const Article& article = reading.article;
  const std::string digest = article.id.empty() ? ArticleId(article.text) : article.id;
  const std::string& title = origin.title.empty() ? article.title : origin.title;
  const std::string& published = origin.published.empty() ? article.published : origin.published;
  Added added;
  {
    Command find(db, "SELECT id FROM articles WHERE url = ?");
    find.Bind(1, origin.url);
    if (find.Step()) added.article = find.Integer(0);
    if (!find.status().ok()) return find.status();
  }
  int64_t number = 1;
  if (added.article != 0) {
    Command find(db, "SELECT id FROM editions WHERE article = ? AND digest = ?");
    find.Bind(1, added.article).Bind(2, digest);
    if (find.Step()) {
      added.kind = AddedKind::kKnown;
      added.edition = find.Integer(0);
      return added;
    }
    if (!find.status().ok()) return find.status();
    Command last(db, "SELECT max(number) FROM editions WHERE article = ?");
    last.Bind(1, added.article);
    if (last.Step()) number = last.Integer(0) + 1;
    if (!last.status().ok()) return last.status();
    added.kind = AddedKind::kEdition;
    Command rename(db, "UPDATE articles SET title = ? WHERE id = ?");
    if (Status status = rename.BindOrNull(1, title).Bind(2, added.article).Finish(); !status.ok()) return status;
  } else {
    int64_t outlet = 0;
    if (!origin.outlet.empty()) {
      auto found = Named("SELECT id FROM outlets WHERE name = ?", "INSERT INTO outlets (name) VALUES (?)", origin.outlet, &outlets);
      if (!found.ok()) return found.status();
      outlet = *found;
    }
    Command add(db, "INSERT INTO articles (url, title, outlet) VALUES (?, ?, ?)");
    add.Bind(1, origin.url).BindOrNull(2, title);
    if (outlet != 0) add.Bind(3, outlet);
    if (Status status = add.Finish(); !status.ok()) return status;
    added.article = sqlite3_last_insert_rowid(db.handle());
  }

  int64_t archive = 0, model = 0;
  if (!origin.archive.empty()) {
    auto found = Named("SELECT id FROM archives WHERE name = ?", "INSERT INTO archives (name) VALUES (?)", origin.archive, &archives);
    if (!found.ok()) return found.status();
    archive = *found;
  }
  if (!origin.model.empty()) {
    auto found = Named("SELECT id FROM models WHERE name = ?", "INSERT INTO models (name) VALUES (?)", origin.model, &models);
    if (!found.ok()) return found.status();
    model = *found;
  }
  std::string authors;
  for (const std::string& author : origin.authors) {
    authors += authors.empty() ? "[\"" : ",\"";
    for (const char c : author) {
      if (static_cast<unsigned char>(c) < 0x20) continue;
      if (c == '"' || c == '\\') authors += '\\';
      authors += c;
    }
    authors += '"';
  }
  if (!authors.empty()) authors += ']';
  {
    Command add(db,
                "INSERT INTO editions (article, number, digest, title, authors, published, modified, crawled, language, "
                "canonical_url, page_digest, archive, archive_offset, record_id, model, bytes, characters, replaced, text) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    add.Bind(1, added.article).Bind(2, number).Bind(3, digest).BindOrNull(4, title).BindOrNull(5, authors);
    add.BindOrNull(6, published).BindOrNull(7, origin.modified).BindOrNull(8, origin.crawled);
    add.BindOrNull(9, origin.language).BindOrNull(10, origin.canonical_url).BindOrNull(11, origin.page_digest);
    if (archive != 0) add.Bind(12, archive).Bind(13, static_cast<int64_t>(origin.archive_offset));
    add.BindOrNull(14, origin.record_id);
    if (model != 0) add.Bind(15, model);
    add.Bind(16, static_cast<int64_t>(article.text.size()));
    add.Bind(17, static_cast<int64_t>(CountCodePoints(article.text))).Bind(18, static_cast<int64_t>(article.replaced));
    if (options.keep_text) add.Bind(19, article.text);
    if (Status status = add.Finish(); !status.ok()) return status;
    added.edition = sqlite3_last_insert_rowid(db.handle());
  }
  if (Status status = AddPage(origin, added.edition); !status.ok()) return status;
  const int64_t first = last_statement + 1;
  for (size_t i = 0; i < reading.statements.size(); ++i) {
    if (Status status = AddStatement(reading, i, first, added.edition, published, &added); !status.ok()) return status;
  }
  // A statement may stand within a later one, so both have to be there.
  for (size_t i = 0; i < reading.statements.size(); ++i) {
    const auto& within = reading.statements[i].within;
    if (!within || *within >= reading.statements.size()) continue;
    Command place(db, "UPDATE statements SET within = ? WHERE id = ?");
    place.Bind(1, first + static_cast<int64_t>(*within)).Bind(2, first + static_cast<int64_t>(i));
    if (Status status = place.Finish(); !status.ok()) return status;
  }
  last_statement += static_cast<int64_t>(reading.statements.size());
  added.statements = reading.statements.size();
  return added;
}

Status Record::Impl::AddPage(const ArticleOrigin& origin, int64_t edition) {
  if (!options.keep_pages || origin.page.empty()) return Status();
  std::string packed(ZSTD_compressBound(origin.page.size()), '\0');
  const size_t size = ZSTD_compress(packed.data(), packed.size(), origin.page.data(), origin.page.size(), 3);
  if (ZSTD_isError(size) != 0) return Status(Code::kInternal, std::string("zstd: ") + ZSTD_getErrorName(size));
  packed.resize(size);
  Command add(db, "INSERT INTO pages (edition, type, coding, bytes, page) VALUES (?, ?, 'zstd', ?, ?)");
  add.Bind(1, edition).BindOrNull(2, origin.page_type).Bind(3, static_cast<int64_t>(origin.page.size()));
  return add.BindBlob(4, packed).Finish();
}

Status Record::Impl::AddStatement(const Reading& reading, size_t index, int64_t first, int64_t edition,
                                  std::string_view published, Added* added) {
  const Statement& statement = reading.statements[index];
  const std::string_view text = reading.article.text;
  const int64_t id = first + static_cast<int64_t>(index);

  const std::string source = Words(text, statement.source, false), content = Words(text, statement.content, true);
  std::string speaker_name;
  int64_t speaker = 0;
  std::vector<int64_t> voices;
  if (statement.speaker && !statement.speaker->names.empty()) {
    speaker_name = Joined(statement.speaker->names);
    for (const std::string& name : statement.speaker->names) {
      auto number = SpeakerNumber(name, *statement.speaker);
      if (!number.ok()) return number.status();
      if (speaker == 0) speaker = *number;
      voices.push_back(*number);
    }
  }
  std::string_view day = record::DayOf(statement.when.date);
  if (day.empty()) day = record::DayOf(published);

  const std::string folded = record::FoldWords(content);
  const int64_t key = record::ContentKey(folded);
  Known known;
  if (!folded.empty()) {
    const std::vector<int64_t> fingerprints = record::Fingerprints(folded);
    const Saying fresh{.content = content,
                       .who = speaker != 0 ? std::string_view(speaker_name) : std::string_view(source),
                       .resolved = speaker != 0,
                       .day = day,
                       .form = statement.form,
                       .negated = statement.negated};
    auto found = KnownUtterances(fresh, key, fingerprints);
    if (!found.ok()) return found.status();
    known = std::move(*found);
    shingles.Add(record::KeyHash(key), id);
    if (!known.same_words) {
      for (const int64_t hash : fingerprints) shingles.Add(hash, id);
    }
  }
  int64_t utterance = id;
  if (known.utterances.empty()) {
    Command add(db, "INSERT INTO utterances (id, speaker) VALUES (?, ?)");
    add.Bind(1, id);
    if (speaker != 0) add.Bind(2, speaker);
    if (Status status = add.Finish(); !status.ok()) return status;
  } else {
    std::sort(known.utterances.begin(), known.utterances.end());
    utterance = known.utterances.front();  // the oldest keeps its number
    ++added->joined;
    for (size_t i = 1; i < known.utterances.size(); ++i) {
      if (Status status = Join(utterance, known.utterances[i]); !status.ok()) return status;
    }
    if (speaker != 0) {
      Command name(db, "UPDATE utterances SET speaker = ? WHERE id = ? AND speaker IS NULL");
      if (Status status = name.Bind(1, speaker).Bind(2, utterance).Finish(); !status.ok()) return status;
    }
  }

  const std::string cue = Words(text, statement.cue, false), to = Words(text, statement.to, false);
  const std::string occasion = Words(text, statement.occasion, false), spans = record::WriteSpans(statement);
  std::string about;
  for (const About& named : statement.about) about += (about.empty() ? "" : "; ") + named.name;
  {
    Command add(db,
                "INSERT INTO statements (id, edition, utterance, within, form, act, headline, negated, confidence, speaker, "
                "speaker_name, speaker_confidence, source, cue, content, addressee, occasion, about, said, until, \"precision\", "
                "day, spans, content_key, prefix, suffix) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    add.Bind(1, id).Bind(2, edition).Bind(3, utterance);
    add.Bind(5, static_cast<int64_t>(statement.form)).Bind(6, static_cast<int64_t>(statement.act));
    add.Bind(7, static_cast<int64_t>(statement.headline)).Bind(8, static_cast<int64_t>(statement.negated));
    add.Bind(9, statement.confidence);
    if (speaker != 0) add.Bind(10, speaker).Bind(11, speaker_name).Bind(12, statement.speaker->confidence);
    add.BindOrNull(13, source).BindOrNull(14, cue);
    if (options.keep_text) {
      add.BindOrNull(15, content).BindOrNull(16, to).BindOrNull(17, occasion).BindOrNull(18, about);
    } else if (!statement.content.empty()) {
      add.Bind(25, Before(text, statement.content.front().begin)).Bind(26, After(text, statement.content.back().end));
    }
    add.BindOrNull(19, statement.when.date).BindOrNull(20, statement.when.until).BindOrNull(21, statement.when.precision);
    add.BindOrNull(22, day).Bind(23, spans).Bind(24, key);
    if (Status status = add.Finish(); !status.ok()) return status;
  }
  {
    const std::string_view who = speaker != 0 ? std::string_view(speaker_name) : std::string_view(source);
    Command index(db, "INSERT INTO statements_fts (rowid, content, who, addressee, about) VALUES (?, ?, ?, ?, ?)");
    index.Bind(1, id).BindOrNull(3, who);
    if (options.keep_text) index.BindOrNull(2, content).BindOrNull(4, to).BindOrNull(5, about);
    if (Status status = index.Finish(); !status.ok()) return status;
  }
  if (voices.size() > 1) {
    Command add(db, "INSERT OR IGNORE INTO voices (statement, speaker) VALUES (?, ?)");
    for (const int64_t voice : voices) {
      if (Status status = add.Bind(1, id).Bind(2, voice).Finish(); !status.ok()) return status;
      add.Reset();
    }
  }
  if (options.keep_text && !statement.about.empty()) {
    Command add(db, "INSERT OR IGNORE INTO mentions (statement, entity, spans) VALUES (?, ?, ?)");
    for (const About& named : statement.about) {
      auto entity = Named("SELECT id FROM entities WHERE name = ?", "INSERT INTO entities (name) VALUES (?)", named.name, &entities);
      if (!entity.ok()) return entity.status();
      const std::string places = record::WriteSpanList(named.spans);
      if (Status status = add.Bind(1, id).Bind(2, *entity).Bind(3, places).Finish(); !status.ok()) return status;
      add.Reset();
    }
  }
  return Status();
}

Result<Added> Record::Add(const ArticleOrigin& origin, const Reading& reading) { return impl_->Add(origin, reading); }

Result<bool> Record::HasPage(const std::string& url, const std::string& page_digest) {
  Command find(impl_->db,
               "SELECT 1 FROM articles AS a JOIN editions AS e ON e.article = a.id WHERE a.url = ? AND e.page_digest = ?");
  find.Bind(1, url).Bind(2, page_digest);
  const bool has = find.Step();
  if (!find.status().ok()) return find.status();
  return has;
}

}  // namespace quoth
