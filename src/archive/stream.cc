#include "archive/stream.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "archive/coding.h"

namespace quoth::archive {
namespace {

constexpr size_t kStep = 64 << 10;
constexpr uint32_t kDictionaryFrame = 0x184D2A5D;
constexpr size_t kLargestDictionary = 16 << 20;

uint32_t Little32(std::string_view bytes) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) value |= static_cast<uint32_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  return value;
}

class PlainStream : public Stream {
 public:
  PlainStream(Bytes* bytes, uint64_t at) : bytes_(bytes), at_(at) {}
  size_t Read(char* to, size_t room) override {
    const std::string_view got = bytes_->At(at_, room);
    if (got.empty()) {
      failed_ = bytes_->failed();
      end_ = at_;
      return 0;
    }
    std::memcpy(to, got.data(), got.size());
    at_ += got.size();
    return got.size();
  }

 private:
  Bytes* bytes_;
  uint64_t at_;
};

class GzipStream : public Stream {
 public:
  GzipStream(Bytes* bytes, uint64_t at) : bytes_(bytes), at_(at) {
    if (inflateInit2(&z_, 15 + 16) != Z_OK) {
      failed_ = Status(Code::kTooLarge, "memory ran out");
      ended_ = true;
    } else {
      made_ = true;
    }
  }
  ~GzipStream() override {
    if (made_) inflateEnd(&z_);
  }

  size_t Read(char* to, size_t room) override {
    if (ended_) return 0;
    z_.next_out = reinterpret_cast<Bytef*>(to);
    z_.avail_out = static_cast<uInt>(std::min<size_t>(room, 1u << 30));
    const uInt wanted = z_.avail_out;
    while (z_.avail_out == wanted) {
      const std::string_view in = bytes_->At(at_, kStep);
      if (in.empty()) return End(bytes_->failed().ok() ? Status(Code::kInvalidInput, "the compressed record is cut short") : bytes_->failed());
      z_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
      z_.avail_in = static_cast<uInt>(in.size());
      const int code = inflate(&z_, Z_NO_FLUSH);
      at_ += in.size() - z_.avail_in;
      if (code == Z_STREAM_END) {
        ended_ = true;
        end_ = at_;
        break;
      }
      if (code != Z_OK && code != Z_BUF_ERROR) {
        const std::string said = z_.msg == nullptr ? "" : std::string(": ") + z_.msg;
        if (z_.avail_out == wanted) return End(Status(Code::kInvalidInput, "the compressed record is damaged" + said));
        failed_ = Status(Code::kInvalidInput, "the compressed record is damaged" + said);
        ended_ = true;
        break;
      }
    }
    return wanted - z_.avail_out;
  }

 private:
  size_t End(Status status) {
    failed_ = std::move(status);
    ended_ = true;
    return 0;
  }

  Bytes* bytes_;
  uint64_t at_;
  z_stream z_{};
  bool made_ = false, ended_ = false;
};

class ZstdStream : public Stream {
 public:
  ZstdStream(Bytes* bytes, uint64_t at, const std::string& dictionary)
      : bytes_(bytes), at_(at), context_(ZSTD_createDCtx(), ZSTD_freeDCtx) {
    const bool loaded = context_ != nullptr &&
                        (dictionary.empty() ||
                         ZSTD_isError(ZSTD_DCtx_loadDictionary(context_.get(), dictionary.data(), dictionary.size())) == 0);
    if (!loaded) {
      failed_ = Status(Code::kTooLarge, "memory ran out");
      ended_ = true;
    }
  }

  size_t Read(char* to, size_t room) override {
    ZSTD_outBuffer out{to, room, 0};
    while (!ended_ && out.pos == 0) {
      const std::string_view bytes = bytes_->At(at_, kStep);
      if (bytes.empty()) {
        failed_ = bytes_->failed().ok() ? Status(Code::kInvalidInput, "the compressed record is cut short") : bytes_->failed();
        ended_ = true;
        break;
      }
      ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
      const size_t code = ZSTD_decompressStream(context_.get(), &out, &in);
      at_ += in.pos;
      if (ZSTD_isError(code) != 0) {
        failed_ = Status(Code::kInvalidInput, std::string("the compressed record is damaged: ") + ZSTD_getErrorName(code));
        ended_ = true;
      } else if (code == 0) {
        ended_ = true;
        end_ = at_;
      }
    }
    return out.pos;
  }

 private:
  Bytes* bytes_;
  uint64_t at_;
  std::unique_ptr<ZSTD_DCtx, size_t (*)(ZSTD_DCtx*)> context_;
  bool ended_ = false;
};

}  // namespace

Packing PackingOf(std::string_view head) {
  if (head.starts_with("\x1f\x8b")) return Packing::kGzip;
  if (head.size() >= 4 && (Little32(head) == 0xFD2FB528 || (Little32(head) & 0xfffffff0) == 0x184D2A50)) return Packing::kZstd;
  return Packing::kPlain;
}

std::unique_ptr<Stream> OpenStream(Bytes* bytes, uint64_t at, Packing packing, const std::string& dictionary) {
  switch (packing) {
    case Packing::kGzip: return std::make_unique<GzipStream>(bytes, at);
    case Packing::kZstd: return std::make_unique<ZstdStream>(bytes, at, dictionary);
    case Packing::kPlain: break;
  }
  return std::make_unique<PlainStream>(bytes, at);
}

uint64_t NextStretch(Bytes* bytes, uint64_t at, Packing packing, const std::string& dictionary, std::string_view prefix) {
  const std::string_view magic = packing == Packing::kGzip ? std::string_view("\x1f\x8b\x08", 3) : std::string_view("\x28\xb5\x2f\xfd", 4);
  for (;;) {
    const std::string_view piece = bytes->At(at, kStep);
    if (piece.size() < magic.size()) return bytes->size();
    const size_t found = piece.find(magic);
    if (found == std::string_view::npos) {
      at += piece.size() - (magic.size() - 1);
      continue;
    }
    at += found;
    // Three bytes come about by chance; that they uncompress to what is looked for does not.
    auto stream = OpenStream(bytes, at, packing, dictionary);
    std::string front(prefix.size(), '\0');
    size_t filled = 0;
    while (filled < front.size()) {
      const size_t got = stream->Read(front.data() + filled, front.size() - filled);
      if (got == 0) break;
      filled += got;
    }
    if (front == prefix) return at;
    ++at;
  }
}

uint64_t SkippableLength(Bytes* bytes, uint64_t at) {
  const std::string_view head = bytes->At(at, 8);
  if (head.size() < 8 || (Little32(head) & 0xfffffff0) != 0x184D2A50) return 0;
  return 8 + static_cast<uint64_t>(Little32(head.substr(4)));
}

std::string FrontDictionary(Bytes* bytes) {
  const std::string_view head = bytes->At(0, 8);
  if (head.size() < 8 || Little32(head) != kDictionaryFrame) return {};
  const size_t size = Little32(head.substr(4));
  if (size > kLargestDictionary) return {};
  std::string dictionary(bytes->At(8, size));
  if (dictionary.size() != size) return {};
  if (PackingOf(dictionary) != Packing::kZstd) return dictionary;
  std::string plain;
  return Decode("zstd", dictionary, kLargestDictionary, &plain).ok() ? plain : std::string();
}

}  // namespace quoth::archive
