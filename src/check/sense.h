// What a word does to the sense of what it stands in.
//
//   SenseOf("never") == Sense::kNegation     SenseOf("might") == Sense::kModal
//   SenseOf("unless") == Sense::kCondition   SenseOf("forty") == Sense::kNumber
//
// The lists are English and closed; a word outside of them has no sense of these
// kinds.  Names have no list: see compare.cc.
//
// Thread rule: pure functions over constant tables.
#ifndef QUOTH_CHECK_SENSE_H_
#define QUOTH_CHECK_SENSE_H_

#include <cstdint>
#include <string_view>

namespace quoth::check {

enum class Sense : uint8_t {
  kPlain,
  kNegation,   // not, never, n't; hardly, deny, without, unlikely, almost: they take back what they stand by
  kCondition,  // if, unless, except, whether
  kModal,      // will, could, must, ought
  kNumber,     // figures, forty, third, half, percent
};

// Of a folded word, in lower case.
Sense SenseOf(std::string_view lower);

// Pronouns, articles and such, for which an editor's [brackets] may stand.
bool IsPointer(std::string_view lower);

// Among the few hundred words that stand in every English text: no proof of anything.
bool IsCommon(std::string_view lower);

// Joins clauses: and, but, because.
bool IsConjunction(std::string_view lower);

// What becomes of a word in indirect speech ("I will" → "he would"): words that may
// stand for one another there have the same number; 0: none.
int IndirectClass(std::string_view lower);

// Whether two words differ only in an inflection of a verb or a noun: build, builds,
// building, built (the last by a list); lie, lies, lied.
bool SameStem(std::string_view a, std::string_view b);

}  // namespace quoth::check

#endif  // QUOTH_CHECK_SENSE_H_
