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
    if (what.empty()) return Trouble(Status(Code::kInvalidInput, "show needs the number of an utterance, or the address of an article"));
    return ShowArticle(typed, what);
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
          .operands = "UTTERANCE|ARTICLE",
          .summary = "show an utterance with its reports, or an article",
          .detail = "Shows what was said once as each outlet printed it: who printed it first, and how each report differs from the "
                    "fullest one. UTTERANCE is the number that quoth find gives.\n\n"
                    "[-...-] stands in the fullest report and not in this one, {+...+} in this one only, [... ...] where this one says "
                    "that it left words out.\n\n"
                    "An ARTICLE is its address, its file, or the id of its text: its statements, or with --editions what was altered "
                    "in them from edition to edition.\n\n"
                    "On a terminal a table is written, elsewhere JSON Lines (docs/json.md).",
          .flags = {Db(),
                    {.name = "editions",
                     .summary = "what was altered from edition to edition",
                     .detail = "Show the editions of the article, and which of its statements were added, dropped or altered in "
                               "each; for people, whatever --format says."},
                    {.name = "format",
                     .takes = Takes::kChoice,
                     .value = "FORMAT",
                     .summary = "how to write the reports",
                     .detail = "How to write the reports. Without this flag: table on a terminal, else jsonl.",
                     .choices = {"table", "jsonl"}},
                    Output(),
                    Color(),
                    Help()},
          .examples = {{"quoth show 12", "the variants of an utterance, and who printed it first"},
                       {"quoth show --editions https://courier.example/bridge", "how an article was changed"}}};
}

}  // namespace quoth::command
