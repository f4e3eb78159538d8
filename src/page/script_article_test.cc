#include "page/script_article.h"

#include <gtest/gtest.h>

#include "quoth/page.h"

namespace quoth::page {
namespace {

constexpr char kFirst[] = "The ferry between Vell and the island of Sorn will sail again in the spring, the harbour board said on Monday evening.";
constexpr char kSecond[] = "“Nobody will have to row,” said its chair, Odile Marran, who had promised the islanders a boat of their own last year.";
constexpr char kThird[] = "The old ferry was taken out of service in October after its engine had failed three times within a single week.";

// JSON's escapes, as sites write them.
std::string Escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '<') out += "\\u003c";
    else if (c == '>') out += "\\u003e";
    else if (c == '"' || c == '\\') out += '\\', out += c;
    else out += c;
  }
  return out;
}

std::string Paragraphs() {
  return std::string("<p class=\"text\">") + kFirst + "</p><p class=\"text\">" + kSecond + "</p><p class=\"text\">" + kThird + "</p>";
}

std::string PageWith(const std::string& script, const std::string& body = "") {
  return "<!doctype html><html lang=en><head><title>Ferry to sail again</title></head><body><div id=root>" + body + "</div><script>" + script + "</script></body></html>";
}

Page Read(const std::string& html) {
  auto page = ReadPage(html, {});
  EXPECT_TRUE(page.ok());
  return page.ok() ? *page : Page();
}

TEST(ScriptArticle, IsReadWhereThePageShowsNone) {
  std::string html = PageWith("push({\"headline\":\"Ferry to sail again\",\"body\":\"" + Escaped(Paragraphs()) + "\"})");
  Page page = Read(html);
  EXPECT_EQ(page.text, std::string("Ferry to sail again\n\n") + kFirst + "\n\n" + kSecond + "\n\n" + kThird);
}

TEST(ScriptArticle, ItsParagraphsKnowTheirBytesInThePage) {
  std::string html = PageWith("push({\"body\":\"" + Escaped(Paragraphs()) + "\"})");
  Page page = Read(html);
  ASSERT_EQ(page.paragraphs.size(), 4u);
  EXPECT_TRUE(page.paragraphs[0].page.empty());   // the title is the head's
  const char* const expected[] = {kFirst, kSecond, kThird};
  for (size_t i = 0; i < 3; ++i) EXPECT_EQ(html.substr(page.paragraphs[i + 1].page.begin, page.paragraphs[i + 1].page.size()), expected[i]);
}

TEST(ScriptArticle, IsFoundInAStringInAString) {
  Page page = Read(PageWith("self.next.push([1,\"" + Escaped("{\"id\":7,\"body\":\"" + Escaped(Paragraphs()) + "\"}") + "\"])"));
  EXPECT_NE(page.text.find(kSecond), std::string::npos);
}

TEST(ScriptArticle, APageThatShowsItsArticleIsTakenAtItsWord) {
  std::string shown = "<article><h1>Bakers strike</h1>";
  for (int i = 0; i < 4; ++i) shown += "<p>The bakers of Vell closed their shops on Tuesday, because the council had raised the price of flour once more.</p>";
  Page page = Read(PageWith("push({\"body\":\"" + Escaped(Paragraphs()) + "\"})", shown + "</article>"));
  EXPECT_EQ(page.text.find(kFirst), std::string::npos);
  EXPECT_NE(page.text.find("price of flour"), std::string::npos);
}

TEST(ScriptArticle, OfSeveralTheLongestIsTaken) {
  ScriptArticle article;
  std::string shorter = std::string("<p>") + kThird + "</p><p>" + kThird + "</p><p>" + kThird + "</p>", longer = Paragraphs() + Paragraphs();
  ASSERT_TRUE(FindScriptArticle(PageWith("a(\"" + Escaped(shorter) + "\",\"" + Escaped(longer) + "\",\"" + Escaped(shorter) + "\")"), &article));
  EXPECT_EQ(article.html, longer);
  EXPECT_EQ(article.source.size(), longer.size() + 1);
}

TEST(ScriptArticle, CodeAndDataHoldNone) {
  ScriptArticle article;
  EXPECT_FALSE(FindScriptArticle(PageWith("var t = \"<p>\" + name + \"</p>\"; render(t);"), &article));
  EXPECT_FALSE(FindScriptArticle(PageWith("push({\"body\":\"" + Escaped("<p>Short.</p><p>Too.</p>") + "\"})"), &article));
  EXPECT_FALSE(FindScriptArticle(Paragraphs(), &article));   // no script
  EXPECT_TRUE(article.html.empty());
}

TEST(ScriptArticle, StringsPastTheLimitsArePassedOver) {
  ScriptArticle article;
  std::string data = "{\"a\":\"" + Escaped("{\"b\":\"" + Escaped(Paragraphs()) + "\"}") + "\"}";
  EXPECT_FALSE(FindScriptArticle(PageWith("push(\"" + Escaped(data) + "\")"), &article));   // three levels
  EXPECT_TRUE(FindScriptArticle(PageWith("push(" + data + ")"), &article));
  std::string endless = Paragraphs() + std::string(8 << 20, 'x');
  EXPECT_FALSE(FindScriptArticle(PageWith("push({\"body\":\"" + Escaped(endless) + "\"})"), &article));
}

TEST(ScriptArticle, BrokenScriptsAreReadToTheirEnd) {
  ScriptArticle article;
  std::string flood, slashes(1 << 20, '\\');
  for (int i = 0; i < 300'000; ++i) flood += "\"<p>";
  for (const std::string& script : {flood, slashes, "\"" + slashes, "\"<p><p>" + std::string(500, 'x') + "\\", "\"<p>\\u12" + std::string(500, 'x'), std::string("\"")}) {
    FindScriptArticle(PageWith(script), &article);
    FindScriptArticle("<script>" + script, &article);
    FindScriptArticle("<script", &article);
    EXPECT_TRUE(article.html.empty() || article.source.size() == article.html.size() + 1);
  }
}

}  // namespace
}  // namespace quoth::page
