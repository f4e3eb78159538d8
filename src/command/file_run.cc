#include "command/file_run.h"

namespace quoth::command {

ExitStatus Finish(const FileRun& run, OutputFile& output, const FileRunOutcome& outcome, bool found) {
  if (Status status = output.Commit(); !status.ok()) {
    if (run.complain) run.complain(status.message());
    return kTrouble;
  }
  if (!outcome.skipped.empty()) return kTrouble;
  return found ? kFound : kNothingFound;
}

ExitStatus RunRead(const FileRun& run, const std::string& model,
                   const std::function<Result<Reading>(const std::string& bytes)>& read, Format& format,
                   OutputFile& output) {
  Summary summary;
  summary.model = model;
  format.Begin(output);
  const FileRunOutcome outcome = RunFiles<Reading>(
      run, output, read,
      [&](const std::string& path, Reading&& reading) {
        ++summary.articles;
        summary.statements += reading.statements.size();
        summary.unsure += reading.unsure;
        reading.article.path = path;
        format.Add(reading, output);
      },
      [&](const Skipped& skipped) { format.Skip(skipped, output); });
  summary.skipped = outcome.skipped;
  summary.seconds = outcome.seconds;
  format.End(summary, output);
  return Finish(run, output, outcome, summary.statements > 0);
}

}  // namespace quoth::command
