// What the commands on a record have in common: which record, which search, where to
// write.
//
// Thread rule: one thread.
#ifndef QUOTH_COMMAND_RECORD_COMMAND_H_
#define QUOTH_COMMAND_RECORD_COMMAND_H_

#include <optional>
#include <string>

#include "command/file_run.h"
#include "command/flags.h"
#include "command/output_file.h"
#include "output/format.h"
#include "quoth/record.h"

namespace quoth::command {

// --db, else $QUOTH_DB, else record.db.
std::string RecordPath(const Typed& typed);

struct RecordCommand {
  std::optional<Record> record;  // after Open
  OutputFile output;
  FormatOptions look;

  // Opens the record for reading, and the output of the flags output and color.
  Status Open(const Typed& typed);

  // Puts the output in its place; complains where that fails.
  ExitStatus Finish(bool found);
};

// The search that the flags of SearchFlags and the words ask for.
StatementQuery QueryOf(const Typed& typed, const std::string& words);

// The operands, joined by spaces.
std::string Words(const Typed& typed);

// Complains, and is kTrouble.
ExitStatus Trouble(const Status& status);

// The commands.
ExitStatus IngestCommand(const Typed& typed);
ExitStatus FindCommand(const Typed& typed);
ExitStatus CheckCommand(const Typed& typed);
ExitStatus ShowCommand(const Typed& typed);
ExitStatus SpeakersCommand(const Typed& typed);
ExitStatus TimelineCommand(const Typed& typed);
ExitStatus ExportCommand(const Typed& typed);

// `quoth show` of an article: its statements, or with --editions what was altered.
ExitStatus ShowArticle(const Typed& typed, const std::string& article);

}  // namespace quoth::command

#endif  // QUOTH_COMMAND_RECORD_COMMAND_H_
