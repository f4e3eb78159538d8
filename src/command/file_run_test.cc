#include "command/file_run.h"

#include <gtest/gtest.h>

#include <new>

#include "command/temporary_folder.h"

namespace quoth::command {
namespace {

// A reader that finds one statement in a text that begins with a mark.
Result<Reading> ReadMarks(const std::string& bytes) {
  if (bytes == "bad") return Status(Code::kInvalidInput, "bad at byte 0");
  if (bytes == "huge") throw std::bad_alloc();
  Reading reading;
  reading.article.text = bytes;
  if (bytes.starts_with('"')) reading.statements.push_back({.id = "s", .content = {{0, bytes.size()}}});
  return reading;
}

struct Ran {
  ExitStatus status;
  std::string output;
  std::vector<std::string> complaints;
};

Ran RunOn(const TemporaryFolder& folder, std::vector<std::string> paths, size_t threads = 1) {
  Ran ran;
  FileRun run;
  run.paths = std::move(paths);
  run.threads = threads;
  run.complain = [&ran](const std::string& message) { ran.complaints.push_back(message); };
  OutputFile output;
  EXPECT_TRUE(output.Open(folder / "out.csv").ok());
  ran.status = RunRead(run, "m", ReadMarks, *MakeFormat("csv", {}), output);
  ran.output = BytesOf(folder / "out.csv");
  return ran;
}

TEST(RunRead, TellsFoundNothingFoundAndTroubleApart) {
  TemporaryFolder folder;
  const std::string said = folder.Put("a", "\"x\""), silent = folder.Put("b", ""), bad = folder.Put("c", "bad");
  EXPECT_EQ(RunOn(folder, {said, silent}).status, kFound);
  EXPECT_EQ(RunOn(folder, {silent}).status, kNothingFound);
  EXPECT_EQ(RunOn(folder, {said, bad}).status, kTrouble);
}

TEST(RunRead, GoesOnAfterAFileThatFails) {
  TemporaryFolder folder;
  const std::string bad = folder.Put("bad", "bad"), huge = folder.Put("huge", "huge"), said = folder.Put("said", "\"x\"");
  const Ran ran = RunOn(folder, {bad, "/nowhere/x", huge, said});
  EXPECT_EQ(ran.complaints,
            (std::vector<std::string>{
                bad + ": bad at byte 0", "/nowhere/x: no such file or folder; check the path",
                huge + ": there is not enough memory to read it; try --threads 1, or split it"}));
  EXPECT_NE(ran.output.find(said + ","), std::string::npos);
}

TEST(RunRead, WritesTheSameWhateverTheThreads) {
  TemporaryFolder folder;
  for (int i = 0; i < 100; ++i) folder.Put("in/" + std::to_string(i) + ".txt", i % 7 == 0 ? "bad" : "\"x\"");
  const Ran one = RunOn(folder, {folder / "in"}, 1);
  const Ran many = RunOn(folder, {folder / "in"}, 8);
  EXPECT_EQ(one.output, many.output);
  EXPECT_EQ(one.complaints, many.complaints);
}

TEST(RunRead, EndsWithTroubleWhereTheOutputCannotBeWritten) {
  TemporaryFolder folder;
  FileRun run;
  run.paths = {folder.Put("a", "\"x\"")};
  OutputFile output;
  ASSERT_TRUE(output.Open("/dev/full").ok());
  EXPECT_EQ(RunRead(run, "m", ReadMarks, *MakeFormat("jsonl", {}), output), kTrouble);
}

}  // namespace
}  // namespace quoth::command
