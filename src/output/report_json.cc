// JSON Lines of reports, as docs/json.md specifies them: a statement's fields, then
// where it stands.
#include "output/json.h"
#include "output/report_format.h"
#include "text/utf8.h"

namespace quoth {
namespace {

Json BytePlaces(const std::vector<Span>& spans) {
  Json list = Json::array();
  for (const Span& span : spans) list.push_back({{"byte_begin", span.begin}, {"byte_end", span.end}});
  return list;
}

class ReportJsonLines : public ReportFormat {
 public:
  void Add(const ShownReport& shown, Sink& sink) override {
    const Report& report = shown.report;
    if (report.edition != edition_ || points_ == nullptr) {
      edition_ = report.edition;
      article_.id = report.digest;
      article_.text = shown.text;
      points_ = std::make_unique<CodePointIndex>(article_.text);
    }
    Json line;
    if (shown.text.empty()) {
      line = JsonLine("report");
      line["id"] = report.statement.id;
      line["article"] = report.digest;
      line["form"] = FormName(report.statement.form);
      line["headline"] = report.statement.headline;
      line["confidence"] = Rounded(report.statement.confidence);
      line["source"] = TextOrNull(report.source);
      line["speaker"] = report.statement.speaker ? Json(report.who) : Json(nullptr);
      line["content"] = {{"byte_spans", BytePlaces(report.statement.content)}, {"prefix", report.prefix}, {"suffix", report.suffix}};
    } else {
      line = JsonStatement(article_, report.statement, *points_);
      line["type"] = "report";
    }
    line["who"] = TextOrNull(report.who);
    line["day"] = TextOrNull(report.day);
    line["statement"] = report.id;
    line["utterance"] = report.utterance;
    if (shown.reports > 0) line["reports"] = shown.reports;
    if (shown.score != 0) line["score"] = Rounded(shown.score);
    line["url"] = report.url;
    line["title"] = TextOrNull(report.title);
    line["outlet"] = TextOrNull(report.outlet);
    line["published"] = TextOrNull(report.published);
    line["language"] = TextOrNull(report.language);
    line["edition"] = report.edition_number;
    line["latest"] = report.latest;
    line["archive"] = TextOrNull(report.archive);
    line["archive_offset"] = report.archive.empty() ? Json(nullptr) : Json(report.archive_offset);
    line["record_id"] = TextOrNull(report.record_id);
    WriteJson(line, sink);
  }

 private:
  int64_t edition_ = 0;
  Article article_;  // of the latest report: they come edition by edition
  std::unique_ptr<CodePointIndex> points_;
};

}  // namespace

std::unique_ptr<ReportFormat> MakeReportJsonLines() { return std::make_unique<ReportJsonLines>(); }

}  // namespace quoth
