// brat standoff annotation, as PolNeAR is given in: a T line for each role, a T
// line for the attribution at its cue, an E line that ties them.  Offsets are
// code points; a role of several spans gives them all, parted by ";".
//
// One article makes one .ann file.  Where more may come, each begins with a line
// "#<TAB>path", by which they can be cut apart.
#include "output/format.h"
#include "text/utf8.h"

namespace quoth {
namespace {

// A line of standoff holds no line break: brat replaces them by spaces.
std::string OnOneLine(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return text;
}

class Brat : public Format {
 public:
  explicit Brat(bool several) : several_(several) {}

  void Add(const Reading& reading, Sink& sink) override {
    const Article& article = reading.article;
    const CodePointIndex points(article.text);
    if (several_) sink.Write("#\t" + OnOneLine(article.path) + "\n");
    size_t last = 0;  // number of the latest T line
    const auto text_bound = [&](const char* label, const std::vector<Span>& spans) {
      std::string line = "T" + std::to_string(++last) + "\t" + label;
      char before = ' ';
      for (const Span& span : spans) {
        line += before + std::to_string(points.At(span.begin)) + " " + std::to_string(points.At(span.end));
        before = ';';
      }
      sink.Write(line + "\t" + OnOneLine(RoleText(article.text, spans)) + "\n");
      return ":T" + std::to_string(last);
    };
    size_t events = 0;
    for (const Statement& statement : reading.statements) {
      std::string roles;
      if (!statement.source.empty()) roles += " Source" + text_bound("Source", statement.source);
      if (!statement.cue.empty()) roles += " Cue" + text_bound("Cue", statement.cue);
      if (!statement.content.empty()) roles += " Content" + text_bound("Content", statement.content);
      if (roles.empty()) continue;
      const auto& trigger = !statement.cue.empty()       ? statement.cue
                            : !statement.content.empty() ? statement.content
                                                         : statement.source;
      const std::string attribution = text_bound("Attribution", trigger);
      sink.Write("E" + std::to_string(++events) + "\tAttribution" + attribution + roles + "\n");
    }
  }

 private:
  const bool several_;
};

}  // namespace

std::unique_ptr<Format> MakeBrat(const FormatOptions& options) { return std::make_unique<Brat>(options.several); }

}  // namespace quoth
