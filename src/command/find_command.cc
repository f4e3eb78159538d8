// `quoth find`.
#include "command/record_command.h"
#include "output/report_format.h"

namespace quoth::command {

ExitStatus FindCommand(const Typed& typed) {
  RecordCommand command;
  if (Status status = command.Open(typed); !status.ok()) return Trouble(status);
  StatementQuery query = QueryOf(typed, Words(typed));
  query.limit = static_cast<size_t>(typed.Number("limit"));
  Result<std::vector<Hit>> hits = command.record->Find(query);
  if (!hits.ok()) return Trouble(hits.status());

  std::string name = typed.Text("format");
  if (name.empty()) name = command.output.is_terminal() ? "table" : "jsonl";
  const auto format = MakeReportFormat(name, command.look);
  format->Begin(command.output);
  for (const Hit& hit : *hits) {
    Result<std::string> text = command.record->Text(hit.report.edition);
    if (!text.ok()) return Trouble(text.status());
    format->Add({.report = hit.report, .text = *text, .reports = hit.reports, .score = hit.score}, command.output);
  }
  format->End(command.output);
  return command.Finish(!hits->empty());
}

}  // namespace quoth::command
