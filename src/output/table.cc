// The table for people: an article's heading, then each statement with who says
// it, how, and the quotation in its words.
//
//   story.txt: Council keeps the harbour railway
//
//     Marta Ellering · told reporters
//       “We have waited eleven years for this,” … “and we will not wait twelve.”
//       direct, 94 %
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdio>

#include "output/format.h"
#include "output/terminal_text.h"

namespace quoth {
namespace {

enum Style { kHeading, kSource, kCue, kContent, kDim };

constexpr const char* kCodes[] = {"\x1b[1;4m", "\x1b[1;36m", "\x1b[33m", "", "\x1b[2m"};

class Table : public Format {
 public:
  explicit Table(const FormatOptions& options)
      : color_(options.color), columns_(std::max<size_t>(options.columns, 20)) {}

  void Add(const Reading& reading, Sink& sink) override {
    const Article& article = reading.article;
    std::string heading = article.path == "-" ? "(standard input)" : article.path;
    if (!article.title.empty()) heading += ": " + article.title;
    if (any_) sink.Write("\n");
    any_ = true;
    Lines(Printable(heading), 0, kHeading, sink);
    if (reading.statements.empty()) Lines("no statement", 2, kDim, sink);
    for (const Statement& statement : reading.statements) Show(article, statement, sink);
  }

  void Skip(const Skipped& skipped, Sink& sink) override {
    if (any_) sink.Write("\n");
    any_ = true;
    Lines(Printable(skipped.path), 0, kHeading, sink);
    Lines("skipped: " + Printable(skipped.status.message()), 2, kDim, sink);
  }

  void End(const Summary& summary, Sink& sink) override {
    size_t skipped = 0;
    for (const auto& [reason, count] : summary.skipped) skipped += count;
    std::string line = Counted(summary.statements, "statement") + " in " + Counted(summary.articles, "article");
    if (skipped > 0) line += ", " + std::to_string(skipped) + " skipped";
    char seconds[32];
    std::snprintf(seconds, sizeof seconds, ", %.1f s", summary.seconds);
    if (any_) sink.Write("\n");
    Lines(line + seconds, 0, kDim, sink);
  }

 private:
  static std::string Counted(size_t count, const char* what) {
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
  }

  std::string Styled(const std::string& text, Style style) const {
    if (!color_ || style == kContent || text.empty()) return text;
    return kCodes[style] + text + "\x1b[0m";
  }

  void Lines(const std::string& text, size_t indent, Style style, Sink& sink) const {
    for (const std::string& line : Wrap(text, columns_ - indent)) {
      sink.Write(std::string(indent, ' ') + Styled(line, style) + "\n");
    }
  }

  // The words of a role, with … where the article has other words between them.
  static std::string Words(const Article& article, const std::vector<Span>& spans) {
    const std::string_view text = article.text;
    std::string words;
    for (size_t i = 0; i < spans.size(); ++i) {
      if (i > 0) {
        const std::string_view between = text.substr(spans[i - 1].end, spans[i].begin - spans[i - 1].end);
        words += HasWords(between) ? " … " : std::string(between);
      }
      words += text.substr(spans[i].begin, spans[i].size());
    }
    return Printable(words);
  }

  // Letters or figures, of any script; few bytes stand between spans that have none.
  static bool HasWords(std::string_view text) {
    if (text.size() > 16) return true;
    for (size_t at = 0; at < text.size();) {
      int32_t i = 0;
      UChar32 c;
      U8_NEXT(text.data() + at, i, static_cast<int32_t>(text.size() - at), c);
      if (c >= 0 && u_isalnum(c)) return true;
      at += static_cast<size_t>(i);
    }
    return false;
  }

  void Show(const Article& article, const Statement& statement, Sink& sink) const {
    const size_t indent = statement.within ? 4 : 2;
    const std::string source = Words(article, statement.source);
    const std::string cue = Words(article, statement.cue);
    sink.Write("\n");
    // On one line where it fits, so that each keeps its colour; else wrapped apart.
    const std::string who = source.empty() ? "(nobody named)" : source;
    const Style style = source.empty() ? kDim : kSource;
    if (indent + Columns(who) + 3 + Columns(cue) <= columns_) {
      std::string line = std::string(indent, ' ') + Styled(who, style);
      if (!cue.empty()) line += Styled(" · ", kDim) + Styled(cue, kCue);
      sink.Write(line + "\n");
    } else {
      Lines(who, indent, style, sink);
      if (!cue.empty()) Lines(cue, indent, kCue, sink);
    }
    if (!statement.content.empty()) Lines(Words(article, statement.content), indent + 2, kContent, sink);
    char percent[32];
    std::snprintf(percent, sizeof percent, ", %.0f %%", statement.confidence * 100);
    std::string note = std::string(FormName(statement.form)) + percent;
    if (statement.headline) note += ", headline";
    if (statement.within) note += ", within another statement";
    Lines(note, indent + 2, kDim, sink);
  }

  const bool color_;
  const size_t columns_;
  bool any_ = false;
};

}  // namespace

std::unique_ptr<Format> MakeTable(const FormatOptions& options) { return std::make_unique<Table>(options); }

}  // namespace quoth
