#include "text/quotations.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "text/case_files.h"
#include "text/paragraphs.h"
#include "text/quotation_marks.h"

namespace quoth {
namespace {

std::vector<Quotation> Pair(std::string_view text) { return PairQuotations(text, Paragraphs(text)); }

std::vector<std::string> Lines(std::string_view text) {
  std::vector<std::string> lines;
  for (const Quotation& q : Pair(text)) {
    lines.push_back(std::to_string(q.depth) + (q.closed ? " closed" : " unclosed") +
                    (q.goes_on ? " goes-on" : "") + (q.continued ? " continued" : "") + " |" +
                    std::string(text.substr(q.inner.begin, q.inner.size())) + "|");
  }
  if (lines.empty()) lines.push_back("none");
  return lines;
}

TEST(Quotations, EveryCaseFileReadsAsItSays) {
  const auto cases = ReadCases("tests/quotations");
  EXPECT_GE(cases.size(), 40u);
  for (const LanguageCase& c : cases) {
    EXPECT_FALSE(c.why.empty()) << c.file << ": " << c.name;
    EXPECT_EQ(Lines(c.text), c.expected) << c.file << ": " << c.name << "\n" << c.text;
  }
}

TEST(Quotations, TheStyleIsThatOfTheOpeningMark) {
  const std::pair<const char*, MarkStyle> styles[] = {
      {"\"a\"", MarkStyle::kStraightDouble}, {"“a”", MarkStyle::kCurlyDouble},
      {"„a“", MarkStyle::kLowDouble},        {"``a''", MarkStyle::kTicks},
      {"'a.'", MarkStyle::kStraightSingle},  {"‘a’", MarkStyle::kCurlySingle},
      {"‚a‘", MarkStyle::kLowSingle},        {"«a»", MarkStyle::kGuillemets},
      {"»a«", MarkStyle::kReversedGuillemets}, {"‹a›", MarkStyle::kSingleGuillemets},
      {"›a‹", MarkStyle::kReversedSingleGuillemets}, {"「a」", MarkStyle::kCorners},
      {"『a』", MarkStyle::kWhiteCorners}};
  for (const auto& [text, style] : styles) {
    const auto quotations = Pair(text);
    ASSERT_EQ(quotations.size(), 1u) << text;
    EXPECT_EQ(quotations[0].style, style) << text;
    EXPECT_TRUE(quotations[0].closed) << text;
  }
}

// The roles of a reading, tried one by one: the oracle of the pairing.
struct Trial {
  std::vector<int> stack;
  uint32_t cost = 0;
};

uint32_t OpenCost(int family) {
  return family == static_cast<int>(MarkFamily::kSingle) ? 45 : 24;
}

uint32_t CheapestByTrying(const std::vector<Mark>& marks, size_t i, Trial trial) {
  if (i == marks.size()) {
    for (const int family : trial.stack) trial.cost += OpenCost(family);
    return trial.cost;
  }
  const Mark& mark = marks[i];
  const int family = static_cast<int>(mark.family);
  const bool same = !trial.stack.empty() && trial.stack.back() == family;
  const bool full = trial.stack.size() == kMaxQuotationDepth;
  Trial none = trial;
  none.cost += mark.none - (full && mark.none > 0 ? 1 : 0);
  uint32_t best = CheapestByTrying(marks, i + 1, none);
  if (mark.close != kNever && same) {
    Trial close = trial;
    close.cost += mark.close;
    close.stack.pop_back();
    best = std::min(best, CheapestByTrying(marks, i + 1, close));
  }
  if (mark.open != kNever) {
    if (trial.stack.size() < kMaxQuotationDepth) {
      Trial open = trial;
      open.cost += mark.open + (same ? 10 : 0);
      open.stack.push_back(family);
      best = std::min(best, CheapestByTrying(marks, i + 1, open));
    }
    if (same) {
      Trial reopen = trial;
      reopen.cost += mark.open + OpenCost(family);
      best = std::min(best, CheapestByTrying(marks, i + 1, reopen));
    }
  }
  return best;
}

// What the reading that PairQuotations chose for a one-paragraph text costs.
uint32_t CostOf(const std::vector<Quotation>& quotations, const std::vector<Mark>& marks) {
  uint32_t cost = 0;
  for (const Mark& mark : marks) {
    int depth = 0;
    for (const Quotation& q : quotations) {
      depth += q.outer.begin < mark.begin && mark.begin < q.inner.end;
    }
    uint32_t role = mark.none - (depth == kMaxQuotationDepth && mark.none > 0 ? 1 : 0);
    for (const Quotation& q : quotations) {
      if (q.outer.begin == mark.begin) role = mark.open;
      if (q.closed && q.inner.end == mark.begin && q.inner.begin != mark.begin + mark.length) {
        role = mark.close;
      }
    }
    cost += role;
  }
  for (size_t i = 0; i < quotations.size(); ++i) {
    const Quotation& q = quotations[i];
    const auto family = [&](const Quotation& one) {
      for (const Mark& mark : marks) {
        if (mark.begin == one.outer.begin) return static_cast<int>(mark.family);
      }
      return 0;
    };
    if (!q.closed) cost += OpenCost(family(q));
    if (q.depth == 0) continue;
    const Quotation* parent = nullptr;
    for (size_t k = 0; k < i; ++k) {
      if (quotations[k].depth == q.depth - 1) parent = &quotations[k];
    }
    if (family(*parent) == family(q)) cost += 10;
  }
  return cost;
}

const char* const kParts[] = {"\"", "\"", "“", "”", "'", "'", "‘", "’", "„", "«", "»", "‹", "›",
                              "「", "」", "``", "''", "‚", " ", " ", " ", "a", "s", "n", ".", ",",
                              "—", "12", "the ", " says", "\U0001F600"};

std::string RandomText(std::mt19937& random, size_t parts, bool breaks) {
  std::string text;
  for (size_t i = 0; i < parts; ++i) {
    text += breaks && random() % 8 == 0 ? "\n" : kParts[random() % std::size(kParts)];
  }
  return text;
}

TEST(Quotations, NoReadingIsCheaperThanTheOneChosen) {
  std::mt19937 random(5);
  int tried = 0;
  for (int round = 0; round < 6000; ++round) {
    const std::string text = RandomText(random, 4 + random() % 16, false);
    const auto paragraphs = Paragraphs(text);
    if (paragraphs.size() != 1) continue;
    std::vector<Mark> marks;
    MarkScanner(text).Scan(paragraphs[0], &marks);
    if (marks.size() > 9) continue;
    ++tried;
    const auto quotations = PairQuotations(text, paragraphs);
    ASSERT_EQ(CostOf(quotations, marks), CheapestByTrying(marks, 0, {})) << text;
  }
  EXPECT_GT(tried, 2000);
}

TEST(Quotations, OfAnyTextAreInOrderInsideParagraphsAndNestedOrApart) {
  std::mt19937 random(9);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = RandomText(random, random() % 60, true);
    const auto paragraphs = Paragraphs(text);
    std::vector<Quotation> open;
    size_t begin = 0;
    for (const Quotation& q : PairQuotations(text, paragraphs)) {
      ASSERT_LE(begin, q.outer.begin);
      begin = q.outer.begin;
      ASSERT_LE(q.outer.begin, q.inner.begin);
      ASSERT_LE(q.inner.begin, q.inner.end);
      ASSERT_LE(q.inner.end, q.outer.end);
      ASSERT_EQ(q.closed, q.inner.end < q.outer.end) << text;
      bool inside = false;
      for (const Span& p : paragraphs) {
        inside = inside || (p.begin <= q.outer.begin && q.outer.end <= p.end);
      }
      ASSERT_TRUE(inside) << text;
      while (!open.empty() && open.back().outer.end <= q.outer.begin) open.pop_back();
      ASSERT_EQ(static_cast<size_t>(q.depth), open.size()) << text;
      if (!open.empty()) {
        ASSERT_LE(q.outer.end, open.back().inner.end) << text;
      }
      open.push_back(q);
    }
  }
}

TEST(Quotations, AMillionMarksHaveAnAnswer) {
  for (const char* mark : {"\"", "'", "“", "“a”", "「", " \"a", "\"'“‘«‹「『", "’ ‘", "a\" "}) {
    std::string text;
    while (text.size() < (1u << 20)) text += mark;
    const auto quotations = Pair(text);
    for (const Quotation& q : quotations) ASSERT_LT(q.depth, kMaxQuotationDepth);
  }
}

TEST(Quotations, AParagraphOfManyMarksIsDecidedInStretchesWithoutASeam) {
  std::string text = "x";
  for (int i = 0; i < 100000; ++i) text += " “it’s ‘a’” said";
  const auto quotations = Pair(text);
  ASSERT_EQ(quotations.size(), 200000u);
  for (const Quotation& q : quotations) ASSERT_TRUE(q.closed);
}

TEST(Quotations, AMillionParagraphsOfOneMarkHaveAnAnswer) {
  std::string text;
  for (int i = 0; i < 1000000; ++i) text += "\"a\n";
  const auto quotations = Pair(text);
  ASSERT_EQ(quotations.size(), 1000000u);
  EXPECT_TRUE(quotations[1].continued);
}

std::string States(std::string_view text) {
  const auto quotations = Pair(text);
  QuoteMap map(quotations);
  std::string states;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((text[i] & 0xC0) != 0x80) states += static_cast<char>('0' + static_cast<int>(map.At(i)));
  }
  return states;
}

TEST(QuoteMap, TellsTheStateOfEveryPlace) {
  EXPECT_EQ(States("a “b” c"), "0012300");
  EXPECT_EQ(States("“a ‘b’ c” d"), "12244422300");
  EXPECT_EQ(States("“a\n“b” c"), "120153" "00");
  EXPECT_EQ(States("“ab c"), "16666");
  EXPECT_EQ(States("``a'' b"), "1123300");
  EXPECT_EQ(States("“a\nb” c"), "1205300");
  EXPECT_EQ(States(""), "");
}

TEST(QuoteMap, MaySkipPlaces) {
  const auto quotations = Pair("“a ‘b’ c” d “e”");
  QuoteMap map(quotations);
  EXPECT_EQ(map.At(0), QuoteState::kOpening);
  EXPECT_EQ(map.At(13), QuoteState::kInside);
  EXPECT_EQ(map.At(13), QuoteState::kInside);
  EXPECT_EQ(map.At(1000), QuoteState::kOutside);
}

}  // namespace
}  // namespace quoth
