// From a claim to its finding.  The record's index proposes statements; each is
// compared with the claim; the best that they allow, for the speaker who is named,
// is the verdict:
//
//   1. exact, typography, trimmed: the same speaker's words
//   2. other speaker: somebody else's, as well
//   3. speaker unknown: the words are there, their speaker is not told
//   4. altered, spliced, indirect only: the same speaker's (or an untold one's)
//   5. other speaker: somebody else's, and changed
//   6. not in the record
//
// Proposals come by the number of rare word triples that they share with the claim,
// so the comparing ends early where the tail can bring nothing better.
#include <algorithm>
#include <optional>
#include <set>

#include "base/iso_date.h"
#include "check/compare.h"
#include "check/passages.h"
#include "check/splices.h"
#include "quoth/check.h"
#include "record/names.h"
#include "text/utf8.h"

namespace quoth {
namespace {

using check::PreparedText;

constexpr size_t kCommonPhrase = 8;      // words; a shorter phrase that several people used is nobody's
constexpr double kClearlyAlike = 0.8;
constexpr size_t kEnough = 24;           // comparisons after which a passing claim is not looked for further
constexpr long kDayBefore = 1, kDaysAfter = 7;  // of --on, for a day of publication

enum class Who { kSame, kOther, kUntold };

// A statement that was compared.
struct Seen {
  Report report;
  PreparedText passage;
  Comparison comparison;
  Who who = Who::kSame;
  bool on_day = true;
};

Who WhoSpeaks(const std::string& by, const Report& report) {
  if (by.empty()) return Who::kSame;
  if (report.statement.speaker && !report.statement.speaker->names.empty()) {
    return record::SameName(by, report.who) ? Who::kSame : Who::kOther;
  }
  if (record::NamesNobody(report.source)) return Who::kUntold;
  // "Putin, who led the talks": what follows a comma describes.
  if (record::SameName(by, report.source) || record::SameName(by, report.source.substr(0, report.source.find(',')))) return Who::kSame;
  // "Putin's spokesman": the name is there, and somebody else may speak.
  const std::vector<std::string> claimed = record::NameWords(by), printed = record::NameWords(report.source);
  for (const std::string& word : printed) {
    if (!claimed.empty() && word == claimed.back()) return Who::kUntold;
  }
  return Who::kOther;
}

// The first and the last day (Day::Number) that an ISO 8601 day, month or year means.
std::optional<std::pair<long, long>> DaysOf(std::string_view date) {
  const std::string filled = date.size() == 4 ? std::string(date) + "-01-01" : date.size() == 7 ? std::string(date) + "-01" : std::string(date);
  const std::optional<Day> day = ParseIsoDay(filled);
  if (!day) return std::nullopt;
  const long first = day->Number();
  if (date.size() == 4) return std::pair{first, Day{day->year, 12, 31}.Number()};
  if (date.size() == 7) return std::pair{first, Day{day->year, day->month, DaysInMonth(day->year, day->month)}.Number()};
  return std::pair{first, first};
}

bool OnDay(const std::string& on, const Report& report) {
  if (on.empty()) return true;
  const auto asked = DaysOf(on);
  if (!asked) return false;
  const When& when = report.statement.when;
  if (!when.date.empty()) {
    const auto first = DaysOf(when.date), last = when.until.empty() ? first : DaysOf(when.until);
    if (first && last) return first->first <= asked->second && asked->first <= last->second;
  }
  const auto published = DaysOf(std::string_view(report.day).substr(0, 10));
  if (!published) return false;
  return asked->first - kDayBefore <= published->second && published->first <= asked->second + kDaysAfter;
}

// What the claim is for this statement, its speaker and its manner weighed in.
Verdict Weighed(const Seen& seen) {
  const Verdict verdict = seen.comparison.verdict;
  if (!seen.on_day) return Verdict::kNotInRecord;
  if (Passes(verdict) && seen.report.statement.negated) return Verdict::kAltered;  // "did not say"
  switch (seen.who) {
    case Who::kSame:
      return verdict;
    case Who::kUntold:
      return Passes(verdict) ? Verdict::kSpeakerUnknown : verdict;
    case Who::kOther:
      break;
  }
  return Passes(verdict) || (verdict != Verdict::kNotInRecord && seen.comparison.likeness >= kClearlyAlike) ? Verdict::kOtherSpeaker
                                                                                                           : Verdict::kNotInRecord;
}

// Lower is stronger.
int Rank(const Seen& seen) {
  switch (Weighed(seen)) {
    case Verdict::kExact: return 0;
    case Verdict::kTypography: return 1;
    case Verdict::kTrimmed: return 2;
    case Verdict::kOtherSpeaker: return Passes(seen.comparison.verdict) ? 3 : 8;
    case Verdict::kSpeakerUnknown: return 4;
    case Verdict::kAltered: return 5;
    case Verdict::kIndirectOnly: return seen.comparison.likeness > 0.95 ? 5 : 6;
    case Verdict::kSpliced: return 6;
    default: return 9;
  }
}

bool Stronger(const Seen& a, const Seen& b) {
  if (Rank(a) != Rank(b)) return Rank(a) < Rank(b);
  if (a.comparison.likeness != b.comparison.likeness) return a.comparison.likeness > b.comparison.likeness;
  if (a.report.day != b.report.day) return a.report.day < b.report.day;
  return a.report.id < b.report.id;
}

std::string Named(const Report& report) { return report.who.empty() ? "somebody whom it does not name" : report.who; }

std::string Why(const Finding& finding, const Seen* best, size_t speakers) {
  const bool turned = best != nullptr && best->report.statement.negated && Passes(best->comparison.verdict);
  switch (finding.verdict) {
    case Verdict::kExact: return "It stands in the record as it was printed.";
    case Verdict::kTypography: return "It differs from the record only in marks, spaces or the case at the start.";
    case Verdict::kTrimmed: return "It is a part of what the record has, and nothing of the sense is dropped.";
    case Verdict::kAltered:
      if (turned) return "The record says that it was not said: \"" + best->report.cue + "\".";
      for (const Change worst : {Change::kNegation, Change::kCondition, Change::kModal, Change::kNumber, Change::kName, Change::kQuestion,
                                 Change::kSentence, Change::kCase}) {
        for (const DiffPart& part : best->comparison.diff) {
          if (part.change == worst) return std::string("The record has other words; what changed is a ") + ChangeName(worst) + ".";
        }
      }
      return "The record has other words.";
    case Verdict::kSpliced: return "Its parts stand in the record at different places, or with other words between them.";
    case Verdict::kOtherSpeaker:
      return Passes(best->comparison.verdict) ? "The record has these words from " + Named(best->report) + "."
                                              : "The record has words much like these from " + Named(best->report) + ".";
    case Verdict::kSpeakerUnknown: return "The record has these words, but cannot tell whose they are: \"" + Named(best->report) + "\".";
    case Verdict::kIndirectOnly: return "The record has it in the words of an outlet, not as a quotation.";
    case Verdict::kTooShort:
      return speakers > 1 ? "Several people in the record have used these few words." : "So few or so common words prove nothing.";
    case Verdict::kNotInRecord: break;
  }
  return best != nullptr && !best->on_day ? "Nothing like it was found of that time; the record has it of " + best->report.day + "."
                                          : "Nothing like it was found. That does not make it false.";
}

}  // namespace

Checker::Checker(Record* record, CheckOptions options) : record_(record), options_(options) {}

Result<Finding> Checker::Check(const Claim& claim) {
  if (WellFormedPrefix(claim.words) != claim.words.size()) return Status(Code::kInvalidInput, "the claim is not UTF-8; convert it");
  if (!claim.on.empty() && !DaysOf(claim.on)) {
    return Status(Code::kInvalidInput, "\"" + claim.on + "\" is no date; write 2026, 2026-05 or 2026-05-24");
  }
  const PreparedText prepared = check::PrepareClaim(claim.words);
  if (prepared.size() == 0) return Status(Code::kInvalidInput, "the claim \"" + claim.words + "\" has no words");
  if (prepared.size() > options_.max_words) {
    return Status(Code::kTooLarge, "the claim has " + std::to_string(prepared.size()) + " words; more than " +
                                       std::to_string(options_.max_words) + " are not checked: give it in parts");
  }
  if (!counted_) {
    Result<Coverage> covered = record_->Covered();
    if (!covered.ok()) return covered.status();
    covered_ = {covered->articles, covered->statements, covered->first, covered->last, 0};
    counted_ = true;
  }
  Finding finding{.claim = claim, .searched = covered_};

  Result<std::vector<Candidate>> candidates = record_->Candidates(claim.words, options_.candidates);
  if (!candidates.ok()) return candidates.status();
  std::vector<Seen> all;
  size_t cells = 0, passing = 0;
  const size_t most = candidates->empty() ? 0 : std::max_element(candidates->begin(), candidates->end(), [](const auto& a, const auto& b) {
                                                  return a.shared < b.shared;
                                                })->shared;
  for (const Candidate& candidate : *candidates) {
    if (passing > 0 && all.size() >= kEnough && !candidate.same_words && candidate.shared * 2 < most) break;
    Result<Report> report = record_->ReportAt(candidate.statement);
    if (!report.ok()) return report.status();
    Seen seen{.report = std::move(*report)};
    if (seen.report.content.empty()) {
      // The words were not kept: only their hash can speak.
      if (!candidate.same_words) continue;
      seen.comparison.verdict = seen.report.statement.form == Form::kDirect ? Verdict::kTypography : Verdict::kIndirectOnly;
      seen.comparison.likeness = 1;
    } else {
      seen.passage = check::PreparePassage(check::PassageOf(seen.report));
      cells += prepared.size() * seen.passage.size();
      if (cells > check::kMostCells) break;
      seen.comparison = check::ComparePrepared(prepared, seen.passage);
    }
    seen.who = WhoSpeaks(claim.by, seen.report);
    seen.on_day = OnDay(claim.on, seen.report);
    if (Passes(Weighed(seen))) ++passing;
    all.push_back(std::move(seen));
    ++finding.searched.candidates;
  }
  std::sort(all.begin(), all.end(), Stronger);

  const Seen* best = all.empty() ? nullptr : &all.front();
  finding.verdict = best == nullptr ? Verdict::kNotInRecord : Weighed(*best);
  std::vector<check::Tile> tiles;
  std::vector<const Seen*> sources;
  const bool open = finding.verdict == Verdict::kNotInRecord || finding.verdict == Verdict::kIndirectOnly ||
                    (finding.verdict == Verdict::kAltered && best->comparison.likeness < kClearlyAlike);
  if (open) {
    std::vector<const PreparedText*> passages;
    for (const Seen& seen : all) {
      if (seen.who == Who::kOther || !seen.on_day || seen.passage.size() == 0) continue;
      sources.push_back(&seen);
      passages.push_back(&seen.passage);
    }
    tiles = check::FindSplice(prepared, passages);
    if (!tiles.empty()) finding.verdict = Verdict::kSpliced;
  }

  // Who has used these words.  A source that the article leaves unresolved ("Minister", in
  // its headline) may be whom the same article names.
  const auto resolved = [](const Seen& seen) { return seen.report.statement.speaker && !seen.report.statement.speaker->names.empty(); };
  std::set<std::string> speakers;
  std::set<int64_t> names_somebody;  // editions
  for (const Seen& seen : all) {
    if (Passes(seen.comparison.verdict) && resolved(seen)) names_somebody.insert(seen.report.edition);
  }
  for (const Seen& seen : all) {
    const bool counts = resolved(seen) || !names_somebody.contains(seen.report.edition);
    if (Passes(seen.comparison.verdict) && counts && !record::NamesNobody(seen.report.who)) {
      bool known = false;
      for (const std::string& name : speakers) known = known || record::SameName(name, seen.report.who);
      if (!known) speakers.insert(seen.report.who);
    }
  }
  const bool everybodys = prepared.size() < kCommonPhrase && speakers.size() > 1;
  if (check::ProvesNothing(prepared) || everybodys) finding.verdict = Verdict::kTooShort;
  finding.why = Why(finding, best, everybodys ? speakers.size() : 0);

  const auto show = [&](const Seen& seen, Comparison comparison) -> Status {
    Evidence evidence{.report = seen.report, .comparison = std::move(comparison)};
    Result<std::string> text = record_->Text(seen.report.edition);
    if (!text.ok()) return text.status();
    evidence.sentence = check::SentencesOf(seen.report.statement, *text);
    if (evidence.sentence.empty()) evidence.sentence = seen.report.content;
    finding.evidence.push_back(std::move(evidence));
    return Status();
  };
  if (!tiles.empty() && finding.verdict == Verdict::kSpliced) {
    std::set<const Seen*> shown;
    for (const check::Tile& tile : tiles) {
      if (finding.evidence.size() >= options_.evidence || !shown.insert(sources[tile.passage]).second) continue;
      const size_t begin = prepared.folded.words[tile.begin].begin, end = prepared.folded.words[tile.end - 1].end;
      const PreparedText part = check::PrepareClaim(std::string_view(claim.words).substr(begin, end - begin));
      if (Status status = show(*sources[tile.passage], check::ComparePrepared(part, sources[tile.passage]->passage)); !status.ok()) {
        return status;
      }
    }
    return finding;
  }
  std::set<int64_t> utterances;
  for (const Seen& seen : all) {
    if (finding.evidence.size() >= options_.evidence) break;
    if (seen.comparison.verdict == Verdict::kNotInRecord || (Rank(seen) > 8 && seen.on_day)) continue;
    if (!finding.evidence.empty() && Rank(seen) > Rank(*best) + 2) continue;
    if (!utterances.insert(seen.report.utterance).second) continue;
    if (Status status = show(seen, seen.comparison); !status.ok()) return status;
  }
  return finding;
}

}  // namespace quoth
