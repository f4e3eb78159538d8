// How reports of a record are written out: what `quoth find` shows and `quoth export`
// writes, one ReportFormat each, all fed alike.
//
//   auto format = MakeReportFormat("jsonl", {});
//   format->Begin(sink);
//   format->Add({.report = report, .text = text}, sink);
//   format->End(sink);
//
// Memory: nothing is kept of a report once Add returns.
//
// Thread rule: one thread at a time.
#ifndef QUOTH_OUTPUT_REPORT_FORMAT_H_
#define QUOTH_OUTPUT_REPORT_FORMAT_H_

#include <memory>
#include <string_view>
#include <vector>

#include "output/format.h"
#include "quoth/record.h"

namespace quoth {

// A report to be written.
struct ShownReport {
  const Report& report;
  std::string_view text;   // of its edition; empty where it was not kept
  size_t reports = 0;      // articles that have the utterance; 0: not counted
  double score = 0;        // of a search; 0: none
};

class ReportFormat {
 public:
  virtual ~ReportFormat() = default;
  virtual void Begin(Sink&) {}
  virtual void Add(const ShownReport& shown, Sink& sink) = 0;
  virtual void End(Sink&) {}
};

// "table", "jsonl", "csv", "schema-org", "web-annotation" or "brat"; null for any other.
std::unique_ptr<ReportFormat> MakeReportFormat(std::string_view name, const FormatOptions& options);

// The formats themselves, one file each.
std::unique_ptr<ReportFormat> MakeReportTable(const FormatOptions& options);
std::unique_ptr<ReportFormat> MakeReportJsonLines();
std::unique_ptr<ReportFormat> MakeReportCsv();
std::unique_ptr<ReportFormat> MakeSchemaOrg();
std::unique_ptr<ReportFormat> MakeWebAnnotation();
std::unique_ptr<ReportFormat> MakeReportBrat();

}  // namespace quoth

#endif  // QUOTH_OUTPUT_REPORT_FORMAT_H_
