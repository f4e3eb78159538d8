#include "speaker/circumstances.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "speaker/scorer.h"

namespace quoth {
namespace {

#include "speaker/circumstances_table.inc"

// Where the model marks circumstances it has taken the likely ones; what it has left
// needs more to be believed.  Chosen on dev.
constexpr double kLeastBesideMarked = 0.4;

double Probability(const CircumstanceRow& row) {
  double sum = 0;
  for (const uint32_t root : kCircumstanceRoots) {
    const SpeakerNode* node = kCircumstanceNodes + root;
    while (node->column != kSpeakerLeaf) node += row.columns[node->column] <= node->value ? 1 : node->right;
    sum += node->value;
  }
  return 1 / (1 + std::exp(-sum));
}

std::vector<Span>& SpansOf(PhraseKind kind, Statement* statement) {
  return kind == PhraseKind::kTo ? statement->to : kind == PhraseKind::kOccasion ? statement->occasion : statement->when.spans;
}

// A span of the model's with its ends at the ends of the names that it cuts.
Span WholeNames(const ArticleView& view, const Names& names, Span span) {
  const auto [first, last] = view.WordsIn(span);
  if (first >= last) return span;
  const size_t m = MentionAt(names, first);
  if (m < names.mentions.size() && names.mentions[m].first < first && !names.mentions[m].heading) span.begin = view.words[names.mentions[m].first].begin;
  const size_t n = MentionAt(names, last - 1);
  if (n < names.mentions.size() && names.mentions[n].first < last && names.mentions[n].last > last && !names.mentions[n].heading) {
    span.end = view.words[names.mentions[n].last - 1].end;
  }
  return span;
}

// What the model has marked, mended: names whole, and an occasion that a phrase of the
// rules holds is that phrase.
void Mend(const ArticleView& view, const Names& names, const std::vector<Phrase>& phrases, Statement* statement) {
  for (auto* spans : {&statement->to, &statement->occasion}) {
    for (Span& span : *spans) span = WholeNames(view, names, span);
  }
  for (Span& span : statement->occasion) {
    const auto [first, last] = view.WordsIn(span);
    if (first >= last || view.Has(first, kPreposition | kDeterminer | kPossessivePronoun)) continue;
    const size_t from = first > 24 ? first - 24 : 0;
    for (auto p = std::partition_point(phrases.begin(), phrases.end(), [from](const Phrase& q) { return q.first < from; });
         p != phrases.end() && p->first <= first; ++p) {
      if (p->kind == PhraseKind::kOccasion && p->last >= last) {
        span = {view.words[p->first].begin, std::max<size_t>(span.end, view.words[p->last - 1].end)};
        break;
      }
    }
  }
  // A lone word without a preposition is a scrap.
  std::erase_if(statement->occasion, [&](const Span& span) {
    const auto [first, last] = view.WordsIn(span);
    return last - first <= 2 && !view.Has(first, kPreposition | kDeterminer | kPossessivePronoun);
  });
}

}  // namespace

void FindCircumstances(const ArticleView& view, const Names& names, const std::vector<Source>& sources,
                       std::vector<Statement>* statements) {
  bool marked = false;
  for (const Statement& s : *statements) marked |= !s.to.empty() || !s.occasion.empty() || !s.when.spans.empty();
  const std::vector<Phrase> phrases = FindPhrases(view);
  for (Statement& statement : *statements) Mend(view, names, phrases, &statement);
  const std::vector<CircumstanceRow> rows = MakeCircumstanceRows(view, *statements, sources, phrases);
  for (size_t r = 0; r < rows.size();) {
    size_t end = r;
    const uint32_t s = rows[r].statement;
    std::array<double, 3> best{};
    std::array<uint32_t, 3> phrase{};
    for (; end < rows.size() && rows[end].statement == s; ++end) {
      const size_t kind = static_cast<size_t>(phrases[rows[end].phrase].kind);
      const double p = Probability(rows[end]);
      if (p > best[kind]) best[kind] = p, phrase[kind] = rows[end].phrase;
    }
    for (size_t kind = 0; kind < 3; ++kind) {
      std::vector<Span>& spans = SpansOf(static_cast<PhraseKind>(kind), &(*statements)[s]);
      if (!spans.empty() || best[kind] < std::max(kCircumstanceThresholds[kind], marked ? kLeastBesideMarked : 0)) continue;
      const Phrase& chosen = phrases[phrase[kind]];
      spans = {{view.words[chosen.first].begin, view.words[chosen.last - 1].end}};
    }
    r = end;
  }
}

}  // namespace quoth
