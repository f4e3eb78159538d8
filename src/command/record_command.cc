#include "command/record_command.h"

#include <array>
#include <cstdlib>
#include <utility>

#include "command/file_command.h"

namespace quoth::command {

std::string RecordPath(const Typed& typed) {
  std::string path = typed.Text("db");
  if (!path.empty()) return path;
  const char* named = std::getenv("QUOTH_DB");
  return named != nullptr && *named != '\0' ? named : "record.db";
}

Status RecordCommand::Open(const Typed& typed) {
  const std::string path = RecordPath(typed);
  // Opened for writing, though nothing is written: SQLite then leaves no files beside it.
  Result<Record> opened = Record::Open(path, {.create = false});
  if (!opened.ok() && opened.status().code() == Code::kUnreadable) opened = Record::Open(path, {.create = false, .read_only = true});
  if (!opened.ok()) return opened.status();
  record.emplace(std::move(opened).value());
  return OpenOutput(typed, &output, &look);
}

ExitStatus RecordCommand::Finish(bool found) {
  if (Status status = output.Commit(); !status.ok()) return Trouble(status);
  return found ? kFound : kNothingFound;
}

StatementQuery QueryOf(const Typed& typed, const std::string& words) {
  StatementQuery query;
  query.words = words;
  query.raw = typed.Has("raw");
  query.by = typed.Text("by");
  query.to = typed.Text("to");
  query.about = typed.Text("about");
  query.since = typed.Text("since");
  query.until = typed.Text("until");
  query.outlet = typed.Text("outlet");
  const std::string form = typed.Text("form"), act = typed.Text("act");
  for (const Form one : {Form::kDirect, Form::kMixed, Form::kIndirect}) {
    if (form == FormName(one)) query.form = one;
  }
  for (int one = 0; one <= static_cast<int>(Act::kReport); ++one) {
    if (act == ActName(static_cast<Act>(one))) query.act = static_cast<Act>(one);
  }
  return query;
}

std::string Words(const Typed& typed) {
  std::string words;
  for (const std::string& operand : typed.operands) words += (words.empty() ? "" : " ") + operand;
  return words;
}

ExitStatus Trouble(const Status& status) {
  Complain(status.message());
  return kTrouble;
}

}  // namespace quoth::command
