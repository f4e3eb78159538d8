// The run behind `quoth read` and `quoth page`: many inputs in, one ordered output
// out, nothing lost silently on the way.
//
// Thread rule: one run at a time on the same output; the work on a file's bytes is
// done in several threads at once.
#ifndef QUOTH_COMMAND_FILE_RUN_H_
#define QUOTH_COMMAND_FILE_RUN_H_

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "command/inputs.h"
#include "command/ordered.h"
#include "command/output_file.h"
#include "output/format.h"
#include "quoth/statement.h"
#include "quoth/status.h"

namespace quoth::command {

// 0, 1 and 2 are what the shell sees.
enum ExitStatus { kFound = 0, kNothingFound = 1, kTrouble = 2 };

struct FileRun {
  std::vector<std::string> paths;
  size_t threads = 1;
  size_t max_bytes = 256u << 20;  // a larger file is skipped; 0: no limit

  // Hears what went wrong, one line a call; null: nobody.
  std::function<void(const std::string& message)> complain;
};

// What a run left undone, and how long it took.
struct FileRunOutcome {
  std::map<std::string, size_t> skipped;  // reason (ReasonName) -> inputs
  double seconds = 0;                     // wall clock
};

// Loads an input and calls `work` on its bytes.  A failure names the input; memory
// that runs out is one, so that the next file gets its turn.
template <typename Product>
Result<Product> WorkOn(const Input& input, size_t max_bytes,
                       const std::function<Result<Product>(const std::string& bytes)>& work) {
  try {
    Result<std::string> bytes = Load(input, max_bytes);
    if (!bytes.ok()) return bytes.status();
    Result<Product> product = work(*bytes);
    if (product.ok()) return product;
    const Status& status = product.status();
    return Status(status.code(), (input.path == "-" ? "standard input" : input.path) + ": " + status.message());
  } catch (const std::bad_alloc&) {
    return Status(Code::kTooLarge, input.path + ": there is not enough memory to read it; try --threads 1, or split it");
  }
}

// Does `work` on every input's bytes, in several threads, and hands what comes of it
// to `write` in the order of the inputs.  A file that fails is complained of,
// handed to `skip` and counted, and the run goes on; it ends early where nobody
// reads the output any more.
template <typename Product>
FileRunOutcome RunFiles(const FileRun& run, OutputFile& output,
                        const std::function<Result<Product>(const std::string& bytes)>& work,
                        const std::function<void(const std::string& path, Product&& product)>& write,
                        const std::function<void(const Skipped&)>& skip) {
  const auto start = std::chrono::steady_clock::now();
  const bool watched = output.is_terminal();
  FileRunOutcome outcome;
  Inputs inputs(run.paths);
  RunOrdered<Input, Result<Product>>(
      run.threads, [&] { return inputs.Next(); },
      [&](Input& input) { return WorkOn<Product>(input, run.max_bytes, work); },
      [&](Input&& input, Result<Product>&& product) {
        if (product.ok()) {
          write(input.path, std::move(product).value());
        } else {
          ++outcome.skipped[ReasonName(product.status().code())];
          if (run.complain) run.complain(product.status().message());
          skip({std::move(input.path), product.status()});
        }
        if (watched) output.Flush();
        return !output.closed() && !output.failed();
      });
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return outcome;
}

// Puts the output in its place, and says what the run came to.
ExitStatus Finish(const FileRun& run, OutputFile& output, const FileRunOutcome& outcome, bool found);

// `quoth read`'s run: every reading through a format, with its summary.
ExitStatus RunRead(const FileRun& run, const std::string& model,
                   const std::function<Result<Reading>(const std::string& bytes)>& read, Format& format,
                   OutputFile& output);

}  // namespace quoth::command

#endif  // QUOTH_COMMAND_FILE_RUN_H_
