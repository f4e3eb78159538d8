// How the findings of `quoth check` are written out: a table for people, or JSON Lines
// (docs/json.md).
//
//   auto format = MakeFindingFormat("table", options);
//   format->Add(finding, {.path = "draft.txt", .line = 12}, sink);  // once a claim
//   format->End(sink);
//
// Memory: nothing is kept of a finding once Add returns, but counts.
//
// Thread rule: one thread at a time.
#ifndef QUOTH_OUTPUT_FINDING_FORMAT_H_
#define QUOTH_OUTPUT_FINDING_FORMAT_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "output/format.h"
#include "output/json.h"
#include "quoth/check.h"

namespace quoth {

// Where a claim was read.
struct ClaimPlace {
  std::string path;  // a file; empty: typed
  size_t line = 0;   // in it, from 1
  Json id;           // what the file calls the claim; null where it does not
  Json span;         // of a draft: its places, as JsonSpan gives them
};

class FindingFormat {
 public:
  virtual ~FindingFormat() = default;
  virtual void Add(const Finding& finding, const ClaimPlace& place, Sink& sink) = 0;
  // A claim that could not be checked.
  virtual void Skip(const Skipped&, Sink&) {}
  virtual void End(Sink&) {}
};

// "table" or "jsonl"; null for any other.
std::unique_ptr<FindingFormat> MakeFindingFormat(std::string_view name, const FormatOptions& options);

// The formats themselves, one file each.
std::unique_ptr<FindingFormat> MakeFindingTable(const FormatOptions& options);
std::unique_ptr<FindingFormat> MakeFindingJsonLines();

// Evidence as docs/json.md has it.
Json JsonEvidence(const Evidence& evidence);

}  // namespace quoth

#endif  // QUOTH_OUTPUT_FINDING_FORMAT_H_
