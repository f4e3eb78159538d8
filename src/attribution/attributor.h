// Attributor: from a text to its attributions: source, cue and content, in the
// text's own words.
//
// Thread rule: immutable once open; any number of threads may call Attribute on the
// same Attributor at once.  Each thread that does holds its own scratch memory (tens
// of megabytes at most), reused from text to text.
#ifndef QUOTH_ATTRIBUTION_ATTRIBUTOR_H_
#define QUOTH_ATTRIBUTION_ATTRIBUTOR_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/source_links.h"
#include "quoth/statement.h"
#include "quoth/status.h"

namespace quoth {

class Attributor {
 public:
  // `model` is a file, or empty for the one that FindModel finds.
  // Fails with kNotFound, kCorrupt or kUnsupported.
  static Result<Attributor> Open(const std::string& model);

  // Replaces *statements by those of `text` (well-formed UTF-8), in the order of
  // their cues, and *links by one entry for each of them.  Spans are bytes of
  // `text`.  The ids are left empty.  Time grows linearly with the text's length.
  Status Attribute(std::string_view text, std::vector<Statement>* statements, std::vector<SourceLinks>* links) const;

  // The model's name and version, such as "read-1 (sha256:0a1b…)".
  const std::string& version() const;

  Attributor(Attributor&&) noexcept;
  Attributor& operator=(Attributor&&) noexcept;
  ~Attributor();

 private:
  struct Impl;
  explicit Attributor(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace quoth

#endif  // QUOTH_ATTRIBUTION_ATTRIBUTOR_H_
