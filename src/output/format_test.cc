#include "output/format.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <sstream>

namespace quoth {
namespace {

// “Café first,” she said. “Then the port.” Officials denied it. Mayor Marta …
Reading Sample() {
  Reading reading;
  Article& article = reading.article;
  article.id = "a1";
  article.path = "story, one.txt";
  article.title = "Port";
  article.text = "“Café first,” she said. “Then the port.” Officials denied it."
                 " Mayor Marta Ellering met reporters on Monday in Tarn.";
  article.published = "2024-05-07";
  article.characters = 115;
  const auto span = [&article](const std::string& words) {
    const size_t at = article.text.find(words);
    return Span{at, at + words.size()};
  };
  Statement direct;
  direct.id = "s1";
  direct.form = Form::kDirect;
  direct.confidence = 0.93949;
  direct.source = {span("she")};
  direct.cue = {span("said")};
  direct.content = {span("“Café first,”"), span("“Then the port.”")};
  direct.quoted = {span("Café first,"), span("Then the port.")};
  direct.speaker = Speaker{.names = {"Marta Ellering"}, .kind = SpeakerKind::kPerson, .mention = {span("she")},
                           .role = {span("Mayor")}, .confidence = 0.97};
  direct.to = {span("reporters")};
  direct.when = {.spans = {span("on Monday")}, .date = "2024-05-06", .precision = "day"};
  direct.about = {{"Tarn", {span("Tarn")}}, {"Ostby", {span("Tarn")}}};
  Statement inner;
  inner.act = Act::kDeny;
  inner.negated = true;
  inner.id = "s2";
  inner.cue = {span("denied")};
  inner.content = {span("it")};
  inner.within = 0;
  reading.statements = {direct, inner};
  return reading;
}

std::string Written(const char* name, const FormatOptions& options, const Reading& reading) {
  StringSink sink;
  auto format = MakeFormat(name, options);
  format->Begin(sink);
  format->Add(reading, sink);
  format->Skip({"gone.txt", Status(Code::kNotFound, "gone.txt: no such file")}, sink);
  format->End({.articles = 1, .statements = 2, .skipped = {{"not-found", 1}}, .seconds = 0.25, .model = "m"}, sink);
  return sink.text;
}

std::vector<nlohmann::json> JsonOf(const std::string& text) {
  std::vector<nlohmann::json> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(nlohmann::json::parse(line));
  return lines;
}

TEST(MakeFormat, KnowsNoOtherName) { EXPECT_EQ(MakeFormat("xml", {}), nullptr); }

TEST(JsonLines, WriteTheArticleThenItsStatementsThenTheSkippedThenTheSummary) {
  const auto lines = JsonOf(Written("jsonl", {}, Sample()));
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_EQ(lines[0]["type"], "article");
  EXPECT_EQ(lines[0]["characters"], 115);
  EXPECT_EQ(lines[0]["bytes"], Sample().article.text.size());
  EXPECT_EQ(lines[1]["type"], "statement");
  EXPECT_EQ(lines[1]["article"], "a1");
  EXPECT_EQ(lines[1]["confidence"], 0.939);
  EXPECT_EQ(lines[3]["type"], "skipped");
  EXPECT_EQ(lines[3]["reason"], "not-found");
  EXPECT_EQ(lines[4]["type"], "summary");
  EXPECT_EQ(lines[4]["skipped"]["not-found"], 1);
}

TEST(JsonLines, GiveBothUnitsOfEverySpan) {
  const auto lines = JsonOf(Written("jsonl", {}, Sample()));
  const auto& content = lines[1]["content"];
  EXPECT_EQ(content["spans"][0], (nlohmann::json{{"begin", 0}, {"end", 13}, {"byte_begin", 0}, {"byte_end", 18}}));
  EXPECT_EQ(content["spans"][1]["begin"], 24);
  EXPECT_EQ(content["quoted"][0]["begin"], 1);
  EXPECT_EQ(content["text"], "“Café first,” “Then the port.”");
}

TEST(JsonLines, SayNullForARoleThatIsNotThereAndNameTheStatementAround) {
  const auto lines = JsonOf(Written("jsonl", {}, Sample()));
  EXPECT_TRUE(lines[2]["source"].is_null());
  EXPECT_TRUE(lines[1]["within"].is_null());
  EXPECT_EQ(lines[2]["within"], "s1");
}

TEST(JsonLines, TellSpeakerAndCircumstances) {
  const auto lines = JsonOf(Written("jsonl", {}, Sample()));
  EXPECT_EQ(lines[0]["published"], "2024-05-07");
  const auto& speaker = lines[1]["speaker"];
  EXPECT_EQ(speaker["name"], "Marta Ellering");
  EXPECT_EQ(speaker["names"], nlohmann::json({"Marta Ellering"}));
  EXPECT_EQ(speaker["kind"], "person");
  EXPECT_EQ(speaker["mention"]["text"], "she");
  EXPECT_EQ(speaker["role"]["text"], "Mayor");
  EXPECT_TRUE(speaker["id"].is_null());
  EXPECT_EQ(speaker["confidence"], 0.97);
  EXPECT_EQ(lines[1]["to"]["text"], "reporters");
  EXPECT_TRUE(lines[1]["occasion"].is_null());
  EXPECT_EQ(lines[1]["when"]["text"], "on Monday");
  EXPECT_EQ(lines[1]["when"]["date"], "2024-05-06");
  EXPECT_TRUE(lines[1]["when"]["until"].is_null());
  EXPECT_EQ(lines[1]["about"][0]["name"], "Tarn");
  EXPECT_TRUE(lines[2]["speaker"].is_null());
  EXPECT_EQ(lines[2]["act"], "deny");
  EXPECT_EQ(lines[2]["negated"], true);
}

TEST(JsonLines, ReplaceWhatIsNotUtf8InAPath) {
  Reading reading = Sample();
  reading.article.path = "caf\xE9.txt";
  EXPECT_EQ(JsonOf(Written("jsonl", {}, reading))[0]["path"], "caf\uFFFD.txt");
}

TEST(Csv, WritesARowAStatementByRfc4180) {
  const std::string csv = Written("csv", {}, Sample());
  EXPECT_EQ(csv,
            "path,title,article,statement,form,headline,confidence,source,cue,content,source_spans,cue_spans,"
            "content_spans,quoted_spans,within,speaker,speaker_kind,speaker_role,speaker_id,speaker_confidence,to,"
            "occasion,when,date,until,precision,act,negated,about,published\r\n"
            "\"story, one.txt\",Port,a1,s1,direct,false,0.939,she,said,\"“Café first,” “Then the port.”\","
            "14-17,18-22,0-13;24-40,1-12;25-39,,Marta Ellering,person,Mayor,,0.970,reporters,,on Monday,2024-05-06,,day,say,"
            "false,Tarn; Ostby,2024-05-07\r\n"
            "\"story, one.txt\",Port,a1,s2,indirect,false,0.000,,denied,it,,51-57,58-60,,s1,,,,,,,,,,,,deny,true,,2024-05-07\r\n");
}

TEST(Csv, DoublesTheMarksWithinACell) {
  Reading reading = Sample();
  reading.article.title = "The \"port\"\nagain";
  EXPECT_NE(Written("csv", {}, reading).find(",\"The \"\"port\"\"\nagain\",a1"), std::string::npos);
}

TEST(Brat, TiesRolesAsPolnearDoes) {
  EXPECT_EQ(Written("brat", {}, Sample()),
            "T1\tSource 14 17\tshe\n"
            "T2\tCue 18 22\tsaid\n"
            "T3\tContent 0 13;24 40\t“Café first,” “Then the port.”\n"
            "T4\tTo 87 96\treporters\n"
            "T5\tWhen 97 106\ton Monday\n"
            "T6\tAttribution 18 22\tsaid\n"
            "E1\tAttribution:T6 Source:T1 Cue:T2 Content:T3 To:T4 When:T5\n"
            "A1\tAct E1 say\n"
            "#1\tAnnotatorNotes E1\tspeaker: Marta Ellering (person); when: 2024-05-06\n"
            "T7\tCue 51 57\tdenied\n"
            "T8\tContent 58 60\tit\n"
            "T9\tAttribution 51 57\tdenied\n"
            "E2\tAttribution:T9 Cue:T7 Content:T8\n");
}

TEST(Brat, HeadsEachArticleWhereSeveralMayCome) {
  EXPECT_TRUE(Written("brat", {.several = true}, Sample()).starts_with("#\tstory, one.txt\nT1\t"));
}

TEST(Table, ShowsWhoHowAndWhat) {
  EXPECT_EQ(Written("table", {.columns = 40}, Sample()),
            "story, one.txt: Port\n"
            "\n"
            "  Marta Ellering (Mayor) said to\n"
            "  reporters, 6 May 2024:\n"
            "    “Café first,” … “Then the port.”\n"
            "    direct, 94 %, speaker 97 %, as “she”\n"
            "\n"
            "    (nobody named) · denied\n"
            "      it\n"
            "      indirect, 0 %, within another\n"
            "      statement, negated\n"
            "\n"
            "gone.txt\n"
            "  skipped: gone.txt: no such file\n"
            "\n"
            "2 statements in 1 article, 1 skipped,\n"
            "0.2 s\n");
}

TEST(Table, SendsTheTerminalNoControlCharacterButItsOwnColours) {
  Reading reading = Sample();
  reading.article.title = "a\x1b[2Jb\x07";
  reading.article.path = "x\x1b]0;title\x07";
  reading.article.text[0] = '\x1b';
  reading.statements[0].speaker->names = {"Marta\x1b[2J"};
  const std::string plain = Written("table", {}, reading);
  EXPECT_EQ(plain.find('\x1b'), std::string::npos);
  EXPECT_EQ(plain.find('\x07'), std::string::npos);
  const std::string colored = Written("table", {.color = true}, reading);
  EXPECT_NE(colored.find("\x1b[1;36mMarta"), std::string::npos);
  EXPECT_EQ(colored.find("\x1b[2J"), std::string::npos);
}

TEST(Table, LeavesOutOnlyWords) {
  Reading reading = Sample();
  reading.statements[0].content = {{3, 8}, {9, 14}, {41, 45}};  // Café, first, port
  EXPECT_NE(Written("table", {}, reading).find("    Café first … port\n"), std::string::npos)
      << Written("table", {}, reading);
}

TEST(Table, AColonThatIsTheCueIsShownOnce) {
  Reading reading = Sample();
  const size_t begin = reading.article.text.find(". Mayor");
  reading.statements[0].cue = {{begin, begin + 1}};  // any mark will do
  reading.statements[0].to.clear();
  reading.statements[0].when = {};
  EXPECT_NE(Written("table", {}, reading).find("Marta Ellering (Mayor):\n"), std::string::npos) << Written("table", {}, reading);
}

TEST(Table, FitsAnyWidth) {
  for (size_t columns : {1, 20, 33, 200}) {
    std::istringstream lines(Written("table", {.columns = columns}, Sample()));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), std::max<size_t>(columns, 20) + 12) << line;
  }
}

}  // namespace
}  // namespace quoth
