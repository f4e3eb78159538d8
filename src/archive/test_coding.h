// For tests: the codings, done.
#ifndef QUOTH_ARCHIVE_TEST_CODING_H_
#define QUOTH_ARCHIVE_TEST_CODING_H_

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include <string>
#include <string_view>

namespace quoth::archive {

inline std::string Deflated(std::string_view text, int window) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// "gzip", "deflate", "raw deflate", "br" or "zstd".
inline std::string Coded(const std::string& coding, std::string_view text) {
  if (coding == "gzip") return Deflated(text, 15 + 16);
  if (coding == "deflate") return Deflated(text, 15);
  if (coding == "raw deflate") return Deflated(text, -15);
  std::string out;
  if (coding == "br") {
    out.resize(BrotliEncoderMaxCompressedSize(text.size()) + 64);
    size_t size = out.size();
    BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, text.size(), reinterpret_cast<const uint8_t*>(text.data()), &size,
                          reinterpret_cast<uint8_t*>(out.data()));
    out.resize(size);
    return out;
  }
  out.resize(ZSTD_compressBound(text.size()));
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

}  // namespace quoth::archive

#endif  // QUOTH_ARCHIVE_TEST_CODING_H_
