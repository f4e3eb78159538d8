// `quoth show`.
#include <charconv>

#include "check/variants.h"
#include "command/flag_parts.h"
#include "command/record_command.h"
#include "output/variant_format.h"

namespace quoth::command {

ExitStatus ShowCommand(const Typed& typed) {
  const std::string what = Words(typed);
  int64_t utterance = 0;
  const auto [end, error] = std::from_chars(what.data(), what.data() + what.size(), utterance);
  if (error != std::errc() || end != what.data() + what.size()) {
    return Trouble(Status(Code::kInvalidInput, "show takes the number of an utterance, as quoth find gives it, not \"" + what + "\""));
  }
  RecordCommand command;
  if (Status status = command.Open(typed); !status.ok()) return Trouble(status);
  Result<std::vector<Report>> reports = command.record->Reports(utterance);
  if (!reports.ok()) return Trouble(reports.status());
  std::string format = typed.Text("format");
  if (format.empty()) format = command.output.is_terminal() ? "table" : "jsonl";
  const std::vector<check::Variant> variants = check::Variants(*reports);
  if (format == "jsonl") {
    WriteVariantsJson(variants, command.output);
  } else if (!variants.empty()) {
    WriteVariantsTable(utterance, variants, command.look, command.output);
  }
  return command.Finish(!variants.empty());
}

Command ShowFlags() {
  return {.name = "show",
          .operands = "UTTERANCE",
          .summary = "show the reports of an utterance side by side",
          .detail = "Shows what was said once as each outlet printed it: who printed it first, and how each report differs from the "
                    "fullest one. UTTERANCE is the number that quoth find gives.\n\n"
                    "[-...-] stands in the fullest report and not in this one, {+...+} in this one only, [... ...] where this one says "
                    "that it left words out. On a terminal a table is written, elsewhere JSON Lines (docs/json.md).",
          .flags = {Db(),
                    {.name = "format",
                     .takes = Takes::kChoice,
                     .value = "FORMAT",
                     .summary = "how to write the reports",
                     .detail = "How to write the reports. Without this flag: table on a terminal, else jsonl.",
                     .choices = {"table", "jsonl"}},
                    Output(),
                    Color(),
                    Help()},
          .examples = {{"quoth show 12", "the variants of an utterance, and who printed it first"}}};
}

}  // namespace quoth::command
