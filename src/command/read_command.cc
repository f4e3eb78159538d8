// `quoth read`.
#include <algorithm>
#include <utility>

#include "base/iso_date.h"
#include "command/file_command.h"
#include "quoth/reader.h"

namespace quoth::command {
namespace {

// What a reader of a table sees is more often right than wrong.
constexpr double kTableConfidence = 0.5;

Result<Reading> ReadFromPage(const Reader& reader, PageForm form, const std::string& date, const std::string& bytes) {
  Result<Page> page = ReadPageBytes(bytes, {.form = form, .max_bytes = 0});  // the run has its own limit
  if (!page.ok()) return page.status();
  Result<Reading> reading = reader.Read(page->text, {.published = date.empty() ? page->published : date});
  if (!reading.ok()) return reading.status();
  if (!page->title.empty()) reading->article.title = page->title;
  reading->article.replaced += page->replaced;
  return reading;
}

}  // namespace

ExitStatus ReadCommand(const Typed& typed) {
  FileCommand files;
  if (Status status = files.Open(typed); !status.ok()) {
    Complain(status.message());
    return kTrouble;
  }
  ReaderOptions options;
  options.model = typed.Text("model");
  options.people = PeoplePath(typed);
  options.lenient = typed.Has("lenient");
  options.max_bytes = static_cast<size_t>(typed.Number("max-bytes"));
  std::string format = typed.Text("format");
  if (format.empty()) format = files.output.is_terminal() ? "table" : "jsonl";
  if (typed.Has("min-confidence")) {
    options.min_confidence = static_cast<double>(typed.Number("min-confidence")) / 100;
  } else if (format == "table") {
    options.min_confidence = kTableConfidence;
  }
  // A page may be far larger than the article in it.
  files.run.max_bytes = options.max_bytes == 0 ? 0 : std::max(files.run.max_bytes, options.max_bytes);
  Result<Reader> reader = Reader::Open(options);
  if (!reader.ok()) {
    Complain(reader.status().message());
    return kTrouble;
  }
  const std::string from = typed.Text("from"), date = typed.Text("date");
  if (!date.empty() && !ParseIsoDay(date)) {
    Complain("--date takes a day such as 2024-05-03, not \"" + date + "\"");
    return kTrouble;
  }
  return RunRead(
      files.run, reader->model_version(),
      [&](const std::string& bytes) -> Result<Reading> {
        if (from != "article") return ReadFromPage(*reader, PageFormOf(from), date, bytes);
        if (Status status = RefuseBinary(bytes); !status.ok()) return status;
        return reader->Read(bytes, {.published = date});
      },
      *MakeFormat(format, files.look), files.output);
}

}  // namespace quoth::command
