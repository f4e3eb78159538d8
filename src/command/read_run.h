// The run behind `quoth read`: many inputs in, one ordered output out, nothing
// lost silently on the way.
//
// Thread rule: one run at a time on the same format and output; `read` is called
// from several threads at once.
#ifndef QUOTH_COMMAND_READ_RUN_H_
#define QUOTH_COMMAND_READ_RUN_H_

#include <functional>
#include <string>
#include <vector>

#include "command/output_file.h"
#include "output/format.h"
#include "quoth/statement.h"
#include "quoth/status.h"

namespace quoth::command {

// 0, 1 and 2 are what the shell sees.
enum ExitStatus { kFound = 0, kNothingFound = 1, kTrouble = 2 };

struct ReadRun {
  std::vector<std::string> paths;
  size_t threads = 1;
  size_t max_bytes = 256u << 20;  // a larger file is skipped; 0: no limit
  std::string model;              // for the summary

  // From a file's bytes to its reading; the path is filled in by the run.
  std::function<Result<Reading>(const std::string& bytes)> read;

  // Hears what went wrong, one line a call; null: nobody.
  std::function<void(const std::string& message)> complain;
};

// Reads every input and writes it in order; a file that fails is complained of,
// written as skipped and counted, and the run goes on.  The output is committed
// in any case.
ExitStatus RunRead(const ReadRun& run, Format& format, OutputFile& output);

}  // namespace quoth::command

#endif  // QUOTH_COMMAND_READ_RUN_H_
