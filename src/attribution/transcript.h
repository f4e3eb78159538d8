// Transcripts: who speaks is printed before the colon that begins the paragraph.
//
//   BRENN: Was the sea here first?
//
//   ADA VAN HOLM: It was. We have looked at the maps.
//
//   BRENN: And last?
//
// Interviews and hearings are printed so, in capitals or not, with or without a mark
// before the name.  Texts to learn it from are rare, and the form is plain, so it is
// a rule.  What a speaker says is verbatim, though no marks stand around it.
//
// Thread rule: pure functions.
#ifndef QUOTH_ATTRIBUTION_TRANSCRIPT_H_
#define QUOTH_ATTRIBUTION_TRANSCRIPT_H_

#include <string_view>
#include <vector>

#include "attribution/rivals.h"
#include "attribution/words.h"

namespace quoth {

// What each speaker of a transcript says, one attribution a turn, in text order: its
// cue is the colon.  A transcript has three turns or more that lie close together, by
// two speakers or more of whom one speaks twice (in small letters: two do).  A turn
// goes on over paragraphs without a speaker where one follows, and where they begin
// with a mark as the turn does, or speak in the first person.  Linear time.
std::vector<Attribution> TranscriptTurns(std::string_view text, const std::vector<Word>& words);

// Puts the turns among the attributions, by the order of their cues.  Of those that
// reach into a turn only what lies within it is kept.
void AddTurns(std::vector<Attribution> turns, std::vector<Attribution>* attributions);

}  // namespace quoth

#endif  // QUOTH_ATTRIBUTION_TRANSCRIPT_H_
