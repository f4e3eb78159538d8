// `quoth ingest`.
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>

#include "command/file_command.h"
#include "command/ingest_run.h"
#include "command/record_command.h"
#include "output/json.h"
#include "output/terminal_text.h"
#include "quoth/check.h"

namespace quoth::command {
namespace {

using Clock = std::chrono::steady_clock;

// "12 345 678" reads better than 12345678.
std::string Grouped(size_t number) {
  std::string digits = std::to_string(number);
  for (size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

// The line at the foot of the terminal.
class ProgressLine {
 public:
  explicit ProgressLine(bool shown) : shown_(shown) {}
  ~ProgressLine() { Clear(); }

  void Show(const IngestCounts& counts, const std::string& path, double done) {
    const auto now = Clock::now();
    if (!shown_ || std::chrono::duration<double>(now - last_).count() < 0.2) return;
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    size_t bad = 0;
    for (const auto& [reason, count] : counts.bad) bad += count;
    const size_t articles = counts.articles + counts.editions;
    char rate[64];
    std::snprintf(rate, sizeof rate, "%.1f/s", seconds > 0 ? static_cast<double>(articles) / seconds : 0);
    std::string line = Grouped(articles) + " articles, " + Grouped(counts.statements) + " statements, " + rate;
    if (bad > 0) line += ", " + Grouped(bad) + " skipped";
    if (counts.unchanged > 0) line += ", " + Grouped(counts.unchanged) + " known";
    if (done > 0) {
      constexpr size_t kCells = 20;
      const auto full = static_cast<size_t>(std::min(1.0, done) * kCells);
      std::string bar = " [";
      for (size_t i = 0; i < kCells; ++i) bar += i < full ? '#' : '.';
      char percent[16];
      std::snprintf(percent, sizeof percent, "] %3.0f %%", std::min(1.0, done) * 100);
      line += bar + percent;
    }
    winsize size{};
    const size_t columns = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col - 1u : 79u;
    line += " " + Printable(path);
    std::fprintf(stderr, "\r\x1b[K%s", Wrap(line, columns).front().c_str());
    std::fflush(stderr);
    drawn_ = true;
  }

  // So that other lines can be written.
  void Clear() {
    if (drawn_) std::fputs("\r\x1b[K", stderr);
    drawn_ = false;
  }

 private:
  const bool shown_;
  bool drawn_ = false;
  const Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
};

void SayCounts(const IngestCounts& counts, const std::string& db, Sink& sink) {
  const auto line = [&](size_t count, const char* what) {
    if (count > 0) sink.Write("  " + Grouped(count) + " " + what + "\n");
  };
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, " in %.1f s", counts.seconds);
  sink.Write(Printable(db) + ": " + Grouped(counts.articles) + " new articles with " + Grouped(counts.statements) + " statements" + seconds + "\n");
  line(counts.editions, "new editions of known articles");
  line(counts.joined, "statements are reports of a known utterance");
  line(counts.unchanged, "pages were known");
  line(counts.no_article, "pages hold no article");
  line(counts.passed_over, "records are no pages");
  for (const auto& [reason, count] : counts.bad) line(count, ("skipped: " + reason).c_str());
}

Json CountsLine(const IngestCounts& counts, const std::string& db, const std::string& model) {
  Json line = JsonLine("ingested");
  line["db"] = db;
  line["files"] = counts.files;
  line["articles"] = counts.articles;
  line["editions"] = counts.editions;
  line["unchanged"] = counts.unchanged;
  line["statements"] = counts.statements;
  line["joined"] = counts.joined;
  line["no_article"] = counts.no_article;
  line["passed_over"] = counts.passed_over;
  line["skipped"] = JsonReasons(counts.bad);
  line["seconds"] = Rounded(counts.seconds);
  line["model"] = model;
  return line;
}

}  // namespace

ExitStatus IngestCommand(const Typed& typed) {
  if (typed.operands.empty()) {
    return Trouble(Status(Code::kInvalidInput, "ingest needs a PATH: a file, a folder, or - for standard input"));
  }
  IngestRun run;
  run.db = RecordPath(typed);
  run.paths = typed.operands;
  run.strict = typed.Has("strict");
  run.record.same_utterance = SameSaying;
  run.record.keep_pages = typed.Has("keep-pages");
  run.record.keep_text = !typed.Has("no-text");
  run.threads = static_cast<size_t>(typed.Number("threads"));
  if (run.threads == 0) run.threads = std::max(1u, std::thread::hardware_concurrency());
  run.file.max_bytes = static_cast<size_t>(typed.Number("max-bytes"));
  const std::string from = typed.Text("from");
  run.file.article = from == "article";
  run.file.form = PageFormOf(from);
  ReaderOptions options;
  options.model = typed.Text("model");
  options.people = PeoplePath(typed);
  options.lenient = true;
  options.max_bytes = run.file.max_bytes;
  Result<Reader> reader = Reader::Open(options);
  if (!reader.ok()) return Trouble(reader.status());

  OutputFile output;
  if (Status status = output.Open(""); !status.ok()) return Trouble(status);
  std::string format = typed.Text("format");
  if (format.empty()) format = output.is_terminal() ? "text" : "jsonl";

  IngestCounts counts;
  Status ended;
  {
    ProgressLine progress(isatty(STDERR_FILENO) != 0);
    IngestEars ears;
    ears.bad = [&](const BadRecord& bad) {
      progress.Clear();
      const std::string place = bad.whole_file ? "" : bad.path + ": byte " + std::to_string(bad.offset) + ": ";
      Complain(place + bad.status.message());
      if (format != "jsonl") return;
      Json line = JsonSkipped({bad.path, bad.status});
      line["offset"] = bad.whole_file ? Json(nullptr) : Json(bad.offset);
      WriteJson(line, output);
    };
    ears.progress = [&](const IngestCounts& so_far, const std::string& path, double done) { progress.Show(so_far, path, done); };
    ended = RunIngest(run, *reader, ears, &counts);
  }
  if (format == "jsonl") WriteJson(CountsLine(counts, run.db, reader->model_version()), output);
  else SayCounts(counts, run.db, output);
  if (Status status = output.Commit(); !status.ok()) return Trouble(status);
  if (!ended.ok()) return Trouble(ended);
  return counts.unreadable_files > 0 ? kTrouble : kFound;
}

}  // namespace quoth::command
