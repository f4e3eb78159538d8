// Record: the growing file of who said what, which a person can keep, search and
// hold a claim against.  It is one SQLite database; docs/schema.md specifies it.
//
//   auto record = quoth::Record::Open("record.db", {});
//   if (!record.ok()) return Fail(record.status());
//   record->Begin();
//   record->Add({.url = "https://courier.example/bridge"}, reading);  // reading: of quoth::Reader
//   record->Commit();
//   auto hits = record->Find({.words = "toll", .by = "Marran"});
//   // hits->front().report.content == "“There will be no toll,”"
//
//   auto bad = quoth::Record::Open("holiday.jpg", {});
//   // bad.status(): kCorrupt, "holiday.jpg: not a record of Quoth …"
//
// Units: Spans are half-open ranges of UTF-8 bytes in the text of their edition
// (Text()).  Days are ISO 8601 ("2026-05-24"), compared as text.
//
// Thread rule: a Record belongs to one thread at a time; open one for each thread.
// Several processes may read and write the same file at once.
#ifndef QUOTH_RECORD_H_
#define QUOTH_RECORD_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/api.h"
#include "quoth/statement.h"
#include "quoth/status.h"

namespace quoth {

// What decides whether two statements are reports of one utterance sees this of each.
struct Saying {
  std::string_view content;  // its words, marks included; several spans joined by " … "
  std::string_view who;      // the speaker's name, else the source as printed; may be empty
  bool resolved = false;     // `who` is a speaker's name
  std::string_view day;      // when it was said, as far as known, else published; may be empty
  Form form = Form::kIndirect;  // how the content stands in its article
  bool negated = false;         // "did not say"
};

// Whether the fresh statement reports the same utterance as the known one.  Called
// for few candidates each; it must not throw, nor call the record.
using SameUtterance = std::function<bool(const Saying& fresh, const Saying& known)>;

// How to open a record: what first, how fast second.
struct RecordOptions {
  // Make the file where there is none.  False: kNotFound.
  bool create = true;
  // Nothing can be added, and the file is not touched.
  bool read_only = false;
  // Keep the words.  False: of articles added from now on only offsets, hashes and
  // a few words before and after are kept, and Find does not find them by words.
  bool keep_text = true;
  // Keep ArticleOrigin::page, compressed.
  bool keep_pages = false;
  // Joins reports of one utterance.  Empty: same folded words, same `who`, at most
  // 7 days apart.
  SameUtterance same_utterance;
  // How long to wait for another process that is writing, in milliseconds.
  int patience_ms = 60000;
  // Memory for the file's pages, in bytes.  0: SQLite's own choice (2 MB).
  size_t cache_bytes = 64u << 20;
};

// Where an article came from and what its page says of itself; what is unknown is empty.
struct ArticleOrigin {
  std::string url;             // names the article; its editions share it.  Never empty
  std::string canonical_url;   // what the page calls its address
  std::string outlet;          // the publication
  std::string title;           // empty: Article::title
  std::vector<std::string> authors;  // people
  std::string published;       // ISO 8601; empty: Article::published
  std::string modified;        // likewise
  std::string crawled;         // when the page was had
  std::string language;        // BCP 47
  std::string page_digest;     // of the page's bytes: "sha256:" and 64 digits
  std::string archive;         // the file it stands in
  uint64_t archive_offset = 0; // in bytes, where its record begins in that file
  std::string record_id;       // WARC-Record-ID, or what the file has instead
  std::string model;           // Reader::model_version()
  std::string page;            // the page's bytes, for keep_pages
  std::string page_type;       // their media type, such as "text/html"
};

// What Add did.  Stored nowhere.
enum class AddedKind {
  kArticle = 0,  // an article that was not in the record
  kEdition = 1,  // another text of an article that was
  kKnown = 2,    // the same article with the same text: nothing was changed
};

// What came of Add.
struct Added {
  AddedKind kind = AddedKind::kArticle;  // what it was
  int64_t article = 0;      // number of the article
  int64_t edition = 0;      // number of its edition, among all editions
  size_t statements = 0;    // added
  size_t joined = 0;        // of these, reports of an utterance that was known
};

// A statement of the record with the article in which it stands: the evidence.
struct Report {
  int64_t id = 0;         // number of the statement
  int64_t utterance = 0;  // number of what was said; the reports of one share it
  int64_t edition = 0;    // number of the edition
  int64_t article = 0;    // number of the article

  Statement statement;    // with its spans; its id as docs/json.md has it; `within` is nothing
  std::string source;     // the words of each role, spans joined by one space;
  std::string cue;        //   empty where the article leaves it out
  std::string content;    // spans joined by " … " where words stand between them, else by one space
  std::string to;         // whom it was said to
  std::string occasion;   // where
  std::string who;        // the speakers' names, joined by "; ", else `source`
  std::string day;        // when it was said, else published; empty: neither is known

  std::string url;        // of the article
  std::string title;      // of the edition
  std::string outlet;     // the publication
  std::string published;  // ISO 8601
  std::string language;   // BCP 47
  std::string digest;     // the article's id (docs/json.md): of the edition's text
  std::string archive;    // where the page lies
  uint64_t archive_offset = 0;  // in bytes
  std::string record_id;  // of the WARC record
  int edition_number = 1; // 1 for the first text of its article
  bool latest = true;     // no later edition of its article is known
  std::string prefix;     // the words before and after, kept instead of the
  std::string suffix;     //   text where that is not (RecordOptions::keep_text)
};

// What to look for: all that is given must hold.
struct StatementQuery {
  std::string words;    // all of them stand in the content; "in marks": side by side.  Never a syntax error
  bool raw = false;     // `words` is a query of SQLite's FTS5 over content, who, addressee, about
  std::string by;       // words of the speaker's name, or of the source where nobody was resolved
  std::string to;       // words of whom it was said to
  std::string about;    // words of what the content names
  std::string since;    // a day, month or year: said (else published) then or later
  std::string until;    // likewise, then or earlier
  std::string outlet;   // words of the publication's name
  std::optional<Form> form;  // how the content stands there
  std::optional<Act> act;    // the manner
  size_t limit = 20;         // utterances; 0: all
};

// An utterance that was found.
struct Hit {
  Report report;       // the report that fits best
  size_t reports = 1;  // articles that have the utterance, this one among them
  double score = 0;    // higher is better; 0 where there were no words
};

// A statement that may hold given words.
struct Candidate {
  int64_t statement = 0;  // its number
  size_t shared = 0;      // rare word triples in common
  bool same_words = false;  // the folded words are the same
};

// Someone who speaks in the record, as `who` has it.
struct SpeakerCount {
  std::string name;        // the speaker's name, else the source as printed
  bool resolved = false;   // it is a speaker's name
  SpeakerKind kind = SpeakerKind::kOther;  // where resolved
  std::string id;          // of the table of people
  size_t statements = 0;   // reports
  size_t utterances = 0;   // what was said
  size_t outlets = 0;      // that reported it
  std::string first, last; // days
};

// What somebody said in a month.
struct MonthCount {
  std::string month;      // "2026-05"
  size_t statements = 0;  // reports
  size_t utterances = 0;  // what was said
};

// How much there is, for "what was searched".
struct Coverage {
  size_t articles = 0;     // with all their editions
  size_t editions = 0;     // texts
  size_t statements = 0;   // reports
  size_t utterances = 0;   // what was said
  size_t outlets = 0;      // publications
  std::string first, last; // days of publication; empty: none is known
};

// An edition of an article.
struct EditionFacts {
  int64_t id = 0;         // number among all editions
  int64_t article = 0;    // number of the article
  int number = 1;         // 1 for the first
  std::string url;        // of the article
  std::string digest;     // the article's id (docs/json.md)
  std::string title;      // headline
  std::string outlet;     // the publication
  std::string published;  // ISO 8601
  std::string modified;   // ISO 8601
  std::string crawled;    // ISO 8601
  std::string language;   // BCP 47
  std::string archive;    // where the page lies
  uint64_t archive_offset = 0;  // in bytes
  std::string record_id;  // of the WARC record
  size_t statements = 0;  // in it
};

// How far a file has been ingested.
struct Bookmark {
  std::string path;         // absolute
  uint64_t size = 0;        // bytes, and
  int64_t modified = 0;     //   time of its latest change (ns), by which a changed file is known
  uint64_t position = 0;    // everything before this byte is in the record
  bool complete = false;    // all of it is
};

// A record, open.
class QUOTH_API Record {
 public:
  // Opens `path`, and brings an older schema up to date.  Fails with kNotFound,
  // kUnreadable, kCorrupt (no record, or a damaged one), kUnsupported (made by a
  // later Quoth).
  static Result<Record> Open(const std::string& path, const RecordOptions& options);

  Record(Record&&) noexcept;
  Record& operator=(Record&&) noexcept;
  ~Record();  // rolls back what was not committed

  // What is added between Begin and Commit is added whole or not at all, whatever
  // happens to the process.  Begin waits its turn where another process writes.
  // Fail with kUnreadable (full disk, no permission, too long a wait), after which
  // nothing of the transaction remains.
  Status Begin();
  Status Commit();
  void Rollback();

  // Adds an article with its statements.  Outside Begin and Commit it is a
  // transaction of its own.  Fails with kInvalidInput (no address, spans outside of
  // the text) before anything is changed, or as Commit does, and then nothing of the
  // transaction remains.
  Result<Added> Add(const ArticleOrigin& origin, const Reading& reading);

  // Whether a page with these bytes (ArticleOrigin::page_digest) was added under `url`.
  Result<bool> HasPage(const std::string& url, const std::string& page_digest);

  // How far a file has been read; sets it (within the transaction, so that it is
  // true at every moment).  A file that changed since begins anew.
  Result<Bookmark> BookmarkOf(const std::string& path, uint64_t size, int64_t modified);
  Status SetBookmark(const Bookmark& bookmark);

  // The utterances that fit, best first (without words: latest first).  Where more
  // than 5,000 statements fit and there is a limit, those added latest are ranked.
  Result<std::vector<Hit>> Find(const StatementQuery& query);

  // Every report that fits, in the order of their numbers.  `take` returns false to
  // end; it may not write to the record.
  Status Each(const StatementQuery& query, const std::function<bool(Report&&)>& take);

  // Statements that may hold `words` (a quotation), or a part of them, or share one:
  // most likely first, at most `limit`.  An index proposes; whether the words are
  // there is for the caller to decide.  Any run of 6 words in common is found, of 3
  // where the statement has up to 10 words, of 4 up to 50; unless each triple in it
  // stands in over 1,000 statements.
  Result<std::vector<Candidate>> Candidates(std::string_view words, size_t limit = 64);

  // A statement with its article.  Fails with kNotFound.
  Result<Report> ReportAt(int64_t statement);

  // The reports of an utterance, earliest publication first; at most `limit` (0: all).
  Result<std::vector<Report>> Reports(int64_t utterance, size_t limit = 0);

  // The statements of an edition, in the order of the text.
  Result<std::vector<Report>> StatementsOf(int64_t edition);

  // The text of an edition, which the Spans point into; empty where it was not kept.
  Result<std::string> Text(int64_t edition);

  // The page of an edition as it was had; empty where it was not kept.
  Result<std::string> PageOf(int64_t edition);

  // The editions of an article, first to last; `article` is its number, its URL, its
  // digest, or the path of a local file.  Fails with kNotFound.
  Result<std::vector<EditionFacts>> Editions(const std::string& article);

  // Who speaks, most utterances first; `by` as in StatementQuery, may be empty.
  Result<std::vector<SpeakerCount>> Speakers(const std::string& by, size_t limit);

  // Utterances and reports by month, months without any left out.
  Result<std::vector<MonthCount>> Timeline(const StatementQuery& query);

  // How much there is.
  Result<Coverage> Covered();

 private:
  struct Impl;
  explicit Record(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace quoth

#endif  // QUOTH_RECORD_H_
