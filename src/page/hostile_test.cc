// Pages that mean harm, through the whole reader: each has its answer, with
// spans that stay inside page and text.
#include <gtest/gtest.h>

#include <string>

#include "page/encoding.h"
#include "quoth/page.h"

namespace quoth {
namespace {

// Reads it as HTML and checks what must hold of any page.
Page Read(std::string_view bytes) {
  auto page = ReadPage(bytes, {.form = PageForm::kHtml});
  EXPECT_TRUE(page.ok()) << page.status().message();
  if (!page.ok()) return {};
  EXPECT_EQ(page::ValidUtf8Prefix(page->text), page->text.size());
  size_t end = 0;
  for (const PageParagraph& p : page->paragraphs) {
    EXPECT_GE(p.text.begin, end);
    EXPECT_LT(p.text.begin, p.text.end);
    EXPECT_LE(p.text.end, page->text.size());
    EXPECT_LE(p.page.begin, p.page.end);
    EXPECT_LE(p.page.end, bytes.size());
    end = p.text.end;
  }
  return std::move(page).value();
}

std::string Repeated(std::string_view what, size_t times) {
  std::string all;
  all.reserve(what.size() * times);
  for (size_t i = 0; i < times; ++i) all += what;
  return all;
}

const char kParagraph[] =
    "The mayor of Eastwick, Anna Verhoeven, opened the new bridge on Tuesday. “It will hold,” she told the crowd, which had waited in the rain since eight o'clock.";

// An article of three paragraphs, with `within` before its second one.
std::string Article(const std::string& within) {
  return "<html lang=en><body><article><h1>Mayor opens bridge</h1><p>" + std::string(kParagraph) + "</p>" + within +
         "<p>The bridge cost 41 million euros, nine million more than the council had voted for, according to a report published in May.</p>"
         "<p>Cyclists may use it from today, and cars from next month, when the road on the northern bank is finished.</p></article></body></html>";
}

bool Has(const Page& page, std::string_view text) { return page.text.find(text) != std::string::npos; }

TEST(HostilePage, AnArticleUnderAHundredThousandElementsIsRead) {
  Page page = Read(Repeated("<div class=a>", 100'000) + Article(""));
  EXPECT_TRUE(Has(page, kParagraph));
  EXPECT_TRUE(Has(page, "northern bank"));
}

TEST(HostilePage, AnArticleWithAHundredThousandElementsWithinIsRead) {
  Page page = Read(Article(Repeated("<div><span>", 50'000)));
  EXPECT_TRUE(Has(page, kParagraph));
  EXPECT_TRUE(Has(page, "northern bank"));
}

TEST(HostilePage, AnAttributeOfTenMegabytesIsPassedOver) {
  std::string long_value(10 << 20, 'x');
  Page page = Read(Article("<div class='" + long_value + "' data-" + std::string(1 << 20, 'n') + "=1></div><meta name=author content='" + long_value + "'>"));
  EXPECT_TRUE(Has(page, kParagraph));
  EXPECT_TRUE(Has(page, "northern bank"));
}

TEST(HostilePage, NulsAreDroppedFromTextAndNames) {
  std::string html = Article("");
  for (size_t at = html.find("bridge"); at != std::string::npos; at = html.find("bridge", at + 8)) html.insert(at + 3, 1, '\0');
  Page page = Read(html);
  EXPECT_EQ(page.text.find('\0'), std::string::npos);
  EXPECT_TRUE(Has(page, kParagraph));
  EXPECT_TRUE(Has(Read(std::string(1 << 20, '\0') + Article("")), kParagraph));
}

TEST(HostilePage, NothingIsClosed) {
  std::string html = "<html lang=en><body><article class=story><h1>Mayor opens bridge";
  for (int i = 0; i < 5; ++i) html += "<p><b><a href=x><i>" + std::string(kParagraph) + " " + std::to_string(i);
  html += "<ul><li><table><tr><td><blockquote><!-- ";
  Page page = Read(html);
  EXPECT_TRUE(page.html);
  for (const char* unclosed : {"<", "<p", "<p class", "<p class=", "<p class='", "<!", "<!--", "<![CDATA[", "<script>", "<style>", "<title>", "<textarea>", "&", "&#", "&#x", "</", "</p"})
    EXPECT_TRUE(Has(Read(Article("") + unclosed), "northern bank")) << unclosed;
}

TEST(HostilePage, AFloodOfEntitiesIsText) {
  EXPECT_TRUE(Has(Read(Article("<p>" + Repeated("&amp;&#38;&CounterClockwiseContourIntegral;", 300'000))), kParagraph));
  EXPECT_TRUE(Has(Read(Article("<p>" + Repeated("&#9999999999999;&#xD800;&#0;&nosuch", 300'000))), kParagraph));
}

TEST(HostilePage, JsonThatNestsWithoutEndIsLeftOut) {
  std::string deep = Repeated("[{\"@graph\":", 200'000);
  Page page = Read(Article("<script type=application/ld+json>" + deep + "</script><script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-05-07\"}</script>"));
  EXPECT_TRUE(Has(page, kParagraph));
}

TEST(HostilePage, AMillionMetaTagsAndLinksAreRead) {
  Page page = Read(Article(Repeated("<meta property=article:author content='Ann Lee'><a rel=author href=x>Ann Lee</a><time datetime=2024-05-07>", 200'000)));
  EXPECT_TRUE(Has(page, "northern bank"));
}

TEST(HostilePage, BytesOfNoEncodingAreReplacedAndCounted) {
  std::string html = Article("<p>" + std::string(1 << 20, '\xff'));
  auto page = ReadPage(html, {.form = PageForm::kHtml, .http_content_type = "text/html; charset=utf-8"});
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->replaced, size_t(1) << 20);
  EXPECT_TRUE(Has(*page, kParagraph));
}

// Once the reasons were looked up among the columns of pages with tags.
TEST(HostilePage, HtmlWithoutATagIsExplained) {
  auto page = ReadPage("The mayor opened the bridge.", {.form = PageForm::kHtml, .explain = true});
  ASSERT_TRUE(page.ok());
  ASSERT_EQ(page->blocks.size(), 1u);
  EXPECT_EQ(page->blocks[0].text, "The mayor opened the bridge.");
}

TEST(HostilePage, EmptyPagesHaveNoArticle) {
  for (std::string_view html : {"", " ", "<html>", "<p>", "\xEF\xBB\xBF", "<!doctype html><title>x</title>"}) EXPECT_TRUE(Read(html).text.empty());
}

}  // namespace
}  // namespace quoth
