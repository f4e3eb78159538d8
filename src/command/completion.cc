// Completion scripts.  What a flag's value is decides what is offered: its
// choices, file names, or nothing.
#include "command/help.h"

namespace quoth::command {
namespace {

std::string Words(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
  return joined;
}

std::string CommandNames() {
  std::vector<std::string> names;
  for (const Command& command : Commands()) {
    if (!command.name.empty()) names.push_back(command.name);
  }
  return Words(names);
}

std::string Bash() {
  std::string script =
      "# bash completion for quoth\n"
      "_quoth() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= i\n"
      "  COMPREPLY=()\n"
      "  # --flag=value arrives as three words\n"
      "  if [[ $word == '=' ]]; then word=; elif [[ $before == '=' ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case ${COMP_WORDS[i]} in -*) ;; *) command=${COMP_WORDS[i]}; break ;; esac\n"
      "  done\n"
      "  case $command in\n";
  // quoth itself comes last: its pattern takes any word.
  std::vector<const Command*> order;
  for (size_t i = 1; i < Commands().size(); ++i) order.push_back(&Commands()[i]);
  order.push_back(&Commands()[0]);
  for (const Command* command : order) {
    std::vector<std::string> flags;
    script += "    " + (command->name.empty() ? std::string("*") : command->name) + ")\n      case $before in\n";
    for (const Flag& flag : command->flags) {
      flags.push_back("--" + flag.name);
      if (flag.letter != 0) flags.push_back(std::string("-") + flag.letter);
      if (flag.takes == Takes::kNothing) continue;
      script += "        --" + flag.name + (flag.letter != 0 ? std::string("|-") + flag.letter : "") + ") ";
      if (flag.takes == Takes::kChoice) script += "COMPREPLY=($(compgen -W '" + Words(flag.choices) + "' -- \"$word\")); ";
      if (flag.takes == Takes::kFile) script += "COMPREPLY=($(compgen -f -- \"$word\")); ";
      script += "return ;;\n";
    }
    script += "      esac\n";
    const std::string words = Words(flags) + (command->name.empty() ? " " + CommandNames() : "");
    script += command->name.empty() ? "      " : "      [[ $word == -* ]] && ";
    script += "COMPREPLY=($(compgen -W '" + words + "' -- \"$word\")) ;;\n";
  }
  return script + "  esac\n}\ncomplete -o default -F _quoth quoth\n";
}

// In single quotes, with the brackets and colons that _arguments would read escaped.
std::string ZshText(const std::string& text) {
  std::string quoted;
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      if (c == '[' || c == ']' || c == ':') quoted += '\\';
      quoted += c;
    }
  }
  return quoted;
}

std::string ZshArguments(const Command& command) {
  std::string arguments;
  for (const Flag& flag : command.flags) {
    std::string value;
    if (flag.takes == Takes::kChoice) value = ":" + flag.value + ":(" + Words(flag.choices) + ")";
    if (flag.takes == Takes::kFile) value = ":" + flag.value + ":_files";
    if (flag.takes == Takes::kNumber || flag.takes == Takes::kText) value = ":" + flag.value + ": ";
    const std::string text = "[" + ZshText(flag.summary) + "]" + value + "' \\\n";
    arguments += "        '--" + flag.name + (value.empty() ? "" : "=") + text;
    if (flag.letter != 0) arguments += std::string("        '-") + flag.letter + (value.empty() ? "" : "+") + text;
  }
  return arguments;
}

std::string Zsh() {
  std::string script =
      "#compdef quoth\n"
      "_quoth() {\n"
      "  local -a commands\n"
      "  commands=(\n";
  for (const Command& command : Commands()) {
    if (!command.name.empty()) script += "    '" + command.name + ":" + ZshText(command.summary) + "'\n";
  }
  script +=
      "  )\n"
      "  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
      "    _describe command commands\n"
      "    return\n"
      "  fi\n"
      "  local command=$words[2]\n"
      "  case $command in\n";
  for (size_t i = 1; i < Commands().size(); ++i) {
    const Command& command = Commands()[i];
    script += "    " + command.name + ")\n      shift words\n      (( CURRENT-- ))\n      _arguments \\\n" +
              ZshArguments(command) + "        '*:path:_files'\n      ;;\n";
  }
  script += "    *)\n      _arguments \\\n" + ZshArguments(Commands()[0]) + "        && return\n      ;;\n";
  return script + "  esac\n}\nif [[ $funcstack[1] == _quoth ]]; then _quoth \"$@\"; else compdef _quoth quoth; fi\n";
}

std::string FishText(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

std::string Fish() {
  std::string script = "# fish completion for quoth\n";
  for (const Command& command : Commands()) {
    std::string where = " -n __fish_use_subcommand";
    if (!command.name.empty()) {
      script += "complete -c quoth -f -n __fish_use_subcommand -a " + command.name + " -d " + FishText(command.summary) + "\n";
      where = " -n '__fish_seen_subcommand_from " + command.name + "'";
    }
    for (const Flag& flag : command.flags) {
      script += "complete -c quoth" + where + " -l " + flag.name;
      if (flag.letter != 0) script += std::string(" -s ") + flag.letter;
      if (flag.takes == Takes::kChoice) script += " -x -a '" + Words(flag.choices) + "'";
      if (flag.takes == Takes::kNumber || flag.takes == Takes::kText) script += " -x";
      if (flag.takes == Takes::kFile) script += " -r";
      script += " -d " + FishText(flag.summary) + "\n";
    }
  }
  return script;
}

}  // namespace

std::string Completions(const std::string& shell) {
  if (shell == "bash") return Bash();
  if (shell == "zsh") return Zsh();
  return Fish();
}

}  // namespace quoth::command
