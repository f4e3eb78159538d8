#include "speaker/scorer.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace quoth {
namespace {

#include "speaker/scorer_table.inc"

double Logit(std::span<const SpeakerNode> nodes, std::span<const uint32_t> roots, const float* row) {
  double sum = 0;
  for (const uint32_t root : roots) {
    const SpeakerNode* node = nodes.data() + root;
    while (node->column != kSpeakerLeaf) node += row[node->column] <= node->value ? 1 : node->right;
    sum += node->value;
  }
  return sum;
}

float Sigmoid(double x) { return static_cast<float>(1 / (1 + std::exp(-x))); }

double Odds(double p) {
  p = std::clamp(p, 1e-4, 1 - 1e-4);
  return std::log(p / (1 - p));
}

// The scores of the first round, by statement.
struct Scores {
  const SpeakerRows& rows;
  const std::vector<float>& p;
  std::vector<uint32_t> first;  // row of each statement, and the end

  Scores(const SpeakerRows& r, const std::vector<float>& scores, size_t statements) : rows(r), p(scores), first(statements + 1, 0) {
    for (const SpeakerRow& row : rows.rows) ++first[row.statement + 1];
    for (size_t s = 0; s < statements; ++s) first[s + 1] += first[s];
  }
  float Of(size_t statement, uint32_t entity) const {
    for (uint32_t r = first[statement]; r < first[statement + 1]; ++r) {
      if (rows.rows[r].entity == entity) return p[r];
    }
    return 0;
  }
  float Best(size_t statement) const {
    float best = 0;
    for (uint32_t r = first[statement]; r < first[statement + 1]; ++r) best = std::max(best, p[r]);
    return best;
  }
};

}  // namespace

// The same numbers in the same order as second_columns() in training/speaker/train.py.
std::vector<float> ScoreRows(const SpeakerRows& rows, const std::vector<Source>& sources) {
  std::vector<float> first(rows.rows.size());
  for (size_t r = 0; r < first.size(); ++r) first[r] = Sigmoid(Logit(kNodes0, kRoots0, rows.rows[r].columns.data()));
  const Scores scores(rows, first, sources.size());
  const size_t count = sources.size();

  // How much each entity speaks in the whole article.
  uint32_t entities = 0;
  for (const SpeakerRow& row : rows.rows) entities = std::max(entities, row.entity + 1);
  std::vector<double> spoken(entities, 0);
  double all = 0;
  for (size_t r = 0; r < first.size(); ++r) spoken[rows.rows[r].entity] += first[r], all += first[r];

  std::vector<float> out(first.size());
  std::vector<float> best(count);
  for (size_t s = 0; s < count; ++s) best[s] = scores.Best(s);
  float columns[kSpeakerColumns + kSecondSpeakerColumns];
  for (size_t r = 0; r < first.size(); ++r) {
    const SpeakerRow& row = rows.rows[r];
    const size_t s = row.statement;
    std::copy(row.columns.begin(), row.columns.end(), columns);
    float* to = columns + kSpeakerColumns;
    float next = 0, rank = 0;
    for (uint32_t k = scores.first[s]; k < scores.first[s + 1]; ++k) {
      if (k == r) continue;
      next = std::max(next, first[k]);
      rank += first[k] > first[r];
    }
    *to++ = first[r];
    *to++ = next;
    *to++ = rank;
    for (size_t step = 1; step <= 3; ++step) *to++ = s >= step ? scores.Of(s - step, row.entity) : -1;
    for (size_t step = 1; step <= 2; ++step) *to++ = s + step < count ? scores.Of(s + step, row.entity) : -1;
    *to++ = s >= 1 ? best[s - 1] : -1;
    *to++ = s + 1 < count ? best[s + 1] : -1;
    *to++ = s >= 1 ? static_cast<float>(sources[s - 1].form) : -1;
    *to++ = s + 1 < count ? static_cast<float>(sources[s + 1].form) : -1;
    const uint32_t around = rows.around[s];
    *to++ = around != UINT32_MAX ? scores.Of(around, row.entity) : -1;
    *to++ = around != UINT32_MAX ? best[around] : -1;
    *to++ = static_cast<float>(spoken[row.entity]);
    *to++ = static_cast<float>(spoken[row.entity] / std::max(all, 1e-6));
    out[r] = Sigmoid(Logit(kNodes1, kRoots1, columns));
  }
  return out;
}

double Calibrated(SourceForm form, double best, double next) {
  const float* line = kPlatt[static_cast<size_t>(form)];
  return 1 / (1 + std::exp(-(line[0] * Odds(best) + line[1] * Odds(next) + line[2])));
}

// Fitted by logistic regression on the development articles, each tested by a fit
// without it; the pointer has seen the training articles, and would promise too much
// there.
double WithPointer(SourceForm form, double score, double mass, double nobody) {
  constexpr double kMass[] = {0.29, 0.34, 0.35, 0.29}, kBias[] = {-0.1, 0.69, 0.76, 0.0};
  const size_t f = static_cast<size_t>(form);
  const double x = 0.82 * Odds(score) + kMass[f] * std::log(mass + 1e-3) + 0.03 * std::log(std::max(nobody, 1e-4)) + kBias[f];
  return 1 / (1 + std::exp(-x));
}

}  // namespace quoth
