// From a page as it stands in its file to an article with its statements.
//
// Thread rule: free functions, any thread.
#ifndef QUOTH_COMMAND_INGEST_WORK_H_
#define QUOTH_COMMAND_INGEST_WORK_H_

#include <functional>
#include <string>

#include "archive/page_file.h"
#include "quoth/reader.h"
#include "quoth/record.h"
#include "quoth/status.h"

namespace quoth::command {

// What became of an item.
struct IngestWork {
  enum Kind { kArticle, kKnownPage, kNoArticle, kNoPage, kRevisit, kBad };
  Kind kind = kBad;
  Status status;         // kBad: why
  ArticleOrigin origin;  // kArticle; url of kRevisit
  Reading reading;       // kArticle
  std::string same_as;   // kRevisit
};

// Says whether a page with this digest was taken in under this address already.
using KnownPage = std::function<bool(const std::string& url, const std::string& page_digest)>;

// `path` is the file that the item comes from.
IngestWork DoIngestWork(const Reader& reader, const std::string& path, size_t max_bytes, bool keep_page, const KnownPage& known,
                        archive::Item item);

}  // namespace quoth::command

#endif  // QUOTH_COMMAND_INGEST_WORK_H_
