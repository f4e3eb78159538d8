// Of whom a phrase speaks that no name and no printed role explains.
//
//   “…,” Orlov said.  According to the Norvian leader, his country …  “…,” he said.
//
// Whoever speaks before and behind such a phrase is meant by it, where the article
// tells of nobody else that he is what the phrase says, and of this one nothing else.
//
// Thread rule: pure functions.
#ifndef QUOTH_SPEAKER_ELIMINATION_H_
#define QUOTH_SPEAKER_ELIMINATION_H_

#include <cstdint>
#include <vector>

#include "quoth/statement.h"
#include "speaker/article_view.h"
#include "speaker/names.h"
#include "speaker/roles.h"
#include "speaker/sources.h"

namespace quoth {

// For each statement the entity that its source means by elimination, UINT32_MAX for
// none.  `speakers`: the entity that is its only speaker; UINT32_MAX where it has none
// or several.
std::vector<uint32_t> ByElimination(const ArticleView& view, const Names& names, const Roles& roles,
                                    const std::vector<Source>& sources, const std::vector<uint32_t>& speakers);

}  // namespace quoth

#endif  // QUOTH_SPEAKER_ELIMINATION_H_
