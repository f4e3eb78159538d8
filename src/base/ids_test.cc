#include "base/ids.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

Statement Said() {
  Statement statement;
  statement.source = {{10, 13}};
  statement.cue = {{14, 18}};
  statement.content = {{0, 9}, {20, 30}};
  return statement;
}

TEST(Sha256, AgreesWithThePublishedVectors) {
  EXPECT_EQ(Sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256Hex(std::string(1000000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(ArticleId, IsTheBeginningOfTheTextsSha256) {
  EXPECT_EQ(ArticleId("abc"), "ba7816bf8f01cfea414140de5dae2223");
}

TEST(StatementId, IsStoredAndNeverChanges) {
  // sha256 of "statement A\nsource 10-13\ncue 14-18\ncontent 0-9 20-30\n"
  EXPECT_EQ(StatementId("A", Said()), "fc243ad5b264bc5ad4a713d8b9fafd3a");
}

TEST(StatementId, DependsOnArticleAndRolesButNotOnFormOrConfidence) {
  const std::string id = StatementId("A", Said());
  EXPECT_NE(StatementId("B", Said()), id);
  Statement other = Said();
  other.form = Form::kDirect;
  other.confidence = 0.5;
  other.quoted = {{1, 8}};
  EXPECT_EQ(StatementId("A", other), id);
  other.source = {{10, 12}};
  EXPECT_NE(StatementId("A", other), id);
}

TEST(StatementId, TellsSpansOfOneRoleFromThoseOfAnother) {
  Statement swapped = Said();
  std::swap(swapped.source, swapped.cue);
  EXPECT_NE(StatementId("A", swapped), StatementId("A", Said()));
}

}  // namespace
}  // namespace quoth
