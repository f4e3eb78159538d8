#include "base/data_files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

namespace quoth {
namespace {

TEST(FindModel, TakesTheChosenFileAsItStandsEvenWhereItIsMissing) {
  auto found = FindModel("/nowhere/a.model", "quoth-read.model");
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(*found, "/nowhere/a.model");
}

TEST(FindModel, TakesTheEnvironmentsFileWhereNoneIsChosen) {
  setenv("QUOTH_MODEL", "/nowhere/b.model", 1);
  auto found = FindModel("", "quoth-read.model");
  unsetenv("QUOTH_MODEL");
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(*found, "/nowhere/b.model");
}

TEST(FindModel, NamesThePlacesItLookedAt) {
  auto found = FindModel("", "no-such.model");
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.status().code(), Code::kNotFound);
  EXPECT_NE(found.status().message().find("share/quoth/no-such.model"), std::string::npos);
  EXPECT_NE(found.status().message().find("models/no-such.model"), std::string::npos);
}

TEST(DataFolders, BeginBesideTheRunningProgram) {
  const std::string program = std::filesystem::read_symlink("/proc/self/exe").string();
  const std::string folder = DataFolders().front();
  EXPECT_EQ(program.rfind(folder.substr(0, folder.size() - std::string("share/quoth").size()), 0), 0u) << folder;
}

}  // namespace
}  // namespace quoth
