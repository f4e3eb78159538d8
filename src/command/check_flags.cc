// The entry of the table for `quoth check`.
#include "command/flag_parts.h"

namespace quoth::command {

Command CheckFlags() {
  return {
      .name = "check",
      .operands = "[WORDS...]",
      .summary = "hold a claimed quotation against a record",
      .detail =
          "Says whether somebody said WORDS, as far as the record knows: exact, typography, trimmed, altered, spliced, other "
          "speaker, speaker unknown, indirect only, not in the record or too short to tell (docs/verdicts.md), with what it "
          "rests on: the sentence, the speaker as printed, outlet, date, address and archive, the words that differ, and how "
          "much was searched.\n\n"
          "The words decide, not likeness: a changed negation, number, name or modal verb is always altered. \"Not in the "
          "record\" does not mean false.\n\n"
          "On a terminal a table is written, elsewhere JSON Lines (docs/json.md).",
      .flags = {Db(),
                {.name = "by",
                 .takes = Takes::kText,
                 .value = "NAME",
                 .summary = "said by NAME",
                 .detail = "Said by NAME: a surname, a full name, with or without a title. Without this flag, and where a claim of "
                           "--file or --article has no name, it does not matter who said it."},
                {.name = "on",
                 .takes = Takes::kText,
                 .value = "DATE",
                 .summary = "said on DATE",
                 .detail = "Said on DATE, a day (2026-05-24), a month (2026-05) or a year; where the record has only the day of "
                           "publication, that may be a day earlier or up to seven days later."},
                {.name = "file",
                 .takes = Takes::kFile,
                 .value = "FILE",
                 .summary = "check the claims in FILE, one JSON object a line",
                 .detail = "Check the claims in FILE (- is standard input), one JSON object a line: {\"words\":\"...\"} and, where "
                           "wanted, by, on and an id that comes back."},
                {.name = "article",
                 .takes = Takes::kFile,
                 .value = "FILE",
                 .summary = "check every quotation in the draft FILE",
                 .detail = "Check every quotation in FILE, a draft as text or HTML (- is standard input). Who said each is read from "
                           "the draft."},
                {.name = "format",
                 .takes = Takes::kChoice,
                 .value = "FORMAT",
                 .summary = "how to write what is found",
                 .detail = "How to write what is found. Without this flag: table on a terminal, else jsonl.",
                 .choices = {"table", "jsonl"}},
                {.name = "limit",
                 .letter = 'n',
                 .takes = Takes::kNumber,
                 .value = "N",
                 .summary = "show at most N pieces of evidence",
                 .detail = "Show at most N pieces of evidence for each claim, the strongest first.",
                 .fallback = "3",
                 .least = 0,
                 .most = 512},
                {.name = "model",
                 .takes = Takes::kFile,
                 .value = "FILE",
                 .summary = "read drafts with another model",
                 .detail = "With --article: use the model in FILE instead of the one installed with Quoth."},
                Output(),
                Color(),
                Help()},
      .examples = {{"quoth check --by Marran \"There will be no toll\"", "did she say it, in these words"},
                   {"quoth check --article draft.txt", "check a draft before it is printed"},
                   {"quoth check --file claims.jsonl | jq -r 'select(.passes|not) | .claim.words'", "the claims that do not stand"}}};
}

}  // namespace quoth::command
