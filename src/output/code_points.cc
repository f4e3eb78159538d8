#include "output/code_points.h"

#include <algorithm>

namespace quoth {
namespace {

constexpr size_t kStride = 256;

// Every byte but the continuation bytes 10xxxxxx begins a code point.
size_t Count(std::string_view bytes) {
  return static_cast<size_t>(
      std::count_if(bytes.begin(), bytes.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

}  // namespace

CodePoints::CodePoints(std::string_view text) : text_(text) {
  before_.reserve(text.size() / kStride + 1);
  for (size_t at = 0; at < text.size(); at += kStride) {
    before_.push_back(size_);
    size_ += Count(text.substr(at, kStride));
  }
}

size_t CodePoints::At(size_t byte) const {
  if (byte >= text_.size()) return size_;
  const size_t block = byte / kStride;
  return before_[block] + Count(text_.substr(block * kStride, byte % kStride));
}

}  // namespace quoth
