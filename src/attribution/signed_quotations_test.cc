#include "attribution/signed_quotations.h"

#include <string>
#include <vector>

#include "attribution/test_text.h"
#include "gtest/gtest.h"

namespace quoth {
namespace {

using test::Text;

// "source | cue | content … content" of each signed quotation.
std::vector<std::string> Found(const std::string& text) {
  const Text t(text);
  std::vector<std::string> lines;
  for (const Attribution& a : SignedQuotations(t.text, t.features, t.words)) {
    std::string line = t.Cut(a.source.at(0)) + " | " + t.Cut(a.cue) + " |";
    for (const Span& run : a.content) line += " " + t.Cut(run);
    lines.push_back(line);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(SignedQuotations, ADashAndANameSignAQuotation) {
  EXPECT_EQ(Found("“The sea was here first.” — Ada Brenn, harbour master."),
            Lines{"Ada Brenn, harbour master | — | “The sea was here first.”"});
  EXPECT_EQ(Found("\"The sea was here first.\"― Ada van Brenn"),
            Lines{"Ada van Brenn | ― | \"The sea was here first.\""});
  EXPECT_EQ(Found("\"The sea was here first.\" -- Ada Brenn"), Lines{"Ada Brenn | -- | \"The sea was here first.\""});
}

TEST(SignedQuotations, TheSignatureMayStandOnTheNextLine) {
  EXPECT_EQ(Found("They wrote to us.\n\n“The sea was here first.”\n\n— Ada Brenn\n\nMore below."),
            Lines{"Ada Brenn | — | “The sea was here first.”"});
}

TEST(SignedQuotations, AQuotationOverParagraphsIsSignedWhole) {
  EXPECT_EQ(Found("“The sea was here first.\n\n“It will be here last.”\n\n— Ada Brenn"),
            Lines{"Ada Brenn | — | “The sea was here first. “It will be here last.”"});
}

TEST(SignedQuotations, InitialsAndAbbreviationsAreNoEnd) {
  EXPECT_EQ(Found("“No.” — Julie A. Diaz, St. Orm"), Lines{"Julie A. Diaz, St. Orm | — | “No.”"});
}

TEST(SignedQuotations, ProseAfterADashIsNoSignature) {
  EXPECT_EQ(Found("“No” — he left the room."), Lines{});
  EXPECT_EQ(Found("“No” — The council left the room and slammed the door."), Lines{});
  EXPECT_EQ(Found("“No” — Brenn left. The council stayed."), Lines{});
  EXPECT_EQ(Found("She said “No” — Ada Brenn"), Lines{});
  EXPECT_EQ(Found("“No,” she said. “Never.” — Ada Brenn"), Lines{});
}

TEST(SignedQuotations, WithoutADashOrANameThereIsNone) {
  EXPECT_EQ(Found("“The sea was here first.” Ada Brenn"), Lines{});
  EXPECT_EQ(Found("“The sea was here first.” —"), Lines{});
  EXPECT_EQ(Found("“The sea was here first.”\n\n“Who says so?”"), Lines{});
  EXPECT_EQ(Found(""), Lines{});
  EXPECT_EQ(Found("“"), Lines{});
}

}  // namespace
}  // namespace quoth
