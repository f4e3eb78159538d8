// Comma-separated values by RFC 4180: a heading, then a row a report.
#include <cstdio>

#include "output/report_format.h"

namespace quoth {
namespace {

class ReportCsv : public ReportFormat {
 public:
  void Begin(Sink& sink) override {
    sink.Write(
        "statement,utterance,reports,who,resolved,source,cue,content,form,act,negated,to,occasion,day,outlet,published,title,url,"
        "edition,confidence,id,article,archive,archive_offset,record_id\r\n");
  }

  void Add(const ShownReport& shown, Sink& sink) override {
    const Report& report = shown.report;
    const Statement& statement = report.statement;
    row_.clear();
    Cell(std::to_string(report.id));
    Cell(std::to_string(report.utterance));
    Cell(shown.reports > 0 ? std::to_string(shown.reports) : "");
    Cell(report.who);
    Cell(statement.speaker ? "true" : "false");
    for (const std::string* role : {&report.source, &report.cue, &report.content}) Cell(*role);
    Cell(FormName(statement.form));
    Cell(ActName(statement.act));
    Cell(statement.negated ? "true" : "false");
    for (const std::string* text : {&report.to, &report.occasion, &report.day, &report.outlet, &report.published, &report.title, &report.url}) {
      Cell(*text);
    }
    Cell(std::to_string(report.edition_number));
    char confidence[32];
    std::snprintf(confidence, sizeof confidence, "%.3f", statement.confidence);
    Cell(confidence);
    Cell(statement.id);
    Cell(report.digest);
    Cell(report.archive);
    Cell(report.archive.empty() ? "" : std::to_string(report.archive_offset));
    Cell(report.record_id);
    row_.back() = '\r';
    sink.Write(row_ + "\n");
  }

 private:
  void Cell(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
      row_ += text;
    } else {
      row_ += '"';
      for (const char c : text) {
        if (c == '"') row_ += '"';
        row_ += c;
      }
      row_ += '"';
    }
    row_ += ',';
  }

  std::string row_;
};

}  // namespace

std::unique_ptr<ReportFormat> MakeReportCsv() { return std::make_unique<ReportCsv>(); }

}  // namespace quoth
