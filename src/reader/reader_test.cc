#include "quoth/reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "text/case_files.h"

namespace quoth {
namespace {

const Reader& TheReader() {
  static const Reader* reader = [] {
    auto opened = Reader::Open({});
    if (!opened.ok()) ADD_FAILURE() << opened.status().message();
    return new Reader(std::move(*opened));
  }();
  return *reader;
}

const char kArticle[] =
    "Council delays bridge\n\n"
    "The bridge will open in May, Mayor Ines Calder said on Monday.\n\n"
    "“We counted the costs twice,” she told reporters. “It is cheaper to wait.”\n\n"
    "Critics called the delay “a farce”, according to the Tarn Herald.\n";

std::string Cut(const std::string& text, Span span) { return text.substr(span.begin, span.size()); }

// "form |source|cue|content|content…|", a line a statement.
std::string Describe(const Reading& reading) {
  std::string out;
  for (const Statement& s : reading.statements) {
    out += std::string(FormName(s.form)) + " |";
    for (const auto* role : {&s.source, &s.cue, &s.content}) {
      for (const Span& span : *role) out += Cut(reading.article.text, span) + "|";
      if (role->empty()) out += "-|";
    }
    out += "\n";
  }
  return out;
}

TEST(Reader, LeavesOutAndCountsWhatIsLessSureThanAsked) {
  auto all = TheReader().Read(kArticle);
  ASSERT_TRUE(all.ok());
  ASSERT_GE(all->statements.size(), 2u);
  double highest = 0;
  for (const Statement& s : all->statements) highest = std::max(highest, s.confidence);
  auto reader = Reader::Open({.min_confidence = highest});
  ASSERT_TRUE(reader.ok());
  auto surest = reader->Read(kArticle);
  ASSERT_TRUE(surest.ok());
  ASSERT_EQ(surest->statements.size(), 1u);
  EXPECT_EQ(surest->unsure, all->statements.size() - 1);
  const auto same = std::find_if(all->statements.begin(), all->statements.end(),
                                 [&](const Statement& s) { return s.id == surest->statements[0].id; });
  EXPECT_NE(same, all->statements.end());
  EXPECT_FALSE(surest->statements[0].within.has_value());
}

// The expected lines are among the statements found.  A case with none expects none:
// finding more than was asked for is the evaluation's matter, not a case's.
TEST(Reader, FindsTheStatementsOfTheCases) {
  for (const LanguageCase& c : ReadCases("tests/statements")) {
    auto reading = TheReader().Read(c.text);
    ASSERT_TRUE(reading.ok()) << c.name;
    const std::string found = Describe(*reading);
    if (c.expected.empty()) {
      EXPECT_EQ(found, "") << c.name;
    }
    for (const std::string& line : c.expected) {
      EXPECT_NE(found.find(line + "\n"), std::string::npos) << c.name << "\nexpected: " << line << "\nfound:\n" << found;
    }
  }
}

TEST(Reader, SpansLieInTheTextInOrderAndOnCharacters) {
  auto reading = TheReader().Read(kArticle);
  ASSERT_TRUE(reading.ok());
  const std::string& text = reading->article.text;
  EXPECT_EQ(text, kArticle);
  ASSERT_FALSE(reading->statements.empty());
  const auto on_character = [&](size_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
  };
  for (const Statement& s : reading->statements) {
    EXPECT_FALSE(s.cue.empty());
    EXPECT_FALSE(s.content.empty());
    EXPECT_EQ(s.id.size(), 32u);
    EXPECT_GE(s.confidence, 0);
    EXPECT_LE(s.confidence, 1);
    for (const auto* role : {&s.source, &s.cue, &s.content, &s.quoted}) {
      size_t at = 0;
      for (const Span& span : *role) {
        EXPECT_LE(at, span.begin);
        EXPECT_LT(span.begin, span.end);
        ASSERT_LE(span.end, text.size());
        EXPECT_TRUE(on_character(span.begin) && on_character(span.end));
        at = span.end;
      }
    }
  }
}

TEST(Reader, TellsTheTitleAndCountsCharacters) {
  auto reading = TheReader().Read(kArticle);
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading->article.title, "Council delays bridge");
  EXPECT_LT(reading->article.characters, reading->article.text.size());  // curly marks are three bytes each
  EXPECT_EQ(reading->article.id.size(), 32u);
}

TEST(Reader, GivesTheSameForTheSameText) {
  auto once = TheReader().Read(kArticle), again = TheReader().Read(kArticle);
  ASSERT_TRUE(once.ok() && again.ok());
  EXPECT_EQ(Describe(*once), Describe(*again));
  for (size_t i = 0; i < once->statements.size(); ++i) EXPECT_EQ(once->statements[i].id, again->statements[i].id);
}

TEST(Reader, ServesManyThreadsAtOnce) {
  const std::string expected = Describe(*TheReader().Read(kArticle));
  std::vector<std::string> found(4);
  std::vector<std::thread> threads;
  for (std::string& f : found) threads.emplace_back([&f] { f = Describe(*TheReader().Read(kArticle)); });
  for (std::thread& t : threads) t.join();
  for (const std::string& f : found) EXPECT_EQ(f, expected);
}

TEST(Reader, AnEmptyTextHasNoStatements) {
  for (const char* text : {"", " \n\n\t", "\n"}) {
    auto reading = TheReader().Read(text);
    ASSERT_TRUE(reading.ok());
    EXPECT_TRUE(reading->statements.empty());
  }
}

TEST(Reader, NamesThePlaceOfAWrongByte) {
  auto reading = TheReader().Read("abc\xff");
  ASSERT_FALSE(reading.ok());
  EXPECT_EQ(reading.status().code(), Code::kInvalidInput);
  EXPECT_NE(reading.status().message().find("byte 3"), std::string::npos) << reading.status().message();
}

TEST(Reader, ReplacesAndCountsWrongBytesWhereToldTo) {
  ReaderOptions options;
  options.lenient = true;
  auto reader = Reader::Open(options);
  ASSERT_TRUE(reader.ok());
  auto reading = reader->Read("abc\xff");
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading->article.text, "abc\xEF\xBF\xBD");
  EXPECT_EQ(reading->article.replaced, 1u);
}

TEST(Reader, RefusesATextPastTheLimit) {
  ReaderOptions options;
  options.max_bytes = 10;
  auto reader = Reader::Open(options);
  ASSERT_TRUE(reader.ok());
  EXPECT_TRUE(reader->Read("0123456789").ok());
  auto reading = reader->Read("0123456789a");
  ASSERT_FALSE(reading.ok());
  EXPECT_EQ(reading.status().code(), Code::kTooLarge);
}

// A text is read in parts of a megabyte: a statement past the first has its place in the whole.
TEST(Reader, ALongTextIsReadToItsEnd) {
  std::string text = "“It will open in June,” Holm said.\n" + std::string((1u << 20) + 5000, '\n');
  const size_t begin = text.size();
  text += "“The bridge will open on Monday,” Mayor Ines Calder said.\n";
  auto reading = TheReader().Read(text);
  ASSERT_TRUE(reading.ok());
  ASSERT_FALSE(reading->statements.empty());
  const Statement& last = reading->statements.back();
  EXPECT_EQ(Cut(text, last.cue[0]), "said");
  EXPECT_GE(last.content[0].begin, begin);
}

TEST(Reader, AMissingModelIsNamed) {
  ReaderOptions options;
  options.model = "no/such.model";
  auto reader = Reader::Open(options);
  ASSERT_FALSE(reader.ok());
  EXPECT_NE(reader.status().message().find("no/such.model"), std::string::npos);
}

}  // namespace
}  // namespace quoth
