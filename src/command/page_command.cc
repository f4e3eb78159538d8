// `quoth page`.
#include <utility>

#include "command/file_command.h"
#include "output/page_format.h"

namespace quoth::command {

ExitStatus PageCommand(const Typed& typed) {
  FileCommand files;
  if (Status status = files.Open(typed); !status.ok()) {
    Complain(status.message());
    return kTrouble;
  }
  PageOptions options;
  options.form = PageFormOf(typed.Text("from"));
  options.url = typed.Text("url");
  options.max_bytes = 0;  // the run has its own limit
  options.explain = typed.Has("explain");
  const auto format = MakePageFormat(typed.Text("format"), options.explain, files.look);

  PageSummary summary;
  format->Begin(files.output);
  const FileRunOutcome outcome = RunFiles<Page>(
      files.run, files.output, [&options](const std::string& bytes) { return ReadPageBytes(bytes, options); },
      [&](const std::string& path, Page&& page) {
        ++summary.pages;
        summary.articles += !page.text.empty();
        if (page.text.empty() && !options.explain) Complain(path + ": no article found on this page; --explain shows each block and why it was left out");
        format->Add(path, page, files.output);
      },
      [&](const Skipped& skipped) { format->Skip(skipped, files.output); });
  summary.skipped = outcome.skipped;
  summary.seconds = outcome.seconds;
  format->End(summary, files.output);
  return Finish(files.run, files.output, outcome, summary.articles > 0);
}

}  // namespace quoth::command
