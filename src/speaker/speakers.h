// Speakers: who the source of each statement is, and under what circumstances and in
// what manner it was said.
//
//   “It will hold,” said Ines Calder.  …  She told reporters on Monday that …
//   the second statement's speaker is Ines Calder, its mention "She"
//
// Thread rule: immutable; any number of threads may call it at once.
#ifndef QUOTH_SPEAKER_SPEAKERS_H_
#define QUOTH_SPEAKER_SPEAKERS_H_

#include <string_view>
#include <vector>

#include "attribution/source_links.h"
#include "quoth/statement.h"

namespace quoth {

class PeopleTable;

// The least confidence at which a speaker is named.
inline constexpr double kLeastConfidence = 0.6;

// What is known besides the text.
struct SpeakerContext {
  std::string_view published;           // ISO 8601; empty: unknown
  const PeopleTable* people = nullptr;  // null: none
  // One for each statement, or none at all.
  const std::vector<SourceLinks>* links = nullptr;
};

// Fills speaker, to, occasion, when, act, negated and about of each statement of
// `text` (well-formed UTF-8), which holds source, cue, content, quoted and form.  Time
// grows linearly with text and statements.
void ResolveSpeakers(std::string_view text, const SpeakerContext& context, std::vector<Statement>* statements);

}  // namespace quoth

#endif  // QUOTH_SPEAKER_SPEAKERS_H_
