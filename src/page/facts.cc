#include "page/facts.h"

#include <bit>

namespace quoth::page {
namespace {

constexpr size_t kWindow = 24;
constexpr uint64_t kBase = 0x9E3779B97F4A7C15ull;

// Letters and digits of `text` (bytes past ASCII count as letters), lower case.
std::string Solid(std::string_view text) {
  std::string solid;
  solid.reserve(text.size());
  for (char c : text) {
    unsigned char u = static_cast<unsigned char>(c);
    if (u >= 'A' && u <= 'Z') solid += char(u + 32);
    else if ((u >= 'a' && u <= 'z') || (u >= '0' && u <= '9')) solid += c;
    else if (u >= 0xC3 && u != 0xE2) solid += c;       // punctuation of U+2000 on begins with E2,
    else if (u >= 0x80 && u < 0xC0 && !solid.empty() && static_cast<unsigned char>(solid.back()) >= 0x80) solid += c;
  }
  return solid;
}

uint64_t Mix(uint64_t hash) { hash ^= hash >> 29; hash *= 0xBF58476D1CE4E5B9ull; return hash ^ hash >> 32; }

uint64_t HashAt(std::string_view solid, size_t at) {
  uint64_t hash = 0;
  for (size_t i = 0; i < kWindow; ++i) hash = hash * kBase + uint8_t(solid[at + i]) + 1;
  return hash;
}

}  // namespace

void Passage::Set(std::string_view text) {
  slots_.clear();
  std::string solid = Solid(text);
  if (solid.size() < kWindow) return;
  slots_.assign(std::bit_ceil(solid.size() * 2), 0);
  uint64_t power = 1;
  for (size_t i = 1; i < kWindow; ++i) power *= kBase;
  uint64_t hash = HashAt(solid, 0);
  for (size_t i = 0;; ++i) {
    uint64_t key = Mix(hash) | 1;
    size_t at = key >> 20 & (slots_.size() - 1);
    while (slots_[at] && slots_[at] != key) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = key;
    if (i + kWindow >= solid.size()) break;
    hash = (hash - power * (uint8_t(solid[i]) + 1)) * kBase + uint8_t(solid[i + kWindow]) + 1;
  }
}

double Passage::Match(std::string_view text) const {
  if (slots_.empty() || text.size() < kWindow) return 0;
  std::string solid = Solid(text.size() > 4000 ? text.substr(0, 4000) : text);
  if (solid.size() < kWindow) return 0;
  size_t last = solid.size() - kWindow;
  int found = 0;
  for (size_t place : {size_t(0), last / 2, last}) {
    uint64_t key = Mix(HashAt(solid, place)) | 1;
    size_t at = key >> 20 & (slots_.size() - 1);
    while (slots_[at] && slots_[at] != key) at = (at + 1) & (slots_.size() - 1);
    found += slots_[at] == key;
  }
  return found / 3.0;
}

}  // namespace quoth::page
