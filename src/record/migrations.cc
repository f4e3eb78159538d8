// The schema, as a list of steps: step N leads from user_version N to N + 1.  A step
// that was released is never edited; docs/schema.md says what the tables mean.
#include "record/migrations.h"

namespace quoth::record {
namespace {

constexpr const char* kFirst = R"sql(
CREATE TABLE forms (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO forms VALUES (0, 'direct'), (1, 'mixed'), (2, 'indirect');
CREATE TABLE acts (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO acts VALUES (0, 'say'), (1, 'ask'), (2, 'deny'), (3, 'demand'), (4, 'promise'), (5, 'warn'),
  (6, 'accuse'), (7, 'think'), (8, 'feel'), (9, 'intend'), (10, 'report');
CREATE TABLE kinds (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO kinds VALUES (0, 'person'), (1, 'organisation'), (2, 'publication'), (3, 'group'), (4, 'document'),
  (5, 'other');

CREATE TABLE outlets (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE archives (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  size INTEGER,
  modified INTEGER,
  position INTEGER NOT NULL DEFAULT 0,
  complete INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE models (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  title TEXT,
  outlet INTEGER REFERENCES outlets (id)
) STRICT;
CREATE INDEX articles_outlet ON articles (outlet);

CREATE TABLE editions (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (id),
  number INTEGER NOT NULL,
  digest TEXT NOT NULL,
  title TEXT,
  authors TEXT,
  published TEXT,
  modified TEXT,
  crawled TEXT,
  language TEXT,
  canonical_url TEXT,
  page_digest TEXT,
  archive INTEGER REFERENCES archives (id),
  archive_offset INTEGER,
  record_id TEXT,
  model INTEGER REFERENCES models (id),
  bytes INTEGER NOT NULL,
  characters INTEGER NOT NULL,
  replaced INTEGER NOT NULL DEFAULT 0,
  text TEXT,
  UNIQUE (article, digest),
  UNIQUE (article, number)
) STRICT;
CREATE INDEX editions_digest ON editions (digest);
CREATE INDEX editions_published ON editions (published);

CREATE TABLE pages (
  edition INTEGER PRIMARY KEY REFERENCES editions (id),
  type TEXT,
  coding TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  page BLOB NOT NULL
) STRICT;

CREATE TABLE speakers (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind INTEGER NOT NULL REFERENCES kinds (id),
  person TEXT NOT NULL DEFAULT '',
  UNIQUE (name, kind, person)
) STRICT;

CREATE TABLE entities (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE utterances (
  id INTEGER PRIMARY KEY,
  speaker INTEGER REFERENCES speakers (id)
) STRICT;

CREATE TABLE statements (
  id INTEGER PRIMARY KEY,
  edition INTEGER NOT NULL REFERENCES editions (id),
  utterance INTEGER NOT NULL REFERENCES utterances (id),
  within INTEGER REFERENCES statements (id),
  form INTEGER NOT NULL REFERENCES forms (id),
  act INTEGER NOT NULL REFERENCES acts (id),
  headline INTEGER NOT NULL,
  negated INTEGER NOT NULL,
  confidence REAL NOT NULL,
  speaker INTEGER REFERENCES speakers (id),
  speaker_name TEXT,
  speaker_confidence REAL,
  source TEXT,
  cue TEXT,
  content TEXT,
  addressee TEXT,
  occasion TEXT,
  about TEXT,
  said TEXT,
  until TEXT,
  "precision" TEXT,
  day TEXT,
  spans TEXT NOT NULL,
  content_key INTEGER NOT NULL,
  prefix TEXT,
  suffix TEXT,
  who TEXT GENERATED ALWAYS AS (coalesce(speaker_name, source)) VIRTUAL
) STRICT;
CREATE INDEX statements_edition ON statements (edition);
CREATE INDEX statements_utterance ON statements (utterance);
CREATE INDEX statements_speaker ON statements (speaker, day) WHERE speaker IS NOT NULL;
CREATE INDEX statements_day ON statements (day);
CREATE INDEX statements_content_key ON statements (content_key);

CREATE TABLE voices (
  statement INTEGER NOT NULL REFERENCES statements (id),
  speaker INTEGER NOT NULL REFERENCES speakers (id),
  PRIMARY KEY (statement, speaker)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
  statement INTEGER NOT NULL REFERENCES statements (id),
  entity INTEGER NOT NULL REFERENCES entities (id),
  spans TEXT NOT NULL,
  PRIMARY KEY (entity, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_statement ON mentions (statement);

CREATE TABLE shingles (id INTEGER PRIMARY KEY) STRICT;

CREATE VIRTUAL TABLE statements_fts USING fts5 (
  content, who, addressee, about,
  content="statements", content_rowid="id", tokenize="porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER statements_added AFTER INSERT ON statements BEGIN
  INSERT INTO statements_fts (rowid, content, who, addressee, about)
  VALUES (new.id, new.content, new.who, new.addressee, new.about);
END;
CREATE TRIGGER statements_removed AFTER DELETE ON statements BEGIN
  INSERT INTO statements_fts (statements_fts, rowid, content, who, addressee, about)
  VALUES ('delete', old.id, old.content, old.who, old.addressee, old.about);
END;
CREATE TRIGGER statements_changed AFTER UPDATE OF content, speaker_name, source, addressee, about ON statements BEGIN
  INSERT INTO statements_fts (statements_fts, rowid, content, who, addressee, about)
  VALUES ('delete', old.id, old.content, old.who, old.addressee, old.about);
  INSERT INTO statements_fts (rowid, content, who, addressee, about)
  VALUES (new.id, new.content, new.who, new.addressee, new.about);
END;

CREATE VIEW reports AS
SELECT s.id AS statement, s.utterance, s.who, s.cue, s.content, forms.name AS form, acts.name AS act, s.negated,
  s.said, s.day, outlets.name AS outlet, e.published, coalesce(e.title, a.title) AS title, a.url,
  e.number AS edition, s.confidence, archives.name AS archive, e.archive_offset, e.record_id
FROM statements AS s
JOIN forms ON forms.id = s.form
JOIN acts ON acts.id = s.act
JOIN editions AS e ON e.id = s.edition
JOIN articles AS a ON a.id = e.article
LEFT JOIN outlets ON outlets.id = a.outlet
LEFT JOIN archives ON archives.id = e.archive;

CREATE VIEW utterance_reports AS
SELECT s.utterance, count(DISTINCT e.article) AS articles, count(DISTINCT a.outlet) AS outlets,
  min(s.day) AS first, max(s.day) AS last, max(s.who) AS who, max(s.content) AS content
FROM statements AS s
JOIN editions AS e ON e.id = s.edition
JOIN articles AS a ON a.id = e.article
GROUP BY s.utterance;

CREATE VIEW latest_editions AS
SELECT * FROM editions AS e
WHERE number = (SELECT max(number) FROM editions WHERE article = e.article);
)sql";

constexpr const char* kRuns = R"sql(
CREATE TABLE shingle_runs (id INTEGER PRIMARY KEY AUTOINCREMENT, pairs BLOB NOT NULL) STRICT;
DROP INDEX statements_content_key;
INSERT INTO statements_fts (statements_fts, rank) VALUES ('automerge', 8);
INSERT OR IGNORE INTO shingles SELECT ((content_key >> 32) & 0xffffffff) << 31 | id FROM statements;
)sql";

}  // namespace

const std::vector<const char*>& Migrations() {
  static const std::vector<const char*> steps = {kFirst, kRuns};
  return steps;
}

}  // namespace quoth::record
