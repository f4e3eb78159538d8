#include "speaker/roles.h"

#include <string_view>

namespace quoth {
namespace {

constexpr size_t kLongestRole = 14;  // words

// "presidential" before "nominee".
bool Modifies(std::string_view lower) {
  for (const char* end : {"ial", "ional", "ical", "ary", "ative"}) {
    if (lower.ends_with(end)) return true;
  }
  return false;
}

}  // namespace

Roles::Roles(const ArticleView& view, const Names& names) : view_(view), names_(names), first_(names.entities.size()) {
  for (const NameMention& mention : names.mentions) {
    const uint32_t entity = mention.candidates[0].entity;
    if (mention.in_title || !first_[entity].empty() || !MayBePerson(names.entities[entity].kind)) continue;
    first_[entity] = At(mention);
  }
}

Span Roles::At(const NameMention& mention) const {
  // Before the name: a title that is more than Mr. or Mrs., with what belongs to it.
  bool title = false;
  for (size_t w = mention.title; w < mention.first; ++w) title |= view_.Has(w, kTitle | kRoleNoun) && !view_.Has(w, kHonorific);
  if (title) {
    size_t first = mention.title;
    const auto goes_on = [&](size_t w) {
      const ViewWord& word = view_.words[w];
      if (word.sentence != view_.words[mention.first].sentence || word.shape == Shape::kMark) return false;
      return view_.Capital(w) ? !(word.classes & kFunctionWord) || (word.classes & kDemonym)
                              : (word.classes & (kRoleNoun | kTitle | kHonorificMass | kOrganisationNoun | kRank)) != 0 || Modifies(view_.Lower(w));
    };
    while (first > 0 && mention.first - first < 6 && goes_on(first - 1)) --first;
    return {view_.words[first].begin, view_.words[mention.first - 1].end};
  }
  // Behind a comma: a phrase that begins like one and says what somebody is.
  if (view_.Mark(mention.last) != ',') return {};
  const size_t first = mention.last + 1;
  if (!(view_.Has(first, kDeterminer | kPossessivePronoun | kRoleNoun | kTitle) || view_.Is(first, "former") || view_.Capital(first))) return {};
  bool role = false;
  size_t w = first;
  bool head_passed = false;
  for (; w < view_.words.size() && w - first < kLongestRole; ++w) {
    const ViewWord& word = view_.words[w];
    if (word.sentence != view_.words[mention.first].sentence) break;
    if (word.shape == Shape::kMark && view_.Mark(w) != '&' && view_.Mark(w) != '-') break;
    if ((word.classes & (kRelativePronoun | kAuxiliary)) || view_.Is(w, "that")) break;
    if (view_.Mark(w) == '-' && word.begin > 0 && (view_.text[word.begin - 1] == ' ' || view_.text[word.begin - 1] == '-')) break;
    if (word.shape == Shape::kLower && (word.classes & kSayVerb) && role) break;
    if (!head_passed) role |= (word.classes & (kRoleNoun | kTitle)) != 0;
    if (word.classes & kPreposition) head_passed = true;
  }
  // What is left over where the phrase was cut: "ambassador to".
  while (w > first && (view_.words[w - 1].shape == Shape::kMark || view_.Has(w - 1, kPreposition | kDeterminer | kConjunction | kHonorific | kPossessivePronoun))) --w;
  if (!role || w == first) return {};
  return {view_.words[first].begin, view_.words[w - 1].end};
}

Span Roles::Of(uint32_t entity, uint32_t mention) const {
  if (!MayBePerson(names_.entities[entity].kind)) return {};
  if (mention != UINT32_MAX) {
    if (const Span here = At(names_.mentions[mention]); !here.empty()) return here;
  }
  return first_[entity];
}

}  // namespace quoth
