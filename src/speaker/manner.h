// In what manner it was said: the act, and whether it was said at all.
//
//   "asked", "? …"            ask           "denied"                 deny
//   "warned that"             warn          "did not say", "would say", "declined to comment"  negated
//
// Thread rule: a pure function.
#ifndef QUOTH_SPEAKER_MANNER_H_
#define QUOTH_SPEAKER_MANNER_H_

#include "quoth/statement.h"
#include "speaker/article_view.h"
#include "speaker/sources.h"

namespace quoth {

struct Manner {
  Act act = Act::kSay;
  bool negated = false;
};

// From cue and content, and from the source where it is a document.
Manner MannerOf(const ArticleView& view, const Source& source, const Statement& statement);

}  // namespace quoth

#endif  // QUOTH_SPEAKER_MANNER_H_
