#include "command/claims.h"

#include <gtest/gtest.h>

namespace quoth::command {
namespace {

TEST(Claims, ALineIsAClaimWithItsPlace) {
  const auto claims = ClaimsOfLines("{\"words\":\"No toll\",\"by\":\"Marran\",\"on\":\"2026-05\",\"id\":7,\"note\":null}\n\n{\"words\":\"Rain\"}", "c.jsonl");
  ASSERT_EQ(claims.size(), 2u);
  EXPECT_EQ(claims[0].claim.words, "No toll");
  EXPECT_EQ(claims[0].claim.by, "Marran");
  EXPECT_EQ(claims[0].claim.on, "2026-05");
  EXPECT_EQ(claims[0].place.id, 7);
  EXPECT_EQ(claims[1].place.line, 3u);
  EXPECT_EQ(claims[1].claim.by, "");
}

TEST(Claims, ALineThatIsNoneSaysWhereAndWhy) {
  for (const char* line : {"rain", "[]", "{}", "{\"words\":3}", "{\"words\":\"a\",\"by\":[]}", "{\"words\":", "\xff", "null"}) {
    const auto claims = ClaimsOfLines(line, "c.jsonl");
    ASSERT_EQ(claims.size(), 1u) << line;
    EXPECT_EQ(claims[0].status.code(), Code::kInvalidInput) << line;
    EXPECT_EQ(claims[0].status.message().rfind("c.jsonl:1: ", 0), 0u) << claims[0].status.message();
  }
  EXPECT_FALSE(ClaimsOfLines(std::string(1u << 20, '['), "c.jsonl")[0].status.ok());
}

TEST(Claims, EveryOutermostQuotationOfADraftIsOneWithItsSpeaker) {
  const std::string text = "The vote.\n\n“There will be ‘no toll’ here,” the mayor said.\nThe “new” bridge stays.";
  Statement statement;
  statement.content = {{text.find("“There"), text.find(" the mayor")}};
  statement.speaker = Speaker{.names = {"Odile Marran"}};
  const auto claims = ClaimsOfDraft(text, {statement}, "draft.txt");
  ASSERT_EQ(claims.size(), 2u);
  EXPECT_EQ(claims[0].claim.words, "There will be ‘no toll’ here,");
  EXPECT_EQ(claims[0].claim.by, "Odile Marran");
  EXPECT_EQ(claims[0].place.line, 3u);
  EXPECT_EQ(claims[0].place.span["begin"], 12);
  EXPECT_EQ(claims[1].claim.words, "new");
  EXPECT_EQ(claims[1].claim.by, "");
  EXPECT_EQ(claims[1].place.line, 4u);
}

}  // namespace
}  // namespace quoth::command
