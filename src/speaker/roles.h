// The roles and titles that an article prints beside its names.
//
//   "Russian President Ivan Orlov"                     "Russian President"
//   "Ana Ruiz, the port authority’s head of traffic,"  "the port authority’s head of traffic"
//
// Thread rule: immutable.  The view and the names must outlive it.
#ifndef QUOTH_SPEAKER_ROLES_H_
#define QUOTH_SPEAKER_ROLES_H_

#include <cstdint>
#include <vector>

#include "speaker/article_view.h"
#include "speaker/names.h"

namespace quoth {

class Roles {
 public:
  // Linear time.
  Roles(const ArticleView& view, const Names& names);

  // The role printed at `mention` (UINT32_MAX: none), else the first that the article
  // prints at any mention of the entity; empty where it prints none.  Bytes.
  Span Of(uint32_t entity, uint32_t mention) const;

 private:
  Span At(const NameMention& mention) const;

  const ArticleView& view_;
  const Names& names_;
  std::vector<Span> first_;  // of each entity
};

}  // namespace quoth

#endif  // QUOTH_SPEAKER_ROLES_H_
