// Reader: from the text of a press article to its statements.
//
//   auto reader = quoth::Reader::Open({});
//   if (!reader.ok()) return Fail(reader.status());
//   auto reading = reader->Read("\"It will rain,\" the minister said.");
//   // reading->statements[0].source spans "the minister"
//
//   auto bad = reader->Read("\xff\xfe");
//   // bad.status(): invalid UTF-8 at byte 0 ...; try lenient
//
// Thread rule: a Reader is immutable once open; any number of threads may call
// Read on the same Reader at once.  Each thread that does holds its own scratch
// memory (tens of megabytes at most), reused from article to article.
#ifndef QUOTH_READER_H_
#define QUOTH_READER_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "quoth/api.h"
#include "quoth/statement.h"
#include "quoth/status.h"

namespace quoth {

// How to read: what first, how much second.
struct ReaderOptions {
  // The model file.  Empty: $QUOTH_MODEL, else the model installed with Quoth,
  // else the one of the source tree that this library was built from.
  std::string model;
  // A table of people (docs/people.md), asked where an article leaves open who somebody
  // is.  Empty: none.
  std::string people;
  // Replace invalid UTF-8 by U+FFFD and count it, where false refuses the text.
  bool lenient = false;
  // Longest text in bytes; a longer one is refused with kTooLarge.  0: no limit.
  size_t max_bytes = 32u << 20;
  // Leave out statements of a lower confidence, 0 to 1; Reading::unsure counts them.
  double min_confidence = 0;
};

// What is known of an article besides its text.
struct ArticleContext {
  // The day or time it was published, ISO 8601; "on Sunday" is counted from it.
  // Empty: unknown, and such a time stays unresolved.
  std::string published;
};

// A model, ready to read articles.
class QUOTH_API Reader {
 public:
  // Maps the model file and prepares its weights (under 100 ms).
  // Fails with kNotFound, kCorrupt or kUnsupported; kInvalidInput where the table of
  // people is none.
  static Result<Reader> Open(const ReaderOptions& options);

  // Finds the statements of one article.  `text` is only read during the call;
  // the Reading owns a copy of it (as it stood: nothing is folded or trimmed).
  // Fails with kInvalidInput (bytes that are not UTF-8, with their place) or
  // kTooLarge.  A text without statements is no failure.
  // Time grows linearly with the text's length.
  Result<Reading> Read(std::string_view text, const ArticleContext& context = {}) const;

  // The model's name and version, such as "read-1 (sha256:0a1b…)".
  const std::string& model_version() const;

  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

 private:
  struct Impl;
  explicit Reader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace quoth

#endif  // QUOTH_READER_H_
