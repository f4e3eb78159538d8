#include "command/inputs.h"

#include <gtest/gtest.h>

#include "command/temporary_folder.h"

namespace quoth::command {
namespace {

std::vector<std::string> Names(const TemporaryFolder& folder, std::vector<std::string> paths) {
  Inputs inputs(std::move(paths));
  std::vector<std::string> names;
  while (auto input = inputs.Next()) {
    std::string name = input->path;
    if (name.starts_with(folder.path())) name.erase(0, folder.path().size());
    names.push_back(input->status.ok() ? name : name + "!");
  }
  return names;
}

TEST(Inputs, WalkAFolderByNameFilesBeforeFolders) {
  TemporaryFolder folder;
  for (const char* name : {"b.txt", "a.html", "C.HTM", "z/1.txt", "d/e/2.txt", "d/1.txt", "x.md", ".txt", "d.txt"}) {
    folder.Put(name, "x");
  }
  EXPECT_EQ(Names(folder, {folder.path()}),
            (std::vector<std::string>{"/C.HTM", "/a.html", "/b.txt", "/d.txt", "/d/1.txt", "/d/e/2.txt", "/z/1.txt"}));
}

TEST(Inputs, KeepTheOrderOfThePaths) {
  TemporaryFolder folder;
  folder.Put("in/a.txt", "x");
  const std::string other = folder.Put("other.md", "x");
  EXPECT_EQ(Names(folder, {other, "-", folder / "in/", folder / "gone"}),
            (std::vector<std::string>{"/other.md", "-", "/in/a.txt", "/gone"}));
}

TEST(Inputs, SayThatAFolderHoldsNoPage) {
  TemporaryFolder folder;
  folder.Put("in/a.pdf", "x");
  EXPECT_EQ(Names(folder, {folder / "in"}), (std::vector<std::string>{"/in!"}));
}

TEST(Inputs, FollowNoLinkInACircle) {
  TemporaryFolder folder;
  folder.Put("in/a.txt", "x");
  std::filesystem::create_directory_symlink(folder.path(), folder / "in/loop");
  EXPECT_EQ(Names(folder, {folder.path()}), (std::vector<std::string>{"/in/a.txt"}));
}

TEST(Inputs, WalkDeepFoldersWithoutRecursion) {
  TemporaryFolder folder;
  std::string below;
  for (int i = 0; i < 1000; ++i) below += "d/";
  folder.Put(below + "a.txt", "x");
  EXPECT_EQ(Names(folder, {folder.path()}).size(), 1u);
}

TEST(Load, GivesTheBytesAsTheyStand) {
  TemporaryFolder folder;
  const std::string bytes("a\0\xff\r\n", 5);
  EXPECT_EQ(*Load({folder.Put("a", bytes), {}}, 0), bytes);
  EXPECT_EQ(*Load({folder.Put("empty", ""), {}}, 10), "");
}

TEST(Load, NamesTheFileThatIsMissing) {
  auto bytes = Load({"/nowhere/a.txt", {}}, 0);
  ASSERT_FALSE(bytes.ok());
  EXPECT_EQ(bytes.status().code(), Code::kNotFound);
  EXPECT_EQ(bytes.status().message(), "/nowhere/a.txt: no such file or folder; check the path");
}

TEST(Load, RefusesMoreThanTheLimitAndTakesExactlyIt) {
  TemporaryFolder folder;
  const std::string path = folder.Put("a", std::string(100000, 'x'));
  EXPECT_EQ(Load({path, {}}, 100000)->size(), 100000u);
  EXPECT_EQ(Load({path, {}}, 99999).status().code(), Code::kTooLarge);
}

TEST(Load, EndsAtTheLimitOfAnEndlessFile) {
  EXPECT_EQ(Load({"/dev/zero", {}}, 1 << 20).status().code(), Code::kTooLarge);
}

}  // namespace
}  // namespace quoth::command
