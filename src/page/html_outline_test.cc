#include "page/html_outline.h"

#include <gtest/gtest.h>

#include <string>

namespace quoth::page {
namespace {

std::vector<std::string> Blocks(std::string_view html) {
  HtmlOutliner outliner;
  Outline outline;
  EXPECT_TRUE(outliner.Read(html, &outline));
  std::vector<std::string> blocks;
  for (const Block& block : outline.blocks) blocks.emplace_back(outline.TextOf(block));
  return blocks;
}

using List = std::vector<std::string>;

TEST(HtmlOutline, OneBlockForEachBlockElement) {
  EXPECT_EQ(Blocks("<div>a<p>b</p>c<ul><li>d<li>e</ul></div>f"), (List{"a", "b", "c", "d", "e", "f"}));
}

TEST(HtmlOutline, InlineElementsDoNotCutText) {
  EXPECT_EQ(Blocks("<p>The <b>mayor</b>, <a href=x>Ann <i>Lee</i></a>, spoke<sup>1</sup>.</p>"), (List{"The mayor, Ann Lee, spoke1."}));
}

TEST(HtmlOutline, WordsOfNeighbouringBoxesDoNotRunTogether) {
  EXPECT_EQ(Blocks("<div><span>Politics</span><span>By Ann</span></div>"), (List{"Politics By Ann"}));
  EXPECT_EQ(Blocks("<p><span class=dropcap>T</span>he mayor</p>"), (List{"The mayor"}));
  EXPECT_EQ(Blocks("<button>Share</button><button>Save</button>"), (List{"Share Save"}));
}

TEST(HtmlOutline, OneBreakIsALineAndTwoCutTheBlock) {
  EXPECT_EQ(Blocks("<p>a<br>b<br><br>c<br/> <br>d</p>"), (List{"a\nb", "c", "d"}));
}

TEST(HtmlOutline, ParagraphsAndItemsMayBeLeftOpen) {
  EXPECT_EQ(Blocks("<p>a<p>b<div>c</div><ul><li>d<li><b>e</ul><table><tr><td>f<td>g<tr><td>h</table>"), (List{"a", "b", "c", "d", "e", "f g", "h"}));
}

TEST(HtmlOutline, WhiteSpaceIsCollapsedAndInvisiblesGo) {
  EXPECT_EQ(Blocks("<p> a \n\t b&nbsp;\xC2\xAD" "c\xE2\x80\x8B" "d &#8203; </p>"), (List{"a b\xC2\xA0" "cd"}));
}

TEST(HtmlOutline, ScriptsStylesAndTemplatesAreNotRead) {
  EXPECT_EQ(Blocks("<script>a</script><style>b</style><template><p>c</p></template><noscript>d</noscript><svg><title>e</title><text>f</text></svg><select><option>g</select><p>h</p>"), (List{"h"}));
}

TEST(HtmlOutline, EveryBlockKnowsItsBytes) {
  std::string html = "<div>\n <p>First <b>one</b>.</p>\n<p>  Second &amp; last </p></div>";
  HtmlOutliner outliner;
  Outline outline;
  ASSERT_TRUE(outliner.Read(html, &outline));
  ASSERT_EQ(outline.blocks.size(), 2u);
  EXPECT_EQ(html.substr(outline.blocks[0].source.begin, outline.blocks[0].source.size()), "First <b>one</b>.");
  EXPECT_EQ(html.substr(outline.blocks[1].source.begin, outline.blocks[1].source.size()), "Second &amp; last");
}

TEST(HtmlOutline, NulsAreDropped) {
  EXPECT_EQ(Blocks(std::string_view("<p>a\0b</p>", 10)), (List{"ab"}));
}

TEST(HtmlOutline, TextAfterDeepNestingIsKept) {
  std::string html;
  for (int i = 0; i < 100'000; ++i) html += "<div>";
  html += "deep";
  EXPECT_EQ(Blocks(html), (List{"deep"}));
  html.clear();
  for (int i = 0; i < 100'000; ++i) html += "<b><i><a href=x>";
  html += "deep<p>after";
  EXPECT_EQ(Blocks(html), (List{"deep", "after"}));
}

TEST(HtmlOutline, EndTagsWithoutAStartDoNoHarm) {
  std::string html = "<p>a";
  for (int i = 0; i < 200'000; ++i) html += "</b></span></table>";
  EXPECT_EQ(Blocks(html + "b"), (List{"a", "b"}));
}

TEST(HtmlOutline, AnAttributeOfTenMegabytesIsPassedOver) {
  EXPECT_EQ(Blocks("<p class='" + std::string(10 << 20, 'x') + "'>a</p><p>b"), (List{"a", "b"}));
  EXPECT_EQ(Blocks("<p title=" + std::string(10 << 20, '&') + ">a</p><p>b"), (List{"a", "b"}));
}

TEST(HtmlOutline, ATagOfAMillionAttributesIsSkipped) {
  std::string html = "<p>before</p><p ";
  for (int i = 0; i < 1'000'000; ++i) html += "a" + std::to_string(i) + "=1 ";
  EXPECT_EQ(Blocks(html + ">in</p><p>after</p>"), (List{"before", "in", "after"}));
}

TEST(HtmlOutline, AMillionUnknownTagsAreTakenInLinearTime) {
  std::string html;
  for (int i = 0; i < 1'000'000; ++i) html += "<x" + std::to_string(i) + ">";
  EXPECT_EQ(Blocks(html + "end"), (List{"end"}));
}

TEST(HtmlOutline, AFloodOfEntitiesIsText) {
  std::string html = "<p>";
  for (int i = 0; i < 1'000'000; ++i) html += "&amp;&#x41;";
  std::vector<std::string> blocks = Blocks(html);
  ASSERT_EQ(blocks.size(), 1u);
  EXPECT_EQ(blocks[0].size(), 2'000'000u);
}

TEST(HtmlOutline, AnUnclosedScriptOrCommentEndsThePage) {
  EXPECT_EQ(Blocks("<p>a</p><script>" + std::string(1 << 20, '<')), (List{"a"}));
  EXPECT_EQ(Blocks("<p>a</p><!--" + std::string(1 << 20, '-')), (List{"a"}));
}

TEST(HtmlOutline, BlocksPastTheLimitAreLeftOut) {
  std::string html;
  for (int i = 0; i < 60'000; ++i) html += "<p>a";
  EXPECT_EQ(Blocks(html).size(), 50'000u);
}

}  // namespace
}  // namespace quoth::page
