#include "speaker/people.h"

#include <gtest/gtest.h>

#include "speaker/speakers.h"

namespace quoth {
namespace {

constexpr const char* kTable =
    "id\tname\taliases\trole\tfrom\tuntil\n"
    "# invented\n"
    "Q1\tPavel Orlov\tPavel A. Orlov|Pasha Orlov\tNorvian president|President of Norvia\t2016-05-07\t2022-05-06\n"
    "Q1\tPavel Orlov\t\tmayor of Tarn\t2001-01-01\t2009-12-31\n"
    "Q2\tGreta Holm\t\tNorvian president\t2022-05-07\t\n"
    "Q3\tKarl Holm\t\t\t\t\n";

PeopleTable Table() {
  auto table = PeopleTable::Parse(kTable, "people.tsv");
  if (!table.ok()) ADD_FAILURE() << table.status().message();
  return std::move(*table);
}

std::optional<Day> On(const char* day) { return ParseIsoDay(day); }

TEST(PeopleTable, FindsANameAndAnAlias) {
  const PeopleTable table = Table();
  ASSERT_NE(table.ByName("pavel orlov"), nullptr);
  EXPECT_EQ(table.ByName("Pasha Orlov")->id, "Q1");
  EXPECT_EQ(table.ByName("Pavel A Orlov")->id, "Q1");
  EXPECT_EQ(table.ByName("Orlov"), nullptr);
}

TEST(PeopleTable, ARoleHasItsTime) {
  const PeopleTable table = Table();
  EXPECT_EQ(table.ByRole("the Norvian president", On("2020-01-01"))->id, "Q1");
  EXPECT_EQ(table.ByRole("Norvian President", On("2022-05-06"))->id, "Q1");
  EXPECT_EQ(table.ByRole("Norvian president", On("2022-05-07"))->id, "Q2");
  EXPECT_EQ(table.ByRole("Norvian president", On("2015-01-01")), nullptr);
  EXPECT_EQ(table.ByRole("Norvian president", std::nullopt), nullptr);
}

TEST(PeopleTable, ASurnameOfSeveralIsNobodys) {
  const PeopleTable table = Table();
  EXPECT_EQ(table.BySurname("Orlov", On("2020-01-01"))->id, "Q1");
  EXPECT_EQ(table.BySurname("Orlov", On("2012-01-01")), nullptr);  // no role then
  EXPECT_EQ(table.BySurname("Holm", On("2023-01-01")), nullptr);   // two
  EXPECT_EQ(table.BySurname("Holm", On("2012-01-01"))->id, "Q3");
}

TEST(PeopleTable, WritesWhatItReads) {
  const PeopleTable table = Table();
  EXPECT_EQ(PeopleTable::Parse(table.Text(), "again")->Text(), table.Text());
}

TEST(PeopleTable, AnImportedPersonReplacesTheOneOfTheSameId) {
  PeopleTable table = Table();
  table.Merge(*PeopleTable::Parse("id\tname\nQ1\tPavel Orlov\nQ9\tIda Vey\n", "more"));
  EXPECT_EQ(table.size(), 4u);
  EXPECT_EQ(table.ByRole("Norvian president", On("2020-01-01")), nullptr);
  EXPECT_EQ(table.ByName("Ida Vey")->id, "Q9");
}

TEST(PeopleTable, SaysWhichLineIsWrong) {
  for (const auto& [text, what] : std::initializer_list<std::pair<const char*, const char*>>{
           {"", "no heading"},
           {"name\n", "line 1"},
           {"id\tname\nQ1\t\n", "line 2"},
           {"id\tname\tfrom\nQ1\tA B\t2020-13-01\n", "2020-13-01"},
           {"id\tname\tfrom\tuntil\nQ1\tA B\t2020-01-02\t2020-01-01\n", "ends before"},
           {"id\tname\nQ1\tA B\nQ1\tC D\n", "line 3"},
           {"id\tname\nQ1\t\xff\n", "UTF-8"}}) {
    const auto table = PeopleTable::Parse(text, "p.tsv");
    ASSERT_FALSE(table.ok()) << text;
    EXPECT_EQ(table.status().code(), Code::kInvalidInput);
    EXPECT_NE(table.status().message().find(what), std::string::npos) << table.status().message();
  }
}

// "{source} said it would rain."
Speaker Resolved(const std::string& before, const std::string& source, const char* published, const PeopleTable& table) {
  const std::string text = before + source + " said it would rain.";
  std::vector<Statement> statements(1);
  const size_t at = before.size();
  statements[0].source = {{at, at + source.size()}};
  statements[0].cue = {{at + source.size() + 1, at + source.size() + 5}};
  statements[0].content = {{at + source.size() + 6, text.size() - 1}};
  ResolveSpeakers(text, {.published = published, .people = &table}, &statements);
  return *statements[0].speaker;
}

TEST(People, ARoleThatTheArticleDoesNotExplainIsTheTables) {
  const Speaker speaker = Resolved("", "The Norvian president", "2020-01-01", Table());
  EXPECT_EQ(speaker.names, std::vector<std::string>{"Pavel Orlov"});
  EXPECT_EQ(speaker.id, "Q1");
  EXPECT_EQ(speaker.kind, SpeakerKind::kPerson);
  EXPECT_TRUE(Resolved("", "The Norvian president", "", Table()).names.empty());
}

TEST(People, ABareSurnameIsTheTables) {
  const Speaker speaker = Resolved("", "Orlov", "2020-01-01", Table());
  EXPECT_EQ(speaker.names, std::vector<std::string>{"Pavel Orlov"});
  EXPECT_EQ(speaker.id, "Q1");
}

TEST(People, TheArticleComesFirst) {
  const Speaker speaker = Resolved("Viktor Orlov sells boats. ", "Orlov", "2020-01-01", Table());
  EXPECT_EQ(speaker.names, std::vector<std::string>{"Viktor Orlov"});
  EXPECT_EQ(speaker.id, "");
}

}  // namespace
}  // namespace quoth
