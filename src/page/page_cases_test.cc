// The cases in tests/page: a page, and the article that a reader sees in it.
//
//   # name: what it shows
//   # why: the reason that it must be so
//   # title, authors, published, language, publication: (any of them) what the field must be
//   ==== page
//   (the page as it came)
//   ==== article
//   (its text: the title, then the paragraphs, blank lines between)
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "quoth/page.h"

namespace quoth {
namespace {

struct Case {
  std::string file;
  std::map<std::string, std::string> fields;
  std::string page, article;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.file; }

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const auto& entry : std::filesystem::directory_iterator(QUOTH_SOURCE_DIR "/tests/page")) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    Case c;
    c.file = entry.path().stem();
    int part = 0;
    for (std::string line; std::getline(file, line);) {
      if (line == "==== page") { part = 1; continue; }
      if (line == "==== article") { part = 2; continue; }
      if (part == 0 && line.starts_with("# ")) {
        size_t colon = line.find(": ");
        if (colon != std::string::npos) c.fields[line.substr(2, colon - 2)] = line.substr(colon + 2);
      }
      if (part == 1) c.page += line + "\n";
      if (part == 2) c.article += line + "\n";
    }
    while (!c.article.empty() && c.article.back() == '\n') c.article.pop_back();
    cases.push_back(std::move(c));
  }
  std::sort(cases.begin(), cases.end(), [](const Case& a, const Case& b) { return a.file < b.file; });
  return cases;
}

class PageCase : public ::testing::TestWithParam<Case> {};

TEST_P(PageCase, GivesItsArticle) {
  const Case& c = GetParam();
  auto page = ReadPage(c.page, {.crawled = "2026-11-01"});
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->text, c.article);
  std::string authors;
  for (const auto& author : page->authors) authors += (authors.empty() ? "" : "; ") + author;
  for (const auto& [name, value] : c.fields) {
    if (name == "title") { EXPECT_EQ(page->title, value); }
    if (name == "authors") { EXPECT_EQ(authors, value); }
    if (name == "published") { EXPECT_EQ(page->published, value); }
    if (name == "language") { EXPECT_EQ(page->language, value); }
    if (name == "publication") { EXPECT_EQ(page->publication, value); }
  }
}

TEST_P(PageCase, ParagraphsCoverTheTextInOrder) {
  auto page = ReadPage(GetParam().page, {.explain = true});
  ASSERT_TRUE(page.ok());
  std::string joined;
  for (const auto& p : page->paragraphs) {
    if (!joined.empty()) joined += "\n\n";
    joined.append(page->text, p.text.begin, p.text.size());
    EXPECT_LE(p.page.end, GetParam().page.size());
  }
  EXPECT_EQ(joined, page->text);
  EXPECT_FALSE(page->blocks.empty());
}

INSTANTIATE_TEST_SUITE_P(Tests, PageCase, ::testing::ValuesIn(Cases()), [](const auto& info) {
  std::string name = info.param.file;
  std::replace_if(name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
});

}  // namespace
}  // namespace quoth
