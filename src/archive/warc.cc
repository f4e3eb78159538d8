// Archives are damaged in three ways, and each must cost its own record only.
//
// A record whose Content-Length is wrong is noticed at its end: a record is followed
// by two line breaks and then by another, or by nothing.  Where that does not hold,
// the next record is looked for from the end of the damaged one's header on, so that
// a length that is too long swallows nothing.
//
// A compressed record that is cut short or damaged runs into the next one; inflating
// notices sooner or later, but by then has eaten of it.  So the next is looked for
// from one byte after the damaged one's beginning: the mark of a gzip member or zstd
// frame, and behind it data that uncompress to "WARC/".
//
// Bytes that are wrong but leave the frame alone are noticed by the digest, where the
// record has one.
#include "archive/warc.h"

#include <openssl/evp.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "archive/http.h"
#include "archive/stream.h"
#include "archive/url.h"

namespace quoth::archive {
namespace {

constexpr size_t kStep = 64 << 10;
constexpr size_t kLongestHeader = 64 << 10;
constexpr std::string_view kMark = "WARC/";

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lower;
}

class Warc : public PageFile {
 public:
  Warc(std::unique_ptr<Bytes> bytes, const PageFileOptions& options)
      : bytes_(std::move(bytes)), max_bytes_(options.max_bytes), at_(options.position) {
    packing_ = PackingOf(bytes_->At(0, 8));
    if (packing_ == Packing::kZstd) dictionary_ = FrontDictionary(bytes_.get());
  }

  std::optional<Item> Next() override {
    for (;;) {
      if (stream_ == nullptr && !OpenNext()) return Trouble();
      if (lost_ > 0) return Lost();
      if (!SkipLineBreaks()) {
        if (!stream_->failed().ok()) return Damaged(stream_->failed());
        Leave();
        continue;
      }
      Item item;
      item.offset = Here();
      if (std::optional<bool> page = Record(&item); page) {
        if (!*page) {
          ++passed_over_;
          continue;
        }
      }
      item.next = After();
      return item;
    }
  }

 private:
  // Where the record at hand begins in the file.
  uint64_t Here() const { return packing_ == Packing::kPlain ? begin_ + used_ : at_; }

  // Everything before this byte is done with.
  uint64_t After() {
    if (stream_ == nullptr || packing_ == Packing::kPlain) return stream_ == nullptr ? at_ : begin_ + used_;
    if (SkipLineBreaks() || !stream_->failed().ok()) return at_;  // more in the same member
    return stream_->end();
  }

  std::string_view Rest() const { return std::string_view(buffer_).substr(used_); }

  // At least `size` bytes in Rest(), unless the stream ends.
  bool Fill(size_t size) {
    while (buffer_.size() - used_ < size) {
      if (ended_) return false;
      if (used_ > kStep && used_ * 2 > buffer_.size()) {
        buffer_.erase(0, used_);
        begin_ += used_;
        used_ = 0;
      }
      const size_t had = buffer_.size();
      buffer_.resize(had + std::max(kStep, std::min<size_t>(size - (had - used_), 1 << 20)));
      const size_t got = stream_->Read(buffer_.data() + had, buffer_.size() - had);
      buffer_.resize(had + got);
      ended_ = got == 0;
    }
    return true;
  }

  // False at the end of the stream.
  bool SkipLineBreaks() {
    while (Fill(1)) {
      const char c = buffer_[used_];
      if (c != '\r' && c != '\n') return true;
      ++used_;
    }
    return false;
  }

  // The next member; false at the end of the file.
  bool OpenNext() {
    buffer_.clear();
    used_ = 0;
    ended_ = false;
    if (packing_ == Packing::kPlain) {
      if (at_ >= bytes_->size()) return false;
      begin_ = at_;
    } else {
      while (packing_ == Packing::kZstd) {
        const uint64_t skipped = SkippableLength(bytes_.get(), at_);
        if (skipped == 0) break;
        at_ += skipped;
      }
      if (at_ >= bytes_->size()) return false;
      const uint64_t from = at_;
      if (PackingOf(bytes_->At(at_, 8)) != packing_) {
        at_ = NextStretch(bytes_.get(), at_, packing_, dictionary_, kMark);
        lost_at_ = from;
        lost_ = at_ - from;
        if (at_ >= bytes_->size()) return false;
      }
      begin_ = 0;
    }
    stream_ = OpenStream(bytes_.get(), at_, packing_, dictionary_);
    return true;
  }

  // The member has been read to its end.
  void Leave() {
    at_ = packing_ == Packing::kPlain ? bytes_->size() : std::max(stream_->end(), at_ + 1);
    stream_.reset();
  }

  // At the end of the file: what was still to be told.
  std::optional<Item> Trouble() {
    if (lost_ > 0) return Lost();
    if (told_ || bytes_->failed().ok()) return std::nullopt;
    told_ = true;
    Item item;
    item.offset = item.next = at_;
    item.status = bytes_->failed();
    return item;
  }

  Item Lost() {
    Item item;
    item.offset = lost_at_;
    item.next = at_;
    item.status = Status(Code::kInvalidInput, std::to_string(lost_) + " bytes that are no record");
    lost_ = 0;
    return item;
  }

  // The member is damaged: the next one is looked for.
  Item Damaged(const Status& why) {
    Item item;
    item.offset = at_;
    item.status = why;
    if (packing_ == Packing::kPlain) {
      at_ = bytes_->size();
    } else {
      at_ = NextStretch(bytes_.get(), at_ + 1, packing_, dictionary_, kMark);
    }
    stream_.reset();
    item.next = at_;
    return item;
  }

  // To the next line that begins as a record does, or to the end of the stream.
  void FindRecord() {
    for (;;) {
      const std::string_view rest = Rest();
      for (size_t found = 0; (found = rest.find("\nWARC/", found)) != std::string_view::npos; ++found) {
        if (found + 8 > rest.size()) break;
        const char digit = rest[found + 6];
        if (digit >= '0' && digit <= '9' && rest[found + 7] == '.') {
          used_ += found + 1;
          return;
        }
      }
      const size_t keep = std::min<size_t>(rest.size(), 8);
      used_ = buffer_.size() - keep;
      if (!Fill(keep + 1)) {
        used_ = buffer_.size();
        return;
      }
    }
  }

  // Nothing: a bad record, item->status says why.  True: a page.  False: no page.
  std::optional<bool> Record(Item* item) {
    const auto bad = [&](Code code, const std::string& why) -> std::optional<bool> {
      item->status = Status(code, why);
      FindRecord();
      if (ended_ && !stream_->failed().ok()) *item = Damaged(stream_->failed());
      return std::nullopt;
    };
    size_t length = std::string_view::npos;
    for (size_t wanted = 1024;; wanted *= 4) {
      const bool more = Fill(wanted);
      length = HeaderLength(Rest().substr(0, kLongestHeader));
      if (length != std::string_view::npos || !more || wanted > kLongestHeader) break;
    }
    const std::string_view rest = Rest();
    if (!rest.starts_with(kMark)) return bad(Code::kInvalidInput, "not the beginning of a WARC record");
    if (length == std::string_view::npos) return bad(Code::kInvalidInput, "a WARC header that does not end");
    const std::string version = Lower(rest.substr(kMark.size(), 3));
    const Fields fields = ParseFields(rest.substr(0, length).substr(rest.find('\n') + 1));
    const std::string_view written = fields.Get("content-length");
    uint64_t size = 0;
    const auto read = std::from_chars(written.data(), written.data() + written.size(), size);
    if (written.empty() || read.ec != std::errc() || read.ptr != written.data() + written.size()) {
      return bad(Code::kInvalidInput, "a WARC record without a sound Content-Length");
    }
    used_ += length;
    if (version != "1.0" && version != "1.1" && version != "0.1") return bad(Code::kUnsupported, "WARC version " + version);
    if (max_bytes_ != 0 && size > max_bytes_) {
      return bad(Code::kTooLarge, "a record of " + std::to_string(size) + " bytes; --max-bytes sets the limit");
    }
    if (!Fill(size)) {
      if (!stream_->failed().ok()) {
        *item = Damaged(stream_->failed());
        return std::nullopt;
      }
      return bad(Code::kInvalidInput, "a record that ends before its Content-Length");
    }
    // What comes behind it: line breaks, then the next record or nothing.
    size_t after = size;
    while (Fill(after + 1) && (Rest()[after] == '\r' || Rest()[after] == '\n') && after < size + 8) ++after;
    if (ended_ && !stream_->failed().ok()) {
      *item = Damaged(stream_->failed());
      return std::nullopt;
    }
    if (Fill(after + kMark.size()) ? !Rest().substr(after).starts_with(kMark) : Rest().size() > after) {
      // Garbage may follow a sound record, which ends in its line breaks all the same.
      const bool ends = Rest().substr(size).starts_with("\r\n\r\n") && Rest().substr(0, size).find("\nWARC/1.") == std::string_view::npos;
      if (!ends) return bad(Code::kInvalidInput, "a record whose Content-Length is wrong");
    }
    const std::string_view block = Rest().substr(0, size);
    if (!DigestHolds(fields.Get("warc-block-digest"), block)) {
      used_ += after;
      item->status = Status(Code::kInvalidInput, "a record whose bytes do not match its digest");
      return std::nullopt;
    }
    const bool page = Page(fields, block, item);
    used_ += after;
    return page;
  }

  static bool Page(const Fields& fields, std::string_view block, Item* item) {
    const std::string type = Lower(fields.Get("warc-type"));
    RawPage& page = item->page;
    page.url = NormalUrl(fields.Get("warc-target-uri"));
    page.crawled = fields.Get("warc-date");
    page.record_id = fields.Get("warc-record-id");
    if (page.url.empty() || page.url.starts_with("dns:") || page.url.ends_with("/robots.txt")) return false;
    if (type == "revisit") {
      page.same_as = NormalUrl(fields.Get("warc-refers-to-target-uri"));
      if (page.same_as.empty()) page.same_as = page.url;
      return true;
    }
    if (type != "response" && type != "resource" && type != "conversion") return false;
    page.content_type = Lower(fields.Get("content-type"));
    page.http = true;
    page.bytes = block;
    return !block.empty();
  }

  std::unique_ptr<Bytes> bytes_;
  const size_t max_bytes_;
  Packing packing_ = Packing::kPlain;
  std::string dictionary_;
  uint64_t at_;                     // of the member at hand, or of the next
  std::unique_ptr<Stream> stream_;  // of the member at hand
  std::string buffer_;              // of the stream
  size_t used_ = 0;                 // of the buffer
  uint64_t begin_ = 0;              // of the buffer: plain, in the file; else in the member
  bool ended_ = false;              // the stream
  uint64_t lost_at_ = 0, lost_ = 0; // bytes between members, still to be told
  bool told_ = false;
};

}  // namespace

std::unique_ptr<PageFile> MakeWarc(std::unique_ptr<Bytes> bytes, const PageFileOptions& options) {
  return std::make_unique<Warc>(std::move(bytes), options);
}

bool IsWarc(Bytes* bytes) {
  const Packing packing = PackingOf(bytes->At(0, 8));
  if (packing == Packing::kPlain) return bytes->At(0, kMark.size()) == kMark;
  std::string dictionary;
  uint64_t at = 0;
  if (packing == Packing::kZstd) {
    dictionary = FrontDictionary(bytes);
    while (const uint64_t skipped = SkippableLength(bytes, at)) at += skipped;
  }
  auto stream = OpenStream(bytes, at, packing, dictionary);
  char front[5];
  size_t filled = 0;
  while (filled < sizeof front) {
    const size_t got = stream->Read(front + filled, sizeof front - filled);
    if (got == 0) break;
    filled += got;
  }
  return std::string_view(front, filled) == kMark;
}

bool DigestHolds(std::string_view field, std::string_view block) {
  const size_t colon = field.find(':');
  if (colon == std::string_view::npos) return true;
  const std::string kind = Lower(field.substr(0, colon));
  const std::string value = Lower(field.substr(colon + 1));
  const EVP_MD* const digest = kind == "sha1" || kind == "sha-1"       ? EVP_sha1()
                               : kind == "sha256" || kind == "sha-256" ? EVP_sha256()
                               : kind == "md5"                         ? EVP_md5()
                                                                       : nullptr;
  unsigned char found[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (digest == nullptr || EVP_Digest(block.data(), block.size(), found, &size, digest, nullptr) != 1) return true;
  std::string base16, base32;
  for (unsigned i = 0; i < size; ++i) {
    base16 += "0123456789abcdef"[found[i] >> 4];
    base16 += "0123456789abcdef"[found[i] & 15];
  }
  for (unsigned bit = 0; bit < size * 8; bit += 5) {
    unsigned five = 0;
    for (unsigned i = bit; i < bit + 5; ++i) {
      five = five * 2 + (i < size * 8 ? (found[i / 8] >> (7 - i % 8)) & 1u : 0u);
    }
    base32 += "abcdefghijklmnopqrstuvwxyz234567"[five];
  }
  while (base32.size() % 8 != 0) base32 += '=';
  const std::string bare = base32.substr(0, base32.find('='));
  // A value of another length is some notation that is not known.
  if (value.size() != base16.size() && value.size() != base32.size() && value.size() != bare.size()) return true;
  return value == base16 || value == base32 || value == bare;
}

}  // namespace quoth::archive
