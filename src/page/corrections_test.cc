#include "page/corrections.h"

#include <gtest/gtest.h>

#include <set>

#include "page/html_outline.h"

namespace quoth::page {
namespace {

constexpr char kSpeech[] = "The ferry will sail again in the spring, the harbour board of Vell said on Monday evening.";

// A page with scores set by hand: 0.9 for kept blocks, 0.1 for the others.
struct Bench {
  Outline outline;
  FeatureTable features;
  std::vector<float> scores;
  Selection selection;

  Bench(std::string_view html, const std::set<size_t>& kept) {
    HtmlOutliner().Read(html, &outline);
    ComputeFeatures(outline, Facts(), &features);
    size_t n = outline.blocks.size();
    scores.assign(n, 0.1f);
    selection.kept.assign(n, 0);
    selection.kinds.assign(n, ParagraphKind::kParagraph);
    selection.rules.assign(n, nullptr);
    for (size_t i : kept) scores[i] = 0.9f, selection.kept[i] = 1;
  }
  std::set<size_t> Kept() const {
    std::set<size_t> kept;
    for (size_t i = 0; i < selection.kept.size(); ++i) if (selection.kept[i]) kept.insert(i);
    return kept;
  }
};

std::string P(std::string_view around = "p") {
  std::string tag(around);
  return "<" + tag + ">" + kSpeech + "</" + tag.substr(0, tag.find(' ')) + ">";
}

TEST(KeepQuotes, AQuoteSetLikeAPictureIsTheArticles) {
  Bench b("<main>" + P() + "<figure><blockquote>" + P() + "</blockquote><figcaption>Odile Marran</figcaption></figure>" + P() + "</main>", {0, 3});
  KeepQuotes(b.outline, b.features, b.scores, &b.selection);
  EXPECT_EQ(b.Kept(), (std::set<size_t>{0, 1, 3}));
}

TEST(KeepQuotes, CaptionsAndWhatStandsAfterTheArticleStayOut) {
  Bench b("<main>" + P() + "<figure><figcaption>" + P("blockquote") + "</figcaption></figure>" + P() + "<blockquote>" + P() + "</blockquote></main>", {0, 2});
  b.scores[1] = 0.01f;
  KeepQuotes(b.outline, b.features, b.scores, &b.selection);
  EXPECT_EQ(b.Kept(), (std::set<size_t>{0, 2}));
}

TEST(KeepAlike, AParagraphSetLikeThoseAroundItIsKept) {
  std::string section = "<section class=story>" + P() + "</section>";
  Bench b("<main>" + section + section + "<section class=advert>" + P() + "</section>" + section + "</main>", {0, 3});
  KeepAlike(b.outline, b.features, b.scores, &b.selection);
  EXPECT_EQ(b.Kept(), (std::set<size_t>{0, 1, 3}));
}

TEST(KeepAlike, NothingIsKeptBeforeTheFirstOrAfterTheLast) {
  Bench b("<main>" + P() + P() + P() + P() + "</main>", {1, 2});
  KeepAlike(b.outline, b.features, b.scores, &b.selection);
  EXPECT_EQ(b.Kept(), (std::set<size_t>{1, 2}));
}

TEST(KeepAlike, WhereLittleOfALayoutIsKeptTheRestStaysOut) {
  std::string html = "<main>";
  for (int i = 0; i < 10; ++i) html += P();
  Bench b(html + "</main>", {0, 9});
  KeepAlike(b.outline, b.features, b.scores, &b.selection);
  EXPECT_EQ(b.Kept(), (std::set<size_t>{0, 9}));
}

constexpr char kHead[] = "<article><h1>On patience</h1><p>";
const std::string kLongText = std::string(kSpeech) + " " + kSpeech + " " + kSpeech;
const std::string kOther = "<article>" + P() + "</article>";

TEST(PreferOwnArticle, TheTextBelowTheHeadlineWinsOverOtherPieces) {
  Bench b(kHead + kLongText + "</p></article>" + kOther + kOther, {0, 2, 3});
  PreferOwnArticle(b.outline, b.features, b.scores, 0, &b.selection);
  EXPECT_EQ(b.Kept(), (std::set<size_t>{0, 1}));
}

TEST(PreferOwnArticle, AHeadlineThatStandsAloneInItsElementChangesNothing) {
  Bench b("<article><h1>On patience</h1><p>By Tomas Beel</p></article>" + kOther + kOther, {0, 2, 3});
  PreferOwnArticle(b.outline, b.features, b.scores, 0, &b.selection);
  EXPECT_EQ(b.Kept(), (std::set<size_t>{0, 2, 3}));
}

TEST(PreferOwnArticle, WhatIsKeptOutsideOfAnyArticleIsLeftAlone) {
  Bench b(kHead + kLongText + "</p></article>" + kOther + P(), {0, 2, 3});
  PreferOwnArticle(b.outline, b.features, b.scores, 0, &b.selection);
  EXPECT_EQ(b.Kept(), (std::set<size_t>{0, 2, 3}));
}

}  // namespace
}  // namespace quoth::page
