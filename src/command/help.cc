#include "command/help.h"

#include <algorithm>
#include <sstream>

namespace quoth::command {
namespace {

constexpr size_t kColumns = 80;

// `text` in lines of at most 80 columns, each after `indent` spaces; a blank
// line in it parts paragraphs.
std::string Wrap(const std::string& text, size_t indent) {
  const std::string margin(indent, ' ');
  std::string wrapped;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) {
      wrapped += '\n';
      continue;
    }
    std::istringstream words(line);
    size_t column = 0;
    for (std::string word; words >> word;) {
      if (column > 0 && column + 1 + word.size() > kColumns) {
        wrapped += '\n';
        column = 0;
      }
      wrapped += column == 0 ? margin : " ";
      column += (column == 0 ? indent : 1) + word.size();
      wrapped += word;
    }
    wrapped += '\n';
  }
  return wrapped;
}

std::string ListOfCommands() {
  size_t widest = 0;
  for (const Command& command : Commands()) widest = std::max(widest, command.name.size());
  std::string list = "\nCommands (quoth COMMAND -h says more):\n";
  for (const Command& command : Commands()) {
    if (command.name.empty()) continue;
    list += "  " + command.name + std::string(widest - command.name.size() + 2, ' ') + command.summary + "\n";
  }
  return list;
}

std::string Title(const Command& command) {
  return (command.name.empty() ? "quoth" : "quoth " + command.name) + ": " + command.summary + "\n";
}

}  // namespace

std::string Usage(const Command& command) {
  if (command.name.empty()) return "quoth COMMAND [FLAG...] PATH...";
  return "quoth " + command.name + " [FLAG...]" + (command.operands.empty() ? "" : " " + command.operands);
}

std::string Heading(const Flag& flag) {
  std::string heading = flag.letter == 0 ? "    " : std::string("-") + flag.letter + ", ";
  heading += "--" + flag.name;
  if (flag.takes != Takes::kNothing) heading += " " + flag.value;
  return heading;
}

std::string ValueNote(const Flag& flag) {
  std::string note;
  if (!flag.choices.empty()) {
    note = flag.value + " is one of ";
    for (size_t i = 0; i < flag.choices.size(); ++i) note += (i == 0 ? "" : ", ") + flag.choices[i];
    note += ".";
  }
  if (!flag.fallback.empty()) note += (note.empty() ? "" : " ") + ("Default: " + flag.fallback + ".");
  return note;
}

std::string ShortHelp(const Command& command) {
  std::string help = Title(command) + "\nUsage: " + Usage(command) + "\n";
  if (command.name.empty()) help += ListOfCommands();
  size_t widest = 0;
  for (const Flag& flag : command.flags) widest = std::max(widest, Heading(flag).size());
  help += "\nFlags:\n";
  for (const Flag& flag : command.flags) {
    const std::string heading = Heading(flag);
    std::string line = "  " + heading + std::string(widest - heading.size() + 2, ' ') + flag.summary;
    if (!flag.choices.empty() && command.name != "") {
      std::string choices = ": ";
      for (size_t i = 0; i < flag.choices.size(); ++i) choices += (i == 0 ? "" : ", ") + flag.choices[i];
      if (line.size() + choices.size() <= kColumns) line += choices;  // else --help has them
    }
    help += line + "\n";
  }
  return help;
}

std::string LongHelp(const Command& command) {
  std::string help = Title(command) + "\nUsage: " + Usage(command) + "\n\n" + Wrap(command.detail, 0);
  if (command.name.empty()) help += ListOfCommands();
  help += "\nFlags:\n";
  for (const Flag& flag : command.flags) {
    help += "  " + Heading(flag) + "\n" + Wrap(flag.detail, 10);
    if (const std::string note = ValueNote(flag); !note.empty()) help += Wrap(note, 10);
    help += "\n";
  }
  if (!command.examples.empty()) help += "Examples:\n";
  for (const Example& example : command.examples) help += "  " + example.line + "\n" + Wrap(example.purpose, 10);
  if (!command.name.empty()) {
    help += "\nExit status: 0 where something was found, 1 where there was nothing, 2 where\n"
            "something went wrong.\n";
  }
  return help;
}

}  // namespace quoth::command
