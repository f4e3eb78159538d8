// Which kind of file it is, told by its first bytes; what is none of the others is a
// page by itself.
#include "archive/page_file.h"

#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "archive/bytes.h"
#include "archive/feed.h"
#include "archive/feed_page.h"
#include "archive/http.h"
#include "archive/json_pages.h"
#include "archive/stream.h"
#include "archive/url.h"
#include "archive/warc.h"
#include "archive/zip.h"

namespace quoth::archive {
namespace {

constexpr size_t kHead = 4096;  // bytes that tell
constexpr size_t kAtOnce = 256 << 10;

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lower;
}

Result<std::string> Whole(Bytes& bytes, size_t max_bytes) {
  if (max_bytes != 0 && bytes.size() > max_bytes) {
    return Status(Code::kTooLarge, "holds more than " + std::to_string(max_bytes) + " bytes; split it");
  }
  std::string whole(bytes.At(0, static_cast<size_t>(bytes.size())));
  if (!bytes.failed().ok()) return bytes.failed();
  return whole;
}

std::unique_ptr<PageFile> OneItem(Item item, uint64_t size) {
  item.next = size;
  std::vector<Item> items;
  items.push_back(std::move(item));
  return MakeItems(std::move(items));
}

// Puts a temporary file with the uncompressed bytes in the place of `bytes`.  Of a
// damaged file it has what comes before the damage.
Status Uncompress(std::unique_ptr<Bytes>* bytes) {
  const int copy = TemporaryDescriptor();
  if (copy < 0) return Status(Code::kUnreadable, (*bytes)->path() + ": no temporary file can be made; set TMPDIR");
  const Packing packing = PackingOf((*bytes)->At(0, 8));
  std::string buffer(kAtOnce, '\0');
  for (uint64_t at = 0; at < (*bytes)->size() && PackingOf((*bytes)->At(at, 8)) == packing;) {
    auto stream = OpenStream(bytes->get(), at, packing, std::string());
    while (const size_t got = stream->Read(buffer.data(), buffer.size())) {
      for (size_t done = 0; done < got;) {
        const ssize_t put = write(copy, buffer.data() + done, got - done);
        if (put <= 0) {
          close(copy);
          return Status(Code::kUnreadable, (*bytes)->path() + ": a temporary file cannot be written; set TMPDIR");
        }
        done += static_cast<size_t>(put);
      }
    }
    if (!stream->failed().ok()) break;
    at = std::max(stream->end(), at + 1);
  }
  *bytes = Bytes::Adopt(copy, (*bytes)->path());
  return Status();
}

// Control characters other than white space, as no text has them.
bool LooksBinary(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kHead);
  if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff")) return false;  // UTF-16
  size_t odd = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    odd += byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != 0x1b;
  }
  return odd * 64 > head.size();
}

bool LooksLikeHtml(std::string_view bytes) {
  const std::string head = LowerCase(bytes.substr(0, kHead));
  for (const char* tag : {"<!doctype html", "<html", "<head", "<body", "<article", "<p>", "<p ", "<div", "<meta"}) {
    if (head.find(tag) != std::string::npos) return true;
  }
  return false;
}

// kOk, or kUnsupported where the bytes are sound but no page.
Status Judge(std::string_view content_type, RawPage* page) {
  const std::string type = LowerCase(content_type.substr(0, content_type.find(';')));
  const auto no_page = [&](const char* what) { return Status(Code::kUnsupported, std::string("no page: ") + what); };
  if (page->bytes.empty()) return no_page("empty");
  if (LooksBinary(page->bytes)) return no_page("binary data");
  const size_t first = page->bytes.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return no_page("empty");
  if (LooksLikeHtml(page->bytes) && type != "application/json" && type != "text/css" && type.find("javascript") == std::string::npos) {
    page->form = PageForm::kHtml;
    return Status();
  }
  if (page->bytes[first] == '{' || page->bytes[first] == '[') return no_page("JSON");
  if (type.empty() || type == "text/plain" || type == "text/html" || type == "application/xhtml+xml" || type == "text/markdown") {
    page->form = type == "text/html" || type == "application/xhtml+xml" ? PageForm::kAuto : PageForm::kText;
    return Status();
  }
  return no_page(type.c_str());
}

}  // namespace

Status Unpack(size_t max_bytes, RawPage* page) {
  if (!page->http) return Status();
  page->http = false;
  Response response;
  if (page->bytes.starts_with("HTTP/")) {
    if (Status status = ParseResponse(page->bytes, max_bytes, &response); !status.ok()) return status;
    if (response.status != 200) {
      return Status(Code::kUnsupported, "no page: HTTP status " + std::to_string(response.status));
    }
    page->bytes = std::move(response.body);
    page->content_type = response.fields.Get("content-type");
  } else if (page->content_type.starts_with("application/http")) {
    return Status(Code::kInvalidInput, "not an HTTP response, though it is said to be one");
  }
  return Judge(page->content_type, page);
}

const std::vector<std::string>& PageFileEndings() {
  static const std::vector<std::string> endings = {".txt", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".warc", ".warc.gz",
                                                   ".warc.zst", ".wacz", ".rss", ".atom", ".xml", ".json"};
  return endings;
}

Result<std::unique_ptr<PageFile>> OpenPageFile(const std::string& path, const PageFileOptions& options) {
  Result<std::unique_ptr<Bytes>> bytes = Bytes::Open(path);
  if (!bytes.ok()) return bytes.status();
  if (!options.article && options.form == PageForm::kAuto) {
    const std::string first((*bytes)->At(0, 8));
    const std::string name = LowerCase(path);
    const bool named = name.ends_with(".warc") || name.ends_with(".warc.gz") || name.ends_with(".warc.zst");
    if (named || IsWarc(bytes->get())) return MakeWarc(std::move(*bytes), options);
    if (LooksLikeZip(first)) {
      if (path == "-") return Status(Code::kUnsupported, "-: a zip cannot be read from standard input; name the file");
      return MakeZip(path, options);
    }
    if (PackingOf(first) != Packing::kPlain) {
      if (Status status = Uncompress(&*bytes); !status.ok()) return status;
    }
  }
  const std::string head((*bytes)->At(0, kHead));
  if (!(*bytes)->failed().ok()) return (*bytes)->failed();
  const uint64_t size = (*bytes)->size();
  if (!options.article && options.form == PageForm::kAuto) {
    if (LooksLikeJsonFeed(head) || LooksLikeFeed(head)) {
      Result<std::string> whole = Whole(**bytes, options.max_bytes);
      if (whole.ok()) return LooksLikeFeed(head) ? MakeFeed(std::move(*whole)) : MakeJsonFeed(std::move(*whole));
    }
    if (LooksLikeJsonLines(head)) return MakeJsonLines(std::move(*bytes), options);
  }
  Item item;
  Result<std::string> whole = Whole(**bytes, options.max_bytes);
  if (!whole.ok()) {
    item.status = whole.status();
    return OneItem(std::move(item), size);
  }
  item.page.bytes = std::move(*whole);
  item.page.form = options.form;
  item.page.article = options.article;
  if (std::memchr(item.page.bytes.data(), '\0', item.page.bytes.size()) != nullptr && LooksBinary(item.page.bytes)) {
    item.status = Status(Code::kInvalidInput, "binary data, and none of the archives that are known");
  }
  return OneItem(std::move(item), size);
}

}  // namespace quoth::archive
