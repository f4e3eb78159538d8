// The parts of Compare that others need: a passage as it is compared, prepared once
// for several claims, and the proof that a claim's words carry.
//
// Thread rule: values and pure functions.
#ifndef QUOTH_CHECK_COMPARE_H_
#define QUOTH_CHECK_COMPARE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "check/alignment.h"
#include "check/folded_text.h"
#include "check/sense.h"
#include "quoth/check.h"

namespace quoth::check {

// What is known of a word besides its form.
struct WordFacts {
  Sense sense = Sense::kPlain;
  bool common = false;
  bool pointer = false;     // a pronoun, an article
  bool quoted = false;      // stands between marks; in claims always
  bool joint_before = false;  // does not follow on the word before
  uint32_t stretch = 0;     // the stretch between marks it stands in, from 1; 0: none
};

struct PreparedText {
  std::string text;
  FoldedText folded;
  std::vector<AlignedWord> words;
  std::vector<WordFacts> facts;

  size_t size() const { return words.size(); }
};

PreparedText PrepareClaim(std::string_view claim);
PreparedText PreparePassage(const Passage& passage);

Comparison ComparePrepared(const PreparedText& claim, const PreparedText& passage);

// Whether so few or so common words prove nothing: fewer than four, or fewer than
// seven points, a common word counting one and another two.
bool ProvesNothing(const PreparedText& claim);

}  // namespace quoth::check

#endif  // QUOTH_CHECK_COMPARE_H_
