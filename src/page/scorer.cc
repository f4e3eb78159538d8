#include "page/scorer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

namespace quoth::page {
namespace {

#include "page/scorer_table.inc"

constexpr float kHopeless = 0.008f;

double Logit(const Forest& forest, const float* row) {
  double sum = 0;
  const TreeNode* nodes = forest.nodes.data();
  for (uint32_t root : forest.roots) {
    const TreeNode* node = nodes + root;
    while (node->feature != kLeaf) node += row[node->feature] <= node->value ? 1 : node->right;
    sum += node->value;
  }
  return sum;
}

float Sigmoid(double x) { return float(1 / (1 + std::exp(-x))); }

// What the second round sees besides the block's own columns.  The same numbers
// in the same order as stage2() in training/page.
void SecondColumns(const std::vector<float>& p, const FeatureTable& table, const std::vector<std::array<int32_t, 2>>& groups, std::vector<float>* out) {
  size_t n = p.size();
  out->assign(n * kSecondColumns, 0);
  std::vector<double> weight(n), sum(n + 1, 0), mass(n + 1, 0);
  for (size_t i = 0; i < n; ++i) {
    weight[i] = std::min<uint32_t>(table.shapes[i].words, 100) + 1.0;
    sum[i + 1] = sum[i] + p[i] * weight[i];
    mass[i + 1] = mass[i] + weight[i];
  }
  std::vector<float> highest_before(n), highest_after(n);
  std::vector<int> since(n), until(n);
  float high = 0;
  int last = -1000;
  for (size_t i = 0; i < n; ++i) {
    highest_before[i] = high = std::max(high, p[i]);
    if (p[i] > 0.5f) last = int(i);
    since[i] = std::min(int(i) - last, 30);
  }
  high = 0;
  last = 1 << 28;
  for (size_t i = n; i-- > 0;) {
    highest_after[i] = high = std::max(high, p[i]);
    if (p[i] > 0.5f) last = int(i);
    until[i] = std::min(last - int(i), 30);
  }
  // Sums over siblings, by sorting the blocks by their group.
  std::array<std::vector<double>, 2> group_sum, group_mass;
  for (size_t g = 0; g < 2; ++g) {
    group_sum[g].assign(n, sum[n]);
    group_mass[g].assign(n, mass[n]);
    if (groups.empty()) continue;
    std::vector<uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return groups[a][g] < groups[b][g]; });
    for (size_t i = 0, j; i < n; i = j) {
      double s = 0, m = 0;
      for (j = i; j < n && groups[order[j]][g] == groups[order[i]][g]; ++j) s += p[order[j]] * weight[order[j]], m += weight[order[j]];
      for (size_t k = i; k < j; ++k) group_sum[g][order[k]] = s, group_mass[g][order[k]] = m;
    }
  }
  double total = std::max(sum[n], 1e-9);
  for (size_t i = 0; i < n; ++i) {
    float* to = out->data() + i * kSecondColumns;
    *to++ = p[i];
    for (size_t step = 1; step <= 4; ++step) {
      *to++ = i >= step ? p[i - step] : -1;
      *to++ = i + step < n ? p[i + step] : -1;
    }
    for (size_t reach : {3, 8}) {
      size_t a = i >= reach ? i - reach : 0, b = std::min(n, i + reach + 1);
      *to++ = float((sum[b] - sum[a]) / (mass[b] - mass[a]));
    }
    *to++ = float(sum[i] / total);
    *to++ = float(std::log2(1 + sum[n]));
    *to++ = highest_before[i];
    *to++ = highest_after[i];
    for (size_t g = 0; g < 2; ++g) {
      double others = group_mass[g][i] - weight[i];
      *to++ = others > 0.5 ? float((group_sum[g][i] - p[i] * weight[i]) / others) : 0;
      *to++ = float(group_sum[g][i] / total);
    }
    *to++ = float(since[i]);
    *to++ = float(until[i]);
  }
}

std::string_view NextWord(std::string_view* text) {
  while (!text->empty() && static_cast<unsigned char>(text->front()) <= ' ') text->remove_prefix(1);
  size_t end = 0;
  while (end < text->size() && static_cast<unsigned char>((*text)[end]) > ' ') ++end;
  std::string_view word = text->substr(0, end);
  text->remove_prefix(end);
  return word;
}

template <typename T>
bool Number(std::string_view* text, T* value) {
  std::string_view word = NextWord(text);
  auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), *value);
  return error == std::errc() && end == word.data() + word.size();
}

}  // namespace

void Forest::Finish() {
  means.resize(nodes.size());
  std::vector<uint32_t> leaves(nodes.size(), 1);
  for (size_t i = nodes.size(); i-- > 0;) {
    const TreeNode& node = nodes[i];
    means[i] = node.value;
    if (node.feature == kLeaf) continue;
    size_t left = i + 1, right = i + node.right;
    leaves[i] = leaves[left] + leaves[right];
    means[i] = (means[left] * float(leaves[left]) + means[right] * float(leaves[right])) / float(leaves[i]);
  }
}

const Scorer& Scorer::Shipped() {
  static const Scorer shipped = [] {
    Scorer scorer;
    scorer.thresholds_ = {kThresholdTree, kThresholdText};
    auto fill = [](Forest* forest, const TreeNode* nodes, size_t count, const uint32_t* roots, size_t trees) {
      forest->nodes.assign(nodes, nodes + count);
      forest->roots.assign(roots, roots + trees);
      forest->Finish();
    };
    fill(&scorer.forests_[0], kNodes0, std::size(kNodes0), kRoots0, std::size(kRoots0));
    fill(&scorer.forests_[1], kNodes1, std::size(kNodes1), kRoots1, std::size(kRoots1));
    fill(&scorer.forests_[2], kNodes2, std::size(kNodes2), kRoots2, std::size(kRoots2));
    fill(&scorer.forests_[3], kNodes3, std::size(kNodes3), kRoots3, std::size(kRoots3));
    return scorer;
  }();
  return shipped;
}

bool Scorer::ShippedFits() { return kColumns == FeatureNames().size() && kTextColumns == TextFeatureCount(); }

// "quoth-page-scorer 1 THRESHOLD THRESHOLD", then four times
// "TREES NODES root… (feature right value)…"; feature 65535 is a leaf.
bool Scorer::Load(std::string_view text) {
  int version;
  if (NextWord(&text) != "quoth-page-scorer" || !Number(&text, &version) || version != 1) return false;
  if (!Number(&text, &thresholds_[0]) || !Number(&text, &thresholds_[1])) return false;
  for (size_t f = 0; f < forests_.size(); ++f) {
    Forest& forest = forests_[f];
    size_t trees, nodes;
    if (!Number(&text, &trees) || !Number(&text, &nodes) || trees > text.size() || nodes > text.size()) return false;
    forest.roots.resize(trees);
    forest.nodes.resize(nodes);
    for (uint32_t& root : forest.roots) if (!Number(&text, &root) || root >= nodes) return false;
    size_t columns = (f < 2 ? FeatureNames().size() : TextFeatureCount()) + (f % 2 ? kSecondColumns : 0);
    for (size_t i = 0; i < nodes; ++i) {
      TreeNode& node = forest.nodes[i];
      if (!Number(&text, &node.feature) || !Number(&text, &node.right) || !Number(&text, &node.value)) return false;
      if (node.feature != kLeaf && (node.feature >= columns || node.right < 2 || i + node.right >= nodes)) return false;
    }
    // The last node of all ends every path.
    if (nodes && forest.nodes.back().feature != kLeaf) return false;
    if (trees && !nodes) return false;
    forest.Finish();
  }
  return true;
}

void Scorer::Score(const FeatureTable& table, const std::vector<std::array<int32_t, 2>>& groups, std::vector<float>* scores) const {
  size_t n = table.rows();
  bool tree = table.columns > TextFeatureCount();
  const Forest& first = forests_[tree ? 0 : 2];
  const Forest& second = forests_[tree ? 1 : 3];
  scores->resize(n);
  for (size_t i = 0; i < n; ++i) (*scores)[i] = Sigmoid(Logit(first, table.Row(i)));
  if (second.roots.empty() || n == 0) return;
  std::vector<float> more, row(table.columns + kSecondColumns);
  SecondColumns(*scores, table, groups, &more);
  for (size_t i = 0; i < n; ++i) {
    if ((*scores)[i] < kHopeless) continue;   // most of a page; the second round would not save it
    std::copy_n(table.Row(i), table.columns, row.begin());
    std::copy_n(more.begin() + long(i * kSecondColumns), kSecondColumns, row.begin() + long(table.columns));
    (*scores)[i] = Sigmoid(Logit(second, row.data()));
  }
}

std::vector<std::pair<size_t, double>> Scorer::Reasons(const FeatureTable& table, size_t block) const {
  // Each step down a tree moves the expected leaf; the difference is put down to
  // the column asked there (Saabas 2014).  A subtree's expectation is taken as
  // the plain mean of its leaves.
  const Forest& forest = forests_[table.columns > TextFeatureCount() ? 0 : 2];
  std::vector<double> weight(table.columns, 0);
  const float* row = table.Row(block);
  for (uint32_t root : forest.roots) {
    size_t at = root;
    while (forest.nodes[at].feature != kLeaf) {
      const TreeNode& node = forest.nodes[at];
      size_t next = at + (row[node.feature] <= node.value ? 1 : node.right);
      weight[node.feature] += forest.means[next] - forest.means[at];
      at = next;
    }
  }
  std::vector<std::pair<size_t, double>> reasons;
  for (size_t c = 0; c < weight.size(); ++c) if (std::abs(weight[c]) > 0.02) reasons.push_back({c, weight[c]});
  std::sort(reasons.begin(), reasons.end(), [](auto& a, auto& b) { return std::abs(a.second) > std::abs(b.second); });
  if (reasons.size() > 6) reasons.resize(6);
  return reasons;
}

}  // namespace quoth::page
