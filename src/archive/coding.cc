#include "archive/coding.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>

namespace quoth::archive {
namespace {

constexpr size_t kStep = 64 << 10;

Status TooLarge(size_t limit) {
  return Status(Code::kTooLarge, "more than " + std::to_string(limit) + " bytes when uncompressed");
}

bool Exceeds(const std::string& out, size_t limit) { return limit != 0 && out.size() > limit; }

Status Inflate(std::string_view bytes, int window, size_t limit, std::string* out) {
  z_stream stream{};
  if (inflateInit2(&stream, window) != Z_OK) return Status(Code::kTooLarge, "memory ran out");
  const std::unique_ptr<z_stream, int (*)(z_stream*)> closer(&stream, inflateEnd);
  size_t fed = 0;
  for (;;) {
    if (stream.avail_in == 0 && fed < bytes.size()) {
      const size_t piece = std::min<size_t>(bytes.size() - fed, 1u << 30);
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data() + fed));
      stream.avail_in = static_cast<uInt>(piece);
      fed += piece;
    }
    const size_t had = out->size();
    out->resize(had + kStep);
    stream.next_out = reinterpret_cast<Bytef*>(out->data() + had);
    stream.avail_out = kStep;
    const int code = inflate(&stream, Z_NO_FLUSH);
    out->resize(had + kStep - stream.avail_out);
    if (Exceeds(*out, limit)) return TooLarge(limit);
    if (code == Z_STREAM_END) {
      // Another gzip member may follow; anything else is padding.
      const bool more = window > 15 && stream.avail_in > 2 && stream.next_in[0] == 0x1f && stream.next_in[1] == 0x8b;
      if (!more || inflateReset(&stream) != Z_OK) return Status();
      continue;
    }
    if (code != Z_OK && code != Z_BUF_ERROR) {
      return Status(Code::kInvalidInput, std::string("compressed data is damaged: ") + (stream.msg ? stream.msg : "zlib"));
    }
    if (stream.avail_in == 0 && fed == bytes.size() && stream.avail_out > 0) {
      return Status(Code::kInvalidInput, "compressed data is cut short");
    }
  }
}

Status Brotli(std::string_view bytes, size_t limit, std::string* out) {
  const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  if (state == nullptr) return Status(Code::kTooLarge, "memory ran out");
  auto* in = reinterpret_cast<const uint8_t*>(bytes.data());
  size_t left = bytes.size();
  for (;;) {
    const size_t had = out->size();
    out->resize(had + kStep);
    auto* to = reinterpret_cast<uint8_t*>(out->data() + had);
    size_t room = kStep;
    const auto code = BrotliDecoderDecompressStream(state.get(), &left, &in, &room, &to, nullptr);
    out->resize(had + kStep - room);
    if (Exceeds(*out, limit)) return TooLarge(limit);
    if (code == BROTLI_DECODER_RESULT_SUCCESS) return Status();
    if (code == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) return Status(Code::kInvalidInput, "compressed data is cut short");
    if (code == BROTLI_DECODER_RESULT_ERROR) return Status(Code::kInvalidInput, "compressed data is damaged: brotli");
  }
}

Status Zstd(std::string_view bytes, size_t limit, std::string* out) {
  const std::unique_ptr<ZSTD_DCtx, size_t (*)(ZSTD_DCtx*)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
  if (context == nullptr) return Status(Code::kTooLarge, "memory ran out");
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  for (;;) {
    const size_t had = out->size();
    out->resize(had + kStep);
    ZSTD_outBuffer to{out->data() + had, kStep, 0};
    const size_t code = ZSTD_decompressStream(context.get(), &to, &in);
    out->resize(had + to.pos);
    if (Exceeds(*out, limit)) return TooLarge(limit);
    if (ZSTD_isError(code) != 0) {
      return Status(Code::kInvalidInput, std::string("compressed data is damaged: ") + ZSTD_getErrorName(code));
    }
    if (in.pos == in.size && to.pos < kStep) {
      return code == 0 ? Status() : Status(Code::kInvalidInput, "compressed data is cut short");
    }
  }
}

}  // namespace

Status Decode(std::string_view coding, std::string_view bytes, size_t limit, std::string* out) {
  out->clear();
  if (coding == "gzip" || coding == "x-gzip") return Inflate(bytes, 15 + 16, limit, out);
  if (coding == "deflate") {
    Status status = Inflate(bytes, 15, limit, out);
    if (status.code() != Code::kInvalidInput) return status;
    out->clear();  // what some servers call deflate has no header
    return Inflate(bytes, -15, limit, out);
  }
  if (coding == "br") return Brotli(bytes, limit, out);
  if (coding == "zstd") return Zstd(bytes, limit, out);
  return Status(Code::kUnsupported, "a content coding that is not known: " + std::string(coding.substr(0, 40)));
}

}  // namespace quoth::archive
