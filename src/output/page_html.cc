// A page as clean HTML: its article and nothing else; or, explained, every block in
// the order of the page, green where it was kept and red where not, with the
// reasons.  All text is escaped: no markup of the page survives.
#include <cstdio>

#include "output/page_format.h"

namespace quoth {
namespace {

constexpr const char* kHead =
    "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>Quoth</title>\n<style>\n"
    "body { font: 17px/1.5 serif; max-width: 44em; margin: 2em auto; padding: 0 1em; }\n"
    ".about, .why { font: 13px/1.4 sans-serif; color: #666; }\n"
    ".block { border-left: 5px solid #c33; padding-left: .8em; margin: 1em 0; }\n"
    ".block.kept { border-color: #3a3; }\n"
    ".block:not(.kept) > p { color: #999; }\n"
    "</style>\n</head>\n<body>\n";

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

std::string Element(const char* name, std::string_view text) {
  return std::string("<") + name + ">" + Escaped(text) + "</" + name + ">\n";
}

const char* ElementOf(ParagraphKind kind) {
  switch (kind) {
    case ParagraphKind::kTitle: return "h1";
    case ParagraphKind::kHeading: return "h2";
    case ParagraphKind::kListItem: return "li";
    case ParagraphKind::kBlockQuote: return "blockquote";
    case ParagraphKind::kStandfirst:
    case ParagraphKind::kParagraph: return "p";
  }
  return "p";
}

class PageHtml : public PageFormat {
 public:
  explicit PageHtml(bool explain) : explain_(explain) {}

  void Begin(Sink& sink) override { sink.Write(kHead); }

  void Add(const std::string& path, const Page& page, Sink& sink) override {
    std::string about = path;
    for (const std::string& fact : {page.publication, page.published, page.language}) {
      if (!fact.empty()) about += " · " + fact;
    }
    for (const std::string& author : page.authors) about += " · " + author;
    sink.Write("<article>\n<p class=\"about\">" + Escaped(about) + "</p>\n");
    if (explain_) {
      for (const PageBlock& block : page.blocks) Explain(block, sink);
    } else {
      bool in_list = false;
      for (const PageParagraph& paragraph : page.paragraphs) {
        const bool item = paragraph.kind == ParagraphKind::kListItem;
        if (item != in_list) sink.Write(item ? "<ul>\n" : "</ul>\n");
        in_list = item;
        sink.Write(Element(ElementOf(paragraph.kind),
                           std::string_view(page.text).substr(paragraph.text.begin, paragraph.text.size())));
      }
      if (in_list) sink.Write("</ul>\n");
    }
    sink.Write("</article>\n");
  }

  void Skip(const Skipped& skipped, Sink& sink) override {
    sink.Write("<article>\n" + Element("p", "skipped: " + skipped.status.message()) + "</article>\n");
  }

  void End(const PageSummary&, Sink& sink) override { sink.Write("</body>\n</html>\n"); }

 private:
  static void Explain(const PageBlock& block, Sink& sink) {
    char score[32];
    std::snprintf(score, sizeof score, "%.2f ", block.score);
    std::string why = std::string(block.kept ? ParagraphKindName(block.kind) : "left out") + ", " + score + block.where;
    for (const std::string& reason : block.why) why += "; " + reason;
    sink.Write(std::string("<div class=\"block") + (block.kept ? " kept" : "") + "\">\n" + Element("p", block.text) +
               "<p class=\"why\">" + Escaped(why) + "</p>\n</div>\n");
  }

  const bool explain_;
};

}  // namespace

std::unique_ptr<PageFormat> MakePageHtml(bool explain) { return std::make_unique<PageHtml>(explain); }

}  // namespace quoth
