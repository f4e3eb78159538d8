#include "output/report_format.h"

namespace quoth {

std::unique_ptr<ReportFormat> MakeReportFormat(std::string_view name, const FormatOptions& options) {
  if (name == "table") return MakeReportTable(options);
  if (name == "jsonl") return MakeReportJsonLines();
  if (name == "csv") return MakeReportCsv();
  if (name == "schema-org") return MakeSchemaOrg();
  if (name == "web-annotation") return MakeWebAnnotation();
  if (name == "brat") return MakeReportBrat();
  return nullptr;
}

}  // namespace quoth
