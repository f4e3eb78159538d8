#include "page/encoding.h"

#include <gtest/gtest.h>

#include <string>

#include "quoth/page.h"

namespace quoth::page {
namespace {

std::string Utf8(std::string_view bytes, std::string_view header = "") {
  Decoded decoded;
  decoded.Decode(bytes, DetectEncoding(bytes, header));
  return std::string(decoded.utf8());
}

TEST(Encoding, LabelsMeanWhatBrowsersTakeThemFor) {
  EXPECT_EQ(CanonicalEncoding(" ISO-8859-1 "), "windows-1252");
  EXPECT_EQ(CanonicalEncoding("latin1"), "windows-1252");
  EXPECT_EQ(CanonicalEncoding("iso-8859-9"), "windows-1254");
  EXPECT_EQ(CanonicalEncoding("GB2312"), "gb18030");
  EXPECT_EQ(CanonicalEncoding("UTF8"), "utf-8");
  EXPECT_EQ(CanonicalEncoding("no such thing"), "");
}

TEST(Encoding, Latin1HasTheQuotationMarksOfWindows1252) {
  EXPECT_EQ(Utf8("<meta charset=iso-8859-1><p>\x93So\x94 \x96 caf\xe9"), "<meta charset=iso-8859-1><p>“So” – café");
}

TEST(Encoding, ReadsWindows1251) {
  EXPECT_EQ(Utf8("<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>\xcc\xfd\xf0 \xee\xf2\xea\xf0\xfb\xeb"),
            "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>Мэр открыл");
}

TEST(Encoding, ReadsGb18030WithItsFourByteCharacters) {
  // The last of them takes four bytes.
  EXPECT_EQ(Utf8("<meta charset=gb2312>\xca\xd0\xb3\xa4\x95\x32\x90\x31"), "<meta charset=gb2312>市长𠂇");
}

TEST(Encoding, ReadsShiftJis) {
  EXPECT_EQ(Utf8("<meta charset='shift_jis'>\x8e\x73\x92\xb7\x82\xaa \xb6\xc0"), "<meta charset='shift_jis'>市長が ｶﾀ");
}

TEST(Encoding, ReadsIso8859_9AsTurkish) {
  EXPECT_EQ(Utf8("<meta charset=iso-8859-9>\xdeimdi a\xf0\xfd\x72 \x93i\x94"), "<meta charset=iso-8859-9>Şimdi ağır “i”");
}

TEST(Encoding, TheHeaderWinsOverTheMeta) {
  EXPECT_EQ(Utf8("<meta charset=windows-1252>\xcc\xfd\xf0", "text/html; charset=\"windows-1251\""), "<meta charset=windows-1252>Мэр");
}

TEST(Encoding, AByteOrderMarkWinsOverAll) {
  EXPECT_EQ(Utf8("\xEF\xBB\xBF<meta charset=windows-1251>ä", "text/html; charset=koi8-r"), "<meta charset=windows-1251>ä");
  EXPECT_EQ(Utf8(std::string_view("\xFF\xFE<\0p\0\x16\x04", 8)), "<pЖ");
}

TEST(Encoding, Utf8ThatIsValidIsNotTakenForWhatAStaleMetaSays) {
  EXPECT_EQ(Utf8("<meta charset=windows-1251>Мэр"), "<meta charset=windows-1251>Мэр");
}

TEST(Encoding, GuessesWhereNothingIsDeclared) {
  std::string russian = "<p>";
  for (int i = 0; i < 10; ++i) russian += "\xcc\xfd\xf0 \xe3\xee\xf0\xee\xe4\xe0 \xee\xf2\xea\xf0\xfb\xeb \xed\xee\xe2\xfb\xe9 \xec\xee\xf1\xf2 \xf7\xe5\xf0\xe5\xe7 \xf0\xe5\xea\xf3. ";
  EXPECT_NE(Utf8(russian).find("Мэр города открыл новый мост"), std::string::npos);
}

TEST(Encoding, UndecodableBytesAreReplacedAndCounted) {
  Decoded decoded;
  decoded.Decode("a\xff" "b\xe2\x80" "c", "utf-8");
  EXPECT_EQ(decoded.utf8(), "a\xEF\xBF\xBD" "b\xEF\xBF\xBD" "c");
  EXPECT_EQ(decoded.replaced(), 2u);
}

TEST(Encoding, OffsetsLeadBackToTheBytes) {
  Decoded decoded;
  decoded.Decode("a\xff" "bc", "utf-8");
  std::vector<size_t> offsets = {0, 1, 4, 5, 6};
  decoded.ToSource(&offsets);
  EXPECT_EQ(offsets, (std::vector<size_t>{0, 1, 2, 3, 4}));

  decoded.Decode("\xcc\xfd\xf0 x", "windows-1251");
  offsets = {0, 2, 4, 6, 7, 8};
  decoded.ToSource(&offsets);
  EXPECT_EQ(offsets, (std::vector<size_t>{0, 1, 2, 3, 4, 5}));

  decoded.Decode("\xEF\xBB\xBFhi", "utf-8");
  offsets = {0, 2};
  decoded.ToSource(&offsets);
  EXPECT_EQ(offsets, (std::vector<size_t>{3, 5}));
}

TEST(Encoding, ParagraphsOfALegacyPageKnowTheirBytes) {
  std::string sentence = "\x8e\x73\x92\xb7\x82\xaa\x8b\xb4\x82\xf0\x8a\x4a\x82\xa2\x82\xbd\x81\x42";   // 市長が橋を開いた。
  std::string bytes = "<meta charset=shift_jis><article><h1>\x8b\xb4</h1>";
  for (int i = 0; i < 6; ++i) {
    bytes += "<p>";
    for (int k = 0; k < 8; ++k) bytes += sentence;
    bytes += std::to_string(i);  // no two alike
    bytes += "</p>\n";
  }
  bytes += "</article>";
  auto page = ReadPage(bytes, {.form = PageForm::kHtml});
  ASSERT_TRUE(page.ok());
  ASSERT_FALSE(page->paragraphs.empty());
  EXPECT_EQ(page->encoding, "ibm-943_P15A-2003");
  for (const auto& p : page->paragraphs) {
    Decoded again;
    again.Decode(std::string_view(bytes).substr(p.page.begin, p.page.size()), "ibm-943_P15A-2003");
    EXPECT_EQ(again.utf8(), std::string_view(page->text).substr(p.text.begin, p.text.size()));
  }
}

}  // namespace
}  // namespace quoth::page
