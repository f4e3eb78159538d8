#include "speaker/elimination.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace quoth {
namespace {

constexpr uint32_t kReach = 4;         // paragraphs to the speakers before and behind
constexpr size_t kPlacePrefix = 4;     // letters that a country has in common with its people: Norvia, Norvian

// "the Norvian leader", "the president of Norvia": one person, by office and country.
bool IsOfficeOfPlace(const ArticleView& view, const Source& source, std::vector<size_t>* places) {
  if (source.form != SourceForm::kNominal || source.plural || source.last <= source.first) return false;
  if (!(source.head_classes & kRoleNoun) || (source.head_classes & (kGroupNoun | kPluralWord))) return false;
  if (!view.Is(source.first, "the")) return false;
  for (size_t w = source.first; w < source.last; ++w) {
    if (view.words[w].classes & (kPlace | kDemonym)) places->push_back(w);
  }
  return !places->empty();
}

bool SamePlace(std::string_view a, std::string_view b) {
  const size_t common = static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  return common >= kPlacePrefix || a == b;
}

}  // namespace

std::vector<uint32_t> ByElimination(const ArticleView& view, const Names& names, const Roles& roles,
                                    const std::vector<Source>& sources, const std::vector<uint32_t>& speakers) {
  std::vector<uint32_t> meant(sources.size(), UINT32_MAX);
  const std::vector<uint32_t> order = ByPlace(view, sources);
  for (size_t k = 0; k < order.size(); ++k) {
    const uint32_t s = order[k];
    std::vector<size_t> places;
    if (speakers[s] != UINT32_MAX || !IsOfficeOfPlace(view, sources[s], &places)) continue;
    const auto near = [&](size_t other) {
      const uint32_t a = view.words[sources[order[other]].anchor].paragraph, b = view.words[sources[s].anchor].paragraph;
      return std::max(a, b) - std::min(a, b) <= kReach;
    };
    uint32_t before = UINT32_MAX, behind = UINT32_MAX;
    for (size_t o = k; o-- > 0 && near(o) && before == UINT32_MAX;) before = speakers[order[o]];
    for (size_t o = k + 1; o < order.size() && near(o) && behind == UINT32_MAX; ++o) behind = speakers[order[o]];
    if (before == UINT32_MAX || (behind != UINT32_MAX && behind != before)) continue;
    if (!MayBePerson(names.entities[before].kind)) continue;
    if (!roles.Of(before, UINT32_MAX).empty()) continue;
    bool another = false;
    for (uint32_t e = 0; e < names.entities.size() && !another; ++e) {
      const Span role = e == before ? Span{} : roles.Of(e, UINT32_MAX);
      if (role.empty()) continue;
      const auto [first, last] = view.WordsIn(role);
      for (size_t w = first; w < last && !another; ++w) {
        for (const size_t place : places) another |= SamePlace(view.Lower(w), view.Lower(place));
      }
    }
    if (!another) meant[s] = before;
  }
  return meant;
}

}  // namespace quoth
