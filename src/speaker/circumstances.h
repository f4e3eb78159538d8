// To whom, on what occasion and when.
//
//   "… she told reporters at a rally in Ostby on Monday"
//    to: reporters    occasion: at a rally in Ostby    when: on Monday
//
// What the model has marked stays; its ends are moved to the ends of names, and an
// occasion takes its preposition.  Where it has marked nothing, phrases of the
// sentences around the cue are tried: rules find them, and trees, made by
// training/speaker and compiled in, tell which belongs to which statement.
//
// Thread rule: pure functions.
#ifndef QUOTH_SPEAKER_CIRCUMSTANCES_H_
#define QUOTH_SPEAKER_CIRCUMSTANCES_H_

#include <array>
#include <cstdint>
#include <vector>

#include "quoth/statement.h"
#include "speaker/article_view.h"
#include "speaker/names.h"
#include "speaker/phrases.h"
#include "speaker/sources.h"

namespace quoth {

constexpr size_t kCircumstanceColumns = 32;

// A phrase that may be a circumstance of a statement, as the trees see it.
struct CircumstanceRow {
  uint32_t statement = 0;
  uint32_t phrase = 0;
  std::array<float, kCircumstanceColumns> columns{};
};

// By statement; a bounded number for each.  The statements' speakers are known.
std::vector<CircumstanceRow> MakeCircumstanceRows(const ArticleView& view, const std::vector<Statement>& statements,
                                                  const std::vector<Source>& sources, const std::vector<Phrase>& phrases);

// Fills to, occasion and when.spans of the statements.  Linear time.
void FindCircumstances(const ArticleView& view, const Names& names, const std::vector<Source>& sources,
                       std::vector<Statement>* statements);

}  // namespace quoth

#endif  // QUOTH_SPEAKER_CIRCUMSTANCES_H_
