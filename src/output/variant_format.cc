#include "output/variant_format.h"

#include <algorithm>
#include <set>
#include <string>

#include "output/diff_text.h"
#include "output/finding_format.h"
#include "output/terminal_text.h"

namespace quoth {
namespace {

std::string Counted(size_t count, const char* what) { return std::to_string(count) + " " + what + (count == 1 ? "" : "s"); }

}  // namespace

void WriteVariantsTable(int64_t utterance, const std::vector<check::Variant>& variants, const FormatOptions& options, Sink& sink) {
  const size_t columns = std::max<size_t>(options.columns, 20);
  const auto lines = [&](const std::string& text, size_t indent, const char* style) {
    for (const std::string& line : Wrap(Printable(text), columns - indent)) {
      sink.Write(std::string(indent, ' ') + (options.color && *style != '\0' ? style + line + "\x1b[0m" : line) + "\n");
    }
  };
  constexpr const char* kBold = "\x1b[1m";
  constexpr const char* kDim = "\x1b[2m";
  std::set<std::string> outlets;
  for (const check::Variant& variant : variants) outlets.insert(variant.report->outlet);
  const Report& first = *variants.front().report;
  std::string heading = "utterance " + std::to_string(utterance) + ": " + (first.who.empty() ? "nobody named" : first.who);
  if (!first.day.empty()) heading += ", " + first.day.substr(0, 10);
  lines(heading + " — " + Counted(variants.size(), "report") + " in " + Counted(outlets.size(), "outlet"), 0, kBold);
  for (const check::Variant& variant : variants) {
    const Report& report = *variant.report;
    sink.Write("\n");
    std::string from = report.outlet.empty() ? report.url : report.outlet;
    if (!report.published.empty()) from += ", " + report.published;
    if (variant.first) from += " (first)";
    if (variant.reference && variants.size() > 1) from += " (fullest)";
    lines(from, 2, kBold);
    const std::vector<DiffPart>& diff = variant.comparison.diff;
    if (variant.reference || !Differs(diff)) {
      lines(report.content, 4, "");
    } else {
      for (const std::string& line : DiffLines(diff, columns - 4, options.color)) sink.Write("    " + line + "\n");
    }
    lines((report.source.empty() ? "nobody named" : report.source) + " · " + report.url, 4, kDim);
  }
}

void WriteVariantsJson(const std::vector<check::Variant>& variants, Sink& sink) {
  for (const check::Variant& variant : variants) {
    Json line = JsonLine("variant");
    line["first"] = variant.first;
    line["reference"] = variant.reference;
    line.update(JsonEvidence({.report = *variant.report, .sentence = "", .comparison = variant.comparison}));
    line.erase("sentence");
    WriteJson(line, sink);
  }
}

}  // namespace quoth
