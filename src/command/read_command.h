// `quoth read`: from what was typed to a run (command/read_run.h).
#ifndef QUOTH_COMMAND_READ_COMMAND_H_
#define QUOTH_COMMAND_READ_COMMAND_H_

#include "command/flags.h"
#include "command/read_run.h"

namespace quoth::command {

// Complaints go to standard error.
ExitStatus ReadCommand(const Typed& typed);

}  // namespace quoth::command

#endif  // QUOTH_COMMAND_READ_COMMAND_H_
