// The table for people: an article's heading, then each statement with who says
// it, how, and the quotation in its words.
//
//   story.txt: Council keeps the harbour railway
//
//     Marta Ellering (mayor) told reporters, 3 May 2024:
//       “We have waited eleven years for this,” … “and we will not wait twelve.”
//       direct, 94 %, speaker 97 %, as “she”
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

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
    if (summary.unsure > 0) line += ", " + std::to_string(summary.unsure) + " unsure left out (--min-confidence)";
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

  static std::string Names(const Statement& statement) {
    std::string all;
    if (!statement.speaker) return all;
    const std::vector<std::string>& names = statement.speaker->names;
    for (size_t i = 0; i < names.size(); ++i) {
      if (i > 0) all += i + 1 == names.size() ? " and " : ", ";
      all += names[i];
    }
    return Printable(all);
  }

  // " reporters, 3 May 2024": what stands behind the cue.
  static std::string Rest(const Article& article, const Statement& statement) {
    std::string rest;
    if (!statement.to.empty() && !(!statement.cue.empty() && statement.to.front().begin < statement.cue.back().end &&
                                   statement.to.front().begin >= statement.cue.front().begin)) {
      const std::string cue = statement.cue.empty() ? "" : RoleText(article.text, statement.cue);
      const bool open = cue.ends_with(" to");  // "according to", and to whom
      std::string joint = TakesAddressee(cue) ? " " : open ? ", to " : " to ";
      if (const std::string printed = Joint(article, statement); !printed.empty()) joint = printed;
      rest += joint + Words(article, statement.to);
    }
    const When& when = statement.when;
    if (!when.date.empty()) {
      rest += ", " + Day(when.date);
      if (!when.until.empty()) rest += " to " + Day(when.until);
    }
    return rest;
  }

  // What the article prints between a cue and the addressee right behind it: "called on"
  // Beel, "said in an interview" with Beel.
  static std::string Joint(const Article& article, const Statement& statement) {
    if (statement.cue.empty() || statement.to.front().begin <= statement.cue.back().end) return {};
    const size_t begin = statement.cue.back().end, end = statement.to.front().begin;
    const std::string_view between = std::string_view(article.text).substr(begin, end - begin);
    if (between == " ") return " ";
    for (const std::string_view preposition : {" with ", " to ", " by ", " for ", " at "}) {
      if (between == preposition) return std::string(preposition);
    }
    return {};
  }

  // "told" takes its addressee without "to".
  static bool TakesAddressee(const std::string& cue) {
    for (const char* verb : {"told", "tell", "telling", "tells", "asked", "ask", "asks", "asking", "informed", "urged",
                             "warned", "assured", "reminded", "advised", "promised"}) {
      if (cue.ends_with(verb)) return true;
    }
    return false;
  }

  // "According to Calder", and never "Calder according to".
  static bool LeadsSource(const std::string& cue) { return cue == "according to" || cue == "According to"; }

  // What stands behind the source without a space: nothing, or "’s worried about".
  static bool Joins(const std::string& cue) { return cue.empty() || cue.starts_with("’") || cue.starts_with("'"); }

  // An ISO 8601 date for people: "3 May 2024", "May 2024", "2024".
  static std::string Day(const std::string& date) {
    static constexpr const char* kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                              "July",    "August",   "September", "October", "November", "December"};
    int year = 0, month = 0, day = 0;
    const int parts = std::sscanf(date.c_str(), "%d-%d-%d", &year, &month, &day);
    if (parts < 2 || month < 1 || month > 12) return Printable(date);
    return (parts == 3 ? std::to_string(day) + " " : "") + kMonths[month - 1] + " " + std::to_string(year);
  }

  // On one line where it fits, so that each part keeps its colour; else wrapped, in
  // the colour of the first.
  void Heading(const std::vector<std::pair<std::string, Style>>& parts, size_t indent, Sink& sink) const {
    std::string all, line(indent, ' ');
    for (const auto& [text, style] : parts) {
      all += text;
      line += Styled(text, style);
    }
    if (indent + Columns(all) <= columns_) {
      sink.Write(line + "\n");
    } else {
      Lines(all, indent, parts.front().second, sink);
    }
  }

  void Show(const Article& article, const Statement& statement, Sink& sink) const {
    const size_t indent = statement.within ? 4 : 2;
    const std::string source = Words(article, statement.source);
    const std::string names = Names(statement);
    std::string cue = Words(article, statement.cue);
    if (!HasWords(cue)) cue.clear();  // the colon of an interview
    while (cue.ends_with(":") || cue.ends_with(" ") || cue.ends_with(",")) cue.pop_back();
    sink.Write("\n");
    const bool leads = LeadsSource(cue) && !(names.empty() && source.empty());
    if (leads) cue[0] = 'A';
    if (names.empty() && leads) {
      Heading({{cue + " ", kCue}, {source, kSource}}, indent, sink);
    } else if (names.empty()) {
      const Style style = source.empty() ? kDim : kSource;
      Heading({{source.empty() ? "(nobody named)" : source, style}, {cue.empty() ? "" : " · ", kDim}, {cue, kCue}},
              indent, sink);
    } else {
      const std::string role = Words(article, statement.speaker->role);
      const std::string rest = Rest(article, statement) + ":";
      std::vector<std::pair<std::string, Style>> parts = {{names, kSource}, {role.empty() ? "" : " (" + role + ")", kDim},
                                                          {Joins(cue) ? cue : " " + cue, kCue}, {rest, kContent}};
      if (leads) parts = {{cue + " ", kCue}, parts[0], parts[1], parts[3]};
      Heading(parts, indent, sink);
    }
    if (!statement.content.empty()) Lines(Words(article, statement.content), indent + 2, kContent, sink);
    char percent[32];
    std::snprintf(percent, sizeof percent, ", %.0f %%", statement.confidence * 100);
    std::string note = std::string(FormName(statement.form)) + percent;
    if (statement.headline) note += ", headline";
    if (statement.within) note += ", within another statement";
    if (statement.negated) note += ", negated";
    if (!names.empty()) {
      std::snprintf(percent, sizeof percent, ", speaker %.0f %%", statement.speaker->confidence * 100);
      note += percent;
      if (source.find(names) == std::string::npos) note += source.empty() ? ", not named here" : ", as “" + source + "”";
    }
    Lines(note, indent + 2, kDim, sink);
  }

  const bool color_;
  const size_t columns_;
  bool any_ = false;
};

}  // namespace

std::unique_ptr<Format> MakeTable(const FormatOptions& options) { return std::make_unique<Table>(options); }

}  // namespace quoth
