#include "attribution/rivals.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <set>

namespace quoth {
namespace {

// An attribution that loses this share of its content to a surer one is dropped.
constexpr double kMostOfIt = 0.6;

double Sureness(const Attribution& a) { return std::log(std::max(a.cue_probability, 1e-9)) + a.log_probability; }

std::vector<size_t> WordsOf(const std::vector<Span>& runs) {
  std::vector<size_t> words;
  for (const Span& run : runs) {
    for (size_t w = run.begin; w < run.end; ++w) words.push_back(w);
  }
  return words;
}

std::vector<Span> RunsOf(const std::vector<size_t>& words) {
  std::vector<Span> runs;
  for (size_t w : words) {
    if (!runs.empty() && runs.back().end == w) {
      ++runs.back().end;
    } else {
      runs.push_back({w, w + 1});
    }
  }
  return runs;
}

}  // namespace

std::vector<Attribution> SettleRivals(std::vector<Attribution> attributions, size_t words) {
  std::vector<size_t> order(attributions.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return Sureness(attributions[a]) > Sureness(attributions[b]);
  });
  std::vector<std::vector<uint32_t>> owners(words);  // of each word: those that keep it, surest first
  std::vector<bool> keeps(attributions.size(), false);
  const auto owns = [&](uint32_t who, size_t word) {
    return std::find(owners[word].begin(), owners[word].end(), who) != owners[word].end();
  };
  for (size_t i : order) {
    Attribution& a = attributions[i];
    std::vector<size_t> content = WordsOf(a.content);
    std::set<uint32_t> rivals;
    for (size_t w : content) rivals.insert(owners[w].begin(), owners[w].end());
    bool kept = true;
    for (uint32_t rival : rivals) {
      const bool inside_rival = owns(rival, a.cue.begin);
      const bool holds_rival = std::binary_search(content.begin(), content.end(), attributions[rival].cue.begin);
      if (inside_rival != holds_rival) continue;  // nested
      const auto rest = std::stable_partition(content.begin(), content.end(), [&](size_t w) { return !owns(rival, w); });
      const auto common = static_cast<double>(content.end() - rest);
      if (common >= kMostOfIt * static_cast<double>(content.size())) {
        kept = false;
        break;
      }
      content.erase(rest, content.end());
    }
    if (!kept || content.empty()) continue;
    a.content = RunsOf(content);
    for (size_t w : content) owners[w].push_back(static_cast<uint32_t>(i));
    keeps[i] = true;
  }
  std::vector<Attribution> settled;
  for (size_t i = 0; i < attributions.size(); ++i) {
    if (keeps[i]) settled.push_back(std::move(attributions[i]));
  }
  return settled;
}

}  // namespace quoth
