#include "command/help.h"

#include <gtest/gtest.h>

#include <sstream>

namespace quoth::command {
namespace {

bool Holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// As it stands in roff, where a hyphen that can be copied is \-.
std::string InRoff(std::string name) {
  for (size_t at = 0; (at = name.find('-', at)) != std::string::npos; at += 2) name.replace(at, 1, "\\-");
  return name;
}

TEST(Help, NamesEveryFlagOfTheTableInEveryForm) {
  const std::string man = ManPage("0");
  const std::string markdown = MarkdownReference();
  for (const Command& command : Commands()) {
    for (const Flag& flag : command.flags) {
      EXPECT_TRUE(Holds(ShortHelp(command), "--" + flag.name + (flag.value.empty() ? "" : " " + flag.value)));
      EXPECT_TRUE(Holds(LongHelp(command), "--" + flag.name));
      EXPECT_TRUE(Holds(man, InRoff("--" + flag.name))) << flag.name;
      EXPECT_TRUE(Holds(markdown, "--" + flag.name)) << flag.name;
      EXPECT_TRUE(Holds(Completions("bash"), "--" + flag.name)) << flag.name;
      EXPECT_TRUE(Holds(Completions("zsh"), "--" + flag.name)) << flag.name;
      EXPECT_TRUE(Holds(Completions("fish"), "-l " + flag.name)) << flag.name;
    }
    for (const char* shell : {"bash", "zsh", "fish"}) EXPECT_TRUE(Holds(Completions(shell), command.name));
    EXPECT_TRUE(Holds(man, InRoff(Usage(command))) || command.name.empty()) << command.name;
  }
}

TEST(Help, StaysWithinEightyColumns) {
  for (const Command& command : Commands()) {
    for (const std::string& help : {ShortHelp(command), LongHelp(command)}) {
      std::istringstream lines(help);
      for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80u) << line;
    }
  }
}

TEST(ManPage, LetsNoTextBeTakenForARoffRequest) {
  std::istringstream lines(ManPage("0"));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(".")) {
      EXPECT_TRUE(line == ".PP" || line == ".TP" || line == ".br" || line.starts_with(".B ") ||
                  line.starts_with(".SH ") || line.starts_with(".SS ") || line.starts_with(".TH "))
          << line;
    }
    EXPECT_FALSE(line.starts_with("'")) << line;
  }
}

}  // namespace
}  // namespace quoth::command
