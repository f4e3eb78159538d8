#include "archive/feed.h"

#include <libxml/xmlreader.h>

#include <utility>
#include <vector>

#include "archive/feed_page.h"

namespace quoth::archive {
namespace {

std::string Taken(xmlChar* text) {
  if (text == nullptr) return {};
  std::string taken(reinterpret_cast<const char*>(text));
  xmlFree(text);
  return taken;
}

std::string_view Name(xmlTextReaderPtr reader) {
  const xmlChar* name = xmlTextReaderConstLocalName(reader);
  return name == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(name));
}

std::string Attribute(xmlTextReaderPtr reader, const char* name) {
  return Taken(xmlTextReaderGetAttribute(reader, reinterpret_cast<const xmlChar*>(name)));
}

std::string Trimmed(const std::string& text) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

void SetOnce(std::string* field, std::string value) {
  if (field->empty()) *field = std::move(value);
}

// What an entry is made of while its elements come.
struct Parts {
  FeedEntry entry;
  std::string guid, summary;
};

void Take(xmlTextReaderPtr reader, std::string_view name, Parts* parts) {
  FeedEntry& entry = parts->entry;
  const auto text = [&] { return Trimmed(Taken(xmlTextReaderReadString(reader))); };
  if (name == "title") SetOnce(&entry.title, text());
  else if (name == "link") {
    const std::string address = Attribute(reader, "href"), relation = Attribute(reader, "rel");
    if (address.empty()) SetOnce(&entry.url, text());
    else if (relation.empty() || relation == "alternate") SetOnce(&entry.url, address);
  } else if (name == "guid" || name == "id") SetOnce(&parts->guid, text());
  else if (name == "pubDate" || name == "published" || name == "date") SetOnce(&entry.published, text());
  else if (name == "updated") SetOnce(&parts->entry.published, text());
  else if (name == "encoded") entry.html = text();
  else if (name == "content") {
    const std::string type = Attribute(reader, "type");
    if (type == "xhtml") entry.html = Taken(xmlTextReaderReadInnerXml(reader));
    else if (type == "html" || type == "text/html") entry.html = text();
    else SetOnce(&entry.text, text());
  } else if (name == "description" || name == "summary") SetOnce(&parts->summary, text());
}

std::vector<Item> Read(const std::string& text) {
  std::vector<Item> items;
  const auto bad = [&](const std::string& why, size_t offset) {
    Item item;
    item.offset = offset;
    item.status = Status(Code::kInvalidInput, why);
    items.push_back(std::move(item));
  };
  xmlTextReaderPtr reader = xmlReaderForMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr,
                                               XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
  if (reader == nullptr) {
    bad("memory ran out", 0);
    return items;
  }
  std::string outlet, language;
  Parts parts;
  int entry_depth = -1;
  int code = 0;
  while ((code = xmlTextReaderRead(reader)) == 1) {
    const int type = xmlTextReaderNodeType(reader), depth = xmlTextReaderDepth(reader);
    const std::string_view name = Name(reader);
    const bool entry = name == "item" || name == "entry";
    if (type == XML_READER_TYPE_ELEMENT) {
      if (entry && entry_depth < 0) {
        entry_depth = depth;
        parts = {};
      } else if (entry_depth >= 0 && depth == entry_depth + 1) {
        Take(reader, name, &parts);
      } else if (entry_depth < 0 && name == "title") {
        SetOnce(&outlet, Trimmed(Taken(xmlTextReaderReadString(reader))));
      } else if (entry_depth < 0 && name == "language") {
        SetOnce(&language, Trimmed(Taken(xmlTextReaderReadString(reader))));
      } else if (depth == 0) {
        SetOnce(&language, Attribute(reader, "xml:lang"));
      }
    }
    const bool ends = type == XML_READER_TYPE_END_ELEMENT ||
                      (type == XML_READER_TYPE_ELEMENT && xmlTextReaderIsEmptyElement(reader) == 1);
    if (ends && entry && depth == entry_depth) {
      entry_depth = -1;
      SetOnce(&parts.entry.url, parts.guid);
      if (parts.entry.html.empty() && parts.entry.text.empty()) parts.entry.html = parts.summary;
      parts.entry.outlet = outlet;
      parts.entry.language = language;
      Item item;
      const long at = xmlTextReaderByteConsumed(reader);
      item.offset = at > 0 ? static_cast<uint64_t>(at) : 0;
      item.status = MakeFeedPage(parts.entry, &item.page);
      items.push_back(std::move(item));
    }
  }
  if (code < 0) {
    const long at = xmlTextReaderByteConsumed(reader);
    bad("the feed's XML is damaged in line " + std::to_string(xmlTextReaderGetParserLineNumber(reader)),
        at > 0 ? static_cast<size_t>(at) : 0);
  }
  xmlFreeTextReader(reader);
  return items;
}

}  // namespace

bool LooksLikeFeed(std::string_view head) {
  const size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos || head[first] != '<') return false;
  head = head.substr(first);
  for (const char* tag : {"<rss", "<feed", "<rdf:RDF"}) {
    const size_t at = head.find(tag);
    // Before it only the declaration, comments and style sheets.
    if (at != std::string_view::npos && head.substr(0, at).find("<html") == std::string_view::npos &&
        (at == 0 || head.starts_with("<?") || head.starts_with("<!--"))) {
      return true;
    }
  }
  return false;
}

std::unique_ptr<PageFile> MakeFeed(std::string text) { return MakeItems(Read(text)); }

}  // namespace quoth::archive
