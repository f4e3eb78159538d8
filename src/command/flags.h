// The one table of what can be typed after `quoth`: commands, flags, the values
// they take and the words that explain them.  The parser, -h, --help, the man
// page, the shells' completions and docs/command.md are all made from it, so
// that none of them can know a flag that the others do not.
//
//   auto typed = Parse({"read", "--format=csv", "-o", "out.csv", "a.txt"});
//   // typed->command->name "read", typed->Text("format") "csv", typed->operands {"a.txt"}
//
//   Parse({"read", "--fromat", "csv"}).status().message()
//   // "quoth read: no flag --fromat; did you mean --format?"
//
// Thread rule: the tables are constant; values otherwise.
#ifndef QUOTH_COMMAND_FLAGS_H_
#define QUOTH_COMMAND_FLAGS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/status.h"

namespace quoth::command {

// What follows a flag.
enum class Takes {
  kNothing,  // --lenient
  kChoice,   // --format csv: one of `choices`
  kNumber,   // --threads 4: a whole number in [least, most]
  kFile,     // --output FILE
  kText,     // --url URL: anything
};

struct Flag {
  std::string name;                  // without its dashes: "format"
  char letter = 0;                   // 'o' for -o; 0 where it has none
  Takes takes = Takes::kNothing;
  std::string value;                 // what its value is called: "FILE"
  std::string summary;               // one line, no full stop, for -h and completions
  std::string detail;                // sentences for --help and the man page
  std::vector<std::string> choices;  // kChoice only
  std::string fallback;              // the value where the flag is not given; may be empty
  long least = 0, most = 0;          // kNumber only
};

struct Example {
  std::string line;     // as typed
  std::string purpose;  // what it is for
};

struct Command {
  std::string name;      // empty: `quoth` itself, without a command
  std::string operands;  // "PATH..."; empty where it takes none
  std::string summary;   // one line
  std::string detail;    // paragraphs, parted by blank lines
  std::vector<Flag> flags;
  std::vector<Example> examples;
};

// Every command; the first is `quoth` itself.
const std::vector<Command>& Commands();

// The command of that name, or null.
const Command* FindCommand(std::string_view name);

// The flag of that name ("format") in a command, or null.
const Flag* FindFlag(const Command& command, std::string_view name);

// What was typed, checked against the table.
struct Typed {
  const Command* command = nullptr;           // one of Commands()
  std::map<std::string, std::string> values;  // by flag name; "" for a flag without a value
  std::vector<std::string> operands;

  bool Has(const std::string& flag) const { return values.count(flag) != 0; }
  // The flag's value as typed, else its fallback.
  std::string Text(const std::string& flag) const;
  // The same as a number; only for flags that take one.  0 where it is empty.
  long Number(const std::string& flag) const;
};

// `arguments` without the program's name.  A flag given twice takes the later
// value; "--" ends the flags; "-" is an operand.  Fails with kInvalidInput,
// naming what comes nearest to an unknown command, flag or choice.
Result<Typed> Parse(const std::vector<std::string>& arguments);

// The candidate that takes the fewest typing mistakes to reach from `word`, or
// "" where none is near enough to be meant.
std::string Nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace quoth::command

#endif  // QUOTH_COMMAND_FLAGS_H_
