#include "quoth/page.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "page/scorer.h"

namespace quoth {
namespace {

// An article of five paragraphs in the middle of a page's furniture.
const char kSmallPage[] = R"(<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mayor opens bridge | The Lowland Courier</title></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/life">Life</a></li></ul></nav>
<main><article><h1>Mayor opens bridge</h1>
<p>The mayor of Eastwick, Anna Verhoeven, opened the new bridge over the Linde on Tuesday morning, two years later than the town had planned.</p>
<p>“It will hold,” she told the crowd, which had waited in the rain since eight o'clock to be the first to walk across the river.</p>
<p>The bridge cost 41 million euros, nine million more than the council had voted for, according to a report that was published in May.</p>
<p>“We paid for the steel when it was dearest,” said Piet Bos, who led the works, “and nobody could have known that in the spring of 2022.”</p>
<p>Cyclists may use the bridge from today, and cars from the beginning of next month, when the road on the northern bank is finished.</p>
</article></main><footer><p><a href="/terms">Terms</a> <a href="/privacy">Privacy</a> © The Lowland Courier</p></footer></body></html>)";

TEST(Page, GivesTheArticleAndNotTheFurniture) {
  auto page = ReadPage(kSmallPage, {});
  ASSERT_TRUE(page.ok());
  EXPECT_TRUE(page->html);
  ASSERT_EQ(page->paragraphs.size(), 6u);
  EXPECT_EQ(page->paragraphs[0].kind, ParagraphKind::kTitle);
  EXPECT_TRUE(page->text.starts_with("Mayor opens bridge\n\nThe mayor of Eastwick"));
  EXPECT_TRUE(page->text.ends_with("is finished."));
}

TEST(Page, TheExampleGivesItsArticleAndNoneOfWhatStandsAroundIt) {
  std::ifstream file(QUOTH_SOURCE_DIR "/examples/harbour-railway.html", std::ios::binary);
  auto page = ReadPage(std::string(std::istreambuf_iterator<char>(file), {}), {});
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->title, "Harbour railway will stay, Vell council decides");
  EXPECT_EQ(page->authors, std::vector<std::string>{"Runa Castellane"});
  EXPECT_EQ(page->published, "2026-03-18T06:15:00+01:00");
  EXPECT_EQ(page->modified, "2026-03-18T09:40:00+01:00");
  EXPECT_EQ(page->publication, "The Vell Courier");
  EXPECT_TRUE(page->text.starts_with("Harbour railway will stay, Vell council decides\n\nAfter eleven years the plans to pull up the tracks are off the table.\n\nThe council of Vell voted"));
  EXPECT_TRUE(page->text.ends_with("thanked the town for “a decision that our grandchildren will ride on.”"));
  EXPECT_EQ(page->paragraphs.size(), 10u);   // title, standfirst, eight paragraphs
}

TEST(Page, EveryParagraphKnowsItsBytes) {
  auto page = ReadPage(kSmallPage, {});
  ASSERT_TRUE(page.ok());
  std::string_view bytes = kSmallPage;
  for (const auto& p : page->paragraphs)
    EXPECT_EQ(bytes.substr(p.page.begin, p.page.size()), std::string_view(page->text).substr(p.text.begin, p.text.size()));
}

// With other columns they would read past the rows' end.
TEST(Page, TheTreesWereMadeForTheColumnsThatThereAre) { EXPECT_TRUE(page::Scorer::ShippedFits()); }

TEST(Page, RefusesAPagePastTheLimit) {
  auto page = ReadPage(kSmallPage, {.max_bytes = 10});
  ASSERT_FALSE(page.ok());
  EXPECT_EQ(page.status().code(), Code::kTooLarge);
}

}  // namespace
}  // namespace quoth
