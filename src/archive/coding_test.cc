#include "archive/coding.h"

#include <gtest/gtest.h>

#include "archive/test_coding.h"

namespace quoth::archive {
namespace {

TEST(Decode, UndoesEveryCoding) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "line " + std::to_string(i) + "\n";
  for (const char* coding : {"gzip", "deflate", "raw deflate", "br", "zstd"}) {
    std::string out;
    const std::string name = coding == std::string("raw deflate") ? "deflate" : coding;
    const Status status = Decode(name, Coded(coding, text), 0, &out);
    EXPECT_TRUE(status.ok()) << coding << ": " << status.message();
    EXPECT_EQ(out, text) << coding;
  }
}

TEST(Decode, SaysWhatIsDamagedOrCutShort) {
  const std::string text(5000, 'x');
  for (const char* coding : {"gzip", "deflate", "br", "zstd"}) {
    const std::string coded = Coded(coding, text + std::to_string(12345));
    std::string out;
    EXPECT_EQ(Decode(coding, coded.substr(0, coded.size() - 4), 0, &out).code(), Code::kInvalidInput) << coding;
    EXPECT_EQ(Decode(coding, "nothing of the kind", 0, &out).code(), Code::kInvalidInput) << coding;
    EXPECT_EQ(Decode(coding, "", 0, &out).code(), Code::kInvalidInput) << coding;
  }
}

TEST(Decode, ABombEndsAtTheLimit) {
  const std::string bomb(50 << 20, '0');
  for (const char* coding : {"gzip", "deflate", "br", "zstd"}) {
    std::string out;
    EXPECT_EQ(Decode(coding, Coded(coding, bomb), 1 << 20, &out).code(), Code::kTooLarge) << coding;
    EXPECT_LT(out.size(), 2u << 20);
  }
}

TEST(Decode, MembersFollowEachOther) {
  std::string out;
  EXPECT_TRUE(Decode("gzip", Coded("gzip", "one ") + Coded("gzip", "two") + std::string(7, '\0'), 0, &out).ok());
  EXPECT_EQ(out, "one two");
  EXPECT_EQ(Decode("compress", "x", 0, &out).code(), Code::kUnsupported);
}

}  // namespace
}  // namespace quoth::archive
