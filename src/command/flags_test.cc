#include "command/flags.h"

#include <gtest/gtest.h>

#include <set>

#include "quoth/reader.h"

namespace quoth::command {
namespace {

std::string Complaint(const std::vector<std::string>& arguments) {
  auto typed = Parse(arguments);
  return typed.ok() ? "" : typed.status().message();
}

TEST(Table, ExplainsEveryCommandAndFlagOnce) {
  for (const Command& command : Commands()) {
    EXPECT_FALSE(command.summary.empty()) << command.name;
    EXPECT_FALSE(command.detail.empty()) << command.name;
    std::set<std::string> names;
    std::set<char> letters;
    for (const Flag& flag : command.flags) {
      EXPECT_FALSE(flag.summary.empty()) << flag.name;
      EXPECT_FALSE(flag.detail.empty()) << flag.name;
      EXPECT_NE(flag.summary.back(), '.') << flag.name;
      EXPECT_EQ(flag.detail.back(), '.') << flag.name;
      EXPECT_EQ(flag.value.empty(), flag.takes == Takes::kNothing) << flag.name;
      EXPECT_EQ(flag.choices.empty(), flag.takes != Takes::kChoice) << flag.name;
      EXPECT_TRUE(names.insert(flag.name).second) << flag.name;
      if (flag.letter != 0) {
        EXPECT_TRUE(letters.insert(flag.letter).second) << flag.name;
      }
    }
    EXPECT_NE(FindFlag(command, "help"), nullptr) << command.name;
  }
}

TEST(Parse, TakesAValueApartAttachedAndAfterALetter) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"read", "--output", "f"}, {"read", "--output=f"}, {"read", "-o", "f"}, {"read", "-of"}}) {
    auto typed = Parse(arguments);
    ASSERT_TRUE(typed.ok()) << typed.status().message();
    EXPECT_EQ(typed->Text("output"), "f");
  }
}

TEST(Parse, LetsTheLaterValueWin) {
  EXPECT_EQ(Parse({"read", "--format=csv", "--format", "brat"})->Text("format"), "brat");
}

TEST(Parse, KeepsTheOrderOfOperandsAmongFlags) {
  auto typed = Parse({"read", "b", "--lenient", "a", "-"});
  ASSERT_TRUE(typed.ok());
  EXPECT_EQ(typed->operands, (std::vector<std::string>{"b", "a", "-"}));
  EXPECT_TRUE(typed->Has("lenient"));
}

TEST(Parse, TakesNoFlagAfterTwoDashes) {
  auto typed = Parse({"read", "--", "--format", "-x"});
  ASSERT_TRUE(typed.ok());
  EXPECT_EQ(typed->operands, (std::vector<std::string>{"--format", "-x"}));
}

TEST(Parse, FallsBackToTheTablesValue) {
  auto typed = Parse({"read", "a"});
  EXPECT_EQ(typed->Text("from"), "auto");
  EXPECT_EQ(typed->Text("format"), "");
  EXPECT_EQ(typed->Number("threads"), 0);
}

TEST(Table, GivesTheLibrarysOwnLimit) {
  EXPECT_EQ(static_cast<size_t>(Parse({"read", "a"})->Number("max-bytes")), ReaderOptions().max_bytes);
}

TEST(Parse, NamesTheNearestFlagCommandAndChoice) {
  EXPECT_EQ(Complaint({"read", "--fromat", "csv"}), "quoth read: no flag --fromat; did you mean --format?");
  EXPECT_EQ(Complaint({"raed"}), "quoth: no command \"raed\"; did you mean read? (quoth -h lists them)");
  EXPECT_EQ(Complaint({"read", "--format=jsonk"}),
            "quoth read: --format is one of table, jsonl, csv, brat, not \"jsonk\"; did you mean jsonl?");
  EXPECT_EQ(Complaint({"read", "--xyzzy"}), "quoth read: no flag --xyzzy");
}

TEST(Parse, RefusesAMissingAWrongOrAnUnasked) {
  EXPECT_EQ(Complaint({"read", "--format"}), "quoth read: --format needs a value: table, jsonl, csv, brat");
  EXPECT_EQ(Complaint({"read", "-o"}), "quoth read: -o needs a value: FILE");
  EXPECT_EQ(Complaint({"read", "--lenient=yes"}), "quoth read: --lenient takes no value");
  for (const char* number : {"-1", "two", "1025", "3x", "", "99999999999999999999"}) {
    EXPECT_EQ(Complaint({"read", "--threads", number}),
              std::string("quoth read: --threads is a whole number from 0 to 1024, not \"") + number + "\"");
  }
  EXPECT_NE(Complaint({"--help", "read"}), "");
}

TEST(Nearest, IsSilentWhereNothingIsNear) {
  EXPECT_EQ(Nearest("zebra", {"format", "from"}), "");
  EXPECT_EQ(Nearest(std::string(100000, 'f'), {"format", "from"}), "");
  EXPECT_EQ(Nearest("form", {"format", "output"}), "format");
}

}  // namespace
}  // namespace quoth::command
