// Any bytes, read as JSON-LD: no crash, and the values form a tree.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "page/json_ld.h"
#include "page/linked_data.h"
#include "page/names.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static quoth::page::JsonDocument document;
  document.Clear();
  document.Add(std::string_view(reinterpret_cast<const char*>(data), size));
  for (size_t i = 0; i < document.values().size(); ++i) {
    const auto& value = document.values()[i];
    if (value.parent >= int32_t(i) || (value.child >= 0 && value.child <= int32_t(i)) || (value.next >= 0 && value.next <= int32_t(i))) std::abort();
  }
  quoth::page::LinkedArticle article = quoth::page::FindArticle(document);
  quoth::page::PeopleIn(article.headline);
  for (const auto& author : article.authors) quoth::page::PeopleIn(author.name);
  return 0;
}
