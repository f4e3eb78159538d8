// Words of the language that tell what kind of thing a name or a noun stands for:
// titles, roles, organisations, documents, given names, places, function words.
//
// General words; no list of people of the day.  Given names serve agreement with a
// pronoun, and are never shown.
//
// Thread rule: the table is built once and only read.
#ifndef QUOTH_SPEAKER_LEXICON_H_
#define QUOTH_SPEAKER_LEXICON_H_

#include <cstdint>
#include <string_view>

namespace quoth {

using WordClasses = uint64_t;

enum WordClass : WordClasses {
  kFunctionWord = 1ull << 0,    // no name by itself, though it begin a sentence
  kHonorific = 1ull << 1,       // Mr., Mrs., Dr.
  kTitle = 1ull << 2,           // stands before a name: President, Sen., Chairman
  kRoleNoun = 1ull << 3,        // a person: spokesman, nominee, minister
  kGroupNoun = 1ull << 4,       // several people: officials, critics, police
  kDocumentNoun = 1ull << 5,    // report, poll, letter
  kOrganisationWord = 1ull << 6,   // within a name: Committee, University
  kPublicationWord = 1ull << 7,    // within a name: Times, News
  kOrganisationNoun = 1ull << 8,   // campaign, company, ministry
  kPublicationNoun = 1ull << 9,    // newspaper, network
  kMale = 1ull << 10,           // he, spokesman, Mr., John
  kFemale = 1ull << 11,
  kGivenName = 1ull << 12,
  kPlace = 1ull << 13,          // countries, capitals, large regions
  kDemonym = 1ull << 14,        // Russian, Republican
  kMonthWord = 1ull << 15,
  kWeekdayWord = 1ull << 16,
  kParticle = 1ull << 17,       // de, van, bin
  kNameSuffix = 1ull << 18,     // Jr., III
  kPreposition = 1ull << 19,
  kConjunction = 1ull << 20,    // and, but, that, because
  kAuxiliary = 1ull << 21,      // is, has, will
  kDeterminer = 1ull << 22,     // the, a, this
  kPossessivePronoun = 1ull << 23,  // his, their
  kPersonalPronoun = 1ull << 24,    // he, they, I
  kRelativePronoun = 1ull << 25,    // who, which
  kFirstPerson = 1ull << 26,
  kSecondPerson = 1ull << 27,
  kPluralWord = 1ull << 28,     // they, we, both
  kNeuter = 1ull << 29,         // it
  kTakesOf = 1ull << 30,        // Department of …, University of …
  kSayVerb = 1ull << 31,        // said, told, in any form
  kAbbreviation = 1ull << 32,   // written with a full stop: Sen., Gov., Jr.
  kQuantifier = 1ull << 33,     // some, many, several
  kHonorificMass = 1ull << 34,  // campaign, administration: makes an organisation of a name before it
  kOffice = 1ull << 35,         // of State, of Defense: what a Secretary is of
  kRank = 1ull << 36,           // before an office, and part of it: Vice President, deputy mayor
  kNamedByField = 1ull << 37,   // a body named after its fields: the Ports and Rivers Commission
  kAnyCountrys = 1ull << 38,    // in the name of a body that every country has: Air Force, Supreme Court
};

// The classes of a word in lower case, its full stops left out; 0 for most.
WordClasses ClassesOf(std::string_view lower);

// A plural by its ending ("aides"), as far as that tells.
bool LooksPlural(std::string_view lower);

}  // namespace quoth

#endif  // QUOTH_SPEAKER_LEXICON_H_
