// `quoth people`.
#include <cstdio>
#include <cstdlib>

#include "command/file_command.h"
#include "command/flag_parts.h"
#include "command/inputs.h"
#include "command/record_command.h"
#include "speaker/people.h"

namespace quoth::command {

Flag People() {
  return {.name = "people",
          .takes = Takes::kFile,
          .value = "FILE",
          .summary = "a table of people to ask",
          .detail = "The table of people (docs/people.md) that tells who \"the president of Norvia\" is where the article "
                    "does not. Without this flag: the file that $QUOTH_PEOPLE names, if any."};
}

Command PeopleFlags() {
  Flag table = People();
  table.summary = "the table (default: $QUOTH_PEOPLE, else people.tsv)";
  table.detail = "The table to take them into. Without this flag: the file that $QUOTH_PEOPLE names, else people.tsv in the "
                 "current folder. It is made where it is not there.";
  return {.name = "people",
          .operands = "import FILE...",
          .summary = "take people into the table of people",
          .detail = "Takes the people of each FILE into the table that `quoth read --people` asks: id, name, aliases, and roles "
                    "with the days from which and until which they were held, as tab-separated values (docs/people.md). "
                    "Somebody whose id is there already is replaced. Nothing is written unless every FILE is in order.",
          .flags = {table, Help()},
          .examples = {{"quoth people import governors.tsv", "make or extend people.tsv"},
                       {"quoth read --people people.tsv --date 2024-05-03 article.txt", "read with it"}}};
}

std::string PeoplePath(const Typed& typed) {
  std::string path = typed.Text("people");
  const char* named = std::getenv("QUOTH_PEOPLE");
  if (path.empty() && named != nullptr) path = named;
  return path;
}

ExitStatus PeopleCommand(const Typed& typed) {
  if (typed.operands.size() < 2 || typed.operands[0] != "import") {
    return Trouble(Status(Code::kInvalidInput, "people takes \"import\" and one FILE or more: quoth people import FILE.tsv"));
  }
  std::string path = PeoplePath(typed);
  if (path.empty()) path = "people.tsv";
  Result<PeopleTable> table = PeopleTable::Open(path);
  if (!table.ok() && table.status().code() != Code::kNotFound) return Trouble(table.status());
  PeopleTable all = table.ok() ? std::move(*table) : PeopleTable();
  for (size_t k = 1; k < typed.operands.size(); ++k) {
    Result<PeopleTable> more = PeopleTable::Open(typed.operands[k]);
    if (!more.ok()) return Trouble(more.status());
    all.Merge(*more);
  }
  OutputFile output;
  if (Status status = output.Open(path); !status.ok()) return Trouble(status);
  output.Write(all.Text());
  if (Status status = output.Commit(); !status.ok()) return Trouble(status);
  std::fprintf(stderr, "quoth: %zu people in %s\n", all.size(), path.c_str());
  return kFound;
}

}  // namespace quoth::command
