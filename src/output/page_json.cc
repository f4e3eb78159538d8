// JSON Lines of pages, as docs/json.md specifies them.
#include "base/ids.h"
#include "output/json.h"
#include "output/page_format.h"

namespace quoth {
namespace {

Json PageSpan(const Span& span) {
  if (span.empty()) return nullptr;
  return {{"byte_begin", span.begin}, {"byte_end", span.end}};
}

class PageJson : public PageFormat {
 public:
  void Add(const std::string& path, const Page& page, Sink& sink) override {
    Json line = JsonLine("page");
    line["article"] = ArticleId(page.text);
    line["path"] = path;
    line["url"] = TextOrNull(!page.canonical_url.empty() ? page.canonical_url : page.url);
    line["title"] = TextOrNull(page.title);
    line["authors"] = page.authors;
    line["credits"] = page.credits;
    line["published"] = TextOrNull(page.published);
    line["modified"] = TextOrNull(page.modified);
    line["publication"] = TextOrNull(page.publication);
    line["language"] = TextOrNull(page.language);
    line["html"] = page.html;
    line["encoding"] = page.encoding;
    line["replaced"] = page.replaced;
    line["text"] = page.text;
    const CodePointIndex points(page.text);
    line["paragraphs"] = Json::array();
    for (const PageParagraph& paragraph : page.paragraphs) {
      Json each = {{"kind", ParagraphKindName(paragraph.kind)}};
      each.update(JsonSpan(paragraph.text, points));
      each["page"] = PageSpan(paragraph.page);
      line["paragraphs"].push_back(std::move(each));
    }
    if (!page.blocks.empty()) {
      line["blocks"] = Json::array();
      for (const PageBlock& block : page.blocks) {
        line["blocks"].push_back({{"kept", block.kept},
                                  {"kind", block.kept ? Json(ParagraphKindName(block.kind)) : Json(nullptr)},
                                  {"score", Rounded(block.score)},
                                  {"why", block.why},
                                  {"where", block.where},
                                  {"page", PageSpan(block.page)},
                                  {"text", block.text}});
      }
    }
    WriteJson(line, sink);
  }

  void Skip(const Skipped& skipped, Sink& sink) override { WriteJson(JsonSkipped(skipped), sink); }

  void End(const PageSummary& summary, Sink& sink) override {
    Json line = JsonLine("summary");
    line["pages"] = summary.pages;
    line["articles"] = summary.articles;
    line["skipped"] = JsonReasons(summary.skipped);
    line["seconds"] = Rounded(summary.seconds);
    line["quoth"] = QUOTH_VERSION;
    WriteJson(line, sink);
  }
};

}  // namespace

std::unique_ptr<PageFormat> MakePageJson() { return std::make_unique<PageJson>(); }

}  // namespace quoth
