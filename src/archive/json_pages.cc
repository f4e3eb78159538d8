#include "archive/json_pages.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "archive/feed_page.h"
#include "archive/url.h"

namespace quoth::archive {
namespace {

using Json = nlohmann::json;

std::string Field(const Json& object, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto found = object.find(name);
    if (found != object.end() && found->is_string()) return found->get<std::string>();
  }
  return {};
}

Status ReadPage(std::string_view line, RawPage* page) {
  const Json object = Json::parse(line.begin(), line.end(), nullptr, false);
  if (object.is_discarded()) return Status(Code::kInvalidInput, "not JSON");
  if (!object.is_object()) return Status(Code::kInvalidInput, "not a JSON object");
  page->url = NormalUrl(Field(object, {"url", "source_url", "link"}));
  page->published = Field(object, {"date", "published", "date_published", "publish_date"});
  page->crawled = Field(object, {"crawled", "date_download", "fetched"});
  page->title = Field(object, {"title", "headline"});
  page->outlet = Field(object, {"outlet", "publication", "source_domain"});
  page->language = Field(object, {"language", "lang"});
  page->bytes = Field(object, {"html"});
  page->form = PageForm::kHtml;
  if (page->bytes.empty()) {
    page->bytes = Field(object, {"text", "maintext", "content"});
    page->form = PageForm::kText;
  }
  if (page->bytes.empty()) return Status(Code::kInvalidInput, "neither \"html\" nor \"text\" in the object");
  page->content_type = page->form == PageForm::kHtml ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
  return Status();
}

class JsonLines : public PageFile {
 public:
  JsonLines(std::unique_ptr<Bytes> bytes, const PageFileOptions& options)
      : bytes_(std::move(bytes)), at_(options.position), max_bytes_(options.max_bytes) {}

  std::optional<Item> Next() override {
    for (;;) {
      Item item;
      item.offset = at_;
      std::string line;
      bool too_long = false;
      if (!Line(&line, &too_long)) {
        if (bytes_->failed().ok() || told_) return std::nullopt;
        told_ = true;
        item.next = at_;
        item.status = bytes_->failed();
        return item;
      }
      item.next = at_;
      if (too_long) {
        item.status = Status(Code::kTooLarge, "a line of more than " + std::to_string(max_bytes_) + " bytes");
      } else {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        item.status = ReadPage(line, &item.page);
        if (item.page.url.empty()) item.page.url = FileUrl(bytes_->path()) + "#" + std::to_string(item.offset);
      }
      return item;
    }
  }

 private:
  // The next line, without its end; false at the end of the file.
  bool Line(std::string* line, bool* too_long) {
    bool any = false;
    for (;;) {
      const std::string_view piece = bytes_->At(at_, 64 << 10);
      if (piece.empty()) return any;
      any = true;
      const size_t end = piece.find('\n');
      const size_t taken = std::min(end, piece.size());
      if (max_bytes_ != 0 && line->size() + taken > max_bytes_) {
        *too_long = true;
        line->clear();
      }
      if (!*too_long) line->append(piece.substr(0, taken));
      at_ += end == std::string_view::npos ? piece.size() : end + 1;
      if (end != std::string_view::npos) return true;
    }
  }

  std::unique_ptr<Bytes> bytes_;
  uint64_t at_;
  const size_t max_bytes_;
  bool told_ = false;
};

class ReadyItems : public PageFile {
 public:
  explicit ReadyItems(std::vector<Item> items) : items_(std::move(items)) {}
  std::optional<Item> Next() override {
    if (next_ == items_.size()) return std::nullopt;
    return std::move(items_[next_++]);
  }

 private:
  std::vector<Item> items_;
  size_t next_ = 0;
};

}  // namespace

std::unique_ptr<PageFile> MakeItems(std::vector<Item> items) { return std::make_unique<ReadyItems>(std::move(items)); }

std::unique_ptr<PageFile> MakeJsonLines(std::unique_ptr<Bytes> bytes, const PageFileOptions& options) {
  return std::make_unique<JsonLines>(std::move(bytes), options);
}

bool LooksLikeJsonFeed(std::string_view head) {
  const size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos && head[first] == '{' && head.find("jsonfeed.org/version") != std::string_view::npos;
}

bool LooksLikeJsonLines(std::string_view head) {
  const size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || head[first] != '{') return false;
  const std::string_view line = head.substr(first, head.find('\n', first) - first);
  for (const char* name : {"\"html\"", "\"text\"", "\"url\"", "\"maintext\""}) {
    if (line.find(name) != std::string_view::npos) return true;
  }
  return false;
}

std::unique_ptr<PageFile> MakeJsonFeed(std::string text) {
  const Json feed = Json::parse(text, nullptr, false);
  std::vector<Item> items;
  if (feed.is_discarded() || !feed.is_object() || !feed.contains("items") || !feed["items"].is_array()) {
    Item bad;
    bad.status = Status(Code::kInvalidInput, "a JSON Feed that is damaged: not JSON, or without \"items\"");
    items.push_back(std::move(bad));
    return MakeItems(std::move(items));
  }
  for (const Json& entry : feed["items"]) {
    Item item;
    item.offset = items.size();
    item.next = 0;
    if (!entry.is_object()) {
      item.status = Status(Code::kInvalidInput, "an item that is no object");
      items.push_back(std::move(item));
      continue;
    }
    FeedEntry read;
    read.url = Field(entry, {"url", "external_url", "id"});
    read.title = Field(entry, {"title"});
    read.published = Field(entry, {"date_published"});
    read.html = Field(entry, {"content_html"});
    if (read.html.empty()) read.text = Field(entry, {"content_text", "summary"});
    read.language = Field(entry, {"language"});
    if (read.language.empty()) read.language = Field(feed, {"language"});
    read.outlet = Field(feed, {"title"});
    item.status = MakeFeedPage(read, &item.page);
    items.push_back(std::move(item));
  }
  return MakeItems(std::move(items));
}

}  // namespace quoth::archive
