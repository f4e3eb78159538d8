// Where each field comes from, in the order of trust: the page's JSON-LD, its
// <meta>, elements that say what they hold, and last the address.
#include "page/metadata.h"

#include <algorithm>
#include <ctime>

#include "page/dates.h"
#include "page/language.h"
#include "page/linked_data.h"
#include "page/names.h"

namespace quoth::page {
namespace {

struct Page {
  const Outline& outline;
  LinkedArticle article;

  std::string_view Meta(std::initializer_list<std::string_view> names) const {
    for (std::string_view name : names)
      for (const MetaTag& meta : outline.metas)
        if (meta.name == name && !meta.content.empty()) return meta.content;
    return {};
  }
  std::string_view TextOf(const Element& e) const {
    size_t begin = std::min(e.text_begin, outline.text.size());
    return std::string_view(outline.text).substr(begin, e.text_end > begin ? e.text_end - begin : 0);
  }
};

std::string HostOf(std::string_view url) {
  size_t at = url.find("://");
  if (at == std::string_view::npos) return {};
  std::string_view host = url.substr(at + 3, url.find_first_of("/?#", at + 3) - at - 3);
  if (size_t user = host.rfind('@'); user != std::string_view::npos) host.remove_prefix(user + 1);
  host = host.substr(0, host.find(':'));
  return std::string(host.substr(0, 253));
}

// "news.the-courier.co.uk" gives "the-courier": the last name that is no suffix.
std::string SiteOf(std::string_view host) {
  std::vector<std::string_view> names;
  for (size_t i = 0; i <= host.size();) {
    size_t end = std::min(host.find('.', i), host.size());
    names.push_back(host.substr(i, end - i));
    i = end + 1;
  }
  if (names.size() < 2) return std::string(host);
  size_t at = names.size() - 2;
  if (at > 0 && (names[at].size() <= 3) && names.back().size() == 2) --at;   // co.uk, com.br, or.jp
  return std::string(names[at]);
}

std::string FirstHeading(const Page& page) {
  for (const Element& e : page.outline.elements)
    if (e.tag == Tag::kH1) {
      std::string text = PlainText(page.TextOf(e).substr(0, 1000));
      if (!text.empty()) return text;
    }
  return {};
}

std::string Title(const Page& page, const std::vector<std::string>& outlets, std::string_view site) {
  std::string heading = FirstHeading(page);
  std::string title;
  for (std::string_view source : {std::string_view(page.article.headline), page.Meta({"og:title", "twitter:title", "dc.title", "title", "sailthru.title"}), std::string_view(heading),
                                  std::string_view(page.outline.title)}) {
    title = PlainText(source);
    if (NameKey(title).empty()) continue;
    std::string cleaned = WithoutOutlet(title, outlets, site);
    if (cleaned.empty()) continue;
    // The outlet's name alone is no title.
    bool only_outlet = std::any_of(outlets.begin(), outlets.end(), [&](const std::string& o) { return NameKey(o) == NameKey(cleaned); });
    if (only_outlet && source.data() != page.outline.title.data()) continue;
    return cleaned;
  }
  return {};
}

class DateFinder {
 public:
  DateFinder(std::string_view crawled, bool month_first) : month_first_(month_first) {
    std::optional<Date> day = ParseDate(crawled);
    if (day) latest_ = day->DayNumber() + 1;
    else latest_ = long(std::time(nullptr) / 86400) + 1;
  }
  // The date in `text`, unless it lies after the page was had.
  std::string In(std::string_view text) const {
    std::optional<Date> date = ParseDate(text, month_first_);
    return date && date->DayNumber() <= latest_ ? date->Iso() : std::string();
  }
  std::string InUrl(std::string_view url) const {
    std::optional<Date> date = DateInUrl(url);
    return date && date->DayNumber() <= latest_ ? date->Iso() : std::string();
  }

 private:
  bool month_first_;
  long latest_;
};

std::string Published(const Page& page, const DateFinder& dates, std::string_view url, std::string_view canonical) {
  std::string found;
  auto take = [&](std::string_view text) { if (found.empty() && !text.empty()) found = dates.In(text); return !found.empty(); };
  if (take(page.article.published)) return found;
  if (take(page.Meta({"article:published_time", "og:article:published_time", "og:published_time"}))) return found;
  for (const Mention& m : page.outline.mentions) if (m.kind == Mention::kTime && m.published && take(m.value)) return found;
  for (const MetaTag& meta : page.outline.metas)
    if (meta.name == "datepublished" && take(meta.content)) return found;
  for (std::string_view name : {"pubdate", "publishdate", "publish-date", "publish_date", "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date.created",
                                "article.published", "article:published", "published", "publication_date", "publication-date", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime",
                                "rnews:datepublished", "originalpublicationdate", "article_date_original", "article.created", "timestamp", "last-modified-date-original", "cxenseparse:publishtime", "iso-8601-publish-date",
                                "vr:published_time", "displaydate", "lastpublished", "og:pubdate", "citation_publication_date", "citation_date", "datecreated", "created"})
    if (take(page.Meta({name}))) return found;
  // The first <time> that stands in the text near the headline; else the first.
  for (int round = 0; round < 2; ++round)
    for (const Mention& m : page.outline.mentions) {
      if (m.kind != Mention::kTime || m.modified) continue;
      const Element* e = m.element >= 0 ? &page.outline.elements[size_t(m.element)] : nullptr;
      MarkSet marks = 0;
      for (int32_t up = m.element, steps = 0; up >= 0 && steps < 6; up = page.outline.elements[size_t(up)].parent, ++steps) marks |= page.outline.elements[size_t(up)].marks;
      if (round == 0 && marks & (Bit(Mark::kRelated) | Bit(Mark::kSidebar) | Bit(Mark::kNavigation) | Bit(Mark::kTicker) | Bit(Mark::kPopular) | Bit(Mark::kComment) | Bit(Mark::kCard))) continue;
      if (take(m.value) || (e && take(page.TextOf(*e).substr(0, 200)))) return found;
    }
  if (std::string in = dates.InUrl(canonical); !in.empty()) return in;
  if (std::string in = dates.InUrl(url); !in.empty()) return in;
  // Elements that are named for it.
  for (const Element& e : page.outline.elements) {
    if (!(e.marks & Bit(Mark::kDate)) || e.end_block - e.first_block > 3) continue;
    std::string_view text = page.TextOf(e);
    if (text.size() < 200 && take(text)) return found;
  }
  return take(page.article.modified) ? found : std::string();
}

std::string Modified(const Page& page, const DateFinder& dates) {
  for (std::string_view text : {std::string_view(page.article.modified), page.Meta({"article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "last-modified", "dcterms.modified", "dc.date.modified", "lastmod", "revised"})})
    if (std::string date = text.empty() ? "" : dates.In(text); !date.empty()) return date;
  for (const Mention& m : page.outline.mentions)
    if (m.kind == Mention::kTime && m.modified)
      if (std::string date = dates.In(m.value); !date.empty()) return date;
  return {};
}

std::vector<std::string> Authors(const Page& page, const std::vector<std::string>& outlets, std::vector<std::string>* credits) {
  std::vector<std::string> people;
  auto credit = [&](std::string_view given) {
    std::string name = PlainText(given);
    bool known = std::any_of(credits->begin(), credits->end(), [&](const std::string& c) { return NameKey(c) == NameKey(name); });
    bool plain = !name.empty() && name.size() <= 80 && name.find_first_of("@/") == std::string::npos;
    if (plain && !known && credits->size() < 10) credits->push_back(std::move(name));
  };
  auto is_outlet = [&](std::string_view name) {
    return std::any_of(outlets.begin(), outlets.end(), [&](const std::string& o) { return !o.empty() && NameKey(o) == NameKey(name); });
  };
  auto add = [&](std::string_view byline) {
    for (std::string& name : PeopleIn(byline)) {
      bool known = std::any_of(people.begin(), people.end(), [&](const std::string& p) { return NameKey(p) == NameKey(name); });
      if (!known && !is_outlet(name) && people.size() < 30) people.push_back(std::move(name));
    }
  };
  // What the page itself declares to be a person is believed, though it may be an
  // agency's or a desk's name; not the outlet, which only stands in for a person.
  auto believe = [&](std::string_view given) {
    std::string name = PlainText(given);
    bool plain = !name.empty() && name.size() <= 60 && name.find_first_of("@/:|0123456789") == std::string::npos && name.find(".com") == std::string::npos;
    if (!plain) return;
    if (is_outlet(name)) credit(name);
    else if (people.size() < 30) people.push_back(std::move(name));
  };
  for (const LinkedAuthor& author : page.article.authors) {
    if (author.organisation) {
      credit(author.name);
      continue;
    }
    size_t before = people.size();
    add(author.name);
    bool known = std::any_of(people.begin(), people.end(), [&](const std::string& p) { return NameKey(p) == NameKey(PlainText(author.name)); });
    if (people.size() == before && !known) believe(author.name);
  }
  if (!people.empty()) return people;
  static constexpr std::string_view kNames[] = {"author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "byline", "article.author", "citation_author", "creator", "og:article:author"};
  auto from_meta = [&](const MetaTag& meta) {
    // "The Courier, Eastwick, Lowland": the outlet and where it is.
    std::string first = PlainText(std::string_view(meta.content).substr(0, meta.content.find(',')));
    size_t dot = first.find('.');
    if (is_outlet(first) && people.empty()) credit(first);
    if (is_outlet(first) || (dot != std::string::npos && dot + 1 < first.size() && first[dot + 1] >= 'a' && first[dot + 1] <= 'z')) return;
    add(meta.content);
  };
  for (std::string_view name : kNames) {
    for (const MetaTag& meta : page.outline.metas) if (meta.name == name) from_meta(meta);
    if (!people.empty()) return people;
  }
  for (const MetaTag& meta : page.outline.metas)   // "x.author" of some system or other
    if (meta.name.size() > 6 && meta.name.ends_with("author") && meta.name.find("twitter") == std::string::npos) from_meta(meta);
  if (!people.empty()) return people;
  // Elements that say so; those in the text of teasers and comments do not count.
  auto elsewhere = [&](const Mention& m) {
    MarkSet marks = 0;
    bool aside = false;
    for (int32_t up = m.element, steps = 0; up >= 0 && steps < 8; up = page.outline.elements[size_t(up)].parent, ++steps) {
      const Element& e = page.outline.elements[size_t(up)];
      marks |= e.marks;
      aside = aside || e.tag == Tag::kAside || e.tag == Tag::kNav || e.tag == Tag::kFooter;
    }
    return aside || (marks & (Bit(Mark::kRelated) | Bit(Mark::kComment) | Bit(Mark::kSidebar) | Bit(Mark::kPopular) | Bit(Mark::kCard) | Bit(Mark::kPromo) | Bit(Mark::kNavigation)));
  };
  for (Mention::Kind kind : {Mention::kAuthor, Mention::kBylineElement}) {
    for (const Mention& m : page.outline.mentions) {
      if (m.kind != kind || m.element < 0 || elsewhere(m)) continue;
      std::string_view text = m.value.empty() ? page.TextOf(page.outline.elements[size_t(m.element)]) : std::string_view(m.value);
      size_t line = text.find('\n');
      if (kind == Mention::kBylineElement) text = text.substr(0, line);
      if (text.size() > (kind == Mention::kAuthor ? 300u : 120u)) continue;
      std::string whole(text);
      std::replace(whole.begin(), whole.end(), '\n', ';');
      add(whole);
      if (kind == Mention::kBylineElement && !people.empty()) return people;
    }
    if (!people.empty()) return people;
  }
  // A line near the headline that begins like a byline.
  size_t heading = SIZE_MAX;
  for (size_t i = 0; i < page.outline.blocks.size(); ++i) {
    int32_t e = page.outline.blocks[i].element;
    if (e >= 0 && page.outline.elements[size_t(e)].tag == Tag::kH1) { heading = i; break; }
  }
  if (heading == SIZE_MAX) return people;
  for (size_t i = heading + 1; i < page.outline.blocks.size() && i <= heading + 8; ++i) {
    std::string_view line = page.outline.TextOf(page.outline.blocks[i]);
    if (line.size() > 160) continue;
    for (std::string_view opening : {"By ", "Von ", "Von: ", "Par ", "Por ", "Di ", "Door ", "Av ", "Af ", "Text: ", "Text ", "Autor: ", "Author: "})
      if (line.starts_with(opening)) add(line.substr(0, line.find('\n')));
    if (!people.empty()) return people;
  }
  return people;
}

}  // namespace

void ReadMetadata(const Outline& outline, const MetadataOptions& options, Metadata* metadata, Facts* facts) {
  JsonDocument document;
  for (const std::string& script : outline.json_ld) document.Add(script);
  Page page{outline, FindArticle(document)};

  metadata->canonical_url = PlainText(!outline.canonical.empty() ? std::string_view(outline.canonical) : page.Meta({"og:url"}));
  std::string_view url = !options.url.empty() ? options.url : std::string_view(metadata->canonical_url);
  std::string site = SiteOf(HostOf(url));
  metadata->publication = PlainText(page.Meta({"og:site_name", "application-name", "dc.publisher", "publisher", "twitter:app:name:iphone"}));
  std::string publisher = PlainText(page.article.publisher);
  if (metadata->publication.empty() || metadata->publication.size() > 100) metadata->publication = publisher;
  if (metadata->publication.empty() && !HostOf(url).empty()) {
    metadata->publication = HostOf(url);
    if (metadata->publication.starts_with("www.")) metadata->publication.erase(0, 4);
  }
  std::vector<std::string> outlets{metadata->publication, publisher};
  metadata->title = Title(page, outlets, site);
  metadata->description = PlainText(!page.article.description.empty() ? std::string_view(page.article.description) : page.Meta({"og:description", "description", "twitter:description"}));
  metadata->language = LanguageTag(outline.language);
  if (metadata->language.empty()) metadata->language = LanguageTag(page.article.language);
  if (metadata->language.empty()) metadata->language = LanguageTag(page.Meta({"og:locale", "content-language", "language", "dc.language"}));

  DateFinder dates(options.crawled, metadata->language == "en-US");
  metadata->published = Published(page, dates, options.url, metadata->canonical_url);
  metadata->modified = Modified(page, dates);
  metadata->authors = Authors(page, outlets, &metadata->credits);

  facts->title = metadata->title;
  facts->description = metadata->description;
  facts->article.Set(page.article.body);
  facts->summary.Set(metadata->description);
}

void ReadTextHead(std::string_view byline, std::string_view date, std::string_view crawled, Metadata* metadata) {
  metadata->authors = PeopleIn(byline);
  if (!date.empty()) metadata->published = DateFinder(crawled, false).In(date);
}

}  // namespace quoth::page
