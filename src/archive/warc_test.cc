#include "archive/warc.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "archive/test_warc.h"
#include "command/temporary_folder.h"

namespace quoth::archive {
namespace {

using command::TemporaryFolder;

std::vector<Item> Items(const std::string& path, const PageFileOptions& options = {}) {
  auto file = OpenPageFile(path, options);
  EXPECT_TRUE(file.ok()) << file.status().message();
  std::vector<Item> items;
  uint64_t last = options.position;
  while (auto item = (*file)->Next()) {
    EXPECT_GE(item->next, last) << "bookmarks go forward";
    last = item->next;
    items.push_back(std::move(*item));
    if (items.size() > 10000) break;
  }
  return items;
}

std::set<std::string> Pages(const std::vector<Item>& items) {
  std::set<std::string> urls;
  for (const Item& item : items) {
    if (item.status.ok()) urls.insert(item.page.url);
  }
  return urls;
}

size_t Bad(const std::vector<Item>& items) {
  size_t bad = 0;
  for (const Item& item : items) bad += !item.status.ok();
  return bad;
}

std::string Url(int i) { return "http://a.example/" + std::to_string(i); }

std::string Packed(const std::string& packing, const std::string& record) {
  return packing == "plain" ? record : Coded(packing, record);
}

TEST(Warc, ResponsesResourcesConversionsAndRevisitsAreHandedOut) {
  TemporaryFolder folder;
  for (const std::string packing : {"plain", "gzip", "zstd"}) {
    std::string file;
    const auto add = [&](const std::string& record) { file += Packed(packing, record); };
    add(WarcRecord("warcinfo", "", "software: x", "application/warc-fields"));
    add(WarcRecord("request", Url(1), "GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"));
    const size_t second = file.size();
    add(WarcRecord("response", Url(1), HttpPage("One")));
    add(WarcRecord("resource", Url(2), "<html><p>Two", "text/html"));
    add(WarcRecord("conversion", Url(3), "Three words", "text/plain"));
    add(WarcRecord("revisit", Url(4), "HTTP/1.1 200 OK\r\n\r\n", "application/http", "WARC-Refers-To-Target-URI: " + Url(1) + "\r\n"));
    add(WarcRecord("metadata", Url(1), "x: y", "application/warc-fields"));
    add(WarcRecord("resource", "dns:a.example", "1.2.3.4", "text/dns"));
    const auto items = Items(folder.Put("a.warc", file));
    ASSERT_EQ(items.size(), 4u) << packing;
    EXPECT_EQ(items[0].page.url, Url(1));
    EXPECT_EQ(items[0].offset, second);
    EXPECT_EQ(items[0].page.crawled, "2026-05-18T08:00:00Z");
    EXPECT_EQ(items[0].page.record_id, "<urn:uuid:" + Url(1) + ">");
    RawPage page = items[0].page;
    EXPECT_TRUE(Unpack(1 << 20, &page).ok());
    EXPECT_EQ(page.bytes, "<!doctype html><html><body><p>One</p></body></html>");
    page = items[1].page;
    EXPECT_TRUE(Unpack(1 << 20, &page).ok());
    EXPECT_EQ(page.form, PageForm::kHtml);
    page = items[2].page;
    EXPECT_TRUE(Unpack(1 << 20, &page).ok());
    EXPECT_EQ(page.form, PageForm::kText);
    EXPECT_EQ(items[3].page.same_as, Url(1));
  }
}

TEST(Warc, AnEarlierRunsBookmarkIsWhereItGoesOn) {
  TemporaryFolder folder;
  for (const std::string packing : {"plain", "gzip", "zstd"}) {
    std::string file;
    for (int i = 0; i < 9; ++i) file += Packed(packing, WarcRecord("response", Url(i), HttpPage(std::to_string(i))));
    const std::string path = folder.Put("a.warc", file);
    const auto all = Items(path);
    ASSERT_EQ(all.size(), 9u);
    for (size_t i = 0; i < 9; ++i) {
      const auto rest = Items(path, {.position = all[i].next});
      ASSERT_EQ(rest.size(), 8 - i) << packing;
      if (!rest.empty()) {
        EXPECT_EQ(rest[0].offset, all[i + 1].offset);
        EXPECT_EQ(rest[0].page.url, all[i + 1].page.url);
      }
    }
    EXPECT_EQ(all[8].next, file.size());
  }
}

TEST(Warc, AFileCompressedAsAWholeIsReadAndBegunAnew) {
  TemporaryFolder folder;
  std::string file;
  for (int i = 0; i < 50; ++i) file += WarcRecord("response", Url(i), HttpPage(std::to_string(i)));
  const std::string packed = Coded("gzip", file);
  const auto items = Items(folder.Put("a.warc.gz", packed));
  EXPECT_EQ(Pages(items).size(), 50u);
  EXPECT_EQ(items[20].next, 0u);  // nothing of a member is done until all is
  EXPECT_EQ(items[49].next, packed.size());
}

// Every tenth record is damaged in one of many ways; the sound ones all arrive.
TEST(Warc, DamageCostsItsOwnRecordOnly) {
  TemporaryFolder folder;
  std::mt19937 random(7);
  for (const std::string packing : {"plain", "gzip", "zstd"}) {
    for (int round = 0; round < 6; ++round) {
      std::string file;
      std::set<std::string> sound;
      size_t damaged = 0;
      for (int i = 0; i < 200; ++i) {
        std::string words;
        for (int w = 0; w < 200; ++w) words += "word" + std::to_string(random() % 1000) + " ";
        const std::string page = HttpPage(words);
        if (i % 10 != 5) {
          sound.insert(Url(i));
          file += Packed(packing, WarcRecord("response", Url(i), page));
          continue;
        }
        ++damaged;
        const std::string whole = Packed(packing, WarcRecord("response", Url(i), page));
        switch ((static_cast<size_t>(round) + damaged) % 6) {
          case 0: file += Packed(packing, WarcRecord("response", Url(i), page, "application/http", "", std::to_string(page.size() + 300))); break;
          case 1: file += Packed(packing, WarcRecord("response", Url(i), page, "application/http", "", std::to_string(page.size() - 300))); break;
          case 2: file += whole.substr(0, whole.size() / 2); break;
          case 3: {
            std::string garbage(500, '\0');
            for (char& c : garbage) c = static_cast<char>(random());
            file += garbage;
            if (packing == "plain") file += "\r\n\r\n";
            break;
          }
          case 4: file += Packed(packing, WarcRecord("response", Url(i), page, "application/http", "", "many")); break;
          case 5: file += Packed(packing, WarcRecord("response", Url(i), page, "application/http", "WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n")); break;
        }
        if (packing == "plain" && (static_cast<size_t>(round) + damaged) % 6 == 2) file += "\r\n";
      }
      const auto items = Items(folder.Put("a.warc", file));
      const auto pages = Pages(items);
      for (const std::string& url : sound) EXPECT_TRUE(pages.count(url)) << packing << " round " << round << " " << url;
      EXPECT_EQ(pages.size(), sound.size()) << packing;
      EXPECT_GE(Bad(items), damaged) << packing;
      EXPECT_LE(Bad(items), 2 * damaged) << packing;
    }
  }
}

TEST(Warc, AnyBytesAreReadToTheirEnd) {
  TemporaryFolder folder;
  std::mt19937 random(11);
  for (const std::string packing : {"plain", "gzip", "zstd"}) {
    std::string file;
    for (int i = 0; i < 12; ++i) file += Packed(packing, WarcRecord("response", Url(i), HttpPage(std::string(i * 37, 'x'))));
    for (int round = 0; round < 60; ++round) {
      std::string changed = file;
      for (int k = 0; k < 4; ++k) changed[random() % changed.size()] = static_cast<char>(random());
      if (round % 3 == 0) changed.resize(random() % changed.size());
      Items(folder.Put("a.warc.gz", changed));
    }
  }
}

TEST(Warc, ARecordThatIsTooLargeIsPassedOver) {
  TemporaryFolder folder;
  for (const std::string packing : {"plain", "gzip", "zstd"}) {
    const std::string file = Packed(packing, WarcRecord("response", Url(1), HttpPage(std::string(300000, 'x')))) +
                             Packed(packing, WarcRecord("response", Url(2), HttpPage("y"))) +
                             Packed(packing, WarcRecord("response", Url(3), "z", "x", "", "99999999999999"));
    const auto items = Items(folder.Put("a.warc", file), {.max_bytes = 100000});
    ASSERT_EQ(items.size(), 3u) << packing;
    EXPECT_EQ(items[0].status.code(), Code::kTooLarge);
    EXPECT_EQ(items[1].page.url, Url(2));
    EXPECT_EQ(items[2].status.code(), Code::kTooLarge);
  }
}

TEST(Warc, DigestsAreHeldInBothBases) {
  EXPECT_TRUE(DigestHolds("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", "abc"));
  EXPECT_TRUE(DigestHolds("sha1:a9993e364706816aba3e25717850c26c9cd0d89d", "abc"));
  EXPECT_FALSE(DigestHolds("SHA1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", "x"));
  EXPECT_TRUE(DigestHolds("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "abc"));
  EXPECT_FALSE(DigestHolds("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "abd"));
  EXPECT_TRUE(DigestHolds("", "abc"));
  EXPECT_TRUE(DigestHolds("crc32:1234", "abc"));
  EXPECT_TRUE(DigestHolds("sha1:odd", "abc"));
}

TEST(Warc, ZstdWithADictionaryInFront) {
  TemporaryFolder folder;
  std::string words;
  for (int i = 0; i < 2000; ++i) words += "the dictionary knows these words number " + std::to_string(i % 50) + " ";
  std::string file = std::string("\x5d\x2a\x4d\x18", 4);
  const auto size = static_cast<uint32_t>(words.size());
  for (int i = 0; i < 4; ++i) file += static_cast<char>(size >> (8 * i));
  file += words;
  ZSTD_CCtx* context = ZSTD_createCCtx();
  for (int i = 0; i < 3; ++i) {
    const std::string record = WarcRecord("response", Url(i), HttpPage(words.substr(0, 2000)));
    std::string packed(ZSTD_compressBound(record.size()), '\0');
    packed.resize(ZSTD_compress_usingDict(context, packed.data(), packed.size(), record.data(), record.size(), words.data(), words.size(), 3));
    file += packed;
  }
  ZSTD_freeCCtx(context);
  const auto items = Items(folder.Put("a.warc.zst", file));
  EXPECT_EQ(Pages(items).size(), 3u);
  EXPECT_EQ(Bad(items), 0u);
}

TEST(PageFile, OtherCompressedFilesAreUncompressed) {
  TemporaryFolder folder;
  EXPECT_EQ(Items(folder.Put("a.html.gz", Coded("gzip", "<p>Words")))[0].page.bytes, "<p>Words");
  EXPECT_EQ(Items(folder.Put("a.jsonl.zst", Coded("zstd", "{\"url\":\"u\",\"text\":\"w\"}\n{\"url\":\"v\",\"text\":\"x\"}\n"))).size(), 2u);
}

}  // namespace
}  // namespace quoth::archive
