// Flags that several commands have, and the entries of the table that are written in
// files of their own.
//
// Thread rule: free functions, any thread.
#ifndef QUOTH_COMMAND_FLAG_PARTS_H_
#define QUOTH_COMMAND_FLAG_PARTS_H_

#include "command/flags.h"

namespace quoth::command {

Flag Help();
Flag Output();
Flag Threads();
Flag Color();

// --db: where the record is.
Flag Db();

// --people: the table of people; people_command.cc.
Flag People();
Command PeopleFlags();

// What searches have in common: --by, --to, --about, --since, --until, --outlet, --form,
// --act, --raw.
std::vector<Flag> SearchFlags();

// record_flags.cc
Command IngestFlags();
Command FindFlags();
Command SpeakersFlags();
Command TimelineFlags();
Command ExportFlags();

// check_flags.cc
Command CheckFlags();

// show_command.cc
Command ShowFlags();

}  // namespace quoth::command

#endif  // QUOTH_COMMAND_FLAG_PARTS_H_
