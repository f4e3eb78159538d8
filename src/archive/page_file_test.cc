#include "archive/page_file.h"

#include <gtest/gtest.h>

#include "command/temporary_folder.h"

namespace quoth::archive {
namespace {

using command::TemporaryFolder;

std::vector<Item> Items(const std::string& path, const PageFileOptions& options = {}) {
  auto file = OpenPageFile(path, options);
  EXPECT_TRUE(file.ok()) << file.status().message();
  std::vector<Item> items;
  while (auto item = (*file)->Next()) items.push_back(std::move(*item));
  return items;
}

TEST(PageFile, APageByItself) {
  TemporaryFolder folder;
  const auto items = Items(folder.Put("a.html", "<p>Words"));
  ASSERT_EQ(items.size(), 1u);
  EXPECT_TRUE(items[0].status.ok());
  EXPECT_EQ(items[0].page.bytes, "<p>Words");
  EXPECT_EQ(items[0].next, 8u);
  EXPECT_EQ(Items(folder.Put("b.txt", std::string("\0\1\2\3", 4)))[0].status.code(), Code::kInvalidInput);
  EXPECT_EQ(Items(folder.Put("c.txt", std::string(100, 'x')), {.max_bytes = 10})[0].status.code(), Code::kTooLarge);
  EXPECT_EQ(OpenPageFile(folder / "none", {}).status().code(), Code::kNotFound);
}

TEST(PageFile, JsonLines) {
  TemporaryFolder folder;
  const std::string one = R"({"url":"https://A.example/1#x","date":"2026-05-01","html":"<p>One","outlet":"A"})";
  const std::string path = folder.Put("a.jsonl", one + "\n\nnot json\n" + R"({"url":"u","text":"Two."})" + "\n[1]\n" + R"({"url":"v"})");
  const auto items = Items(path);
  ASSERT_EQ(items.size(), 5u);
  EXPECT_EQ(items[0].page.url, "https://a.example/1");
  EXPECT_EQ(items[0].page.published, "2026-05-01");
  EXPECT_EQ(items[0].page.outlet, "A");
  EXPECT_EQ(items[0].page.form, PageForm::kHtml);
  EXPECT_EQ(items[1].status.code(), Code::kInvalidInput);
  EXPECT_EQ(items[1].offset, one.size() + 2);
  EXPECT_EQ(items[2].page.bytes, "Two.");
  EXPECT_FALSE(items[3].status.ok());
  EXPECT_FALSE(items[4].status.ok());
  const auto rest = Items(path, {.position = items[1].next});
  ASSERT_EQ(rest.size(), 3u);
  EXPECT_EQ(rest[0].page.bytes, "Two.");
  EXPECT_EQ(rest[0].offset, items[2].offset);
}

TEST(PageFile, ALineThatIsTooLongIsPassedOver) {
  TemporaryFolder folder;
  const std::string path = folder.Put("a.jsonl", R"({"url":"u","text":")" + std::string(300000, 'x') + "\"}\n" + R"({"url":"v","text":"y"})");
  const auto items = Items(path, {.max_bytes = 100000});
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].status.code(), Code::kTooLarge);
  EXPECT_EQ(items[1].page.bytes, "y");
}

TEST(PageFile, JsonFeed) {
  TemporaryFolder folder;
  const auto items = Items(folder.Put("a.json", R"({"version":"https://jsonfeed.org/version/1.1","title":"The Courier","items":[
    {"id":"1","url":"https://a.example/1","title":"T & U","content_html":"<p>One","date_published":"2026-05-01T10:00:00Z"},
    {"id":"2","url":"https://a.example/2","content_text":"Two"},{"id":"3"},4]})"));
  ASSERT_EQ(items.size(), 4u);
  EXPECT_EQ(items[0].page.outlet, "The Courier");
  EXPECT_NE(items[0].page.bytes.find("T &amp; U"), std::string::npos);
  EXPECT_EQ(items[1].page.bytes, "Two");
  EXPECT_TRUE(items[1].page.article);
  EXPECT_FALSE(items[2].status.ok());
  EXPECT_FALSE(items[3].status.ok());
}

TEST(Unpack, KeepsPagesAndPassesOverTheRest) {
  const auto code = [](const std::string& header, const std::string& body) {
    RawPage page{.bytes = "HTTP/1.1 " + header + "\r\n\r\n" + body, .http = true};
    return Unpack(1 << 20, &page).code();
  };
  EXPECT_EQ(code("200 OK\r\nContent-Type: text/html", "<html><p>x"), Code::kOk);
  EXPECT_EQ(code("200 OK", "<html><p>x"), Code::kOk);
  EXPECT_EQ(code("200 OK\r\nContent-Type: text/plain", "words"), Code::kOk);
  EXPECT_EQ(code("200 OK\r\nContent-Type: application/octet-stream", "<!DOCTYPE html><p>x"), Code::kOk);
  EXPECT_EQ(code("404 Not Found\r\nContent-Type: text/html", "<html>"), Code::kUnsupported);
  EXPECT_EQ(code("200 OK\r\nContent-Type: text/css", "p {}"), Code::kUnsupported);
  EXPECT_EQ(code("200 OK\r\nContent-Type: application/json", "{}"), Code::kUnsupported);
  EXPECT_EQ(code("200 OK\r\nContent-Type: text/html", std::string("\x89PNG\r\n\x1a\n\0\0\0", 11)), Code::kUnsupported);
  EXPECT_EQ(code("200 OK", ""), Code::kUnsupported);
}

}  // namespace
}  // namespace quoth::archive
