// To whom, on what occasion and when: by rules, where the model has not marked them.
//
//   "… she told reporters at a rally in Ostby on Monday"
//    to: reporters    occasion: at a rally in Ostby    when: on Monday
//
// Thread rule: a pure function.
#ifndef QUOTH_SPEAKER_CIRCUMSTANCES_H_
#define QUOTH_SPEAKER_CIRCUMSTANCES_H_

#include "quoth/statement.h"
#include "speaker/article_view.h"

namespace quoth {

// Fills to, occasion and when.spans where they are empty, from the sentence of the cue
// outside source and content.
void FindCircumstances(const ArticleView& view, Statement* statement);

}  // namespace quoth

#endif  // QUOTH_SPEAKER_CIRCUMSTANCES_H_
