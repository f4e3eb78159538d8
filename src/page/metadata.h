// What a page says about its article: title, people, days, outlet, language.
#ifndef QUOTH_PAGE_METADATA_H_
#define QUOTH_PAGE_METADATA_H_

#include <string>
#include <string_view>
#include <vector>

#include "page/facts.h"
#include "page/outline.h"

namespace quoth::page {

struct MetadataOptions {
  std::string_view url;         // where the page was had from; may be empty
  std::string_view crawled;     // ISO 8601 day: a later date is refused; empty: today
};

struct Metadata {
  std::string title, publication, language, canonical_url, published, modified, description;
  std::vector<std::string> authors;   // people
  std::vector<std::string> credits;   // organisations named as author
};

// Reads the outline's head, JSON-LD and mentions.  `facts` is what the blocks
// are compared with.  Fields the page does not give stay empty.
void ReadMetadata(const Outline& outline, const MetadataOptions& options, Metadata* metadata, Facts* facts);

// The same of a text page, from its byline and the line of its date.
void ReadTextHead(std::string_view byline, std::string_view date, std::string_view crawled, Metadata* metadata);

}  // namespace quoth::page

#endif  // QUOTH_PAGE_METADATA_H_
