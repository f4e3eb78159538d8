// How readings are written out: one Format for JSON Lines, CSV, brat standoff
// and the table for people, all fed alike.
//
//   auto format = MakeFormat("jsonl", {});
//   format->Begin(sink);
//   format->Add(reading, sink);            // once an article, in the order of the input
//   format->Skip({"b.txt", status}, sink); // or this, where there is none
//   format->End(summary, sink);
//
// Memory: a Format keeps nothing of an article once Add returns, and writes as it
// goes, so that an article of any size costs no second copy.
//
// Thread rule: one thread at a time.
#ifndef QUOTH_OUTPUT_FORMAT_H_
#define QUOTH_OUTPUT_FORMAT_H_

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "quoth/statement.h"
#include "quoth/status.h"

namespace quoth {

// Takes the bytes of an output.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void Write(std::string_view bytes) = 0;
};

// A sink into memory.
class StringSink : public Sink {
 public:
  void Write(std::string_view bytes) override { text += bytes; }
  std::string text;
};

// An input that gave no article.
struct Skipped {
  std::string path;
  Status status;  // why; never ok
};

// What a run came to.
struct Summary {
  size_t articles = 0;
  size_t statements = 0;
  size_t unsure = 0;  // statements left out for their confidence
  std::map<std::string, size_t> skipped;  // reason (ReasonName) -> inputs
  double seconds = 0;                     // wall clock, from start to last article
  std::string model;                      // Reader::model_version()
};

// "not-found", "invalid-input"…: the reason of a Skipped, as the formats write it.
// The view is static.
const char* ReasonName(Code code);

struct FormatOptions {
  bool color = false;    // table: ANSI colours
  size_t columns = 80;   // table: width to wrap to; at least 20 are taken
  bool several = false;  // brat: more than one article may come, so each gets a heading
};

class Format {
 public:
  virtual ~Format() = default;
  virtual void Begin(Sink&) {}
  virtual void Add(const Reading& reading, Sink& sink) = 0;
  virtual void Skip(const Skipped&, Sink&) {}
  virtual void End(const Summary&, Sink&) {}
};

// `name` is "table", "jsonl", "csv" or "brat"; null for any other.
std::unique_ptr<Format> MakeFormat(std::string_view name, const FormatOptions& options);

// The formats themselves, one file each.
std::unique_ptr<Format> MakeJsonLines();
std::unique_ptr<Format> MakeCsv();
std::unique_ptr<Format> MakeBrat(const FormatOptions& options);
std::unique_ptr<Format> MakeTable(const FormatOptions& options);

// The words of a role: its spans of `text`, joined by one space.
std::string RoleText(std::string_view text, const std::vector<Span>& spans);

}  // namespace quoth

#endif  // QUOTH_OUTPUT_FORMAT_H_
