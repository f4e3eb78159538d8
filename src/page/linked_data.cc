#include "page/linked_data.h"

#include <algorithm>
#include <string_view>

namespace quoth::page {
namespace {

using Json = JsonValue;

// Each value of a member, be it one or an array of them.
template <typename Visit>
void ForEach(const JsonDocument& d, int32_t value, Visit visit) {
  if (value < 0) return;
  if (d[value].kind != Json::kArray) return visit(value);
  int count = 0;
  for (int32_t i = d[value].child; i >= 0 && count < 200; i = d[i].next, ++count) visit(i);
}

std::string_view String(const JsonDocument& d, int32_t object, std::string_view key) {
  std::string_view found;
  ForEach(d, d.Member(object, key), [&](int32_t i) {
    if (found.empty() && d[i].kind == Json::kString) found = d.TextOf(i);
    if (found.empty() && d[i].kind == Json::kObject) {
      int32_t value = d.Member(i, "@value");
      if (value >= 0 && d[value].kind == Json::kString) found = d.TextOf(value);
    }
  });
  return found;
}

std::string_view LastPart(std::string_view type) {
  size_t cut = type.find_last_of("/#:");
  return cut == std::string_view::npos ? type : type.substr(cut + 1);
}

// 2: an article; 1: a page that may carry an article's fields; 0: neither.
int Rank(const JsonDocument& d, int32_t object) {
  int rank = 0;
  ForEach(d, d.Member(object, "@type"), [&](int32_t i) {
    if (d[i].kind != Json::kString) return;
    std::string_view type = LastPart(d.TextOf(i));
    if (type.ends_with("Article") || type.ends_with("BlogPosting") || type == "Report" || type == "ClaimReview" || type == "Review") rank = std::max(rank, 2);
    else if (type == "WebPage" || type == "CreativeWork" || type == "VideoObject" || type == "Recipe" || type == "SocialMediaPosting" || type == "DiscussionForumPosting") rank = std::max(rank, 1);
  });
  return rank;
}

// The node that an "@id" reference stands for, if it is on the page.
int32_t Resolve(const JsonDocument& d, const std::vector<std::pair<std::string_view, int32_t>>& ids, int32_t object) {
  if (object < 0 || d[object].kind != Json::kObject || d.Member(object, "name") >= 0) return object;
  std::string_view id = String(d, object, "@id");
  if (id.empty()) return object;
  auto at = std::lower_bound(ids.begin(), ids.end(), id, [](const auto& a, std::string_view b) { return a.first < b; });
  return at != ids.end() && at->first == id ? at->second : object;
}

bool IsOrganisation(const JsonDocument& d, int32_t object) {
  bool organisation = false, person = false;
  ForEach(d, d.Member(object, "@type"), [&](int32_t i) {
    std::string_view type = LastPart(d.TextOf(i));
    if (type == "Person") person = true;   // some call their writers both
    if (type.ends_with("Organization") || type == "Corporation" || type == "Brand") organisation = true;
  });
  return organisation && !person;
}

}  // namespace

LinkedArticle FindArticle(const JsonDocument& d) {
  LinkedArticle article;
  int32_t best = -1;
  int best_score = -1;
  std::vector<std::pair<std::string_view, int32_t>> ids;
  std::vector<uint8_t> aside(d.values().size(), 0);   // inside a list of other things
  std::vector<uint16_t> depth(d.values().size(), 0);
  for (size_t i = 0; i < d.values().size(); ++i) {
    const Json& value = d.values()[i];
    if (value.parent >= 0) {
      depth[i] = uint16_t(depth[size_t(value.parent)] + 1);
      std::string_view key = d.KeyOf(int32_t(i));
      aside[i] = aside[size_t(value.parent)] || key == "itemListElement" || key == "hasPart" || key == "isPartOf" || key == "mentions" ||
                 key == "citation" || key == "relatedLink" || key == "comment" || key == "liveBlogUpdate" || key == "isBasedOn" || key == "about";
    }
    if (value.kind != Json::kObject) continue;
    std::string_view id = String(d, int32_t(i), "@id");
    if (!id.empty() && d.Member(int32_t(i), "name") >= 0) ids.push_back({id, int32_t(i)});
    int rank = Rank(d, int32_t(i));
    if (!rank) continue;
    bool headline = d.Member(int32_t(i), "headline") >= 0, dated = d.Member(int32_t(i), "datePublished") >= 0;
    if (rank == 1 && !headline && !dated) continue;
    int score = rank * 100 + headline * 40 + dated * 20 - aside[i] * 150 - std::min<int>(depth[i], 20) + (d.Member(int32_t(i), "author") >= 0) * 5;
    if (score > best_score) best_score = score, best = int32_t(i);
  }
  if (best < 0) return article;
  std::stable_sort(ids.begin(), ids.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  article.found = true;
  article.headline = String(d, best, "headline");
  if (article.headline.empty() && Rank(d, best) == 2) article.headline = String(d, best, "name");
  article.alternative = String(d, best, "alternativeHeadline");
  article.description = String(d, best, "description");
  article.body = String(d, best, "articleBody");
  article.published = String(d, best, "datePublished");
  if (article.published.empty()) article.published = String(d, best, "dateCreated");
  if (article.published.empty()) article.published = String(d, best, "uploadDate");
  article.modified = String(d, best, "dateModified");
  article.language = String(d, best, "inLanguage");
  article.url = String(d, best, "url");
  ForEach(d, d.Member(best, "publisher"), [&](int32_t i) {
    if (article.publisher.empty()) article.publisher = d[i].kind == Json::kString ? d.TextOf(i) : String(d, Resolve(d, ids, i), "name");
  });
  for (std::string_view role : {"author", "creator"}) {
    if (!article.authors.empty()) break;
    ForEach(d, d.Member(best, role), [&](int32_t i) {
      if (d[i].kind == Json::kString) article.authors.push_back({std::string(d.TextOf(i)), false});
      if (d[i].kind != Json::kObject) return;
      int32_t who = Resolve(d, ids, i);
      // {"@type": "Person", "name": ["A", "B"]}
      ForEach(d, d.Member(who, "name"), [&](int32_t name) {
        if (d[name].kind == Json::kString) article.authors.push_back({std::string(d.TextOf(name)), IsOrganisation(d, who)});
      });
    });
  }
  return article;
}

}  // namespace quoth::page
