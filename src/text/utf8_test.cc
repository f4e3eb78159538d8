#include "text/utf8.h"

#include <gtest/gtest.h>

#include <random>

namespace quoth {
namespace {

TEST(Utf8, WellFormedTextIsKeptByteForByteWithItsByteOrderMark) {
  const std::string text = "\xEF\xBB\xBFna\xC3\xAFve \xE2\x82\xAC \xF0\x9F\x98\x80\r\n";
  auto decoded = DecodeUtf8(text, false);
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(decoded->text, text);
  EXPECT_EQ(decoded->replaced, 0u);
}

TEST(Utf8, TheErrorHasTheBytesPlaceAndWhatToTry) {
  auto decoded = DecodeUtf8("caf\xE9 au lait", false);
  ASSERT_FALSE(decoded.ok());
  EXPECT_EQ(decoded.status().code(), Code::kInvalidInput);
  EXPECT_NE(decoded.status().message().find("byte 3 (0xe9)"), std::string::npos);
  EXPECT_NE(decoded.status().message().find("--lenient"), std::string::npos);
}

TEST(Utf8, RefusesEveryIllFormedKind) {
  for (const char* bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xE0\x9F\xBF", "\xED\xA0\x80",
                          "\xE2\x82", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
                          "\xFE", "\xFF", "\xE2\x82g"}) {
    EXPECT_FALSE(DecodeUtf8(bad, false).ok()) << bad;
    EXPECT_TRUE(DecodeUtf8(bad, true).ok()) << bad;
  }
}

TEST(Utf8, LenientReplacesEachMaximalSubpartOnce) {
  // The example of Table 3-8 of the Unicode Standard.
  auto decoded = DecodeUtf8("a\xF1\x80\x80\xE1\x80\xC2"
                            "b\x80"
                            "c\x80\xBF"
                            "d",
                            true);
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(decoded->text,
            "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
            "b\xEF\xBF\xBD"
            "c\xEF\xBF\xBD\xEF\xBF\xBD"
            "d");
  EXPECT_EQ(decoded->replaced, 6u);
}

TEST(Utf8, LenientResultIsAlwaysWellFormed) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 40, 0);
    for (char& c : bytes) c = static_cast<char>(random() % 3 ? 0x80 + random() % 128 : random());
    auto decoded = DecodeUtf8(bytes, true);
    ASSERT_TRUE(decoded.ok());
    ASSERT_EQ(WellFormedPrefix(decoded->text), decoded->text.size());
    ASSERT_EQ(decoded->replaced > 0, WellFormedPrefix(bytes) < bytes.size());
  }
}

TEST(CodePointIndex, AgreesWithCountingFromTheStart) {
  std::string text;
  std::mt19937 random(3);
  for (int i = 0; i < 2000; ++i) {
    const char* kinds[] = {"a", "\xC3\xA9", "\xE2\x80\x9C", "\xF0\x9F\x98\x80"};
    text += kinds[random() % 4];
  }
  CodePointIndex index(text);
  EXPECT_EQ(index.total(), 2000u);
  size_t count = 0;
  for (size_t byte = 0; byte < text.size(); ++byte) {
    if ((text[byte] & 0xC0) == 0x80) continue;
    ASSERT_EQ(index.At(byte), count++);
  }
  EXPECT_EQ(index.At(text.size()), 2000u);
}

TEST(CodePointIndex, HoldsForEmptyAndBlockSizedTexts) {
  EXPECT_EQ(CodePointIndex("").total(), 0u);
  EXPECT_EQ(CodePointIndex("").At(0), 0u);
  for (size_t size : {255, 256, 257, 512}) {
    std::string text(size - 2, 'a');
    text += "\xC3\xA9";
    EXPECT_EQ(CodePointIndex(text).At(size), size - 1);
  }
}

}  // namespace
}  // namespace quoth
