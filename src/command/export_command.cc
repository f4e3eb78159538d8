// `quoth export`.
#include "command/record_command.h"
#include "output/report_format.h"

namespace quoth::command {

ExitStatus ExportCommand(const Typed& typed) {
  RecordCommand command;
  if (Status status = command.Open(typed); !status.ok()) return Trouble(status);
  StatementQuery query = QueryOf(typed, Words(typed));
  query.limit = static_cast<size_t>(typed.Number("limit"));
  const auto format = MakeReportFormat(typed.Text("format"), command.look);
  format->Begin(command.output);
  size_t written = 0;
  int64_t edition = 0;
  std::string text;
  Status failed;
  Status status = command.record->Each(query, [&](Report&& report) {
    if (report.edition != edition) {
      Result<std::string> found = command.record->Text(report.edition);
      if (!found.ok()) {
        failed = found.status();
        return false;
      }
      edition = report.edition;
      text = std::move(*found);
    }
    format->Add({.report = report, .text = text}, command.output);
    ++written;
    return !command.output.closed() && !command.output.failed();
  });
  if (status.ok()) status = failed;
  if (!status.ok()) return Trouble(status);
  format->End(command.output);
  return command.Finish(written > 0);
}

}  // namespace quoth::command
