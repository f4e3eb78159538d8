// What the table of flags says, in the forms that people and shells read.
//
// Thread rule: free functions, any thread.  No failure.
#ifndef QUOTH_COMMAND_HELP_H_
#define QUOTH_COMMAND_HELP_H_

#include <string>

#include "command/flags.h"

namespace quoth::command {

// -h: the usage and a line for each command and flag.
std::string ShortHelp(const Command& command);

// --help: all that is to be said, wrapped to 80 columns.
std::string LongHelp(const Command& command);

// "quoth read [FLAG...] PATH..."
std::string Usage(const Command& command);

// "-o, --output FILE" or "    --from KIND".
std::string Heading(const Flag& flag);

// The default and the choices of a flag as sentences; empty where it has neither.
std::string ValueNote(const Flag& flag);

// The whole reference as a man page (roff, section 1), and as Markdown.
std::string ManPage(const std::string& version);
std::string MarkdownReference();

// A completion script for "bash", "zsh" or "fish".
std::string Completions(const std::string& shell);

}  // namespace quoth::command

#endif  // QUOTH_COMMAND_HELP_H_
