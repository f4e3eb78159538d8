// Which utterances a fresh statement reports.
//
// An utterance is found in two steps.  An index proposes: the statements with the
// same folded words (by their content_key), then those that share most of the rare word
// triples (shingles); a triple that stands in very many statements ("one of the")
// proposes nothing.  RecordOptions::same_utterance decides.  Both look at a bounded
// number of rows, so that the millionth statement costs hardly more than the first.
//
// A statement that reports two utterances (it quotes the whole of what two others
// quoted in parts) makes one of them.
#include <algorithm>
#include <cstdlib>
#include <utility>

#include "record/fold.h"
#include "record/record_impl.h"

namespace quoth {
namespace {

using record::Command;

constexpr size_t kSameWordsAsked = 4;     // statements with the same words that are looked at
constexpr size_t kSharingAsked = 4;       // statements that share triples that are looked at
constexpr size_t kCommonTriple = 32;      // in as many statements a triple proposes nothing
constexpr size_t kTriplesAsked = 5;       // triples of the fresh statement that are looked up
constexpr size_t kUtterancesJoined = 3;

// Days since the year 0, near enough to compare; -1 where it is no full day.
long DayNumber(std::string_view day) {
  if (day.size() < 10) return -1;
  const auto number = [&](size_t at, size_t length) {
    return std::strtol(std::string(day.substr(at, length)).c_str(), nullptr, 10);
  };
  const long month = number(5, 2), year = number(0, 4) - (month < 3 ? 1 : 0);
  return 365 * year + year / 4 - year / 100 + year / 400 + (153 * ((month + 9) % 12) + 2) / 5 + number(8, 2);
}

// Every word of the shorter name is one of the longer's.
bool SameWho(std::string_view a, std::string_view b) {
  std::string x = " " + record::FoldWords(a) + " ", y = " " + record::FoldWords(b) + " ";
  if (x.size() > y.size()) std::swap(x, y);
  for (size_t at = 0; at + 1 < x.size();) {
    const size_t end = x.find(' ', at + 1);
    if (y.find(x.substr(at, end - at + 1)) == std::string::npos) return false;
    at = end;
  }
  return true;
}

bool SameByWords(const Saying& fresh, const Saying& known) {
  if (fresh.negated != known.negated || fresh.who.empty() || known.who.empty()) return false;
  const long a = DayNumber(fresh.day), b = DayNumber(known.day);
  if (a >= 0 && b >= 0 && std::labs(a - b) > 7) return false;
  return SameWho(fresh.who, known.who) && record::FoldWords(fresh.content) == record::FoldWords(known.content);
}

}  // namespace

Result<Record::Impl::Known> Record::Impl::KnownUtterances(const Saying& fresh, int64_t key,
                                                          const std::vector<int64_t>& fingerprints) {
  const SameUtterance& same = options.same_utterance ? options.same_utterance : SameByWords;
  Known known;
  const auto ask = [&](Command& row, bool same_words) {
    const int64_t utterance = row.Integer(0);
    if (std::find(known.utterances.begin(), known.utterances.end(), utterance) != known.utterances.end()) {
      known.same_words = known.same_words || same_words;
      return;
    }
    Saying other{.content = row.View(1),
                 .who = row.View(2),
                 .resolved = !row.IsNull(3),
                 .day = row.View(4),
                 .form = static_cast<Form>(row.Integer(5)),
                 .negated = row.Integer(6) != 0};
    if (other.content.empty()) {  // words that were not kept
      if (!same_words) return;
      other.content = fresh.content;
    }
    if (!same(fresh, other)) return;
    known.utterances.push_back(utterance);
    known.same_words = known.same_words || same_words;
  };
  {
    std::vector<int64_t> alike;
    if (Status status = shingles.Find(record::KeyHash(key), kSameWordsAsked, &alike); !status.ok()) return status;
    std::sort(alike.begin(), alike.end(), std::greater<>());
    for (const int64_t statement : alike) {
      Command one(db, "SELECT utterance, content, who, speaker, day, form, negated FROM statements WHERE id = ? AND content_key = ?");
      one.Bind(1, statement).Bind(2, key);
      if (one.Step()) ask(one, true);
      if (!one.status().ok()) return one.status();
    }
  }
  if (known.same_words) return known;

  std::unordered_map<int64_t, size_t> shared;
  {
    std::vector<int64_t> found;
    // The smallest hashes are as good a sample of both texts as any.
    for (size_t i = 0; i < std::min(fingerprints.size(), kTriplesAsked); ++i) {
      found.clear();
      if (Status status = shingles.FindRare(fingerprints[i], kCommonTriple, &found); !status.ok()) return status;
      for (const int64_t statement : found) ++shared[statement];
    }
  }
  std::vector<std::pair<size_t, int64_t>> most;
  // One triple of many may be chance; what has few has to do with one.
  const size_t least = fingerprints.size() >= kTriplesAsked ? 2 : 1;
  for (const auto& [statement, count] : shared) {
    if (count >= least) most.emplace_back(count, statement);
  }
  const size_t asked = std::min(most.size(), kSharingAsked);
  std::partial_sort(most.begin(), most.begin() + static_cast<std::ptrdiff_t>(asked), most.end(), std::greater<>());
  for (size_t i = 0; i < asked && known.utterances.size() < kUtterancesJoined; ++i) {
    Command one(db, "SELECT utterance, content, who, speaker, day, form, negated FROM statements WHERE id = ?");
    one.Bind(1, most[i].second);
    if (one.Step()) ask(one, false);
    if (!one.status().ok()) return one.status();
  }
  return known;
}

Status Record::Impl::Join(int64_t kept, int64_t other) {
  {
    Command move(db, "UPDATE statements SET utterance = ? WHERE utterance = ?");
    if (Status status = move.Bind(1, kept).Bind(2, other).Finish(); !status.ok()) return status;
  }
  Command drop(db, "DELETE FROM utterances WHERE id = ?");
  return drop.Bind(1, other).Finish();
}

}  // namespace quoth
