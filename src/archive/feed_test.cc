#include "archive/feed.h"

#include <gtest/gtest.h>

namespace quoth::archive {
namespace {

std::vector<Item> Items(const std::string& text) {
  auto feed = MakeFeed(text);
  std::vector<Item> items;
  while (auto item = feed->Next()) items.push_back(std::move(*item));
  return items;
}

TEST(Feed, RssItemsArePages) {
  const std::string text = R"(<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Courier</title><language>en-GB</language>
<item><title>Bridge &amp; toll</title><link>https://a.example/1</link><pubDate>Mon, 18 May 2026 08:00:00 GMT</pubDate>
<description>Short</description><content:encoded><![CDATA[<p>It will <b>hold</b>.</p>]]></content:encoded></item>
<item><title>Two</title><guid>https://a.example/2</guid><description>&lt;p&gt;Only this</description></item>
<item><title>Three</title></item></channel></rss>)";
  EXPECT_TRUE(LooksLikeFeed(text));
  const auto items = Items(text);
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[0].page.url, "https://a.example/1");
  EXPECT_EQ(items[0].page.title, "Bridge & toll");
  EXPECT_EQ(items[0].page.outlet, "The Courier");
  EXPECT_EQ(items[0].page.language, "en-GB");
  EXPECT_EQ(items[0].page.published, "Mon, 18 May 2026 08:00:00 GMT");
  EXPECT_NE(items[0].page.bytes.find("<p>It will <b>hold</b>.</p>"), std::string::npos);
  EXPECT_EQ(items[1].page.url, "https://a.example/2");
  EXPECT_NE(items[1].page.bytes.find("<p>Only this"), std::string::npos);
  EXPECT_FALSE(items[2].status.ok());
}

TEST(Feed, AtomEntriesArePages) {
  const std::string text = R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Herald</title>
<entry><title>One</title><link rel="self" href="https://h.example/self"/><link href="https://h.example/1"/>
<published>2026-05-18T08:00:00Z</published><updated>2026-05-19T08:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Words</p></div></content></entry>
<entry><title>Two</title><link href="https://h.example/2"/><updated>2026-05-20</updated><content type="text">Plain words</content></entry></feed>)";
  EXPECT_TRUE(LooksLikeFeed(text));
  const auto items = Items(text);
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].page.url, "https://h.example/1");
  EXPECT_EQ(items[0].page.published, "2026-05-18T08:00:00Z");
  EXPECT_NE(items[0].page.bytes.find("<p>Words</p>"), std::string::npos);
  EXPECT_TRUE(items[1].page.article);
  EXPECT_EQ(items[1].page.bytes, "Two\n\nPlain words");
  EXPECT_EQ(items[1].page.published, "2026-05-20");
}

TEST(Feed, WhatComesBeforeTheDamageIsRead) {
  const auto items = Items("<rss><channel><item><link>https://a.example/1</link><description>x</description></item><item><lin");
  ASSERT_EQ(items.size(), 2u);
  EXPECT_TRUE(items[0].status.ok());
  EXPECT_EQ(items[1].status.code(), Code::kInvalidInput);
}

TEST(Feed, NothingIsFetchedNorExpanded) {
  std::string text = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY f SYSTEM 'file:///etc/passwd'><!ENTITY a 'aaaaaaaaaa'>";
  char before = 'a';
  for (char c = 'b'; c < 'k'; before = c++) {
    text += std::string("<!ENTITY ") + c + " '";
    for (int i = 0; i < 10; ++i) text += std::string("&") + before + ";";
    text += "'>";
  }
  text += "]><rss><channel><item><link>u</link><description>&f;&j;</description></item></channel></rss>";
  for (const Item& item : Items(text)) {
    EXPECT_EQ(item.page.bytes.find("root:"), std::string::npos);
    EXPECT_LT(item.page.bytes.size(), 100000u);
  }
}

TEST(Feed, APageIsNone) {
  EXPECT_FALSE(LooksLikeFeed("<!doctype html><html><p>about <rss"));
  EXPECT_FALSE(LooksLikeFeed("a text about <rss>"));
  EXPECT_FALSE(LooksLikeFeed(""));
}

}  // namespace
}  // namespace quoth::archive
