// Names: the names that an article prints, and the entities that bear them.
//
//   "Sen. Ines Calder … Calder’s aide … the Tarn Herald … the Herald"
//   mentions  Ines Calder (title "Sen."), Calder, Tarn Herald, Herald
//   entities  Ines Calder (person), Tarn Herald (publication)
//
// Variants of a name (full name, surname, given name, acronym, one slip of the pen)
// are one entity; two different full names never are.  A surname that two entities
// share stays with both, the likelier first.
//
// Thread rule: plain values and a pure function.
// Units: words of an ArticleView, half-open; spans in bytes of the text.
#ifndef QUOTH_SPEAKER_NAMES_H_
#define QUOTH_SPEAKER_NAMES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "quoth/statement.h"
#include "speaker/article_view.h"

namespace quoth {

enum class NameKind : uint8_t { kUnknown, kPerson, kOrganisation, kPublication, kPlace };

inline bool MayBePerson(NameKind kind) { return kind == NameKind::kPerson || kind == NameKind::kUnknown; }

// How a mention agrees with its entity's full name.
enum class NameMatch : uint8_t { kFull, kSurname, kGivenName, kAcronym, kPart, kTypo };

struct Candidate {
  uint32_t entity = 0;
  NameMatch match = NameMatch::kFull;
};

struct NameMention {
  uint32_t first = 0, last = 0;  // the name's words [first, last)
  uint32_t title = 0;            // its title's words [title, first); first where it has none
  NameKind kind = NameKind::kUnknown;
  bool in_title = false;         // names a part of another one's title: Texas in "Texas Sen. Ana Ruiz"
  bool heading = false;          // stands in a line of Title Case
  std::vector<Candidate> candidates;  // the likeliest first; never empty
};

struct Entity {
  std::string name;  // the fullest form, as the article prints it
  NameKind kind = NameKind::kUnknown;
  float male = 0, female = 0;  // evidence for agreement with a pronoun; never shown
  uint32_t full_mentions = 0;  // mentions of more than one word
  std::vector<uint32_t> mentions;  // those of which it is the likeliest bearer, in text order
};

struct Names {
  std::vector<NameMention> mentions;  // in text order, not overlapping
  std::vector<Entity> entities;       // in the order of their first mentions
};

// The time is near linear: each name is compared with those that share a word with it.
Names FindNames(const ArticleView& view);

}  // namespace quoth

#endif  // QUOTH_SPEAKER_NAMES_H_
