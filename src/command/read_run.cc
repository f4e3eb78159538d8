#include "command/read_run.h"

#include <chrono>
#include <new>
#include <utility>

#include "command/inputs.h"
#include "command/ordered.h"

namespace quoth::command {
namespace {

Result<Reading> ReadOne(const ReadRun& run, const Input& input) {
  // The one thing that may still be thrown, by any allocation: this file was too
  // large for the memory that there is, the next may not be.
  try {
    Result<std::string> bytes = Load(input, run.max_bytes);
    if (!bytes.ok()) return bytes.status();
    Result<Reading> reading = run.read(*bytes);
    if (!reading.ok()) {
      return Status(reading.status().code(), (input.path == "-" ? "standard input" : input.path) + ": " +
                                                 reading.status().message());
    }
    reading->article.path = input.path;
    return reading;
  } catch (const std::bad_alloc&) {
    return Status(Code::kTooLarge, input.path + ": there is not enough memory to read it; try --threads 1, or split it");
  }
}

}  // namespace

ExitStatus RunRead(const ReadRun& run, Format& format, OutputFile& output) {
  const auto start = std::chrono::steady_clock::now();
  const bool watched = output.is_terminal();
  const auto complain = [&run](const Status& status) {
    if (run.complain) run.complain(status.message());
  };
  Inputs inputs(run.paths);
  Summary summary;
  summary.model = run.model;

  format.Begin(output);
  RunOrdered<Input, Result<Reading>>(
      run.threads, [&] { return inputs.Next(); }, [&run](Input& input) { return ReadOne(run, input); },
      [&](Input&& input, Result<Reading>&& reading) {
        if (reading.ok()) {
          ++summary.articles;
          summary.statements += reading->statements.size();
          format.Add(*reading, output);
        } else {
          ++summary.skipped[ReasonName(reading.status().code())];
          complain(reading.status());
          format.Skip({std::move(input.path), reading.status()}, output);
        }
        if (watched) output.Flush();
        return !output.closed() && !output.failed();
      });
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  format.End(summary, output);
  if (Status status = output.Commit(); !status.ok()) {
    complain(status);
    return kTrouble;
  }
  if (!summary.skipped.empty()) return kTrouble;
  return summary.statements > 0 ? kFound : kNothingFound;
}

}  // namespace quoth::command
