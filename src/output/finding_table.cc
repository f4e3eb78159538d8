// Findings for people:
//
//   “There will be a toll on the harbour bridge” — Marran
//     ALTERED  The record has other words; what changed is a negation.
//
//     There will be [-no-]{+a+} toll on the harbour bridge
//     “There will be no toll on the harbour bridge,” Mayor Odile Marran said.
//     Odile Marran (“Mayor Odile Marran”), Harbour Courier, 2026-05-19
//     https://courier.example/bridge
//
//     searched 812 articles of 2025-11-02 to 2026-05-24
#include <algorithm>
#include <cctype>

#include "output/diff_text.h"
#include "output/finding_format.h"
#include "output/terminal_text.h"

namespace quoth {
namespace {

enum Style { kPlain, kClaim, kGood, kBad, kUnsure, kDim };

constexpr const char* kCodes[] = {"", "\x1b[1m", "\x1b[1;32m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[2m"};

Style StyleOf(Verdict verdict) {
  if (Passes(verdict)) return kGood;
  return verdict == Verdict::kNotInRecord || verdict == Verdict::kTooShort || verdict == Verdict::kSpeakerUnknown ||
                 verdict == Verdict::kIndirectOnly
             ? kUnsure
             : kBad;
}

class FindingTable : public FindingFormat {
 public:
  explicit FindingTable(const FormatOptions& options) : color_(options.color), columns_(std::max<size_t>(options.columns, 20)) {}

  void Add(const Finding& finding, const ClaimPlace& place, Sink& sink) override {
    if (any_) sink.Write("\n");
    any_ = true;
    passed_ += Passes(finding.verdict) ? 1 : 0;
    ++claims_;
    std::string heading = place.path.empty() ? "" : place.path + ":" + std::to_string(place.line) + ": ";
    heading += "“" + Unmarked(Printable(finding.claim.words)) + "”";
    if (!finding.claim.by.empty()) heading += " — " + Printable(finding.claim.by);
    if (!finding.claim.on.empty()) heading += ", " + Printable(finding.claim.on);
    Lines(heading, 0, kClaim, sink);
    std::string name = VerdictName(finding.verdict);
    for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    sink.Write("  " + Styled(name, StyleOf(finding.verdict)) + "\n");
    Lines(Printable(finding.why), 2, kPlain, sink);
    for (const Evidence& evidence : finding.evidence) Show(evidence, sink);
    const Searched& searched = finding.searched;
    std::string line = "searched " + std::to_string(searched.articles) + (searched.articles == 1 ? " article" : " articles");
    if (!searched.first.empty()) line += " of " + searched.first.substr(0, 10) + " to " + searched.last.substr(0, 10);
    sink.Write("\n");
    Lines(line, 2, kDim, sink);
  }

  void Skip(const Skipped& skipped, Sink& sink) override {
    if (any_) sink.Write("\n");
    any_ = true;
    Lines(Printable(skipped.path) + ": " + Printable(skipped.status.message()), 0, kDim, sink);
  }

  void End(Sink& sink) override {
    if (claims_ < 2) return;
    sink.Write("\n");
    Lines(std::to_string(passed_) + " of " + std::to_string(claims_) + " claims stand", 0, kDim, sink);
  }

 private:
  // Without the marks around it, for the heading has its own.
  static std::string Unmarked(std::string words) {
    for (const std::string_view mark : {"“", "\""}) {
      if (words.rfind(mark, 0) == 0) words.erase(0, mark.size());
    }
    for (const std::string_view mark : {"”", "\""}) {
      if (words.ends_with(mark)) words.erase(words.size() - mark.size());
    }
    return words;
  }

  std::string Styled(const std::string& text, Style style) const {
    if (!color_ || style == kPlain || text.empty()) return text;
    return kCodes[style] + text + "\x1b[0m";
  }

  void Lines(const std::string& text, size_t indent, Style style, Sink& sink) const {
    for (const std::string& line : Wrap(text, columns_ - indent)) sink.Write(std::string(indent, ' ') + Styled(line, style) + "\n");
  }

  void Show(const Evidence& evidence, Sink& sink) const {
    const Report& report = evidence.report;
    sink.Write("\n");
    if (Differs(evidence.comparison.diff)) {
      for (const std::string& line : DiffLines(evidence.comparison.diff, columns_ - 4, color_)) sink.Write("    " + line + "\n");
    }
    Lines(Printable(evidence.sentence), 4, kPlain, sink);
    std::string from = report.who.empty() ? "nobody named" : report.who;
    if (!report.source.empty() && report.source != report.who) from += " (“" + report.source + "”)";
    if (!report.outlet.empty()) from += ", " + report.outlet;
    if (!report.published.empty()) from += ", " + report.published.substr(0, 10);
    Lines(Printable(from), 4, kDim, sink);
    Lines(Printable(report.url), 4, kDim, sink);
    if (!report.archive.empty()) {
      std::string archive = report.archive + ", byte " + std::to_string(report.archive_offset);
      if (!report.record_id.empty()) archive += ", " + report.record_id;
      Lines(Printable(archive), 4, kDim, sink);
    }
  }

  const bool color_;
  const size_t columns_;
  bool any_ = false;
  size_t claims_ = 0, passed_ = 0;
};

}  // namespace

std::unique_ptr<FindingFormat> MakeFindingTable(const FormatOptions& options) { return std::make_unique<FindingTable>(options); }

}  // namespace quoth
