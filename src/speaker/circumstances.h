// To whom, on what occasion and when.
//
//   "… she told reporters at a rally in Ostby on Monday"
//    to: reporters    occasion: at a rally in Ostby    when: on Monday
//
// Candidates are the phrases that rules find and the runs of words in which the model
// sees a circumstance of some statement nearby: what an article says once, of the first
// of an interview's statements, holds for those that follow.  Trees, made by
// training/speaker and compiled in, tell which belongs to which statement.
//
// Thread rule: pure functions.
#ifndef QUOTH_SPEAKER_CIRCUMSTANCES_H_
#define QUOTH_SPEAKER_CIRCUMSTANCES_H_

#include <array>
#include <cstdint>
#include <vector>

#include "attribution/source_links.h"
#include "quoth/statement.h"
#include "speaker/article_view.h"
#include "speaker/names.h"
#include "speaker/sources.h"

namespace quoth {

// A run of words that may be a circumstance of the statements around it.
struct CircumstanceCandidate {
  Circumstance kind = kTo;
  uint32_t first = 0, last = 0;       // its words [first, last)
  bool phrase = false;                // rules have found it
  uint8_t sort = 0, noun = 0;         // of a phrase; see Phrase
  float odds = 0;                     // the mean log odds of its words for the statement to which the model gives it first
  uint32_t owner = UINT32_MAX;        // that statement; UINT32_MAX: none
  uint32_t support = 0;               // how many statements the model gives it to
};

constexpr size_t kCircumstanceColumns = 51;

// A candidate beside a statement, as the trees see it.
struct CircumstanceRow {
  uint32_t statement = 0;
  uint32_t candidate = 0;
  std::array<float, kCircumstanceColumns> columns{};
};

struct CircumstanceRows {
  std::vector<CircumstanceCandidate> candidates;  // in text order
  std::vector<CircumstanceRow> rows;              // by statement; a bounded number for each
};

// The statements' speakers are known.  `links` is null, or holds one for each statement.
CircumstanceRows MakeCircumstanceRows(const ArticleView& view, const Names& names, const std::vector<Statement>& statements,
                                      const std::vector<Source>& sources, const std::vector<SourceLinks>* links);

// Sets to, occasion and when.spans of the statements.  Linear time.
void FindCircumstances(const ArticleView& view, const Names& names, const std::vector<Source>& sources,
                       const std::vector<SourceLinks>* links, std::vector<Statement>* statements);

}  // namespace quoth

#endif  // QUOTH_SPEAKER_CIRCUMSTANCES_H_
