// The man page and docs/command.md: one text, two markups.
#include "command/help.h"

namespace quoth::command {
namespace {

struct Section {
  const char* title;
  const char* text;  // paragraphs parted by blank lines
};

// What belongs to no single flag.
constexpr Section kSections[] = {
    {"EXIT STATUS",
     "0: at least one statement (read) or article (page) was found.\n\n"
     "1: everything was read, and there was none in it.\n\n"
     "2: something went wrong: a wrong flag, a file that could not be read (the others were), an output that could "
     "not be written.\n\n"
     "A reader that closes the pipe early, as head does, is no trouble."},
    {"ENVIRONMENT",
     "QUOTH_MODEL: the model file to use where --model is not given.\n\n"
     "QUOTH_PEOPLE: the table of people to use where --people is not given.\n\n"
     "NO_COLOR: where set and not empty, --color auto means never.\n\n"
     "COLUMNS: the width of the table where the terminal does not tell."},
    {"FILES",
     "share/quoth/quoth-read.model below the prefix of the installation: the model. The place is found from where the "
     "program itself lies."},
};

// roff takes a leading dot or quote as a command, \ as an escape and - as a hyphen
// that cannot be copied into a shell.
std::string Roff(const std::string& text) {
  std::string escaped;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-') {
      escaped += "\\-";
    } else if ((c == '.' || c == '\'') && (i == 0 || text[i - 1] == '\n')) {
      escaped += "\\&";
      escaped += c;
    } else if (c == '\n' && i + 1 < text.size() && text[i + 1] == '\n') {
      escaped += "\n.PP";
    } else {
      escaped += c;
    }
  }
  return escaped + "\n";
}

std::string RoffFlags(const Command& command) {
  std::string page;
  for (const Flag& flag : command.flags) {
    page += ".TP\n.B ";
    if (flag.letter != 0) page += Roff(std::string("-") + flag.letter + ", --" + flag.name);
    if (flag.letter == 0) page += Roff("--" + flag.name);
    if (flag.takes != Takes::kNothing) {
      page.pop_back();
      page += " \\fI" + flag.value + "\\fR\n";
    }
    const std::string note = ValueNote(flag);
    page += Roff(flag.detail + (note.empty() ? "" : " " + note));
  }
  return page;
}

}  // namespace

std::string ManPage(const std::string& version) {
  const Command& quoth = Commands().front();
  std::string page = ".TH QUOTH 1 \"\" \"Quoth " + version + "\" \"User Commands\"\n";
  page += ".SH NAME\nquoth \\- " + Roff(quoth.summary);
  page += ".SH SYNOPSIS\n";
  for (const Command& command : Commands()) {
    if (!command.name.empty()) page += ".B " + Roff(Usage(command)) + ".br\n";
  }
  page += ".B quoth \\-\\-help\n.SH DESCRIPTION\n" + Roff(quoth.detail);
  page += ".SH OPTIONS\n" + RoffFlags(quoth);
  page += ".SH COMMANDS\n";
  for (const Command& command : Commands()) {
    if (command.name.empty()) continue;
    page += ".SS " + Roff(Usage(command)) + Roff(command.detail) + RoffFlags(command);
  }
  for (const Section& section : kSections) {
    page += std::string(".SH ") + section.title + "\n" + Roff(section.text);
  }
  page += ".SH EXAMPLES\n";
  for (const Command& command : Commands()) {
    for (const Example& example : command.examples) page += ".TP\n.B " + Roff(example.line) + Roff(example.purpose);
  }
  return page;
}

std::string MarkdownReference() {
  std::string text = "# The command\n\nMade by `quoth --generate markdown` from the table of flags; the same words as `man quoth`.\n";
  for (const Command& command : Commands()) {
    text += "\n## `" + Usage(command) + "`\n\n" + command.detail + "\n";
    if (command.name.empty()) {
      text += "\n| command | |\n|---|---|\n";
      for (const Command& each : Commands()) {
        if (!each.name.empty()) text += "| `" + each.name + "` | " + each.summary + " |\n";
      }
    }
    text += "\n| flag | |\n|---|---|\n";
    for (const Flag& flag : command.flags) {
      std::string heading = Heading(flag);
      heading.erase(0, heading.find_first_not_of(' '));
      const std::string note = ValueNote(flag);
      text += "| `" + heading + "` | " + flag.detail + (note.empty() ? "" : " " + note) + " |\n";
    }
    if (!command.examples.empty()) text += "\n```sh\n";
    for (const Example& example : command.examples) text += "# " + example.purpose + "\n" + example.line + "\n";
    if (!command.examples.empty()) text += "```\n";
  }
  for (const Section& section : kSections) {
    std::string title = section.title;
    for (size_t i = 1; i < title.size(); ++i) title[i] = title[i] == ' ' ? ' ' : static_cast<char>(title[i] | 0x20);
    text += "\n## " + title + "\n\n" + section.text + "\n";
  }
  return text;
}

}  // namespace quoth::command
