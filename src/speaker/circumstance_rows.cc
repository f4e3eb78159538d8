// What may be a circumstance, and what tells whether it belongs to a saying: what the
// model thinks of its words, for this statement and for the others; how far it stands
// from the cue, what stands between them, whether another cue stands nearer, and whether
// that is the speaker's too: "In an interview on Monday, she praised the plan.  “It will
// work,” she said."
#include <algorithm>
#include <cmath>
#include <tuple>

#include "speaker/circumstances.h"
#include "speaker/phrases.h"

namespace quoth {
namespace {

constexpr uint32_t kBefore = 4, kBehind = 2;  // paragraphs around the cue
constexpr size_t kMostOfAKind = 14;           // candidates of each statement, the nearest
constexpr size_t kMostRuns = 8;               // of each statement and kind
constexpr uint32_t kBetween = 70;             // words between are looked at only as far as that
constexpr float kUnlikely = -6;               // log odds of what the model does not name

// The model's log odds, by statement, kind and word.
class Odds {
 public:
  Odds(const ArticleView& view, const std::vector<SourceLinks>* links, size_t statements) : scores_(statements * kCircumstances) {
    if (links == nullptr || links->size() != statements) return;
    for (size_t s = 0; s < statements; ++s) {
      for (size_t kind = 0; kind < kCircumstances; ++kind) {
        auto& scores = scores_[s * kCircumstances + kind];
        for (const auto& [span, odds] : (*links)[s].circumstances[kind]) {
          const auto word = static_cast<uint32_t>(view.WordAt(span.begin));
          if (word >= view.words.size()) continue;
          if (!scores.empty() && scores.back().first == word) scores.back().second = std::max(scores.back().second, odds);
          else scores.push_back({word, odds});
        }
      }
    }
  }

  const std::vector<std::pair<uint32_t, float>>& Of(size_t statement, Circumstance kind) const {
    return scores_[statement * kCircumstances + kind];
  }

  float At(size_t statement, Circumstance kind, uint32_t word) const {
    const auto& scores = Of(statement, kind);
    const auto at = std::partition_point(scores.begin(), scores.end(), [word](const auto& s) { return s.first < word; });
    return at != scores.end() && at->first == word ? at->second : kUnlikely;
  }

  struct Summary {
    float mean = kUnlikely, most = kUnlikely, least = kUnlikely;
  };
  Summary Over(size_t statement, Circumstance kind, uint32_t first, uint32_t last) const {
    const auto& scores = Of(statement, kind);
    if (scores.empty() || scores.front().first >= last || scores.back().first < first) return {};
    float sum = 0, most = kUnlikely, least = 99;
    auto at = std::partition_point(scores.begin(), scores.end(), [first](const auto& s) { return s.first < first; });
    for (uint32_t word = first; word < last; ++word) {
      const bool there = at != scores.end() && at->first == word;
      const float odds = there ? (at++)->second : kUnlikely;
      sum += odds, most = std::max(most, odds), least = std::min(least, odds);
    }
    return {sum / static_cast<float>(last - first), most, least};
  }

 private:
  std::vector<std::vector<std::pair<uint32_t, float>>> scores_;
};

class Candidates {
 public:
  Candidates(const ArticleView& view, const Names& names) : view_(view), names_(names) {}

  std::vector<CircumstanceCandidate> Find(const Odds& odds, size_t statements) {
    for (const Phrase& phrase : FindPhrases(view_)) out_.push_back({phrase.kind, phrase.first, phrase.last, true, phrase.sort, phrase.noun, 0, UINT32_MAX, 0});
    for (size_t s = 0; s < statements; ++s) {
      for (const Circumstance kind : {kTo, kOccasion, kWhen}) {
        Runs(odds.Of(s, kind), kind, 0, 0);
        Runs(odds.Of(s, kind), kind, -2, -1);
      }
    }
    // Of equal ones the rules' comes first and stays.
    std::stable_sort(out_.begin(), out_.end(), [](const auto& a, const auto& b) {
      return std::tie(a.first, a.last, a.kind) < std::tie(b.first, b.last, b.kind);
    });
    out_.erase(std::unique(out_.begin(), out_.end(), [](const auto& a, const auto& b) {
      return a.first == b.first && a.last == b.last && a.kind == b.kind;
    }), out_.end());
    return std::move(out_);
  }

 private:
  // The runs of words above `least`, one of them above `peak`.
  void Runs(const std::vector<std::pair<uint32_t, float>>& scores, Circumstance kind, float least, float peak) {
    size_t found = 0;
    for (size_t i = 0; i < scores.size() && found < kMostRuns; ++i) {
      if (scores[i].second <= least) continue;
      const uint32_t first = scores[i].first;
      float most = scores[i].second;
      while (i + 1 < scores.size() && scores[i + 1].first == scores[i].first + 1 && scores[i + 1].second > least &&
             view_.words[scores[i + 1].first].sentence == view_.words[first].sentence) {
        most = std::max(most, scores[++i].second);
      }
      if (most <= peak) continue;
      ++found;
      Add(kind, first, scores[i].first + 1);
    }
  }

  void Add(Circumstance kind, uint32_t first, uint32_t last) {
    while (first < last && Trimmed(first)) ++first;
    while (first < last && (Trimmed(last - 1) || Leads(last - 1))) --last;
    if (first >= last) return;
    // Names are not cut.
    const size_t m = MentionAt(names_, first);
    if (m < names_.mentions.size() && names_.mentions[m].first < first && !names_.mentions[m].heading) first = names_.mentions[m].first;
    const size_t n = MentionAt(names_, last - 1);
    if (n < names_.mentions.size() && names_.mentions[n].first < last && names_.mentions[n].last > last && !names_.mentions[n].heading) {
      last = names_.mentions[n].last;
    }
    out_.push_back({kind, first, last, false, 0, 0, 0, UINT32_MAX, 0});
    if (kind == kTo || Leads(first)) return;
    // With what leads it: "on" Monday, "at the" rally.
    uint32_t from = first;
    while (from > 0 && first - from < 2 && view_.words[from - 1].sentence == view_.words[first].sentence && Leads(from - 1)) --from;
    if (from < first) out_.push_back({kind, from, last, false, 0, 0, 0, UINT32_MAX, 0});
  }

  bool Trimmed(uint32_t w) const {
    return view_.words[w].shape == Shape::kPossessive || (view_.words[w].shape == Shape::kMark && view_.Word(w) != "“" && view_.Word(w) != "”" && view_.Word(w) != "\"" && view_.Mark(w) != '.');
  }
  bool Leads(uint32_t w) const {
    return view_.words[w].shape == Shape::kLower && view_.Has(w, kPreposition | kDeterminer | kPossessivePronoun | kConjunction);
  }

  const ArticleView& view_;
  const Names& names_;
  std::vector<CircumstanceCandidate> out_;
};

bool Overlaps(const Span& phrase, const std::vector<Span>& spans) {
  return std::any_of(spans.begin(), spans.end(), [&](const Span& span) { return phrase.begin < span.end && span.begin < phrase.end; });
}

// 1: the same speaker; 0.5: neither is named; 0: others.
float Shared(const Statement& a, const Statement& b) {
  if (!a.speaker || !b.speaker || a.speaker->names != b.speaker->names) return 0;
  return a.speaker->names.empty() ? 0.5f : 1;
}

struct Cue {
  uint32_t first = UINT32_MAX, last = 0;  // its words
  uint32_t order = 0;                     // among the cues
};

class RowMaker {
 public:
  RowMaker(const ArticleView& view, const std::vector<Statement>& statements, const std::vector<Source>& sources,
           const std::vector<SourceLinks>* links, const Odds& odds, CircumstanceRows* out)
      : view_(view), statements_(statements), sources_(sources), links_(links), odds_(odds), out_(*out), cues_(statements.size()) {
    for (uint32_t s = 0; s < statements.size(); ++s) {
      if (statements[s].cue.empty()) continue;
      const size_t first = view.WordAt(statements[s].cue.front().begin);
      if (first >= view.words.size()) continue;
      cues_[s].first = static_cast<uint32_t>(first);
      cues_[s].last = static_cast<uint32_t>(std::max<size_t>(view.WordsIn(statements[s].cue.back()).second, first + 1));
      sorted_.push_back(s);
    }
    std::stable_sort(sorted_.begin(), sorted_.end(), [this](uint32_t a, uint32_t b) { return cues_[a].first < cues_[b].first; });
    for (uint32_t k = 0; k < sorted_.size(); ++k) cues_[sorted_[k]].order = k;
  }

  void Make() {
    FindOwners();
    for (uint32_t s = 0; s < statements_.size(); ++s) {
      if (cues_[s].first < view_.words.size()) MakeFor(s);
    }
  }

 private:
  // The statements whose cues stand in a word's paragraph, as places in sorted_.
  std::pair<size_t, size_t> CuesOfParagraph(uint32_t word) const {
    const uint32_t paragraph = view_.words[word].paragraph;
    const auto begin = std::partition_point(sorted_.begin(), sorted_.end(), [&](uint32_t s) { return view_.words[cues_[s].first].paragraph < paragraph; });
    const auto end = std::partition_point(begin, sorted_.end(), [&](uint32_t s) { return view_.words[cues_[s].first].paragraph == paragraph; });
    return {static_cast<size_t>(begin - sorted_.begin()), static_cast<size_t>(end - sorted_.begin())};
  }

  void FindOwners() {
    for (CircumstanceCandidate& c : out_.candidates) {
      c.odds = kUnlikely;
      const auto [begin, end] = CuesOfParagraph(c.first);
      for (size_t k = begin; k < std::min(end, begin + 40); ++k) {
        const float mean = odds_.Over(sorted_[k], c.kind, c.first, c.last).mean;
        c.support += mean > 0;
        if (mean > c.odds) c.odds = mean, c.owner = sorted_[k];
      }
    }
  }

  double Distance(const CircumstanceCandidate& c, const Cue& cue) const {
    return c.first >= cue.last ? c.first - cue.last : c.last <= cue.first ? cue.first - c.last : 0;
  }

  void MakeFor(uint32_t s) {
    const Cue& cue = cues_[s];
    const ViewWord& here = view_.words[cue.first];
    const auto& candidates = out_.candidates;
    const uint32_t from = here.paragraph > kBefore ? here.paragraph - kBefore : 0;
    auto c = std::partition_point(candidates.begin(), candidates.end(), [&](const auto& x) { return view_.words[x.first].paragraph < from; });
    std::array<std::vector<std::pair<double, uint32_t>>, kCircumstances> near;
    for (; c != candidates.end() && view_.words[c->first].paragraph <= here.paragraph + kBehind; ++c) {
      near[c->kind].push_back({Distance(*c, cue), static_cast<uint32_t>(c - candidates.begin())});
    }
    for (auto& of_kind : near) {
      std::stable_sort(of_kind.begin(), of_kind.end());
      if (of_kind.size() > kMostOfAKind) of_kind.resize(kMostOfAKind);
      const size_t start = out_.rows.size();
      for (size_t k = 0; k < of_kind.size(); ++k) Row(s, of_kind[k].second, of_kind[k].first, k);
      // The best of its rivals.
      for (size_t r = start; r < out_.rows.size(); ++r) {
        float own = kUnlikely, others = kUnlikely;
        for (size_t o = start; o < out_.rows.size(); ++o) {
          if (o == r) continue;
          own = std::max(own, out_.rows[o].columns[0]);
          if (o < r) others = std::max(others, candidates[out_.rows[o].candidate].odds);
        }
        out_.rows[r].columns[kCircumstanceColumns - 2] = own;
        out_.rows[r].columns[kCircumstanceColumns - 1] = others;
      }
    }
  }

  void Row(uint32_t s, uint32_t candidate, double distance, size_t rank) {
    const CircumstanceCandidate& c = out_.candidates[candidate];
    const Statement& statement = statements_[s];
    const Source& source = sources_[s];
    const Cue& cue = cues_[s];
    const ViewWord &here = view_.words[cue.first], &there = view_.words[c.first];
    CircumstanceRow& row = out_.rows.emplace_back();
    row.statement = s;
    row.candidate = candidate;
    float* to = row.columns.data();
    const auto put = [&to](double value) { *to++ = static_cast<float>(value); };

    // What the model thinks.
    const Odds::Summary own = odds_.Over(s, c.kind, c.first, c.last);
    put(own.mean);
    put(own.most);
    put(own.least);
    put(c.first > 0 ? odds_.At(s, c.kind, c.first - 1) : kUnlikely);
    put(odds_.At(s, c.kind, c.last));
    put(c.odds);
    put(c.owner == UINT32_MAX ? -1 : c.owner == s ? 2 : Shared(statements_[c.owner], statement));
    put(c.owner == UINT32_MAX ? 9 : std::clamp(static_cast<double>(cue.order) - static_cast<double>(cues_[c.owner].order), -8.0, 8.0));
    put(c.support);
    put(links_ != nullptr && links_->size() == statements_.size() && (*links_)[s].has_circumstances);

    // What it is.
    put(c.kind);
    put(c.phrase);
    put(c.sort);
    put(c.noun);
    put(c.last - c.first);
    put(there.sentence_start);
    put(there.quoted);
    put(there.heading);
    put(std::min<uint32_t>(there.paragraph, 3));
    put(view_.Has(c.first, kPreposition) ? 1 : view_.Has(c.first, kDeterminer) ? 2 : view_.Has(c.first, kPossessivePronoun | kPersonalPronoun) ? 3 :
        there.shape == Shape::kCapital || there.shape == Shape::kCaps ? 4 : there.shape == Shape::kNumber ? 5 : there.shape == Shape::kMark ? 6 : 0);
    put(c.first == 0 || view_.words[c.first - 1].sentence != there.sentence ? 4
        : view_.Mark(c.first - 1) == ',' ? 1 : view_.Has(c.first - 1, kSayVerb) ? 2 : view_.words[c.first - 1].shape == Shape::kCapital ? 3 :
          view_.Has(c.first - 1, kPreposition) ? 5 : 0);
    put(c.last >= view_.words.size() || view_.words[c.last].sentence != there.sentence ? 3
        : view_.Mark(c.last) == ',' ? 1 : view_.words[c.last].shape == Shape::kMark ? 2 : view_.words[c.last].shape == Shape::kPossessive ? 4 : 0);

    // Where it stands.
    const Span bytes = {there.begin, view_.words[c.last - 1].end};
    put(std::clamp(static_cast<int>(there.sentence) - static_cast<int>(here.sentence), -12, 12));
    put(static_cast<int>(there.paragraph) - static_cast<int>(here.paragraph));
    put(c.first >= cue.last ? 1 : c.last <= cue.first ? -1 : 0);
    put(std::log2(1 + distance));
    put(static_cast<double>(rank));
    put(Overlaps(bytes, statement.content));
    put(Overlaps(bytes, statement.source));
    put(Overlaps(bytes, statement.cue));
    put(std::abs(static_cast<double>(c.first) - static_cast<double>(source.first)) < 4);

    // What stands between.
    double commas = 0, verbs = 0, clauses = 0, marks = 0, prepositions = 0;
    const uint32_t a = c.first >= cue.last ? cue.last : std::min(c.last, cue.first), b = c.first >= cue.last ? c.first : cue.first;
    if (b - std::min(a, b) > kBetween) {
      commas = verbs = clauses = marks = prepositions = -1;
    } else {
      for (uint32_t w = a; w < b; ++w) {
        const ViewWord& word = view_.words[w];
        commas += view_.Mark(w) == ',';
        marks += word.shape == Shape::kMark && view_.Mark(w) != ',' && view_.Mark(w) != '.';
        if (word.shape != Shape::kLower) continue;
        verbs += (word.classes & kSayVerb) && !(word.classes & (kDocumentNoun | kRoleNoun));
        clauses += (word.classes & (kRelativePronoun | kConjunction)) != 0;
        prepositions += (word.classes & kPreposition) != 0;
      }
    }
    put(commas);
    put(verbs);
    put(clauses);
    put(marks);
    put(prepositions);

    // Other statements: the nearest to it, those between, those of its paragraph.
    const auto at = std::partition_point(sorted_.begin(), sorted_.end(), [&](uint32_t o) { return cues_[o].first < c.first; });
    uint32_t nearest = UINT32_MAX;
    double nearest_distance = 1e9;
    const auto look = [&](uint32_t o) {
      if (const double d = Distance(c, cues_[o]); d < nearest_distance) nearest = o, nearest_distance = d;
    };
    if (at != sorted_.begin()) look(*(at - 1));
    if (at != sorted_.end()) look(*at);
    put(nearest == s);
    put(nearest == UINT32_MAX || view_.words[cues_[nearest].first].sentence != there.sentence ? -1 : Shared(statements_[nearest], statement));
    const auto place = static_cast<uint32_t>(at - sorted_.begin());  // of the first cue behind the candidate
    uint32_t begin = std::min(place, cue.order), end = std::max(place, cue.order);
    uint32_t between = 0, strangers = 0;
    for (uint32_t k = begin; k < end && between < 12; ++k) {
      if (sorted_[k] == s) continue;
      ++between;
      strangers += Shared(statements_[sorted_[k]], statement) < 1;
    }
    put(between);
    put(strangers);
    const auto [lo, hi] = CuesOfParagraph(c.first);
    double fellows = 0, others = 0;
    for (size_t k = lo; k < std::min(hi, lo + 20); ++k) {
      if (sorted_[k] == s) continue;
      (Shared(statements_[sorted_[k]], statement) == 1 ? fellows : others) += 1;
    }
    put(fellows);
    put(others);

    // The statement.
    put(view_.Has(cue.first, kSayVerb));
    put(view_.Is(cue.first, "according"));
    put(static_cast<int>(statement.form));
    put(static_cast<int>(source.form));
    put(here.quoted);
    put(!statement.content.empty() && statement.content.front().begin < here.begin);
    put(source.first < cue.first ? 0 : 1);
  }

  const ArticleView& view_;
  const std::vector<Statement>& statements_;
  const std::vector<Source>& sources_;
  const std::vector<SourceLinks>* links_;
  const Odds& odds_;
  CircumstanceRows& out_;
  std::vector<Cue> cues_;          // by statement
  std::vector<uint32_t> sorted_;   // statements that have a cue, by its place
};

}  // namespace

CircumstanceRows MakeCircumstanceRows(const ArticleView& view, const Names& names, const std::vector<Statement>& statements,
                                      const std::vector<Source>& sources, const std::vector<SourceLinks>* links) {
  CircumstanceRows out;
  const Odds odds(view, links, statements.size());
  out.candidates = Candidates(view, names).Find(odds, statements.size());
  RowMaker(view, statements, sources, links, odds, &out).Make();
  return out;
}

}  // namespace quoth
