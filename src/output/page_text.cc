// A page as text: the article; or, explained, every block with its decision.
#include <algorithm>
#include <cstdio>

#include "output/page_format.h"
#include "output/terminal_text.h"

namespace quoth {
namespace {

class PageText : public PageFormat {
 public:
  PageText(bool explain, const FormatOptions& look) : explain_(explain), look_(look) {}

  void Add(const std::string& path, const Page& page, Sink& sink) override {
    if (look_.several) {
      sink.Write(any_ ? "\n==> " : "==> ");
      sink.Write(Printable(path) + " <==\n");
      any_ = true;
    }
    if (!explain_) {
      sink.Write(page.text);
      if (!page.text.empty() && !page.text.ends_with('\n')) sink.Write("\n");
      return;
    }
    const size_t width = std::max<size_t>(look_.columns, 40) - 2;
    for (const PageBlock& block : page.blocks) {
      char score[32];
      std::snprintf(score, sizeof score, "%.2f ", block.score);
      std::string reasons = std::string(block.kept ? ParagraphKindName(block.kind) : "left out") + ", " + score +
                            Printable(block.where);
      for (const std::string& why : block.why) reasons += "; " + Printable(why);
      for (const std::string& line : Wrap(Printable(block.text), width)) {
        sink.Write(Styled((block.kept ? "+ " : "- ") + line, block.kept ? "\x1b[32m" : "\x1b[31m") + "\n");
      }
      for (const std::string& line : Wrap(reasons, width)) sink.Write("  " + Styled(line, "\x1b[2m") + "\n");
      sink.Write("\n");
    }
  }

 private:
  std::string Styled(const std::string& text, const char* style) const {
    return look_.color ? style + text + "\x1b[0m" : text;
  }

  const bool explain_;
  const FormatOptions look_;
  bool any_ = false;
};

}  // namespace

std::unique_ptr<PageFormat> MakePageText(bool explain, const FormatOptions& look) {
  return std::make_unique<PageText>(explain, look);
}

std::unique_ptr<PageFormat> MakePageFormat(std::string_view name, bool explain, const FormatOptions& look) {
  if (name == "text") return MakePageText(explain, look);
  if (name == "jsonl") return MakePageJson();
  if (name == "html") return MakePageHtml(explain);
  return nullptr;
}

}  // namespace quoth
