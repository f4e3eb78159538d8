#include "archive/zip.h"

#include <unistd.h>
#include <zip.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "archive/bytes.h"
#include "archive/warc.h"

namespace quoth::archive {
namespace {

bool IsWarcName(std::string_view name) {
  return name.ends_with(".warc") || name.ends_with(".warc.gz") || name.ends_with(".warc.zst");
}

class Zip : public PageFile {
 public:
  Zip(const std::string& path, const PageFileOptions& options) : path_(path), options_(options) {
    int error = 0;
    zip_.reset(zip_open(path.c_str(), ZIP_RDONLY, &error));
    if (zip_ == nullptr) {
      zip_error_t said;
      zip_error_init_with_code(&said, error);
      trouble_ = Status(Code::kInvalidInput, std::string("a zip that cannot be opened: ") + zip_error_strerror(&said));
      zip_error_fini(&said);
      return;
    }
    uint64_t begin = 0;
    const zip_int64_t count = zip_get_num_entries(zip_.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
      zip_stat_t about;
      if (zip_stat_index(zip_.get(), static_cast<zip_uint64_t>(i), 0, &about) != 0 || about.name == nullptr) continue;
      if (!IsWarcName(about.name)) continue;
      entries_.push_back({static_cast<zip_uint64_t>(i), begin, about.size, about.name});
      begin += about.size;
    }
    if (entries_.empty()) trouble_ = Status(Code::kInvalidInput, "a zip without a WARC file in it");
  }

  std::optional<Item> Next() override {
    for (;;) {
      if (!trouble_.ok()) {
        Item item;
        item.offset = item.next = next_ < entries_.size() ? entries_[next_].begin : 0;
        item.status = std::exchange(trouble_, Status());
        return item;
      }
      if (warc_ != nullptr) {
        if (auto item = warc_->Next()) {
          item->offset += entries_[next_].begin;
          item->next += entries_[next_].begin;
          return item;
        }
        passed_over_ += warc_->passed_over();
        warc_.reset();
        ++next_;
      }
      if (next_ >= entries_.size()) return std::nullopt;
      const Entry& entry = entries_[next_];
      if (options_.position >= entry.begin + entry.size && entry.size > 0) {
        ++next_;  // an earlier run has read it
        continue;
      }
      trouble_ = Open(entry);
      if (!trouble_.ok() && warc_ == nullptr) {
        Item item;
        item.offset = entry.begin;
        item.next = entry.begin + entry.size;
        item.status = std::exchange(trouble_, Status());
        ++next_;
        return item;
      }
    }
  }

 private:
  struct Entry {
    zip_uint64_t index;
    uint64_t begin, size;
    std::string name;
  };

  // Copies the entry out.  Of a damaged one what comes before the damage.
  Status Open(const Entry& entry) {
    const int copy = TemporaryDescriptor();
    if (copy < 0) return Status(Code::kUnreadable, std::string("no temporary file can be made: ") + std::strerror(errno) + "; set TMPDIR");
    zip_file_t* file = zip_fopen_index(zip_.get(), entry.index, 0);
    if (file == nullptr) {
      close(copy);
      return Status(Code::kInvalidInput, entry.name + " in the zip: " + zip_strerror(zip_.get()));
    }
    Status status;
    std::string buffer(256 << 10, '\0');
    for (zip_int64_t got; (got = zip_fread(file, buffer.data(), buffer.size())) != 0;) {
      if (got < 0) {
        status = Status(Code::kInvalidInput, entry.name + " in the zip is damaged");
        break;
      }
      for (ssize_t done = 0, put; done < got; done += put) {
        put = write(copy, buffer.data() + done, static_cast<size_t>(got - done));
        if (put <= 0) {
          zip_fclose(file);
          close(copy);
          return Status(Code::kUnreadable, std::string("a temporary file cannot be written: ") + std::strerror(errno) + "; set TMPDIR");
        }
      }
    }
    zip_fclose(file);
    PageFileOptions options = options_;
    options.position = options_.position > entry.begin ? options_.position - entry.begin : 0;
    warc_ = MakeWarc(Bytes::Adopt(copy, path_), options);
    return status;
  }

  const std::string path_;
  const PageFileOptions options_;
  struct Closer {
    void operator()(zip_t* zip) const { zip_discard(zip); }
  };
  std::unique_ptr<zip_t, Closer> zip_;
  std::vector<Entry> entries_;
  size_t next_ = 0;
  std::unique_ptr<PageFile> warc_;
  Status trouble_;
};

}  // namespace

bool LooksLikeZip(std::string_view head) { return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06"); }

std::unique_ptr<PageFile> MakeZip(const std::string& path, const PageFileOptions& options) {
  return std::make_unique<Zip>(path, options);
}

}  // namespace quoth::archive
