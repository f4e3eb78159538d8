// The stretches of an article that are names, before it is known whose.
#ifndef QUOTH_SPEAKER_NAME_MENTIONS_H_
#define QUOTH_SPEAKER_NAME_MENTIONS_H_

#include <vector>

#include "speaker/article_view.h"
#include "speaker/names.h"

namespace quoth {

// Mentions in text order, without candidates.
std::vector<NameMention> FindNameMentions(const ArticleView& view);

}  // namespace quoth

#endif  // QUOTH_SPEAKER_NAME_MENTIONS_H_
