#include "command/file_command.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <utility>

#include "output/terminal_text.h"

namespace quoth::command {
namespace {

bool WantsColor(const std::string& when, const OutputFile& output) {
  if (when != "auto") return when == "always";
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return output.is_terminal() && (no_color == nullptr || *no_color == '\0') &&
         (term == nullptr || std::strcmp(term, "dumb") != 0);
}

size_t TableColumns(const OutputFile& output) {
  constexpr size_t kWidest = 110;  // longer lines are hard to read
  winsize size{};
  if (output.is_terminal() && ioctl(output.descriptor(), TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return std::min<size_t>(size.ws_col, kWidest);
  }
  const char* columns = std::getenv("COLUMNS");
  const long number = columns == nullptr ? 0 : std::strtol(columns, nullptr, 10);
  return number > 0 ? std::min<size_t>(static_cast<size_t>(number), kWidest) : 80;
}

}  // namespace

void Complain(const std::string& message) { std::fprintf(stderr, "quoth: %s\n", Printable(message).c_str()); }

Status OpenOutput(const Typed& typed, OutputFile* output, FormatOptions* look) {
  if (Status status = output->Open(typed.Text("output")); !status.ok()) return status;
  look->color = WantsColor(typed.Text("color"), *output);
  look->columns = TableColumns(*output);
  return Status();
}

Status FileCommand::Open(const Typed& typed) {
  if (typed.operands.empty()) {
    return Status(Code::kInvalidInput, typed.command->name + " needs a PATH: a file, a folder, or - for standard input");
  }
  if (Status status = OpenOutput(typed, &output, &look); !status.ok()) return status;
  look.several = typed.operands.size() > 1 || !Inputs::IsOneFile(typed.operands.front());
  run.paths = typed.operands;
  run.threads = static_cast<size_t>(typed.Number("threads"));
  if (run.threads == 0) run.threads = std::max(1u, std::thread::hardware_concurrency());
  run.complain = Complain;
  return Status();
}

PageForm PageFormOf(const std::string& from) {
  return from == "html" ? PageForm::kHtml : from == "text" ? PageForm::kText : PageForm::kAuto;
}

Status RefuseBinary(const std::string& bytes) {
  const void* nul = std::memchr(bytes.data(), '\0', bytes.size());
  if (nul == nullptr) return Status();
  const size_t place = static_cast<size_t>(static_cast<const char*>(nul) - bytes.data());
  return Status(Code::kInvalidInput,
                "not a text: a NUL at byte " + std::to_string(place) + "; Quoth reads text and HTML");
}

Result<Page> ReadPageBytes(const std::string& bytes, const PageOptions& options) {
  thread_local PageReader pages;
  Result<Page> page = pages.Read(bytes, options);
  // Browsers read HTML with NULs in it, and UTF-16 is full of them; elsewhere one
  // means that this is no text.
  if (page.ok() && !page->html && !page->encoding.starts_with("utf-16")) {
    if (Status status = RefuseBinary(bytes); !status.ok()) return status;
  }
  return page;
}

}  // namespace quoth::command
