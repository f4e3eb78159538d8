#include "command/ingest_work.h"

#include <new>
#include <utility>

#include "archive/url.h"
#include "base/ids.h"
#include "page/dates.h"
#include "quoth/page.h"
#include "text/utf8.h"

namespace quoth::command {
namespace {

IngestWork Bad(Status status) {
  IngestWork work;
  work.status = std::move(status);
  return work;
}

std::string IsoDate(const std::string& written) {
  if (written.empty()) return {};
  const auto date = page::ParseDate(written);
  return date ? date->Iso() : std::string();
}

IngestWork Work(const Reader& reader, const std::string& path, size_t max_bytes, bool keep_page, const KnownPage& known,
                archive::Item item) {
  if (!item.status.ok()) return Bad(std::move(item.status));
  archive::RawPage& raw = item.page;
  IngestWork work;
  ArticleOrigin& origin = work.origin;
  origin.url = raw.url;
  if (!raw.same_as.empty()) {
    work.kind = IngestWork::kRevisit;
    work.same_as = raw.same_as;
    origin.crawled = raw.crawled;
    origin.record_id = raw.record_id;
    origin.archive = path;
    origin.archive_offset = item.offset;
    return work;
  }
  if (Status status = archive::Unpack(max_bytes, &raw); !status.ok()) {
    if (status.code() != Code::kUnsupported || !status.message().starts_with("no page")) return Bad(std::move(status));
    work.kind = IngestWork::kNoPage;
    return work;
  }
  origin.page_digest = "sha256:" + Sha256Hex(raw.bytes);
  if (!origin.url.empty() && known(origin.url, origin.page_digest)) {
    work.kind = IngestWork::kKnownPage;
    return work;
  }
  origin.crawled = raw.crawled;
  origin.record_id = raw.record_id;
  origin.archive = path;
  origin.archive_offset = item.offset;
  origin.model = reader.model_version();
  origin.published = IsoDate(raw.published);
  origin.title = raw.title;
  origin.outlet = raw.outlet;
  origin.language = raw.language;

  std::string text;
  size_t replaced = 0;
  if (raw.article) {
    text = raw.bytes;
  } else {
    thread_local PageReader pages;
    Result<Page> page = pages.Read(raw.bytes, {.form = raw.form,
                                              .http_content_type = raw.content_type,
                                              .url = raw.url,
                                              .crawled = raw.crawled.substr(0, 10),
                                              .max_bytes = max_bytes});
    if (!page.ok()) return Bad(page.status());
    if (!page->html && page->text.find('\0') != std::string::npos) {
      return Bad(Status(Code::kInvalidInput, "not a text: it has a NUL in it"));
    }
    text = std::move(page->text);
    replaced = page->replaced;
    origin.canonical_url = archive::NormalUrl(page->canonical_url);
    origin.authors = std::move(page->authors);
    origin.modified = page->modified;
    if (origin.published.empty()) origin.published = page->published;
    if (origin.title.empty()) origin.title = page->title;
    if (origin.outlet.empty()) origin.outlet = page->publication;
    if (origin.language.empty()) origin.language = page->language;
  }
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    work.kind = IngestWork::kNoArticle;
    return work;
  }
  if (origin.url.empty()) {
    origin.url = archive::NamesAPage(origin.canonical_url) ? origin.canonical_url : archive::FileUrl(path);
  }
  Result<Reading> reading = reader.Read(text, {.published = origin.published});
  if (!reading.ok()) return Bad(reading.status());
  reading->article.replaced += replaced;
  if (origin.title.empty()) origin.title = reading->article.title;
  work.kind = IngestWork::kArticle;
  work.reading = std::move(*reading);
  if (keep_page) {
    origin.page = std::move(raw.bytes);
    origin.page_type = raw.content_type;
  }
  return work;
}

}  // namespace

IngestWork DoIngestWork(const Reader& reader, const std::string& path, size_t max_bytes, bool keep_page, const KnownPage& known,
                        archive::Item item) {
  try {
    return Work(reader, path, max_bytes, keep_page, known, std::move(item));
  } catch (const std::bad_alloc&) {
    return Bad(Status(Code::kTooLarge, "there is not enough memory for it; try --threads 1, or a smaller --max-bytes"));
  }
}

}  // namespace quoth::command
