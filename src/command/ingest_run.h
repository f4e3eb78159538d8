// The run behind `quoth ingest`: page files in, a record that is true at every moment.
//
//   files → items (one thread at a time) → page, article, statements (all threads)
//         → the record, in the order of the input, some dozens of articles a transaction
//
// With each transaction goes the bookmark of its file, so that a run that is killed
// continues where the last transaction ended: nothing twice (the record knows each
// address and text), nothing lost (a bookmark never runs ahead of what is stored).
// The record is locked only while a batch is written, a few milliseconds, so that
// several runs may share it.
//
// Memory: RunOrdered's bound of items in the works, and one batch.
//
// Thread rule: one run at a time on a RecordWriter.
#ifndef QUOTH_COMMAND_INGEST_RUN_H_
#define QUOTH_COMMAND_INGEST_RUN_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "archive/page_file.h"
#include "quoth/reader.h"
#include "quoth/record.h"
#include "quoth/status.h"

namespace quoth::command {

struct IngestRun {
  std::string db;                // path of the record
  RecordOptions record;
  std::vector<std::string> paths;
  size_t threads = 1;
  archive::PageFileOptions file;
  bool strict = false;           // the first bad record ends the run
};

// A record or a file that could not be taken in.
struct BadRecord {
  std::string path;
  uint64_t offset = 0;  // bytes
  bool whole_file = false;
  Status status;
};

struct IngestCounts {
  size_t files = 0;
  size_t articles = 0;    // new ones
  size_t editions = 0;    // new texts of known articles
  size_t unchanged = 0;   // known, with the same text
  size_t statements = 0;  // added
  size_t joined = 0;      // of these, reports of an utterance that was known
  size_t no_article = 0;  // pages without one
  size_t passed_over = 0; // sound records that are no pages
  std::map<std::string, size_t> bad;  // reason (ReasonName) → records
  size_t unreadable_files = 0;
  double seconds = 0;     // wall clock
};

// What is told while it runs.
struct IngestEars {
  std::function<void(const BadRecord&)> bad;
  // Now and then: the counts so far, the file at hand and how much of it is done, 0 to 1.
  std::function<void(const IngestCounts&, const std::string& path, double done)> progress;
};

// Fails where the record cannot be opened or written, and with --strict; what was
// committed before stays.
Status RunIngest(const IngestRun& run, const Reader& reader, const IngestEars& ears, IngestCounts* counts);

}  // namespace quoth::command

#endif  // QUOTH_COMMAND_INGEST_RUN_H_
