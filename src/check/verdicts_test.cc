#include <gtest/gtest.h>

#include <random>

#include "quoth/check.h"
#include "text/case_files.h"

namespace quoth {
namespace {

// A line of a case: the passage with its marks, " | " where the article says "she said".
Passage ReadPassage(std::string line) {
  Passage passage;
  for (size_t at; (at = line.find(" | ")) != std::string::npos;) {
    line.replace(at, 3, " ");
    passage.joints.push_back(at + 1);
  }
  passage.text = line;
  for (size_t at = 0; (at = line.find("“", at)) != std::string::npos;) {
    const size_t begin = at + 3, end = std::min(line.find("”", begin), line.size());
    passage.quoted.push_back({begin, end});
    at = end;
  }
  return passage;
}

std::vector<std::string> Lines(const Comparison& comparison) {
  std::vector<std::string> lines = {VerdictName(comparison.verdict)};
  for (const DiffPart& part : comparison.diff) {
    if (part.change != Change::kSame) lines.push_back(std::string(ChangeName(part.change)) + " |" + part.claim + "| for |" + part.record + "|");
  }
  return lines;
}

TEST(Verdicts, EveryCaseFileIsJudgedAsItSays) {
  const auto cases = ReadCases("tests/verdicts");
  EXPECT_GE(cases.size(), 60u);
  for (const LanguageCase& c : cases) {
    EXPECT_FALSE(c.why.empty()) << c.file << ": " << c.name;
    const size_t line = c.text.find("\nrecord: ");
    ASSERT_TRUE(c.text.rfind("claim: ", 0) == 0 && line != std::string::npos) << c.file << ": " << c.name;
    const std::string claim = c.text.substr(7, line - 7);
    EXPECT_EQ(Lines(Compare(claim, ReadPassage(c.text.substr(line + 9)))), c.expected) << c.file << ": " << c.name << "\n" << c.text;
  }
}

}  // namespace
}  // namespace quoth
