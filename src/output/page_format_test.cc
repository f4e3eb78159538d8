#include "output/page_format.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace quoth {
namespace {

Page Sample() {
  Page page;
  page.title = "Café <stays>";
  page.text = "Café <stays>\n\nIt stays.\n\nA list";
  page.authors = {"Runa Castellane"};
  page.encoding = "utf-8";
  page.html = true;
  page.paragraphs = {{ParagraphKind::kTitle, {0, 13}, {}},
                     {ParagraphKind::kParagraph, {15, 24}, {100, 120}},
                     {ParagraphKind::kListItem, {26, 32}, {130, 136}}};
  page.blocks = {{.text = "It stays.", .where = "main p", .kept = true, .score = 0.98, .why = {"long"}},
                 {.text = "Sign\x1b[2J up & <b>go</b>", .where = "aside", .score = 0.01, .why = {"short"}}};
  return page;
}

std::string Written(const char* name, bool explain, const FormatOptions& look = {}) {
  StringSink sink;
  auto format = MakePageFormat(name, explain, look);
  format->Begin(sink);
  format->Add("a.html", Sample(), sink);
  format->Skip({"b.html", Status(Code::kNotFound, "b.html: no such file")}, sink);
  format->End({.pages = 1, .articles = 1, .skipped = {{"not-found", 1}}}, sink);
  return sink.text;
}

TEST(MakePageFormat, KnowsNoOtherName) { EXPECT_EQ(MakePageFormat("csv", false, {}), nullptr); }

TEST(PageText, IsTheTextAndALineBreakAndAHeadingOnlyAmongSeveral) {
  EXPECT_EQ(Written("text", false), Sample().text + "\n");
  EXPECT_EQ(Written("text", false, {.several = true}), "==> a.html <==\n" + Sample().text + "\n");
}

TEST(PageText, ExplainsEachBlockAndSendsTheTerminalNothingOfIt) {
  EXPECT_EQ(Written("text", true),
            "+ It stays.\n  paragraph, 0.98 main p; long\n\n"
            "- Sign\\x1b[2J up & <b>go</b>\n  left out, 0.01 aside; short\n\n");
}

TEST(PageJson, GivesParagraphsInBothUnitsAndInThePagesBytes) {
  const std::string written = Written("jsonl", false);
  const auto line = nlohmann::json::parse(written.substr(0, written.find('\n')));
  EXPECT_EQ(line["type"], "page");
  EXPECT_TRUE(line["paragraphs"][0]["page"].is_null());
  EXPECT_EQ(line["paragraphs"][1],
            (nlohmann::json{{"kind", "paragraph"},
                            {"begin", 14},
                            {"end", 23},
                            {"byte_begin", 15},
                            {"byte_end", 24},
                            {"page", {{"byte_begin", 100}, {"byte_end", 120}}}}));
  EXPECT_TRUE(line["published"].is_null());
  EXPECT_EQ(line["authors"][0], "Runa Castellane");
}

TEST(PageHtml, EscapesEverythingAndKeepsListsTogether) {
  for (bool explain : {false, true}) {
    const std::string html = Written("html", explain);
    EXPECT_EQ(html.find("<stays>"), std::string::npos);
    EXPECT_EQ(html.find("<b>"), std::string::npos);
  }
  EXPECT_NE(Written("html", false).find("<h1>Café &lt;stays&gt;</h1>\n<p>It stays.</p>\n<ul>\n<li>A list</li>\n</ul>\n"),
            std::string::npos);
}

}  // namespace
}  // namespace quoth
