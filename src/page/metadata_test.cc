#include "page/metadata.h"

#include <gtest/gtest.h>

#include "page/dates.h"
#include "page/html_outline.h"
#include "page/json_ld.h"
#include "page/names.h"

namespace quoth::page {
namespace {

std::string Day(std::string_view text, bool month_first = false) {
  auto date = ParseDate(text, month_first);
  return date ? date->Iso() : "";
}

TEST(Dates, AreReadInTheSpellingsOfThePress) {
  EXPECT_EQ(Day("2024-05-02T10:11:12.345+02:00"), "2024-05-02T10:11:12+02:00");
  EXPECT_EQ(Day("2024-05-02T10:11:12Z"), "2024-05-02T10:11:12Z");
  EXPECT_EQ(Day("2024-05-02 10:11:12 +0530"), "2024-05-02T10:11:12+05:30");
  EXPECT_EQ(Day("Thu, 02 May 2024 10:11:12 GMT"), "2024-05-02T10:11:12Z");
  EXPECT_EQ(Day("Updated: May 2nd, 2024"), "2024-05-02");
  EXPECT_EQ(Day("2. März 2024, 10:15 Uhr"), "2024-03-02T10:15:00");
  EXPECT_EQ(Day("le 1er août 2024"), "2024-08-01");
  EXPECT_EQ(Day("24 de mayo de 2026"), "2026-05-24");
  EXPECT_EQ(Day("5 МАЯ 2024"), "2024-05-05");
  EXPECT_EQ(Day("2024年5月2日"), "2024-05-02");
  EXPECT_EQ(Day("02.05.2024"), "2024-05-02");
  EXPECT_EQ(Day("1714644672"), "2024-05-02T10:11:12Z");
}

TEST(Dates, FiguresAreDayBeforeMonthUnlessToldOrImpossible) {
  EXPECT_EQ(Day("03/04/2024"), "2024-04-03");
  EXPECT_EQ(Day("03/04/2024", true), "2024-03-04");
  EXPECT_EQ(Day("12/31/2024"), "2024-12-31");
}

TEST(Dates, WhatIsNoDayIsNone) {
  EXPECT_EQ(Day("2024-02-30"), "");
  EXPECT_EQ(Day("99/99/2024"), "");
  EXPECT_EQ(Day("version 10.2.1"), "");
  EXPECT_EQ(Day(""), "");
}

TEST(Dates, StandInAddresses) {
  EXPECT_EQ(DateInUrl("https://a.example/2024/05/02/bridge")->Iso(), "2024-05-02");
  EXPECT_EQ(DateInUrl("https://a.example/news-20240502.html")->Iso(), "2024-05-02");
  EXPECT_FALSE(DateInUrl("https://2024-05-02.example/"));
  EXPECT_FALSE(DateInUrl("https://a.example/id/120240502999"));
}

TEST(Names, ABylineGivesItsPeople) {
  using List = std::vector<std::string>;
  EXPECT_EQ(PeopleIn("By Ann Lee and Bo Ek, political editors"), (List{"Ann Lee", "Bo Ek"}));
  EXPECT_EQ(PeopleIn("Von Jörg Müller-Groß (jmg)"), (List{"Jörg Müller-Groß"}));
  EXPECT_EQ(PeopleIn("Anna van der Berg, Eastwick"), (List{"Anna van der Berg", "Eastwick"}));
  EXPECT_EQ(PeopleIn("https://courier.example/authors/ann"), (List{}));
  EXPECT_EQ(PeopleIn("ann@courier.example"), (List{}));
  EXPECT_EQ(PeopleIn("Courier News Desk"), (List{}));
  EXPECT_EQ(PeopleIn("Published: May 2, 2024"), (List{}));
}

TEST(Names, ATitleLosesTheOutletAndNothingElse) {
  EXPECT_EQ(WithoutOutlet("Rain | The Lowland Courier", {"The Lowland Courier"}, ""), "Rain");
  EXPECT_EQ(WithoutOutlet("Rain - lowlandcourier.example", {}, "lowlandcourier"), "Rain");
  EXPECT_EQ(WithoutOutlet("Rain - and snow", {"The Lowland Courier"}, "lowlandcourier"), "Rain - and snow");
}

TEST(JsonLd, IsReadThoughItIsBroken) {
  JsonDocument d;
  d.Add("<!-- {\"a\": \"line\nbreak\", \"b\": [1, 2,], \"c\": {\"d\": \"\\u201cx\\u201d \\ud83d\\ude00\"},} -->");
  ASSERT_EQ(d.roots().size(), 1u);
  EXPECT_EQ(d.TextOf(d.Member(d.roots()[0], "a")), "line\nbreak");
  EXPECT_EQ(d.TextOf(d.Member(d.Member(d.roots()[0], "c"), "d")), "“x” 😀");
  d.Clear();
  d.Add("{\"headline\": \"cut of");
  EXPECT_EQ(d.TextOf(d.Member(d.roots()[0], "headline")), "cut of");
}

TEST(JsonLd, NestingPastTheLimitIsLeftOut) {
  JsonDocument d;
  d.Add(std::string(100'000, '[') + "\"deep\"" + std::string(100'000, ']'));
  EXPECT_LE(d.values().size(), 101u);
}

Metadata Of(std::string_view html, MetadataOptions options = {}) {
  HtmlOutliner outliner;
  Outline outline;
  outliner.Read(html, &outline);
  Metadata metadata;
  Facts facts;
  ReadMetadata(outline, options, &metadata, &facts);
  return metadata;
}

TEST(Metadata, LinkedDataComesFirst) {
  Metadata m = Of(R"(<html lang=en-gb><title>Ferry late | Courier</title><meta property=og:title content="Ferry very late">
    <script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"Courier"},{"@type":"NewsArticle","headline":"Ferry &quot;late&quot;",
    "datePublished":"2024-05-02T10:00:00+02:00","dateModified":"2024-05-03","author":[{"@id":"#ann"},{"@type":"Organization","name":"Lowland Wire"}],
    "publisher":{"name":"The Courier"}},{"@id":"#ann","@type":"Person","name":"Ann Lee"}]}</script>)");
  EXPECT_EQ(m.title, "Ferry \"late\"");
  EXPECT_EQ(m.published, "2024-05-02T10:00:00+02:00");
  EXPECT_EQ(m.modified, "2024-05-03");
  EXPECT_EQ(m.authors, std::vector<std::string>{"Ann Lee"});
  EXPECT_EQ(m.credits, std::vector<std::string>{"Lowland Wire"});
  EXPECT_EQ(m.publication, "The Courier");
  EXPECT_EQ(m.language, "en-GB");
}

TEST(Metadata, AnArticleIsNotTakenFromAListOfFurtherReading) {
  Metadata m = Of(R"(<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Other","datePublished":"2020-01-01"}]}</script>
    <script type="application/ld+json">{"@type":"Article","headline":"This one"}</script>)");
  EXPECT_EQ(m.title, "This one");
}

TEST(Metadata, ADateAfterTheCrawlIsRefused) {
  Metadata m = Of(R"(<meta property="article:published_time" content="2031-01-01"><time datetime="2024-05-02">2 May</time>)", {.url = "", .crawled = "2024-05-04"});
  EXPECT_EQ(m.published, "2024-05-02");
}

TEST(Metadata, FallsBackToElementsAndTheAddress) {
  Metadata m = Of("<h1>Ferry late</h1><a rel=author href=/a>Ann Lee</a><p>x", {.url = "https://www.courier.example/2024/05/02/ferry", .crawled = "2024-06-01"});
  EXPECT_EQ(m.title, "Ferry late");
  EXPECT_EQ(m.authors, std::vector<std::string>{"Ann Lee"});
  EXPECT_EQ(m.published, "2024-05-02");
  EXPECT_EQ(m.publication, "courier.example");
}

}  // namespace
}  // namespace quoth::page
