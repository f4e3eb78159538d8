#include "attribution/decoder.h"

#include <memory>
#include <random>
#include <string>

#include "attribution/random_heads.h"
#include "attribution/test_text.h"
#include "gtest/gtest.h"

namespace quoth {
namespace {

using test::RandomHeads;
using test::ScratchFile;
using test::Text;

class DecoderTest : public ::testing::Test {
 protected:
  DecoderTest() {
    std::mt19937 random(5);
    RandomHeads heads(random);
    heads.writer.metadata["decoder"] = {{"calibration", {1, 0, 1, 0, 0.5, 2}}};
    file_ = std::make_unique<ScratchFile>(heads.writer.Bytes());
    auto model = ModelFile::Open(file_->path());
    auto decoder = Decoder::Create(*model);
    decoder_ = std::make_unique<Decoder>(std::move(*decoder));
  }

  std::vector<Statement> Assemble(const Text& t, const std::vector<Attribution>& attributions) {
    return decoder_->Assemble(t.text, t.features, t.words, attributions);
  }

  std::unique_ptr<ScratchFile> file_;
  std::unique_ptr<Decoder> decoder_;
};

std::string Cut(const Text& t, Span span) { return t.text.substr(span.begin, span.size()); }

TEST_F(DecoderTest, FormFollowsTheShareOfQuotedWords) {
  const Text t("\"Rain is coming,\" she said. He said \"rain\" would come, as they said it would.");
  const size_t second = t.Find("He").begin, third = t.Find("they").begin;
  const auto statements =
      Assemble(t, {{t.Find("said"), {t.Find("she")}, {t.Find("\"Rain is coming,\"")}, 0.9, -0.1, {}},
                   {t.Find("said", second), {t.Find("He")}, {t.Find("\"rain\" would come")}, 0.9, -0.1, {}},
                   {t.Find("said", third), {t.Find("they")}, {t.Find("it would", third)}, 0.9, -0.1, {}}});
  ASSERT_EQ(statements.size(), 3u);
  EXPECT_EQ(statements[0].form, Form::kDirect);
  EXPECT_EQ(statements[1].form, Form::kMixed);
  EXPECT_EQ(statements[2].form, Form::kIndirect);
  ASSERT_EQ(statements[0].quoted.size(), 1u);
  EXPECT_EQ(Cut(t, statements[0].quoted[0]), "Rain is coming,");
  EXPECT_EQ(Cut(t, statements[1].quoted.at(0)), "rain");
  EXPECT_TRUE(statements[2].quoted.empty());
}

TEST_F(DecoderTest, AContentThatHoldsAnotherCueIsItsOuterStatement) {
  const Text t("Officials claim rain is coming, she said.");
  const auto statements = Assemble(
      t, {{t.Find("claim"), {t.Find("Officials")}, {t.Find("rain is coming")}, 0.9, -0.1, {}},
          {t.Find("said"), {t.Find("she")}, {t.Find("Officials claim rain is coming")}, 0.9, -0.1, {}}});
  EXPECT_EQ(statements[0].within, std::optional<size_t>(1));
  EXPECT_FALSE(statements[1].within.has_value());
}

TEST_F(DecoderTest, TwoThatHoldEachOtherAreNotNested) {
  const Text t("a b c d");
  const auto statements = Assemble(t, {{{0, 1}, {}, {{1, 4}}, 0.9, -0.1, {}}, {{2, 3}, {}, {{0, 2}}, 0.9, -0.1, {}}});
  EXPECT_FALSE(statements[0].within.has_value());
  EXPECT_FALSE(statements[1].within.has_value());
}

TEST_F(DecoderTest, AStatementInTheTitleLineIsAHeadlines) {
  const Text t("Mayor sees rain\n\nMayor sees rain.");
  const auto statements = Assemble(t, {{{1, 2}, {{0, 1}}, {{2, 3}}, 0.9, -0.1, {}}, {{4, 5}, {{3, 4}}, {{5, 6}}, 0.9, -0.1, {}}});
  EXPECT_TRUE(statements[0].headline);
  EXPECT_FALSE(statements[1].headline);
}

TEST_F(DecoderTest, CircumstancesAndLinksBecomeBytes) {
  const Text t("Ada Brenn told reporters on Sunday it would rain.");
  Attribution a = {t.Find("told"), {t.Find("Ada Brenn")}, {t.Find("it would rain")}, 0.9, -0.1, {}};
  a.links.nobody = -3;
  a.links.words = {{1, -0.1f}};
  a.links.circumstances[kTo] = {{t.Find("reporters").begin, 2.5f}};
  std::vector<SourceLinks> links;
  const auto statements = decoder_->Assemble(t.text, t.features, t.words, {a}, &links);
  ASSERT_EQ(statements.size(), 1u);
  ASSERT_EQ(links.size(), 1u);
  EXPECT_EQ(Cut(t, links[0].words.at(0).first), "Brenn");
  EXPECT_EQ(Cut(t, links[0].circumstances[kTo].at(0).first), "reporters");
  EXPECT_TRUE(links[0].circumstances[kOccasion].empty());
}

TEST_F(DecoderTest, ConfidenceIsAProbabilityHoweverSureTheModel) {
  const Text t("she said rain");
  for (double p : {0.0, 1e-30, 0.5, 1.0}) {
    for (double log_p : {0.0, -1e-12, -3.0, -1e6}) {
      const double c = Assemble(t, {{{1, 2}, {{0, 1}}, {{2, 3}}, p, log_p, {}}})[0].confidence;
      EXPECT_GE(c, 0);
      EXPECT_LE(c, 1);
    }
  }
}

}  // namespace
}  // namespace quoth
