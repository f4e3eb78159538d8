// Sources: what a statement's source is made of, before it is known who it is.
//
//   "Betsy Holm, the mayor’s spokeswoman"   a name, its head Holm
//   "the mayor’s spokeswoman"               a nominal, its head spokeswoman
//   "she", "who", "I"                       a pronoun
//   ""                                      implicit: the place is that of the cue
//   "Mr. Holm and Ines Calder, the mayor"   a name, and two who speak jointly
//
// Thread rule: plain values and a pure function.
#ifndef QUOTH_SPEAKER_SOURCES_H_
#define QUOTH_SPEAKER_SOURCES_H_

#include <cstdint>
#include <vector>

#include "quoth/statement.h"
#include "speaker/article_view.h"
#include "speaker/names.h"

namespace quoth {

enum class SourceForm : uint8_t { kName, kPronoun, kNominal, kImplicit };

struct Source {
  SourceForm form = SourceForm::kImplicit;
  uint32_t first = 0, last = 0;  // its words, from the first to past the last; empty where implicit
  uint32_t head = 0;             // the word that says what it is; the pronoun itself
  uint32_t anchor = 0;           // the word at which a referent is looked for
  WordClasses agreement = 0;     // kMale, kFemale, kNeuter, kPluralWord, kFirstPerson, kSecondPerson of a pronoun or a noun
  WordClasses head_classes = 0;
  bool plural = false;
  bool recorded = false;         // a transcript is the source as printed; these are the words of who speaks in it
  bool accompanied = false;      // with somebody beside who is not told apart: "he and Mr. Holm", "Holm and Calder’s aides"
  std::vector<uint32_t> mentions;  // the names within its spans, in text order
  std::vector<uint32_t> joint;     // of these the ones that "and" joins at its head, all of whom speak; two or more, or none
};

// One for each statement.  Linear time in the statements and the words of their sources.
std::vector<Source> ReadSources(const ArticleView& view, const Names& names, const std::vector<Statement>& statements);

// The statements by the place of their sources; without those that stand nowhere.
std::vector<uint32_t> ByPlace(const ArticleView& view, const std::vector<Source>& sources);

// The mention that holds or follows `word`: the first whose end lies past it.
size_t MentionAt(const Names& names, size_t word);

}  // namespace quoth

#endif  // QUOTH_SPEAKER_SOURCES_H_
