#include "archive/url.h"

#include <gtest/gtest.h>

namespace quoth::archive {
namespace {

TEST(Url, OneArticleHasOneAddress) {
  EXPECT_EQ(NormalUrl("HTTPS://Courier.Example:443/A?utm_source=x&id=7#top"), "https://courier.example/A?id=7");
  EXPECT_EQ(NormalUrl(" http://courier.example:80 "), "http://courier.example/");
  EXPECT_EQ(NormalUrl("<http://courier.example/a>"), "http://courier.example/a");
  EXPECT_EQ(NormalUrl("http://a.example/p?fbclid=1"), "http://a.example/p");
  EXPECT_EQ(NormalUrl("http://a.example:8080/p?x&y=2"), "http://a.example:8080/p?x&y=2");
  EXPECT_EQ(NormalUrl("http://a.example?q=1"), "http://a.example/?q=1");
  EXPECT_EQ(NormalUrl("urn:x"), "urn:x");
  EXPECT_EQ(NormalUrl(""), "");
}

TEST(Url, ASiteIsNoPage) {
  EXPECT_TRUE(NamesAPage("https://a.example/story"));
  EXPECT_FALSE(NamesAPage("https://a.example/"));
  EXPECT_FALSE(NamesAPage("https://a.example"));
  EXPECT_FALSE(NamesAPage("/story"));
}

}  // namespace
}  // namespace quoth::archive
