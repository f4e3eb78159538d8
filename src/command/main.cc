#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

#include "command/file_command.h"
#include "command/flags.h"
#include "command/help.h"
#include "command/record_command.h"

namespace quoth::command {
namespace {

ExitStatus Print(const std::string& text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0 ? kFound : kTrouble;
}

ExitStatus Main(const std::vector<std::string>& arguments) {
  Result<Typed> typed = Parse(arguments);
  if (!typed.ok()) {
    std::fprintf(stderr, "%s\n", typed.status().message().c_str());
    return kTrouble;
  }
  if (typed->Has("help")) {
    // -h is the short one, however it is spelt in the end.
    bool full = false;
    for (const std::string& argument : arguments) full = full || argument == "--help";
    return Print(full ? LongHelp(*typed->command) : ShortHelp(*typed->command));
  }
  if (typed->command->name == "read") return ReadCommand(*typed);
  if (typed->command->name == "people") return PeopleCommand(*typed);
  if (typed->command->name == "page") return PageCommand(*typed);
  if (typed->command->name == "ingest") return IngestCommand(*typed);
  if (typed->command->name == "find") return FindCommand(*typed);
  if (typed->command->name == "check") return CheckCommand(*typed);
  if (typed->command->name == "show") return ShowCommand(*typed);
  if (typed->command->name == "speakers") return SpeakersCommand(*typed);
  if (typed->command->name == "timeline") return TimelineCommand(*typed);
  if (typed->command->name == "export") return ExportCommand(*typed);
  if (typed->Has("version")) return Print("quoth " QUOTH_VERSION "\n");
  const std::string kind = typed->Text("generate");
  if (kind == "man") return Print(ManPage(QUOTH_VERSION));
  if (kind == "markdown") return Print(MarkdownReference());
  if (!kind.empty()) return Print(Completions(kind.substr(kind.find('-') + 1)));
  std::fputs(ShortHelp(*typed->command).c_str(), stderr);
  return kTrouble;
}

}  // namespace
}  // namespace quoth::command

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is seen where it is written to
  std::signal(SIGXFSZ, SIG_IGN);  // likewise a file that may not grow
  return quoth::command::Main(std::vector<std::string>(argv + 1, argv + (argc > 0 ? argc : 1)));
}
