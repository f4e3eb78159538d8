// A word diff for people: "There will be [-no-] {+a+} toll [… on the bridge …] here".
//
// [-…-] is in the record and not in the claim, {+…+} in the claim and not in the record,
// [… …] was cut with a sign, {?} is a question mark that came or went.
//
// Thread rule: a pure function.
#ifndef QUOTH_OUTPUT_DIFF_TEXT_H_
#define QUOTH_OUTPUT_DIFF_TEXT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "quoth/check.h"

namespace quoth {

// In lines of at most `columns`, broken between words; a longer word has a line of its
// own.  Control characters are shown, not sent.
std::vector<std::string> DiffLines(const std::vector<DiffPart>& diff, size_t columns, bool color);

// Whether anything differs.
bool Differs(const std::vector<DiffPart>& diff);

}  // namespace quoth

#endif  // QUOTH_OUTPUT_DIFF_TEXT_H_
