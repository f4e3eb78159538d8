#include "command/flags.h"

#include <algorithm>
#include <charconv>

namespace quoth::command {
namespace {

std::string Join(const std::vector<std::string>& words, const char* between) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : between) + word;
  return joined;
}

std::string DidYouMean(const std::string& nearest) {
  return nearest.empty() ? "" : "; did you mean " + nearest + "?";
}

// "quoth" or "quoth read".
std::string Spoken(const Command& command) { return command.name.empty() ? "quoth" : "quoth " + command.name; }

Status Wrong(const Command& command, const std::string& what) {
  return Status(Code::kInvalidInput, Spoken(command) + ": " + what);
}

Status CheckValue(const Command& command, const Flag& flag, const std::string& value) {
  if (flag.takes == Takes::kChoice &&
      std::find(flag.choices.begin(), flag.choices.end(), value) == flag.choices.end()) {
    return Wrong(command, "--" + flag.name + " is one of " + Join(flag.choices, ", ") + ", not \"" + value + "\"" +
                              DidYouMean(Nearest(value, flag.choices)));
  }
  if (flag.takes == Takes::kNumber) {
    long number = 0;
    const char* end = value.data() + value.size();
    const auto parsed = std::from_chars(value.data(), end, number);
    if (parsed.ec != std::errc() || parsed.ptr != end || number < flag.least || number > flag.most) {
      return Wrong(command, "--" + flag.name + " is a whole number from " + std::to_string(flag.least) + " to " +
                                std::to_string(flag.most) + ", not \"" + value + "\"");
    }
  }
  if (flag.takes == Takes::kFile && value.empty()) {
    return Wrong(command, "--" + flag.name + " needs the name of a file");
  }
  return Status();
}

}  // namespace

const Command* FindCommand(std::string_view name) {
  for (const Command& command : Commands()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

const Flag* FindFlag(const Command& command, std::string_view name) {
  for (const Flag& flag : command.flags) {
    if (flag.name == name) return &flag;
  }
  return nullptr;
}

std::string Typed::Text(const std::string& flag) const {
  const auto found = values.find(flag);
  if (found != values.end()) return found->second;
  const Flag* known = FindFlag(*command, flag);
  return known == nullptr ? "" : known->fallback;
}

long Typed::Number(const std::string& flag) const {
  const std::string text = Text(flag);
  long number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string Nearest(std::string_view word, const std::vector<std::string>& candidates) {
  // Typing mistakes: a letter too many, too few or wrong, or two swapped.
  const auto mistakes = [&](std::string_view a, std::string_view b) {
    std::vector<std::vector<size_t>> cost(a.size() + 1, std::vector<size_t>(b.size() + 1));
    for (size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
    for (size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
    for (size_t i = 1; i <= a.size(); ++i) {
      for (size_t j = 1; j <= b.size(); ++j) {
        cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
          cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.size()][b.size()];
  };
  if (word.size() > 64) return "";
  std::string nearest;
  size_t fewest = std::max<size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.empty()) continue;
    // Somebody who writes --form for --format is not far off either.
    const size_t count = word.size() >= 3 && candidate.starts_with(word) ? 1 : mistakes(word, candidate);
    if (count < fewest) {
      fewest = count;
      nearest = candidate;
    }
  }
  return nearest;
}

Result<Typed> Parse(const std::vector<std::string>& arguments) {
  Typed typed;
  typed.command = &Commands().front();
  size_t at = 0;
  if (!arguments.empty() && !arguments[0].starts_with("-")) {
    typed.command = FindCommand(arguments[0]);
    if (typed.command == nullptr || arguments[0].empty()) {
      std::vector<std::string> names;
      for (const Command& command : Commands()) names.push_back(command.name);
      return Wrong(Commands().front(), "no command \"" + arguments[0] + "\"" +
                                           DidYouMean(Nearest(arguments[0], names)) + " (quoth -h lists them)");
    }
    at = 1;
  }
  const Command& command = *typed.command;
  std::vector<std::string> names;
  for (const Flag& flag : command.flags) names.push_back(flag.name);

  bool flags_ended = false;
  for (; at < arguments.size(); ++at) {
    const std::string& argument = arguments[at];
    if (flags_ended || argument == "-" || !argument.starts_with("-")) {
      typed.operands.push_back(argument);
      continue;
    }
    if (argument == "--") {
      flags_ended = true;
      continue;
    }
    const Flag* flag = nullptr;
    std::string value;
    bool attached = false;  // the value stands in the same argument
    if (argument.starts_with("--")) {
      const size_t equals = argument.find('=');
      const std::string name = argument.substr(2, equals == std::string::npos ? equals : equals - 2);
      flag = FindFlag(command, name);
      if (flag == nullptr) {
        const std::string nearest = Nearest(name, names);
        return Wrong(command, "no flag --" + name + DidYouMean(nearest.empty() ? "" : "--" + nearest));
      }
      attached = equals != std::string::npos;
      if (attached) value = argument.substr(equals + 1);
    } else {
      for (const Flag& known : command.flags) {
        if (known.letter != 0 && known.letter == argument[1]) flag = &known;
      }
      if (flag == nullptr) {
        const std::string nearest = Nearest(argument.substr(1), names);
        return Wrong(command, "no flag " + argument + DidYouMean(nearest.empty() ? "" : "--" + nearest));
      }
      attached = argument.size() > 2;
      if (attached) value = argument.substr(2);
    }
    if (flag->takes == Takes::kNothing) {
      if (attached) return Wrong(command, "--" + flag->name + " takes no value");
    } else if (!attached) {
      if (++at == arguments.size()) {
        return Wrong(command, argument + " needs a value: " +
                                  (flag->choices.empty() ? flag->value : Join(flag->choices, ", ")));
      }
      value = arguments[at];
    }
    if (Status status = CheckValue(command, *flag, value); !status.ok()) return status;
    typed.values[flag->name] = value;
  }
  if (command.operands.empty() && !typed.operands.empty()) {
    return Wrong(command, "does not know what to do with \"" + typed.operands[0] + "\"");
  }
  return typed;
}

}  // namespace quoth::command
