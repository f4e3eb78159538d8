#include "command/read_command.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <utility>

#include "command/inputs.h"
#include "output/terminal_text.h"
#include "quoth/page.h"
#include "quoth/reader.h"

namespace quoth::command {
namespace {

void Complain(const std::string& message) {
  // A path may hold anything; a terminal obeys none of it.
  std::fprintf(stderr, "quoth: %s\n", Printable(message).c_str());
}

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

// Whether more than one article may come.
bool MayBeSeveral(const std::vector<std::string>& paths) {
  return paths.size() > 1 || !Inputs::IsOneFile(paths.front());
}

Status RefuseBinary(const std::string& bytes) {
  const void* nul = std::memchr(bytes.data(), '\0', bytes.size());
  if (nul == nullptr) return Status();
  const size_t place = static_cast<size_t>(static_cast<const char*>(nul) - bytes.data());
  return Status(Code::kInvalidInput,
                "not a text: a NUL at byte " + std::to_string(place) + "; Quoth reads text and HTML");
}

// A file's text as it stands.
Result<Reading> ReadArticle(const Reader& reader, const std::string& bytes) {
  if (Status status = RefuseBinary(bytes); !status.ok()) return status;
  return reader.Read(bytes);
}

// The article out of a page.
Result<Reading> ReadFromPage(const Reader& reader, PageForm form, const std::string& bytes) {
  thread_local PageReader pages;
  PageOptions options;
  options.form = form;
  options.max_bytes = 0;  // the run has its own limit
  Result<Page> page = pages.Read(bytes, options);
  if (!page.ok()) return page.status();
  // Browsers read HTML with NULs in it, and UTF-16 is full of them; elsewhere one
  // means that this is no text.
  if (!page->html && !page->encoding.starts_with("utf-16")) {
    if (Status status = RefuseBinary(bytes); !status.ok()) return status;
  }
  Result<Reading> reading = reader.Read(page->text);
  if (!reading.ok()) return reading.status();
  if (!page->title.empty()) reading->article.title = page->title;
  reading->article.replaced += page->replaced;
  return reading;
}

}  // namespace

ExitStatus ReadCommand(const Typed& typed) {
  if (typed.operands.empty()) {
    Complain("quoth read: needs a PATH: a file, a folder, or - for standard input");
    return kTrouble;
  }
  ReaderOptions options;
  options.model = typed.Text("model");
  options.lenient = typed.Has("lenient");
  Result<Reader> reader = Reader::Open(options);
  if (!reader.ok()) {
    Complain(reader.status().message());
    return kTrouble;
  }
  OutputFile output;
  if (Status status = output.Open(typed.Text("output")); !status.ok()) {
    Complain(status.message());
    return kTrouble;
  }
  std::string name = typed.Text("format");
  if (name.empty()) name = output.is_terminal() ? "table" : "jsonl";
  FormatOptions look;
  look.color = WantsColor(typed.Text("color"), output);
  look.columns = TableColumns(output);
  look.several = MayBeSeveral(typed.operands);
  const std::unique_ptr<Format> format = MakeFormat(name, look);

  ReadRun run;
  run.paths = typed.operands;
  run.threads = static_cast<size_t>(typed.Number("threads"));
  if (run.threads == 0) run.threads = std::max(1u, std::thread::hardware_concurrency());
  run.max_bytes = options.max_bytes;
  run.model = reader->model_version();
  run.complain = Complain;
  const std::string from = typed.Text("from");
  const PageForm form = from == "html" ? PageForm::kHtml : from == "text" ? PageForm::kText : PageForm::kAuto;
  run.read = [&reader, &from, form](const std::string& bytes) {
    return from == "article" ? ReadArticle(*reader, bytes) : ReadFromPage(*reader, form, bytes);
  };
  return RunRead(run, *format, output);
}

}  // namespace quoth::command
