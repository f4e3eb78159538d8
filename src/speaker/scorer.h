// The learned part of the decision: how likely is an entity the speaker?
//
// Two rounds of gradient boosted trees.  The first looks at each source by itself;
// the second also sees what the first thought of the statements around it, so that
// "he said" goes on with the speaker of the sentence before.  Then a line of Platt's
// (1999) for each form of source makes a probability of the best entity's score and
// the next best one's.
//
// The trees are made by training/speaker and compiled in (scorer_table.inc).
//
// Thread rule: pure functions over constants.
#ifndef QUOTH_SPEAKER_SCORER_H_
#define QUOTH_SPEAKER_SCORER_H_

#include <cstdint>
#include <vector>

#include "speaker/features.h"

namespace quoth {

// Trees in depth-first order: a node's left child follows it, its right child is
// `right` nodes further on.  A leaf has column kSpeakerLeaf and its value.
struct SpeakerNode {
  uint16_t column;
  uint16_t right;
  float value;  // go left where the column is at most this
};
constexpr uint16_t kSpeakerLeaf = 0xFFFF;

// The columns of the second round that come after those of the first.
constexpr size_t kSecondSpeakerColumns = 16;

// One probability a row, that its entity is (one of) the statement's speakers.
std::vector<float> ScoreRows(const SpeakerRows& rows, const std::vector<Source>& sources);

// The calibrated probability that naming the best entity is right, from its score and
// that of the next one.
double Calibrated(SourceForm form, double best, double next);

// The calibrated probability that an entity is the speaker, from its score and from
// what the model's pointer says: how much of it points to words of the entity's name
// (`mass`, 0 to 1), and how much to nobody.
double WithPointer(SourceForm form, double score, double mass, double nobody);

}  // namespace quoth

#endif  // QUOTH_SPEAKER_SCORER_H_
