// Whether two reports are of one utterance: the same speaker, near in time, and
// words of which one has the other whole, in part or cut, or which overlap at
// length.  docs/verdicts.md, Utterances.
#include <algorithm>
#include <cstdlib>

#include "base/iso_date.h"
#include "check/compare.h"
#include "check/passages.h"
#include "quoth/check.h"
#include "record/names.h"

namespace quoth {
namespace {

using check::PreparedText;

constexpr long kDaysApart = 7;
constexpr double kNearlySame = 0.8;  // of the claim's words, where others differ without turning the sense
constexpr size_t kOverlap = 10;      // words in a row

// What of a saying is compared: the words between marks, or all of an indirect one.
PreparedText Comparable(const Saying& saying) {
  Passage passage = check::PassageOf(saying.content, saying.form);
  if (saying.form == Form::kMixed && !passage.quoted.empty()) {
    Passage quoted;
    for (const Span& span : passage.quoted) {
      if (!quoted.text.empty()) {
        quoted.text += ' ';
        quoted.joints.push_back(quoted.text.size());
      }
      quoted.text += passage.text.substr(span.begin, span.size());
    }
    passage = std::move(quoted);
  }
  passage.quoted = {{0, passage.text.size()}};
  PreparedText prepared = check::PreparePassage(passage);
  // As a claim it may be cut where the outlet put its own words between.
  for (size_t i = 0; i < prepared.size(); ++i) {
    prepared.words[i].cut_before = prepared.facts[i].joint_before || prepared.folded.words[i].cut_before;
    prepared.folded.words[i].cut_before = prepared.words[i].cut_before;
    prepared.words[i].edited = prepared.folded.words[i].bracket != check::Bracket::kNone;
  }
  return prepared;
}

size_t LongestRun(const PreparedText& a, const PreparedText& b) {
  std::vector<uint32_t> run(b.size() + 1, 0);
  size_t longest = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    for (size_t j = b.size(); j-- > 0;) {
      run[j + 1] = a.words[i].key == b.words[j].key ? run[j] + 1 : 0;
      longest = std::max<size_t>(longest, run[j + 1]);
    }
  }
  return longest;
}

bool SameKeys(const PreparedText& a, const PreparedText& b) {
  return a.size() == b.size() && std::equal(a.words.begin(), a.words.end(), b.words.begin(),
                                            [](const auto& x, const auto& y) { return x.key == y.key; });
}

}  // namespace

bool SameName(std::string_view claimed, std::string_view recorded) { return record::SameName(claimed, recorded); }

bool SameSaying(const Saying& fresh, const Saying& known) {
  if ((fresh.form == Form::kIndirect) != (known.form == Form::kIndirect) || fresh.negated != known.negated) return false;
  const auto day = ParseIsoDay(fresh.day), known_day = ParseIsoDay(known.day);
  if (day && known_day && std::abs(day->Number() - known_day->Number()) > kDaysApart) return false;
  const auto names = [](const Saying& saying) { return saying.resolved || !record::NamesNobody(saying.who); };
  const bool named = names(fresh) && names(known);
  if (named ? !record::SameName(fresh.who, known.who) : names(fresh) == names(known) && fresh.who != known.who) return false;

  const PreparedText a = Comparable(fresh), b = Comparable(known);
  if (a.size() == 0 || b.size() == 0) return false;
  const PreparedText &shorter = a.size() <= b.size() ? a : b, &longer = &shorter == &a ? b : a;
  const bool sure = named && day && known_day;
  if (check::ProvesNothing(shorter)) return sure && *day == *known_day && SameKeys(a, b);
  if (!sure) return SameKeys(a, b);  // wire copies
  const Comparison comparison = check::ComparePrepared(shorter, longer);
  if (Passes(comparison.verdict)) return true;
  if (comparison.verdict == Verdict::kSpliced) return true;  // cut without a sign
  bool turned = false;
  for (const DiffPart& part : comparison.diff) {
    turned = turned || (part.change >= Change::kNegation && part.change <= Change::kCondition && !(part.claim.empty() && part.record.empty()));
  }
  if (comparison.verdict == Verdict::kAltered && comparison.likeness >= kNearlySame) return !turned;
  return fresh.form != Form::kIndirect && longer.size() <= check::kMostCells / shorter.size() &&
         LongestRun(shorter, longer) >= kOverlap;
}

}  // namespace quoth
