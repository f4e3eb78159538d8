// Names of people and organisations as users type them and as records hold them.
// find and check match --by with the same function.
//
//   SameName("President Putin", "Vladimir Putin")   true
//   SameName("Bill Clinton", "Hillary Clinton")     false
//   NameWords("Sen. José P. Marrán Jr.")            {"jose", "p", "marran", "jr"}
//
// Thread rule: pure functions.
#ifndef QUOTH_RECORD_NAMES_H_
#define QUOTH_RECORD_NAMES_H_

#include <string>
#include <string_view>
#include <vector>

namespace quoth::record {

// The words of a name, folded (FoldWords), without the titles ("president", "mrs") and
// articles in front of it; at least one word stays.  Possessive 's is dropped.
std::vector<std::string> NameWords(std::string_view name);

// Whether the claimed name may mean the recorded one.  It does where one is the
// other's surname (the last word; "jr" and such apart), and where both have a first
// name, these are the same or one is the other's initial.  Initials in the middle do
// not count.  "Jr." is another person where both say first names and one has it not.
// Several names joined by "; " are matched one by one.  An empty name means nobody.
bool SameName(std::string_view claimed, std::string_view recorded);

// Whether a source's words name nobody: a pronoun, "a senior aide", "critics", and
// so cannot speak against a claimed name.  Lower case decides: "the minister" yes,
// "the Transport Ministry" no.
bool NamesNobody(std::string_view source);

}  // namespace quoth::record

#endif  // QUOTH_RECORD_NAMES_H_
