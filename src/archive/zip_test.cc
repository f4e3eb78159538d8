#include "archive/zip.h"

#include <gtest/gtest.h>
#include <zip.h>

#include "archive/test_warc.h"
#include "command/temporary_folder.h"

namespace quoth::archive {
namespace {

using command::TemporaryFolder;

std::string PutZip(const TemporaryFolder& folder, const std::vector<std::pair<std::string, std::string>>& entries) {
  const std::string path = folder / "a.wacz";
  int error = 0;
  zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  for (const auto& [name, bytes] : entries) {
    const zip_int64_t index = zip_file_add(zip, name.c_str(), zip_source_buffer(zip, bytes.data(), bytes.size(), 0), ZIP_FL_OVERWRITE);
    if (name.ends_with(".gz")) zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
  }
  zip_close(zip);
  return path;
}

std::vector<Item> Items(const std::string& path, uint64_t position = 0) {
  auto file = OpenPageFile(path, {.position = position});
  EXPECT_TRUE(file.ok());
  std::vector<Item> items;
  while (auto item = (*file)->Next()) items.push_back(std::move(*item));
  return items;
}

TEST(Wacz, ThePagesOfAllItsWarcFiles) {
  TemporaryFolder folder;
  std::string one, two;
  for (int i = 0; i < 3; ++i) one += Coded("gzip", WarcRecord("response", "http://a.example/" + std::to_string(i), HttpPage("x")));
  for (int i = 3; i < 5; ++i) two += WarcRecord("response", "http://a.example/" + std::to_string(i), HttpPage("y"));
  const std::string path = PutZip(folder, {{"datapackage.json", "{}"}, {"archive/one.warc.gz", one}, {"pages/pages.jsonl", "{}"}, {"archive/two.warc", two}});
  const auto items = Items(path);
  ASSERT_EQ(items.size(), 5u);
  for (size_t i = 0; i < 5; ++i) {
    EXPECT_TRUE(items[i].status.ok());
    EXPECT_EQ(items[i].page.url, "http://a.example/" + std::to_string(i));
    const auto rest = Items(path, items[i].next);
    EXPECT_EQ(rest.size(), 4 - i);
  }
}

TEST(Wacz, WhatIsNoneOrDamagedIsNamed) {
  TemporaryFolder folder;
  auto items = Items(PutZip(folder, {{"readme.txt", "no archive"}}));
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].status.code(), Code::kInvalidInput);
  items = Items(folder.Put("b.wacz", "PK\x03\x04 and then nothing"));
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].status.code(), Code::kInvalidInput);
}

}  // namespace
}  // namespace quoth::archive
