// `quoth speakers` and `quoth timeline`.
#include <algorithm>

#include "command/record_command.h"
#include "command/timeline_chart.h"
#include "output/json.h"
#include "output/terminal_text.h"

namespace quoth::command {
namespace {

std::string CsvCell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string cell = "\"";
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell + "\"";
}

void SpeakersTable(const std::vector<SpeakerCount>& speakers, const FormatOptions& look, Sink& sink) {
  const size_t numbers = 42, width = look.columns > numbers + 20 ? look.columns - numbers : 20;
  char line[160];
  std::snprintf(line, sizeof line, " %10s %8s %8s", "utterances", "reports", "outlets");
  sink.Write("name" + std::string(width - 4, ' ') + line + "\n");
  for (const SpeakerCount& one : speakers) {
    const std::string name = Wrap(Printable(one.name), width).front();
    std::snprintf(line, sizeof line, " %10zu %8zu %8zu  ", one.utterances, one.statements, one.outlets);
    const std::string shown = look.color && one.resolved ? "\x1b[1;36m" + name + "\x1b[0m" : name;
    sink.Write(shown + std::string(width - std::min(width, Columns(name)), ' ') + line + one.last + "\n");
  }
}

std::string TitleOf(const Typed& typed) {
  std::string title = Words(typed);
  for (const char* flag : {"by", "to", "about", "outlet", "since", "until"}) {
    if (typed.Has(flag)) title += (title.empty() ? "" : ", ") + std::string(flag) + " " + typed.Text(flag);
  }
  return title.empty() ? "all statements" : title;
}

}  // namespace

ExitStatus SpeakersCommand(const Typed& typed) {
  RecordCommand command;
  if (Status status = command.Open(typed); !status.ok()) return Trouble(status);
  Result<std::vector<SpeakerCount>> speakers = command.record->Speakers(typed.Text("by"), static_cast<size_t>(typed.Number("limit")));
  if (!speakers.ok()) return Trouble(speakers.status());
  std::string format = typed.Text("format");
  if (format.empty()) format = command.output.is_terminal() ? "table" : "jsonl";
  Sink& sink = command.output;
  if (format == "table") {
    SpeakersTable(*speakers, command.look, sink);
  } else if (format == "csv") {
    sink.Write("name,resolved,kind,id,utterances,reports,outlets,first,last\r\n");
    for (const SpeakerCount& one : *speakers) {
      sink.Write(CsvCell(one.name) + (one.resolved ? ",true," : ",false,") + (one.resolved ? SpeakerKindName(one.kind) : "") + "," +
                 CsvCell(one.id) + "," + std::to_string(one.utterances) + "," + std::to_string(one.statements) + "," +
                 std::to_string(one.outlets) + "," + one.first + "," + one.last + "\r\n");
    }
  } else {
    for (const SpeakerCount& one : *speakers) {
      Json line = JsonLine("speaker");
      line["name"] = one.name;
      line["resolved"] = one.resolved;
      line["kind"] = one.resolved ? Json(SpeakerKindName(one.kind)) : Json(nullptr);
      line["id"] = TextOrNull(one.id);
      line["utterances"] = one.utterances;
      line["reports"] = one.statements;
      line["outlets"] = one.outlets;
      line["first"] = TextOrNull(one.first);
      line["last"] = TextOrNull(one.last);
      WriteJson(line, sink);
    }
  }
  return command.Finish(!speakers->empty());
}

ExitStatus TimelineCommand(const Typed& typed) {
  RecordCommand command;
  if (Status status = command.Open(typed); !status.ok()) return Trouble(status);
  Result<std::vector<MonthCount>> months = command.record->Timeline(QueryOf(typed, Words(typed)));
  if (!months.ok()) return Trouble(months.status());
  std::string format = typed.Text("format");
  if (format.empty()) {
    format = typed.Text("output").ends_with(".svg") ? "svg" : command.output.is_terminal() ? "chart" : "jsonl";
  }
  Sink& sink = command.output;
  if (format == "chart") {
    sink.Write(TextChart(WithEmptyMonths(*months), command.look.columns, command.look.color));
  } else if (format == "svg") {
    sink.Write(SvgChart(WithEmptyMonths(*months), TitleOf(typed)));
  } else if (format == "csv") {
    sink.Write("month,utterances,reports\r\n");
    for (const MonthCount& one : *months) {
      sink.Write(one.month + "," + std::to_string(one.utterances) + "," + std::to_string(one.statements) + "\r\n");
    }
  } else {
    for (const MonthCount& one : *months) {
      Json line = JsonLine("month");
      line["month"] = one.month;
      line["utterances"] = one.utterances;
      line["reports"] = one.statements;
      WriteJson(line, sink);
    }
  }
  return command.Finish(!months->empty());
}

}  // namespace quoth::command
