// `quoth show ARTICLE`.
#include <algorithm>

#include "command/file_command.h"
#include "command/record_command.h"
#include "output/report_format.h"
#include "output/terminal_text.h"
#include "quoth/check.h"
#include "record/fold.h"

namespace quoth::command {
namespace {

// A wording's words beside those of another: [-left out-] {+put in+}.
std::string Difference(const std::string& words, const std::string& other) {
  const Comparison comparison = Compare(words, {.text = other});
  if (comparison.diff.empty()) return words;
  std::string shown;
  const auto add = [&](const std::string& piece) {
    if (!shown.empty() && !piece.empty()) shown += ' ';
    shown += piece;
  };
  for (const DiffPart& part : comparison.diff) {
    if (part.change == Change::kSame) {
      add(part.claim);
      continue;
    }
    if (!part.record.empty()) add("[-" + part.record + "-]");
    if (!part.claim.empty()) add("{+" + part.claim + "+}");
  }
  return shown;
}

class Page {
 public:
  Page(Sink& sink, const FormatOptions& look) : sink_(sink), look_(look) {}
  void Line(const std::string& text, size_t indent = 0, const char* code = "") {
    for (const std::string& line : Wrap(Printable(text), look_.columns - indent)) {
      const bool plain = !look_.color || *code == '\0';
      sink_.Write(std::string(indent, ' ') + (plain ? line : code + line + "\x1b[0m") + "\n");
    }
  }
  void Blank() { sink_.Write("\n"); }

 private:
  Sink& sink_;
  const FormatOptions& look_;
};

constexpr const char* kBold = "\x1b[1;36m";
constexpr const char* kDim = "\x1b[2m";

// What became of the statements of `before` in `after`.
void ShowChanges(const std::vector<Report>& before, const std::vector<Report>& after, Page& page) {
  std::vector<bool> used(before.size());
  std::vector<size_t> partner(after.size(), before.size());
  for (size_t i = 0; i < after.size(); ++i) {
    for (size_t k = 0; k < before.size() && partner[i] == before.size(); ++k) {
      if (!used[k] && record::FoldWords(before[k].content) == record::FoldWords(after[i].content)) partner[i] = k;
    }
    if (partner[i] < before.size()) used[partner[i]] = true;
  }
  size_t same = 0;
  for (size_t i = 0; i < after.size(); ++i) {
    if (partner[i] < before.size()) {
      ++same;
      const Report& old = before[partner[i]];
      if (old.who != after[i].who) page.Line("now by " + after[i].who + ", not " + old.who + ": " + after[i].content, 2);
      continue;
    }
    double best = 0.5;
    for (size_t k = 0; k < before.size(); ++k) {
      if (used[k]) continue;
      const double likeness = Compare(after[i].content, {.text = before[k].content}).likeness;
      if (likeness > best) {
        best = likeness;
        partner[i] = k;
      }
    }
    if (partner[i] < before.size()) {
      used[partner[i]] = true;
      page.Line("altered · " + after[i].who + ": " + Difference(after[i].content, before[partner[i]].content), 2);
    } else {
      page.Line("added · " + after[i].who + ": " + after[i].content, 2);
    }
  }
  for (size_t k = 0; k < before.size(); ++k) {
    if (!used[k]) page.Line("dropped · " + before[k].who + ": " + before[k].content, 2);
  }
  page.Line(std::to_string(same) + " of " + std::to_string(after.size()) + " statements unchanged", 2, kDim);
}

Status ShowEditions(Record& record, const std::vector<EditionFacts>& editions, Page& page) {
  std::vector<Report> before;
  for (const EditionFacts& edition : editions) {
    Result<std::vector<Report>> statements = record.StatementsOf(edition.id);
    if (!statements.ok()) return statements.status();
    std::string heading = edition.url + " · edition " + std::to_string(edition.number);
    for (const std::string* date : {&edition.modified, &edition.published, &edition.crawled}) {
      if (date->empty()) continue;
      heading += " · " + date->substr(0, 16);
      break;
    }
    page.Line(heading, 0, kBold);
    page.Line(edition.title, 2);
    if (edition.number == 1) page.Line(std::to_string(edition.statements) + " statements", 2, kDim);
    else ShowChanges(before, *statements, page);
    before = std::move(*statements);
  }
  return Status();
}

Status WriteReports(Record& record, const std::vector<Report>& reports, const std::string& name, RecordCommand& command) {
  const auto format = MakeReportFormat(name, command.look);
  format->Begin(command.output);
  for (const Report& report : reports) {
    Result<std::string> text = record.Text(report.edition);
    if (!text.ok()) return text.status();
    format->Add({.report = report, .text = *text}, command.output);
  }
  format->End(command.output);
  return Status();
}

}  // namespace

ExitStatus ShowArticle(const Typed& typed, const std::string& article) {
  RecordCommand command;
  if (Status status = command.Open(typed); !status.ok()) return Trouble(status);
  std::string format = typed.Text("format");
  if (format.empty()) format = command.output.is_terminal() ? "table" : "jsonl";
  Result<std::vector<EditionFacts>> editions = command.record->Editions(article);
  if (!editions.ok()) {
    if (editions.status().code() != Code::kNotFound) return Trouble(editions.status());
    Complain(editions.status().message());
    return command.Finish(false);
  }
  Status status;
  if (typed.Has("editions")) {
    Page page(command.output, command.look);
    status = ShowEditions(*command.record, *editions, page);
  } else {
    Result<std::vector<Report>> reports = command.record->StatementsOf(editions->back().id);
    status = reports.ok() ? WriteReports(*command.record, *reports, format, command) : reports.status();
  }
  return status.ok() ? command.Finish(true) : Trouble(status);
}

}  // namespace quoth::command
