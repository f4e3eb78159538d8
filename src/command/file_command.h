// What the commands that read files have in common: where they write, how they
// talk, how wide and how colourful the output is, how pages are read.
//
// Thread rule: Complain and ReadPageBytes may be called from any thread.
#ifndef QUOTH_COMMAND_FILE_COMMAND_H_
#define QUOTH_COMMAND_FILE_COMMAND_H_

#include <string>

#include "command/file_run.h"
#include "command/flags.h"
#include "command/output_file.h"
#include "output/format.h"
#include "quoth/page.h"
#include "quoth/status.h"

namespace quoth::command {

// A line on standard error, with nothing in it that a terminal would obey.
void Complain(const std::string& message);

// Opens what the flag output names, and finds out how wide and colourful it is.
Status OpenOutput(const Typed& typed, OutputFile* output, FormatOptions* look);

struct FileCommand {
  FileRun run;
  OutputFile output;
  FormatOptions look;  // for the output that was opened

  // From the flags output, threads and color and the operands.  Fails where there is
  // no operand or the output cannot be opened.
  Status Open(const Typed& typed);
};

// --from as the page stage takes it.
PageForm PageFormOf(const std::string& from);

// The page that the bytes hold.  Fails as PageReader::Read does, and with
// kInvalidInput where they are neither HTML nor text.
Result<Page> ReadPageBytes(const std::string& bytes, const PageOptions& options);

// kInvalidInput, with the place, where there is a NUL among the bytes.
Status RefuseBinary(const std::string& bytes);

// The commands.
ExitStatus ReadCommand(const Typed& typed);
ExitStatus PageCommand(const Typed& typed);
ExitStatus PeopleCommand(const Typed& typed);

// --people, else $QUOTH_PEOPLE; empty where neither is set.
std::string PeoplePath(const Typed& typed);

}  // namespace quoth::command

#endif  // QUOTH_COMMAND_FILE_COMMAND_H_
