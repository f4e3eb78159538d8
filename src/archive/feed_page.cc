#include "archive/feed_page.h"

#include "archive/url.h"

namespace quoth::archive {
namespace {

std::string Escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '&') out += "&amp;";
    else out += c;
  }
  return out;
}

}  // namespace

Status MakeFeedPage(const FeedEntry& entry, RawPage* page) {
  page->url = NormalUrl(entry.url);
  page->title = entry.title;
  page->published = entry.published;
  page->outlet = entry.outlet;
  page->language = entry.language;
  if (page->url.empty()) return Status(Code::kInvalidInput, "an entry without an address");
  if (entry.html.empty() && entry.text.empty()) return Status(Code::kUnsupported, "an entry without content");
  if (!entry.html.empty()) {
    // What surrounds an article on a page, so that it is read as one.
    page->bytes = "<!doctype html><html><head><title>" + Escaped(entry.title) + "</title></head><body><main><article><h1>" +
                  Escaped(entry.title) + "</h1>" + entry.html + "</article></main></body></html>";
    page->form = PageForm::kHtml;
    page->content_type = "text/html; charset=utf-8";
  } else {
    page->bytes = entry.title.empty() ? entry.text : entry.title + "\n\n" + entry.text;
    page->form = PageForm::kText;
    page->article = true;
  }
  return Status();
}

}  // namespace quoth::archive
