#include "quoth/record.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "record/record_impl.h"
#include "record/test_reading.h"

namespace quoth::record {
namespace {

class RecordTest : public testing::Test {
 protected:
  RecordTest() {
    folder_ = testing::TempDir() + "quoth-record-" + std::to_string(getpid()) + "-" +
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::create_directories(folder_);
    path_ = folder_ + "/record.db";
  }
  ~RecordTest() override { std::filesystem::remove_all(folder_); }

  Record Open(const RecordOptions& options = {}) {
    Result<Record> record = Record::Open(path_, options);
    EXPECT_TRUE(record.ok()) << record.status().message();
    return std::move(record).value();
  }

  // The first column of the first row.
  std::string Ask(const std::string& sql) {
    Database db;
    EXPECT_TRUE(db.Open(path_, false, false, 1000).ok());
    Command command(db, sql);
    const std::string answer = command.Step() ? command.Text(0) : "";
    EXPECT_TRUE(command.status().ok()) << command.status().message();
    return answer;
  }

  std::string folder_, path_;
};

const char* const kBridge =
    "Bridge to stay free\n\n“There will be no toll on the harbour bridge,” Mayor Odile Marran told reporters on Monday. "
    "“Not this year, not next.” Tomas Beel warned that the railway of Ostby would close.";

Reading Bridge() {
  return MadeReading(kBridge, {{.source = "Mayor Odile Marran",
                                .cue = "told",
                                .content = {"“There will be no toll on the harbour bridge,”", "“Not this year, not next.”"},
                                .speaker = "Odile Marran",
                                .to = "reporters",
                                .about = {"harbour bridge"},
                                .said = "2026-05-18"},
                               {.source = "Tomas Beel",
                                .cue = "warned",
                                .content = {"that the railway of Ostby would close"},
                                .form = Form::kIndirect,
                                .act = Act::kWarn}});
}

ArticleOrigin Courier(const std::string& page = "bridge") {
  return {.url = "https://courier.example/" + page, .outlet = "The Courier", .title = "Bridge to stay free",
          .authors = {"Ann \"A\" Writer"}, .published = "2026-05-19T08:00:00+02:00", .language = "en", .archive = "/a/b.warc.gz",
          .archive_offset = 1234, .record_id = "<urn:uuid:1>", .model = "read-1"};
}

TEST_F(RecordTest, WhatIsAddedComesBackWhole) {
  Record record = Open();
  const Reading reading = Bridge();
  auto added = record.Add(Courier(), reading);
  ASSERT_TRUE(added.ok()) << added.status().message();
  EXPECT_EQ(added->kind, AddedKind::kArticle);
  EXPECT_EQ(added->statements, 2u);
  auto reports = record.StatementsOf(added->edition);
  ASSERT_TRUE(reports.ok()) << reports.status().message();
  ASSERT_EQ(reports->size(), 2u);
  const Report& first = reports->front();
  EXPECT_EQ(first.content, "“There will be no toll on the harbour bridge,” … “Not this year, not next.”");
  EXPECT_EQ(first.source, "Mayor Odile Marran");
  EXPECT_EQ(first.who, "Odile Marran");
  EXPECT_EQ(first.to, "reporters");
  EXPECT_EQ(first.day, "2026-05-18");
  EXPECT_EQ(first.outlet, "The Courier");
  EXPECT_EQ(first.archive, "/a/b.warc.gz");
  EXPECT_EQ(first.archive_offset, 1234u);
  EXPECT_EQ(first.record_id, "<urn:uuid:1>");
  EXPECT_EQ(first.statement.id, reading.statements[0].id);
  EXPECT_EQ(first.statement.content, reading.statements[0].content);
  ASSERT_TRUE(first.statement.speaker.has_value());
  EXPECT_EQ(first.statement.speaker->names, std::vector<std::string>{"Odile Marran"});
  ASSERT_EQ(first.statement.about.size(), 1u);
  EXPECT_EQ(first.statement.about[0].spans, reading.statements[0].about[0].spans);
  EXPECT_EQ((*reports)[1].day, "2026-05-19");
  EXPECT_EQ((*reports)[1].who, "Tomas Beel");
  EXPECT_EQ((*reports)[1].statement.act, Act::kWarn);
  EXPECT_EQ(*record.Text(added->edition), kBridge);
  EXPECT_EQ(Ask("SELECT authors FROM editions"), "[\"Ann \\\"A\\\" Writer\"]");
}

TEST_F(RecordTest, TheSameArticleAgainChangesNothing) {
  Record record = Open();
  ASSERT_TRUE(record.Add(Courier(), Bridge()).ok());
  auto again = record.Add(Courier(), Bridge());
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->kind, AddedKind::kKnown);
  auto covered = record.Covered();
  EXPECT_EQ(covered->editions, 1u);
  EXPECT_EQ(covered->statements, 2u);
}

TEST_F(RecordTest, AChangedArticleIsANewEditionWhoseStatementsJoinTheOld) {
  Record record = Open();
  ASSERT_TRUE(record.Add(Courier(), Bridge()).ok());
  Reading changed = MadeReading("“There will be no toll on the harbour bridge,” Mayor Odile Marran said. “Not this year, not next.”",
                                {{.source = "Mayor Odile Marran", .cue = "said",
                                  .content = {"“There will be no toll on the harbour bridge,”", "“Not this year, not next.”"},
                                  .speaker = "Odile Marran"}});
  auto added = record.Add(Courier(), changed);
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(added->kind, AddedKind::kEdition);
  EXPECT_EQ(added->joined, 1u);
  auto editions = record.Editions("https://courier.example/bridge");
  ASSERT_TRUE(editions.ok()) << editions.status().message();
  ASSERT_EQ(editions->size(), 2u);
  EXPECT_EQ((*editions)[1].number, 2);
  EXPECT_EQ((*editions)[1].statements, 1u);
  auto hits = record.Find({.words = "toll"});
  ASSERT_EQ(hits->size(), 1u);
  EXPECT_EQ(hits->front().reports, 1u);  // one article, in two editions
}

TEST_F(RecordTest, CopiesInOtherOutletsAreOneUtterance) {
  Record record = Open();
  ASSERT_TRUE(record.Add(Courier(), Bridge()).ok());
  const int rows = std::stoi(Ask("SELECT count(*) FROM shingles"));
  ArticleOrigin other = Courier("x");
  other.url = "https://herald.example/1";
  other.outlet = "Herald";
  auto added = record.Add(other, Bridge());
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(added->joined, 2u);
  auto hits = record.Find({.words = "toll"});
  ASSERT_EQ(hits->size(), 1u);
  EXPECT_EQ(hits->front().reports, 2u);
  auto reports = record.Reports(hits->front().report.utterance);
  ASSERT_EQ(reports->size(), 2u);
  EXPECT_EQ(Ask("SELECT count(*) FROM shingles"), std::to_string(rows + 2));  // copies add their keys, no triples
}

TEST_F(RecordTest, AReportOfTwoUtterancesMakesThemOne) {
  RecordOptions options;
  options.same_utterance = [](const Saying& a, const Saying& b) {
    return a.content.find(b.content.substr(3, 20)) != std::string_view::npos;
  };
  Record record = Open(options);
  const std::string one = "“We shall build the northern road before the winter,”", two = "“and nobody will stop us from doing it at last.”";
  for (int i = 0; i < 2; ++i) {
    const std::string& part = i == 0 ? one : two;
    ASSERT_TRUE(record.Add({.url = "u" + std::to_string(i)}, MadeReading(part + " Beel said", {{.source = "Beel", .content = {part}}})).ok());
  }
  EXPECT_EQ(record.Covered()->utterances, 2u);
  auto added = record.Add({.url = "u2"}, MadeReading(one + " Beel said, " + two, {{.source = "Beel", .content = {one, two}}}));
  ASSERT_TRUE(added.ok()) << added.status().message();
  EXPECT_EQ(record.Covered()->utterances, 1u);
  EXPECT_EQ(record.Reports(1)->size(), 3u);
}

TEST_F(RecordTest, FindsByEverythingItIsAskedFor) {
  Record record = Open();
  ASSERT_TRUE(record.Add(Courier(), Bridge()).ok());
  const auto count = [&](const StatementQuery& query) {
    auto hits = record.Find(query);
    EXPECT_TRUE(hits.ok()) << hits.status().message();
    return hits.ok() ? static_cast<int>(hits->size()) : -1;
  };
  EXPECT_EQ(count({}), 2);
  EXPECT_EQ(count({.words = "tolls bridges"}), 1);  // stems
  EXPECT_EQ(count({.words = "\"harbour bridge\""}), 1);
  EXPECT_EQ(count({.words = "“bridge harbour”"}), 0);
  EXPECT_EQ(count({.by = "marran"}), 1);
  EXPECT_EQ(count({.by = "Tomas Beel"}), 1);
  EXPECT_EQ(count({.by = "mayor"}), 0);  // resolved: the name counts
  EXPECT_EQ(count({.words = "railway", .by = "marran"}), 0);
  EXPECT_EQ(count({.to = "reporters"}), 1);
  EXPECT_EQ(count({.about = "Ostby"}), 1);
  EXPECT_EQ(count({.since = "2026-05-19"}), 1);
  EXPECT_EQ(count({.until = "2026-05-18"}), 1);
  EXPECT_EQ(count({.until = "2026-05"}), 2);
  EXPECT_EQ(count({.since = "2027"}), 0);
  EXPECT_EQ(count({.outlet = "courier"}), 2);
  EXPECT_EQ(count({.outlet = "Herald"}), 0);
  EXPECT_EQ(count({.form = Form::kIndirect}), 1);
  EXPECT_EQ(count({.act = Act::kWarn}), 1);
  EXPECT_EQ(count({.words = "toll", .since = "2026", .outlet = "the courier", .form = Form::kDirect}), 1);
  EXPECT_EQ(count({.words = "who : beel AND content : close", .raw = true}), 1);
  EXPECT_EQ(count({.limit = 1}), 1);
}

TEST_F(RecordTest, WhatIsTypedNeverBreaksTheQuery) {
  Record record = Open();
  ASSERT_TRUE(record.Add(Courier(), Bridge()).ok());
  for (const char* words : {"toll\"", "\"toll", "toll*", "toll AND", "NOT toll", "content:toll", "(toll", "toll)", "^toll", "toll + no",
                            "{content}: toll", "NEAR(toll no)", "it's", "toll -no", "a\x01" "b", "“toll", "' OR 1=1 --", "\xff toll", "?", "-"}) {
    for (const StatementQuery& query : {StatementQuery{.words = words}, StatementQuery{.by = words}, StatementQuery{.about = words}}) {
      auto hits = record.Find(query);
      if (!hits.ok()) {
        EXPECT_EQ(hits.status().code(), Code::kInvalidInput) << words << ": " << hits.status().message();
        EXPECT_NE(hits.status().message().find("there is no word"), std::string::npos) << words << ": " << hits.status().message();
      }
    }
  }
  EXPECT_EQ(record.Find({.words = "toll\""})->size(), 1u);
  EXPECT_EQ(record.Find({.words = "toll NEAR"})->size(), 0u);  // a word like any other
}

TEST_F(RecordTest, ARawQueryThatFTS5DoesNotUnderstandIsInvalidInput) {
  Record record = Open();
  auto hits = record.Find({.words = "toll AND", .raw = true});
  ASSERT_FALSE(hits.ok());
  EXPECT_EQ(hits.status().code(), Code::kInvalidInput);
  EXPECT_EQ(record.Find({.since = "yesterday"}).status().code(), Code::kInvalidInput);
}

TEST_F(RecordTest, CandidatesAreProposedForWholePartAndAlteredWords) {
  Record record = Open();
  ASSERT_TRUE(record.Add(Courier(), Bridge()).ok());
  for (const char* words : {"There will be no toll on the harbour bridge", "no toll on the harbour bridge",
                            "There will be a toll on the harbour bridge", "he said there will be no toll on the harbour"}) {
    auto candidates = record.Candidates(words);
    ASSERT_TRUE(candidates.ok());
    ASSERT_FALSE(candidates->empty()) << words;
    EXPECT_EQ(candidates->front().statement, 1) << words;
  }
  EXPECT_TRUE(record.Candidates("nothing of the kind was ever said by anyone")->empty());
  EXPECT_TRUE(record.Candidates("…")->empty());
  EXPECT_TRUE(record.Candidates("that the RAILWAY of Ostby would close!")->front().same_words);
}

TEST_F(RecordTest, WithoutTextsOnlyOffsetsHashesAndContextAreKept) {
  Record record = Open({.keep_text = false});
  auto added = record.Add(Courier(), Bridge());
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(*record.Text(added->edition), "");
  auto report = record.ReportAt(2);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->content, "");
  EXPECT_EQ(report->prefix, "r, not next.” Tomas Beel warned ");
  EXPECT_EQ(report->suffix, ".");
  EXPECT_EQ(report->statement.content.front().size(), std::string("that the railway of Ostby would close").size());
  EXPECT_TRUE(record.Candidates("that the railway of Ostby would close")->front().same_words);
  EXPECT_TRUE(record.Find({.words = "railway"})->empty());
  ArticleOrigin other = Courier();
  other.url = "https://herald.example/1";
  EXPECT_EQ(record.Add(other, Bridge())->joined, 2u);
  EXPECT_EQ(Ask("SELECT count(*) FROM statements WHERE content IS NOT NULL OR about IS NOT NULL"), "0");
}

TEST_F(RecordTest, PagesAreKeptWhereAskedFor) {
  Record record = Open({.keep_pages = true});
  ArticleOrigin origin = Courier();
  origin.page = "<p>" + std::string(10000, 'x');
  origin.page_digest = "sha256:1";
  auto added = record.Add(origin, Bridge());
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(*record.PageOf(added->edition), origin.page);
  EXPECT_TRUE(*record.HasPage(origin.url, "sha256:1"));
  EXPECT_FALSE(*record.HasPage(origin.url, "sha256:2"));
  EXPECT_FALSE(*record.HasPage("https://x.example/", "sha256:1"));
}

TEST_F(RecordTest, WhatIsRolledBackWasNeverThere) {
  Record record = Open();
  ASSERT_TRUE(record.Begin().ok());
  ASSERT_TRUE(record.Add(Courier(), Bridge()).ok());
  record.Rollback();
  EXPECT_EQ(record.Covered()->articles, 0u);
  ASSERT_TRUE(record.Add(Courier(), Bridge()).ok());  // with the numbers of names that were forgotten
  EXPECT_EQ(record.Covered()->statements, 2u);
  EXPECT_EQ(Ask("SELECT count(*) FROM pragma_foreign_key_check"), "0");
}

TEST_F(RecordTest, AStatementMayStandWithinALaterOne) {
  Record record = Open();
  Reading reading = Bridge();
  reading.statements[0].within = 1;
  ASSERT_TRUE(record.Add(Courier(), reading).ok());
  EXPECT_EQ(Ask("SELECT group_concat(coalesce(within, 0)) FROM statements"), "2,0");
}

TEST_F(RecordTest, AnArticleThatFailsLeavesTheTransactionAsItWas) {
  Record record = Open();
  ASSERT_TRUE(record.Begin().ok());
  ASSERT_TRUE(record.Add(Courier(), Bridge()).ok());
  Reading bad = Bridge();
  bad.statements[0].content = {{5, 100000}};
  EXPECT_EQ(record.Add(Courier("bad"), bad).status().code(), Code::kInvalidInput);
  EXPECT_EQ(record.Add({}, Bridge()).status().code(), Code::kInvalidInput);
  ASSERT_TRUE(record.Add(Courier("more"), Bridge()).ok());
  ASSERT_TRUE(record.Commit().ok());
  EXPECT_EQ(record.Covered()->articles, 2u);
}

TEST_F(RecordTest, TwoWritersAtOnceLoseAndDoubleNothing) {
  constexpr int kArticles = 60;
  const auto write = [&] {
    Record record = Open();
    for (int i = 0; i < kArticles; ++i) {
      auto added = record.Add(Courier(std::to_string(i)), Bridge());
      EXPECT_TRUE(added.ok()) << added.status().message();
    }
  };
  std::thread one(write), two(write);
  one.join();
  two.join();
  EXPECT_EQ(Ask("SELECT count(*) FROM articles"), std::to_string(kArticles));
  EXPECT_EQ(Ask("SELECT count(*) FROM statements"), std::to_string(2 * kArticles));
  EXPECT_EQ(Ask("SELECT count(*) FROM utterances"), "2");
  EXPECT_EQ(Ask("PRAGMA integrity_check"), "ok");
  EXPECT_EQ(Ask("INSERT INTO statements_fts (statements_fts, rank) VALUES ('integrity-check', 1)"), "");
}

TEST_F(RecordTest, ManyOpenOneNewFileAtOnce) {
  for (int round = 0; round < 20; ++round) {
    std::filesystem::remove(path_);
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) threads.emplace_back([&] { Open(); });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(Ask("PRAGMA journal_mode"), "wal");
  }
}

TEST_F(RecordTest, BookmarksNeverGoBackForTheSameFile) {
  Record record = Open();
  EXPECT_EQ(record.BookmarkOf("/a", 100, 7)->position, 0u);
  ASSERT_TRUE(record.SetBookmark({.path = "/a", .size = 100, .modified = 7, .position = 50}).ok());
  ASSERT_TRUE(record.SetBookmark({.path = "/a", .size = 100, .modified = 7, .position = 20}).ok());
  EXPECT_EQ(record.BookmarkOf("/a", 100, 7)->position, 50u);
  EXPECT_EQ(record.BookmarkOf("/a", 101, 7)->position, 0u);  // it has changed
  ASSERT_TRUE(record.SetBookmark({.path = "/a", .size = 101, .modified = 8, .position = 20}).ok());
  EXPECT_EQ(record.BookmarkOf("/a", 101, 8)->position, 20u);
}

TEST_F(RecordTest, CountsSpeakersAndMonths) {
  Record record = Open();
  ASSERT_TRUE(record.Add(Courier(), Bridge()).ok());
  ASSERT_TRUE(record.Add(Courier("2"), Bridge()).ok());
  auto speakers = record.Speakers("", 0);
  ASSERT_TRUE(speakers.ok()) << speakers.status().message();
  ASSERT_EQ(speakers->size(), 2u);
  EXPECT_EQ((*speakers)[0].name, "Odile Marran");
  EXPECT_TRUE((*speakers)[0].resolved);
  EXPECT_EQ((*speakers)[0].statements, 2u);
  EXPECT_EQ((*speakers)[0].utterances, 1u);
  EXPECT_EQ(record.Speakers("beel", 0)->size(), 1u);
  auto months = record.Timeline({.by = "marran"});
  ASSERT_TRUE(months.ok()) << months.status().message();
  ASSERT_EQ(months->size(), 1u);
  EXPECT_EQ((*months)[0].month, "2026-05");
  EXPECT_EQ((*months)[0].utterances, 1u);
  EXPECT_EQ((*months)[0].statements, 2u);
}

TEST_F(RecordTest, ForeignFilesAreRefusedAndLeftAlone) {
  const std::string text = "this is no database, and long enough to be looked at as one";
  std::ofstream(path_) << text;
  EXPECT_EQ(Record::Open(path_, {}).status().code(), Code::kCorrupt);
  std::ifstream file(path_);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), text);
  const std::string other = folder_ + "/other.db";
  Database db;
  ASSERT_TRUE(db.Open(other, true, false, 100).ok());
  ASSERT_TRUE(db.Run("CREATE TABLE t (x)").ok());
  EXPECT_EQ(Record::Open(other, {}).status().code(), Code::kCorrupt);
  EXPECT_EQ(Record::Open(folder_ + "/none.db", {.create = false}).status().code(), Code::kNotFound);
  EXPECT_EQ(Record::Open(folder_ + "/none/none.db", {}).status().code(), Code::kNotFound);
}

TEST_F(RecordTest, ALaterSchemaIsRefusedByName) {
  Open();
  Database db;
  ASSERT_TRUE(db.Open(path_, false, false, 100).ok());
  ASSERT_TRUE(db.Run("PRAGMA user_version = 999").ok());
  auto later = Record::Open(path_, {});
  EXPECT_EQ(later.status().code(), Code::kUnsupported);
  EXPECT_NE(later.status().message().find("999"), std::string::npos);
}

TEST_F(RecordTest, OpensForReadingWithoutWriting) {
  { EXPECT_TRUE(Open().Add(Courier(), Bridge()).ok()); }
  Record record = Open({.read_only = true});
  EXPECT_EQ(record.Find({.words = "toll"})->size(), 1u);
  EXPECT_FALSE(record.Add(Courier("2"), Bridge()).ok());
}

TEST_F(RecordTest, DatasetteFindsTheFullTextIndex) {
  Open();
  EXPECT_EQ(Ask("SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE '%VIRTUAL TABLE%USING FTS%content=\"statements\"%'"),
            "statements_fts");
}

}  // namespace
}  // namespace quoth::record
