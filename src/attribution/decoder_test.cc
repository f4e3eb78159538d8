#include "attribution/decoder.h"

#include <random>
#include <string>

#include "attribution/random_heads.h"
#include "gtest/gtest.h"
#include "text/paragraphs.h"
#include "text/quotations.h"

namespace quoth {
namespace {

using test::RandomHeads;
using test::ScratchFile;

// A text whose words are split at spaces, with its quotations.
struct Text {
  std::string text;
  Features features;
  std::vector<Word> words;

  explicit Text(std::string t) : text(std::move(t)) {
    features.paragraphs = Paragraphs(text);
    features.quotations = PairQuotations(text, features.paragraphs);
    for (size_t p = 0; p < features.paragraphs.size(); ++p) {
      const Span span = features.paragraphs[p];
      for (size_t i = span.begin; i < span.end;) {
        size_t end = text.find(' ', i);
        end = end == std::string::npos || end > span.end ? span.end : end;
        const auto n = static_cast<uint32_t>(words.size());
        words.push_back({n, n + 1, {i, end}, static_cast<uint32_t>(p)});
        i = end + 1;
      }
    }
  }
};

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
  // words: 0-2 content, 3 she, 4 said, 5 He, 6 said, 7-10 content, 11 as, 12 they, 13 said, 14-15 content
  const auto statements = Assemble(t, {{{4, 5}, {{3, 4}}, {{0, 3}}, 0.9, -0.1},
                                       {{6, 7}, {{5, 6}}, {{7, 10}}, 0.9, -0.1},
                                       {{13, 14}, {{12, 13}}, {{14, 16}}, 0.9, -0.1}});
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
  const auto statements = Assemble(t, {{{1, 2}, {{0, 1}}, {{2, 5}}, 0.9, -0.1}, {{6, 7}, {{5, 6}}, {{0, 5}}, 0.9, -0.1}});
  EXPECT_EQ(statements[0].within, std::optional<size_t>(1));
  EXPECT_FALSE(statements[1].within.has_value());
}

TEST_F(DecoderTest, TwoThatHoldEachOtherAreNotNested) {
  const Text t("a b c d");
  const auto statements = Assemble(t, {{{0, 1}, {}, {{1, 4}}, 0.9, -0.1}, {{2, 3}, {}, {{0, 2}}, 0.9, -0.1}});
  EXPECT_FALSE(statements[0].within.has_value());
  EXPECT_FALSE(statements[1].within.has_value());
}

TEST_F(DecoderTest, AStatementInTheTitleLineIsAHeadlines) {
  const Text t("Mayor sees rain\n\nMayor sees rain.");
  const auto statements = Assemble(t, {{{1, 2}, {{0, 1}}, {{2, 3}}, 0.9, -0.1}, {{4, 5}, {{3, 4}}, {{5, 6}}, 0.9, -0.1}});
  EXPECT_TRUE(statements[0].headline);
  EXPECT_FALSE(statements[1].headline);
}

TEST_F(DecoderTest, ConfidenceIsAProbabilityHoweverSureTheModel) {
  const Text t("she said rain");
  for (double p : {0.0, 1e-30, 0.5, 1.0}) {
    for (double log_p : {0.0, -1e-12, -3.0, -1e6}) {
      const double c = Assemble(t, {{{1, 2}, {{0, 1}}, {{2, 3}}, p, log_p}})[0].confidence;
      EXPECT_GE(c, 0);
      EXPECT_LE(c, 1);
    }
  }
}

}  // namespace
}  // namespace quoth
