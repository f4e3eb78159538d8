// `quoth check`.
#include <utility>

#include "command/claims.h"
#include "command/file_command.h"
#include "command/record_command.h"
#include "output/finding_format.h"
#include "quoth/check.h"
#include "quoth/reader.h"

namespace quoth::command {
namespace {

constexpr size_t kMaxFile = 256u << 20;

Result<std::string> Bytes(const std::string& path) { return Load({.path = path}, kMaxFile); }

Result<std::vector<ReadClaim>> FromFile(const std::string& path) {
  Result<std::string> bytes = Bytes(path);
  if (!bytes.ok()) return bytes.status();
  return ClaimsOfLines(*bytes, path);
}

// The draft's own speakers, where there is a model to find them.
Result<std::vector<ReadClaim>> FromDraft(const std::string& path, const std::string& model) {
  Result<std::string> bytes = Bytes(path);
  if (!bytes.ok()) return bytes.status();
  Result<Page> page = ReadPageBytes(*bytes, {.form = PageForm::kAuto, .max_bytes = 0});
  if (!page.ok()) return Status(page.status().code(), path + ": " + page.status().message());
  // Plain text is taken as it stands, so that places are the file's own.
  const std::string text = page->html || page->replaced > 0 || page->encoding != "utf-8" ? page->text : *bytes;
  Result<Reader> reader = Reader::Open({.model = model});
  if (!reader.ok()) {
    Complain(reader.status().message() + "; the draft's quotations are checked whoever said them");
    return ClaimsOfDraft(text, {}, path);
  }
  Result<Reading> reading = reader->Read(text);
  if (!reading.ok()) return Status(reading.status().code(), path + ": " + reading.status().message());
  return ClaimsOfDraft(text, reading->statements, path);
}

Result<std::vector<ReadClaim>> Claims(const Typed& typed) {
  const std::string words = Words(typed), file = typed.Text("file"), article = typed.Text("article");
  if ((words.empty() ? 0 : 1) + (file.empty() ? 0 : 1) + (article.empty() ? 0 : 1) != 1) {
    return Status(Code::kInvalidInput, "check needs the WORDS of a claim, or --file, or --article: one of the three");
  }
  if (!file.empty()) return FromFile(file);
  if (!article.empty()) return FromDraft(article, typed.Text("model"));
  return std::vector<ReadClaim>{{.claim = {.words = words}}};
}

}  // namespace

ExitStatus CheckCommand(const Typed& typed) {
  Result<std::vector<ReadClaim>> claims = Claims(typed);
  if (!claims.ok()) return Trouble(claims.status());
  RecordCommand command;
  if (Status status = command.Open(typed); !status.ok()) return Trouble(status);
  std::string name = typed.Text("format");
  if (name.empty()) name = command.output.is_terminal() ? "table" : "jsonl";
  const auto format = MakeFindingFormat(name, command.look);

  Checker checker(&*command.record, {.evidence = static_cast<size_t>(typed.Number("limit"))});
  bool stands = true, trouble = false;
  for (ReadClaim& read : *claims) {
    if (!typed.Text("by").empty()) read.claim.by = typed.Text("by");
    if (!typed.Text("on").empty()) read.claim.on = typed.Text("on");
    Result<Finding> finding = read.status.ok() ? checker.Check(read.claim) : Result<Finding>(read.status);
    if (finding.ok()) {
      stands = stands && Passes(finding->verdict);
      format->Add(*finding, read.place, command.output);
      continue;
    }
    // A quotation of a draft may be a mark and nothing else: no claim.
    if (!typed.Text("article").empty() && finding.status().code() == Code::kInvalidInput) continue;
    trouble = true;
    std::string message = finding.status().message();
    const std::string place = read.place.path.empty() ? "" : read.place.path + ":" + std::to_string(read.place.line);
    if (read.status.ok() && !place.empty()) message = place + ": " + message;
    Complain(message);
    if (!place.empty()) format->Skip({place, finding.status()}, command.output);
    if (finding.status().code() == Code::kCorrupt || finding.status().code() == Code::kUnreadable) break;  // the record itself
  }
  format->End(command.output);
  const ExitStatus status = command.Finish(stands);
  return trouble ? kTrouble : status;
}

}  // namespace quoth::command
