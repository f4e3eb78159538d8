#include "speaker/circumstances.h"

#include <cmath>

#include "speaker/scorer.h"

namespace quoth {
namespace {

#include "speaker/circumstances_table.inc"

double Probability(const CircumstanceRow& row) {
  double sum = 0;
  for (const uint32_t root : kCircumstanceRoots) {
    const SpeakerNode* node = kCircumstanceNodes + root;
    while (node->column != kSpeakerLeaf) node += row.columns[node->column] <= node->value ? 1 : node->right;
    sum += node->value;
  }
  return 1 / (1 + std::exp(-sum));
}

}  // namespace

void FindCircumstances(const ArticleView& view, const Names& names, const std::vector<Source>& sources,
                       const std::vector<SourceLinks>* links, std::vector<Statement>* statements) {
  for (Statement& statement : *statements) {
    statement.to.clear();
    statement.occasion.clear();
    statement.when.spans.clear();
  }
  const CircumstanceRows made = MakeCircumstanceRows(view, names, *statements, sources, links);
  for (size_t r = 0; r < made.rows.size();) {
    Statement& statement = (*statements)[made.rows[r].statement];
    std::array<double, kCircumstances> best{};
    std::array<const CircumstanceCandidate*, kCircumstances> chosen{};
    for (const uint32_t s = made.rows[r].statement; r < made.rows.size() && made.rows[r].statement == s; ++r) {
      const CircumstanceCandidate& candidate = made.candidates[made.rows[r].candidate];
      const double p = Probability(made.rows[r]);
      if (p > best[candidate.kind]) best[candidate.kind] = p, chosen[candidate.kind] = &candidate;
    }
    std::vector<Span>* const spans[] = {&statement.to, &statement.occasion, &statement.when.spans};
    for (size_t kind = 0; kind < kCircumstances; ++kind) {
      if (best[kind] < kCircumstanceThresholds[kind]) continue;
      *spans[kind] = {{view.words[chosen[kind]->first].begin, view.words[chosen[kind]->last - 1].end}};
    }
  }
}

}  // namespace quoth
