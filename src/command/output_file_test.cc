#include "command/output_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "command/temporary_folder.h"

namespace quoth::command {
namespace {

size_t FilesIn(const TemporaryFolder& folder) {
  return static_cast<size_t>(std::distance(std::filesystem::directory_iterator(folder.path()), {}));
}

TEST(OutputFile, AppearsOnlyWhenCommitted) {
  TemporaryFolder folder;
  const std::string path = folder.Put("out", "before");
  OutputFile out;
  ASSERT_TRUE(out.Open(path).ok());
  out.Write(std::string(200000, 'x'));
  EXPECT_EQ(BytesOf(path), "before");
  ASSERT_TRUE(out.Commit().ok());
  EXPECT_EQ(BytesOf(path), std::string(200000, 'x'));
  EXPECT_EQ(FilesIn(folder), 1u);
}

TEST(OutputFile, LeavesNothingBehindUncommitted) {
  TemporaryFolder folder;
  {
    OutputFile out;
    ASSERT_TRUE(out.Open(folder / "out").ok());
    out.Write("x");
    out.Flush();
  }
  EXPECT_EQ(FilesIn(folder), 0u);
}

TEST(OutputFile, KeepsTheModeOfWhatItReplacesAndObeysTheMask) {
  TemporaryFolder folder;
  const std::string old = folder.Put("old", "x");
  chmod(old.c_str(), 0640);
  const mode_t mask = umask(027);
  for (const std::string& path : {old, folder / "new"}) {
    OutputFile out;
    ASSERT_TRUE(out.Open(path).ok());
    ASSERT_TRUE(out.Commit().ok());
    struct stat about;
    ASSERT_EQ(stat(path.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0640u) << path;
  }
  umask(mask);
}

TEST(OutputFile, ReplacesWhatALinkPointsTo) {
  TemporaryFolder folder;
  const std::string real = folder.Put("real", "x");
  std::filesystem::create_symlink(real, folder / "link");
  OutputFile out;
  ASSERT_TRUE(out.Open(folder / "link").ok());
  out.Write("new");
  ASSERT_TRUE(out.Commit().ok());
  EXPECT_EQ(BytesOf(real), "new");
  EXPECT_TRUE(std::filesystem::is_symlink(folder / "link"));
}

TEST(OutputFile, SaysWhereItCannotBeWritten) {
  TemporaryFolder folder;
  EXPECT_NE(OutputFile().Open("/nowhere/out").message().find("/nowhere/out: cannot be written"), std::string::npos);
  EXPECT_NE(OutputFile().Open(folder.path()).message().find("it is a folder"), std::string::npos);
}

TEST(OutputFile, TellsOfAFullDisk) {
  OutputFile out;
  ASSERT_TRUE(out.Open("/dev/full").ok());
  out.Write("x");
  EXPECT_NE(out.Commit().message().find("/dev/full: cannot be written: No space left"), std::string::npos);
}

}  // namespace
}  // namespace quoth::command
