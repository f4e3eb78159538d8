// Pairing as the cheapest reading.
//
// Quotation marks in print are ambiguous one by one and clear together.  The same '
// opens, closes, and stands in "dogs'"; the same " closes or means inches; “ closes in
// German; a reporter forgets one; a quotation of five paragraphs opens five times and
// closes once.  Rules that look at one mark at a time must guess, and one wrong guess
// turns every later mark of the paragraph inside out.
//
// So each mark is given three costs (quotation_marks.cc): to read it as opening, as
// closing, or as no mark, by its shape and by what stands beside it.  For example
//
//   " after a space, before a letter    open 0   close 20  none 30
//   " after three digits at most        open 25  close 8   none 6    (12" pipe)
//   ' after s, before a space           open 40  close 4   none 4    (dogs' owner)
//   ’ after a full stop                 open 40  close 0   none 25
//
// and a reading of the paragraph, one role for each mark, costs the sum, plus
//
//   24  for a quotation left open at the paragraph's end, or given up where the next of
//       its family opens in its place (45 if single: it was an apostrophe all along),
//       but 3 where the next paragraph begins with a mark of its family: the
//       printers' custom that each paragraph opens and only the last closes;
//   10  for a quotation right inside one of its own family ("he said "no" to me");
//   12  for going on inside a quotation that the paragraph before left open, without a
//       mark that says so;
//   -1  for passing over a mark at the greatest depth, so that of marks nested too deep
//       the innermost are passed over.
//
// The cheapest reading is taken.  Take ‘The dogs’ owner left,’ he said: closing at
// dogs’ costs 4, but leaves a ’ after a comma that would be no mark, 25; reading dogs’
// as an apostrophe costs 4 and the ’ closes for 0.  In  a 12" pipe and "a hat"  the
// first mark is cheapest as none; in  "It was 12" he said  as the close.
//
// How it is found: from left to right, the state is the stack of families that are
// open, at most three deep, so that there are at most 1 + 6 + 36 + 216 states and in
// print some four.  For each state the cheapest way there is kept (A. Viterbi,
// IEEE Trans. Information Theory 13, 1967); at the
// end the cheapest state is traced back.  States dearer than the best by kBeam are
// dropped.  Time and memory are linear in the marks: a paragraph of very many marks is
// decided in stretches of kStretch.  Of equally cheap readings the one that left
// quotations earlier is taken.
//
// What it does not do: no meaning.  'Cause and 'round are known words, any other
// elision at the begin of a word is an apostrophe only if nothing closes it.  A
// paragraph without any mark in the middle of a quotation is outside.
#include "text/quotations.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/paragraphs.h"
#include "text/quotation_marks.h"

namespace quoth {
namespace {

constexpr uint32_t kUnclosed = 24;
constexpr uint32_t kUnclosedSingle = 45;
constexpr uint32_t kContinuedNext = 3;
constexpr uint32_t kSameFamilyNested = 10;
constexpr uint32_t kPassedOverDeep = 1;
constexpr uint32_t kUnmarkedContinuation = 12;
constexpr uint32_t kBeam = 200;
constexpr size_t kStretch = 1 << 16;

// A stack of open families: three bits each, the outermost lowest.
using Stack = uint16_t;
constexpr size_t kStacks = 1 << (3 * kMaxQuotationDepth);

int Depth(Stack stack) { return stack == 0 ? 0 : stack < 8 ? 1 : stack < 64 ? 2 : 3; }
int FamilyAt(Stack stack, int level) { return stack >> (3 * level) & 7; }
int Top(Stack stack) { return stack == 0 ? 0 : FamilyAt(stack, Depth(stack) - 1); }
Stack Push(Stack stack, int family) {
  return static_cast<Stack>(stack | family << (3 * Depth(stack)));
}
Stack Pop(Stack stack) {
  return static_cast<Stack>(stack & ((1 << (3 * (Depth(stack) - 1))) - 1));
}

uint32_t UnclosedCost(int family) {
  return family == static_cast<int>(MarkFamily::kSingle) ? kUnclosedSingle : kUnclosed;
}

enum Role : uint8_t { kClose = 0, kOpen = 1, kReopen = 2, kNoMark = 3 };

// Finds the cheapest reading of one paragraph's marks.
class CheapestReading {
 public:
  // `inherited`: the family that the paragraph goes on inside of without a mark, or 0.
  // `next`: the stack that the next paragraph's opening marks would continue.
  // The role of each mark replaces *roles; returns the stack that the reading began with.
  Stack Find(const std::vector<Mark>& marks, int inherited, Stack next,
                 std::vector<Role>* roles) {
    roles->resize(marks.size());
    active_.assign(1, {0, 0});
    if (inherited != 0) active_.push_back({static_cast<Stack>(inherited), kUnmarkedContinuation});
    size_t start = 0;
    for (size_t from = 0; from < marks.size(); from += kStretch) {
      const size_t to = std::min(marks.size(), from + kStretch);
      steps_.clear();
      begins_.clear();
      for (size_t i = from; i < to; ++i) Step(marks[i]);
      const size_t root = TraceBack(from, to, to == marks.size() ? &next : nullptr, roles);
      if (from == 0) start = root;
    }
    return start == 0 ? Stack{0} : static_cast<Stack>(inherited);
  }

 private:
  struct State {
    Stack stack;
    uint32_t cost;  // above the cheapest
  };

  void Relax(Stack stack, uint32_t cost, size_t previous, Role role) {
    uint16_t& slot = slot_[stack];
    if (slot == 0) {
      reached_.push_back({stack, cost});
      from_.push_back(static_cast<uint16_t>(previous << 2 | role));
      slot = static_cast<uint16_t>(reached_.size());
      return;
    }
    State& state = reached_[slot - 1];
    if (cost > state.cost) return;
    if (cost == state.cost &&
        Depth(active_[from_[slot - 1] >> 2].stack) <= Depth(active_[previous].stack)) {
      return;
    }
    state.cost = cost;
    from_[slot - 1] = static_cast<uint16_t>(previous << 2 | role);
  }

  void Step(const Mark& mark) {
    const int family = static_cast<int>(mark.family);
    reached_.clear();
    from_.clear();
    for (size_t i = 0; i < active_.size(); ++i) {
      const auto [stack, cost] = active_[i];
      const bool same = Top(stack) == family;
      if (same && mark.close != kNever) Relax(Pop(stack), cost + mark.close, i, kClose);
      if (mark.open != kNever) {
        if (Depth(stack) < kMaxQuotationDepth) {
          Relax(Push(stack, family), cost + mark.open + (same ? kSameFamilyNested : 0), i, kOpen);
        }
        if (same) Relax(stack, cost + mark.open + UnclosedCost(family), i, kReopen);
      }
      const bool full = Depth(stack) == kMaxQuotationDepth;
      Relax(stack, cost + mark.none - (full && mark.none > 0 ? kPassedOverDeep : 0), i, kNoMark);
    }
    uint32_t best = UINT32_MAX;
    for (const State& state : reached_) {
      best = std::min(best, state.cost);
      slot_[state.stack] = 0;
    }
    active_.clear();
    begins_.push_back(static_cast<uint32_t>(steps_.size()));
    for (size_t i = 0; i < reached_.size(); ++i) {
      if (reached_[i].cost > best + kBeam) continue;
      active_.push_back({reached_[i].stack, reached_[i].cost - best});
      steps_.push_back(from_[i]);
    }
  }

  // Writes the roles of marks [from, to) of the cheapest state; with `next`, the
  // quotations left open are paid for.  Leaves that state alone active, and returns
  // the index of the state that the way to it began with.
  size_t TraceBack(size_t from, size_t to, const Stack* next, std::vector<Role>* roles) {
    size_t best = 0;
    uint32_t best_cost = UINT32_MAX;
    for (size_t i = 0; i < active_.size(); ++i) {
      uint32_t cost = active_[i].cost;
      const Stack stack = active_[i].stack;
      bool matches = true;
      for (int level = 0; next && level < Depth(stack); ++level) {
        matches = matches && FamilyAt(*next, level) == FamilyAt(stack, level);
        cost += matches ? kContinuedNext : UnclosedCost(FamilyAt(stack, level));
      }
      if (cost < best_cost || (cost == best_cost && Depth(stack) < Depth(active_[best].stack))) {
        best = i;
        best_cost = cost;
      }
    }
    active_.assign(1, {active_[best].stack, 0});
    for (size_t i = to; i-- > from;) {
      const uint16_t step = steps_[begins_[i - from] + best];
      (*roles)[i] = static_cast<Role>(step & 3);
      best = step >> 2;
    }
    return best;
  }

  std::vector<State> active_, reached_;
  std::vector<uint16_t> from_;            // for each reached state: previous index << 2 | role
  std::array<uint16_t, kStacks> slot_{};  // 1 + index in reached_; 0: not reached
  std::vector<uint16_t> steps_;           // from_ of the states kept, mark after mark
  std::vector<uint32_t> begins_;          // where each mark's begin in steps_
};

MarkFamily FamilyOf(MarkStyle style) {
  switch (style) {
    case MarkStyle::kStraightDouble:
    case MarkStyle::kCurlyDouble:
    case MarkStyle::kLowDouble:
    case MarkStyle::kTicks:
      return MarkFamily::kDouble;
    case MarkStyle::kStraightSingle:
    case MarkStyle::kCurlySingle:
    case MarkStyle::kLowSingle:
      return MarkFamily::kSingle;
    case MarkStyle::kGuillemets:
    case MarkStyle::kReversedGuillemets:
      return MarkFamily::kGuillemets;
    case MarkStyle::kSingleGuillemets:
    case MarkStyle::kReversedSingleGuillemets:
      return MarkFamily::kSingleGuillemets;
    case MarkStyle::kCorners:
      return MarkFamily::kCorners;
    case MarkStyle::kWhiteCorners:
      return MarkFamily::kWhiteCorners;
  }
  return MarkFamily::kDouble;
}

// Appends the quotations of one paragraph as its roles say.  `unmarked`: it begins inside
// the quotation left open before.  *left_open has the indices of the quotations that the
// paragraph before left open, and then of those that this one does.
void Write(std::string_view text, Span paragraph, const std::vector<Mark>& marks,
           const std::vector<Role>& roles, bool unmarked, std::vector<size_t>* left_open,
           std::vector<Quotation>* quotations) {
  std::vector<size_t> open;
  const auto begin = [&](size_t outer, size_t inner, MarkStyle style, bool continued) {
    Quotation quotation;
    quotation.outer.begin = outer;
    quotation.inner.begin = inner;
    quotation.depth = static_cast<int>(open.size());
    quotation.style = style;
    quotation.continued = continued;
    if (continued) (*quotations)[(*left_open)[open.size()]].goes_on = true;
    open.push_back(quotations->size());
    quotations->push_back(quotation);
  };
  if (unmarked) {
    begin(paragraph.begin, paragraph.begin, (*quotations)[(*left_open)[0]].style, true);
  }
  size_t front = unmarked ? paragraph.end : paragraph.begin;  // behind the opening marks in front
  for (size_t i = 0; i < marks.size(); ++i) {
    const Mark& mark = marks[i];
    if (roles[i] == kClose || roles[i] == kReopen) {
      Quotation& quotation = (*quotations)[open.back()];
      open.pop_back();
      quotation.closed = roles[i] == kClose;
      quotation.inner.end = quotation.closed
                                ? mark.begin
                                : TrimSpace(text, {quotation.inner.begin, mark.begin}).end;
      quotation.outer.end = quotation.closed ? mark.begin + mark.length : quotation.inner.end;
    }
    if (roles[i] == kOpen || roles[i] == kReopen) {
      const size_t inner = mark.begin + mark.length;
      bool continued = false;
      if (mark.begin == front) {
        front = inner;
        continued = open.size() < left_open->size() &&
                    mark.family == FamilyOf((*quotations)[(*left_open)[open.size()]].style);
      }
      begin(mark.begin, inner, mark.style, continued);
    }
  }
  for (const size_t index : open) {
    (*quotations)[index].inner.end = (*quotations)[index].outer.end = paragraph.end;
  }
  *left_open = std::move(open);
}

}  // namespace

std::vector<Quotation> PairQuotations(std::string_view text, const std::vector<Span>& paragraphs) {
  std::vector<Quotation> quotations;
  MarkScanner scanner(text);
  CheapestReading cheapest;
  std::vector<Mark> marks;
  std::vector<Role> roles;
  std::vector<size_t> left_open;  // by the paragraph before, outermost first
  for (size_t p = 0; p < paragraphs.size(); ++p) {
    const Span paragraph = paragraphs[p];
    scanner.Scan(paragraph, &marks);
    if (marks.empty()) {
      left_open.clear();
      continue;
    }
    MarkFamily families[kMaxQuotationDepth];
    Stack next = 0;
    if (p + 1 < paragraphs.size()) {
      const int count = scanner.OpeningFamilies(paragraphs[p + 1], families);
      for (int i = 0; i < count; ++i) next = Push(next, static_cast<int>(families[i]));
    }
    // A quotation goes on without a mark only where no mark could say that it does.
    int inherited = 0;
    if (!left_open.empty()) {
      const MarkFamily family = FamilyOf(quotations[left_open[0]].style);
      if (scanner.OpeningFamilies(paragraph, families) == 0 || families[0] != family) {
        inherited = static_cast<int>(family);
      }
    }
    const bool unmarked = cheapest.Find(marks, inherited, next, &roles) != 0;
    Write(text, paragraph, marks, roles, unmarked, &left_open, &quotations);
  }
  return quotations;
}

QuoteState QuoteMap::At(size_t byte) {
  while (next_ < quotations_.size() && quotations_[next_].outer.begin <= byte) {
    const Quotation& quotation = quotations_[next_++];
    if (quotation.depth == 0) {
      outermost_ = &quotation;
      inner_end_ = 0;
    } else if (quotation.depth == 1) {
      inner_end_ = quotation.outer.end;
    }
  }
  if (!outermost_ || byte >= outermost_->outer.end) return QuoteState::kOutside;
  if (byte < outermost_->inner.begin) return QuoteState::kOpening;
  if (outermost_->closed && byte >= outermost_->inner.end) return QuoteState::kClosing;
  if (byte < inner_end_) return QuoteState::kInner;
  if (outermost_->continued) return QuoteState::kContinued;
  return outermost_->closed || outermost_->goes_on ? QuoteState::kInside : QuoteState::kUnclosed;
}

}  // namespace quoth
