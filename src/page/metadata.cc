#include "page/metadata.h"

#include "page/linked_data.h"

namespace quoth::page {

void ReadMetadata(const Outline& outline, const MetadataOptions&, Metadata* metadata, Facts* facts) {
  JsonDocument document;
  for (const auto& script : outline.json_ld) document.Add(script);
  LinkedArticle article = FindArticle(document);
  auto meta = [&](std::initializer_list<std::string_view> names) -> std::string_view {
    for (auto name : names) for (const auto& m : outline.metas) if (m.name == name) return m.content;
    return {};
  };
  metadata->title = !article.headline.empty() ? article.headline : meta({"og:title", "twitter:title"});
  metadata->description = !article.description.empty() ? article.description : meta({"og:description", "description", "twitter:description"});
  facts->title = metadata->title;
  facts->description = metadata->description;
  facts->article.Set(article.body);
  facts->summary.Set(metadata->description);
}

}  // namespace quoth::page
