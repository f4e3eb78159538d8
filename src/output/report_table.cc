// Reports for people: who, how and when; the sentence with the words marked; where it
// stands and how many have it.
//
//   Odile Marran · told · 2026-05-18
//     ⟦“There will be no toll,”⟧ Mayor Odile Marran told reporters.
//     The Courier, 2026-05-19, and 2 more · utterance 17
//     https://courier.example/bridge
#include <algorithm>

#include "output/report_format.h"
#include "output/terminal_text.h"
#include "record/context.h"

namespace quoth {
namespace {

constexpr size_t kLongest = 700;  // bytes of a sentence that are shown

class ReportTable : public ReportFormat {
 public:
  explicit ReportTable(const FormatOptions& options)
      : color_(options.color), columns_(std::max<size_t>(options.columns, 20)) {}

  void Add(const ShownReport& shown, Sink& sink) override {
    const Report& report = shown.report;
    if (any_) sink.Write("\n");
    any_ = true;
    std::string who = Printable(report.who), note;
    if (who.empty()) who = "(nobody named)";
    if (!report.cue.empty()) note += " · " + Printable(report.cue);
    if (!report.day.empty()) note += " · " + Printable(report.day);
    if (report.statement.negated) note += " · not said";
    Lines(who + note, 0, Columns(who), "\x1b[1;36m", sink);
    Words(shown, sink);
    std::string where = Printable(report.outlet);
    if (!report.published.empty()) where += (where.empty() ? "" : ", ") + Printable(report.published.substr(0, 10));
    if (shown.reports > 1) where += (where.empty() ? "" : ", ") + std::string("and ") + std::to_string(shown.reports - 1) + " more";
    if (!report.latest) where += (where.empty() ? "" : ", ") + std::string("an earlier edition");
    where += (where.empty() ? "" : " · ") + std::string("utterance ") + std::to_string(report.utterance);
    Lines(where, 2, Columns(where), "\x1b[2m", sink);
    const std::string url = Printable(report.url);
    sink.Write("  " + (color_ ? "\x1b[2m" + url + "\x1b[0m" : url) + "\n");  // unbroken, to be followed
  }

 private:
  // Wrapped; the first `styled` columns of the first line in colour.
  void Lines(const std::string& text, size_t indent, size_t styled, const char* code, Sink& sink) const {
    bool first = true;
    for (std::string line : Wrap(text, columns_ - indent)) {
      if (color_ && (!first || styled > 0)) {
        const size_t end = first ? std::min(line.size(), Bytes(line, styled)) : 0;
        if (end > 0) line = code + line.substr(0, end) + "\x1b[0m" + line.substr(end);
      }
      first = false;
      sink.Write(std::string(indent, ' ') + line + "\n");
    }
  }

  static size_t Bytes(const std::string& line, size_t columns) {
    size_t end = 0;
    while (end < line.size() && Columns(std::string_view(line).substr(0, end)) < columns) {
      do ++end;
      while (end < line.size() && (line[end] & 0xc0) == 0x80);
    }
    return end;
  }

  void Words(const ShownReport& shown, Sink& sink) const {
    const Report& report = shown.report;
    const record::Context context = record::InContext(shown.text, report.statement.content, kLongest);
    if (context.text.empty()) {
      std::string words = report.content;
      if (words.empty()) words = report.prefix + " ⟦…⟧ " + report.suffix;
      Write(words, sink);
      return;
    }
    std::string marked;
    size_t at = 0;
    for (const Span& span : context.marked) {
      marked += context.text.substr(at, span.begin - at) + "⟦" + context.text.substr(span.begin, span.size()) + "⟧";
      at = span.end;
    }
    Write(marked + context.text.substr(at), sink);
  }

  // In colour the marks become it, from line to line.
  void Write(const std::string& words, Sink& sink) const {
    constexpr std::string_view kOpen = "⟦", kClose = "⟧";
    bool inside = false;
    for (const std::string& line : Wrap(Printable(words), columns_ - 2)) {
      std::string shown = "  ";
      if (!color_) {
        sink.Write(shown + line + "\n");
        continue;
      }
      if (inside) shown += "\x1b[1m";
      for (size_t at = 0; at < line.size();) {
        const std::string_view rest = std::string_view(line).substr(at);
        if (rest.starts_with(kOpen)) {
          shown += "\x1b[1m";
          inside = true;
          at += kOpen.size();
        } else if (rest.starts_with(kClose)) {
          shown += "\x1b[0m";
          inside = false;
          at += kClose.size();
        } else {
          shown += line[at++];
        }
      }
      if (inside) shown += "\x1b[0m";
      sink.Write(shown + "\n");
    }
  }

  const bool color_;
  const size_t columns_;
  bool any_ = false;
};

}  // namespace

std::unique_ptr<ReportFormat> MakeReportTable(const FormatOptions& options) { return std::make_unique<ReportTable>(options); }

}  // namespace quoth
