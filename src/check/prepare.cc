// Texts made ready to be compared.
#include <unordered_map>

#include "check/compare.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace quoth::check {
namespace {

struct Known {
  WordFacts facts;
  uint64_t kin = 0;
};

// The same few thousand words come again and again: looked up once for each thread.
const Known& Look(uint64_t key, std::string_view form) {
  constexpr size_t kMost = 1u << 16;
  thread_local std::unordered_map<uint64_t, Known> memory;
  if (memory.size() > kMost) memory.clear();
  const auto [at, fresh] = memory.try_emplace(key);
  if (fresh) {
    const std::string lower = LowerForm(form);
    at->second.facts.sense = SenseOf(lower);
    at->second.facts.common = IsCommon(lower);
    at->second.facts.pointer = IsPointer(lower);
    at->second.kin = static_cast<uint64_t>(IndirectClass(lower));
  }
  return at->second;
}

PreparedText Prepare(std::string_view text) {
  PreparedText prepared;
  prepared.text = text;
  prepared.folded = Fold(text);
  prepared.words.reserve(prepared.folded.size());
  prepared.facts.reserve(prepared.folded.size());
  for (size_t i = 0; i < prepared.folded.size(); ++i) {
    const FoldedWord& word = prepared.folded.words[i];
    const std::string_view form = prepared.folded.Form(i);
    const Known& known = Look(word.key, form);
    prepared.facts.push_back(known.facts);
    prepared.words.push_back({.key = word.key, .form = XXH64(form.data(), form.size(), 1), .kin = known.kin});
  }
  return prepared;
}

}  // namespace

PreparedText PrepareClaim(std::string_view claim) {
  PreparedText prepared = Prepare(claim);
  for (size_t i = 0; i < prepared.size(); ++i) {
    prepared.words[i].cut_before = prepared.folded.words[i].cut_before;
    prepared.words[i].edited = prepared.folded.words[i].bracket != Bracket::kNone;
    prepared.facts[i].quoted = true;
  }
  return prepared;
}

PreparedText PreparePassage(const Passage& passage) {
  PreparedText prepared = Prepare(passage.text);
  size_t joint = 0, stretch = 0;
  uint32_t in = 0;
  for (size_t i = 0; i < prepared.size(); ++i) {
    FoldedWord& word = prepared.folded.words[i];
    WordFacts& facts = prepared.facts[i];
    for (; joint < passage.joints.size() && passage.joints[joint] <= word.begin; ++joint) facts.joint_before = i > 0;
    while (stretch < passage.quoted.size() && passage.quoted[stretch].end <= word.begin) ++stretch;
    if (stretch < passage.quoted.size() && passage.quoted[stretch].begin < word.end) {
      facts.quoted = true;
      facts.stretch = static_cast<uint32_t>(stretch + 1);
      if (facts.stretch != in) word.free_case = true;
    }
    prepared.words[i].light = facts.pointer;
    in = facts.stretch;
  }
  return prepared;
}

bool ProvesNothing(const PreparedText& claim) {
  size_t words = 0, points = 0;
  for (size_t i = 0; i < claim.size(); ++i) {
    if (claim.words[i].edited) continue;
    ++words;
    points += claim.facts[i].common ? 1 : 2;
  }
  return words < 4 || points < 7;
}

}  // namespace quoth::check
