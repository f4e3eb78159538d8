// The page's own record of its article: the schema.org node of its JSON-LD.
#ifndef QUOTH_PAGE_LINKED_DATA_H_
#define QUOTH_PAGE_LINKED_DATA_H_

#include <string>
#include <vector>

#include "page/json_ld.h"

namespace quoth::page {

struct LinkedAuthor {
  std::string name;
  bool organisation = false;
};

struct LinkedArticle {
  bool found = false;
  std::string headline, alternative, description, body, published, modified, publisher, language, url;
  std::vector<LinkedAuthor> authors;
};

// The article that the page is about: of all nodes whose @type is an article's,
// the one nearest to the top, not the items of lists of further reading.
LinkedArticle FindArticle(const JsonDocument& document);

}  // namespace quoth::page

#endif  // QUOTH_PAGE_LINKED_DATA_H_
