#include "output/finding_format.h"

namespace quoth {
namespace {

Json JsonDiff(const std::vector<DiffPart>& diff) {
  Json list = Json::array();
  for (const DiffPart& part : diff) {
    list.push_back({{"change", ChangeName(part.change)}, {"claim", TextOrNull(part.claim)}, {"record", TextOrNull(part.record)}});
  }
  return list;
}

}  // namespace

Json JsonEvidence(const Evidence& evidence) {
  const Report& report = evidence.report;
  return {{"verdict", VerdictName(evidence.comparison.verdict)},
          {"likeness", Rounded(evidence.comparison.likeness)},
          {"diff", JsonDiff(evidence.comparison.diff)},
          {"sentence", TextOrNull(evidence.sentence)},
          {"content", TextOrNull(report.content)},
          {"form", FormName(report.statement.form)},
          {"speaker", report.statement.speaker ? Json(report.who) : Json(nullptr)},
          {"source", TextOrNull(report.source)},
          {"day", TextOrNull(report.day)},
          {"outlet", TextOrNull(report.outlet)},
          {"published", TextOrNull(report.published)},
          {"title", TextOrNull(report.title)},
          {"url", report.url},
          {"article", report.digest},
          {"edition", report.edition_number},
          {"latest", report.latest},
          {"archive", TextOrNull(report.archive)},
          {"archive_offset", report.archive.empty() ? Json(nullptr) : Json(report.archive_offset)},
          {"record_id", TextOrNull(report.record_id)},
          {"id", report.statement.id},
          {"statement", report.id},
          {"utterance", report.utterance}};
}

namespace {

class FindingJsonLines : public FindingFormat {
 public:
  void Add(const Finding& finding, const ClaimPlace& place, Sink& sink) override {
    Json line = JsonLine("finding");
    line["claim"] = {{"words", finding.claim.words}, {"by", TextOrNull(finding.claim.by)}, {"on", TextOrNull(finding.claim.on)}};
    line["place"] = nullptr;
    if (!place.path.empty()) {
      line["place"] = {{"path", place.path}, {"line", place.line}, {"id", place.id}, {"span", place.span}};
    }
    line["verdict"] = VerdictName(finding.verdict);
    line["passes"] = Passes(finding.verdict);
    line["why"] = finding.why;
    line["evidence"] = Json::array();
    for (const Evidence& evidence : finding.evidence) line["evidence"].push_back(JsonEvidence(evidence));
    line["searched"] = {{"articles", finding.searched.articles},
                        {"statements", finding.searched.statements},
                        {"first", TextOrNull(finding.searched.first)},
                        {"last", TextOrNull(finding.searched.last)},
                        {"candidates", finding.searched.candidates}};
    WriteJson(line, sink);
  }

  void Skip(const Skipped& skipped, Sink& sink) override { WriteJson(JsonSkipped(skipped), sink); }
};

}  // namespace

std::unique_ptr<FindingFormat> MakeFindingJsonLines() { return std::make_unique<FindingJsonLines>(); }

std::unique_ptr<FindingFormat> MakeFindingFormat(std::string_view name, const FormatOptions& options) {
  if (name == "table") return MakeFindingTable(options);
  if (name == "jsonl") return MakeFindingJsonLines();
  return nullptr;
}

}  // namespace quoth
