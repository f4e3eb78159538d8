#include "page/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>

namespace quoth::page {
namespace {

constexpr size_t kMetaWindow = 1 << 16;   // where <meta charset> is looked for
constexpr size_t kDetectWindow = 1 << 15; // what the detector sees, markup taken out

struct Label {
  std::string_view label;
  std::string_view converter;
};

// Labels whose meaning on the web is not the one of their name.  Every other
// label goes to ICU as it stands.
constexpr Label kLabels[] = {
    {"utf8", "utf-8"},           {"utf-8", "utf-8"},          {"unicode-1-1-utf-8", "utf-8"},
    {"unicode", "utf-8"},        {"utf-16", "utf-8"},         {"utf-16le", "utf-8"},
    {"utf-16be", "utf-8"},       {"utf-7", "windows-1252"},   {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"}, {"latin1", "windows-1252"}, {"l1", "windows-1252"},
    {"iso-8859-1", "windows-1252"}, {"iso8859-1", "windows-1252"}, {"iso_8859-1", "windows-1252"},
    {"cp1252", "windows-1252"},  {"x-cp1252", "windows-1252"}, {"windows-1252", "windows-1252"},
    {"iso-8859-9", "windows-1254"}, {"iso8859-9", "windows-1254"}, {"latin5", "windows-1254"},
    {"iso-8859-11", "windows-874"}, {"tis-620", "windows-874"}, {"gb2312", "gb18030"},
    {"gb_2312-80", "gb18030"},   {"gbk", "gb18030"},          {"x-gbk", "gb18030"},
    {"gb18030", "gb18030"},      {"shift_jis", "ibm-943_P15A-2003"}, {"shift-jis", "ibm-943_P15A-2003"},
    {"sjis", "ibm-943_P15A-2003"}, {"x-sjis", "ibm-943_P15A-2003"}, {"windows-31j", "ibm-943_P15A-2003"},
    {"ms_kanji", "ibm-943_P15A-2003"}, {"euc-kr", "windows-949"}, {"ks_c_5601-1987", "windows-949"},
    {"ksc5601", "windows-949"},  {"korean", "windows-949"},   {"big5", "Big5-HKSCS"},
    {"x-x-big5", "Big5-HKSCS"},  {"win-1251", "windows-1251"}, {"cp1251", "windows-1251"},
    {"koi8", "koi8-r"},          {"cp866", "ibm-866"},
};

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

std::string Lowered(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  std::string lower(text);
  for (char& c : lower) if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
  return lower;
}

// Position of `needle` (lower case) in `text` from `from` on, ASCII case ignored.
size_t FindNoCase(std::string_view text, std::string_view needle, size_t from) {
  auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b; };
  auto hit = std::search(text.begin() + std::min(from, text.size()), text.end(), needle.begin(), needle.end(), same);
  return hit == text.end() ? std::string_view::npos : size_t(hit - text.begin());
}

std::string_view MetaCharset(std::string_view bytes) {
  bytes = bytes.substr(0, kMetaWindow);
  for (size_t at = FindNoCase(bytes, "<meta", 0); at != std::string_view::npos;
       at = FindNoCase(bytes, "<meta", at + 5)) {
    size_t end = bytes.find('>', at);
    if (end == std::string_view::npos) end = bytes.size();
    if (auto charset = CharsetOf(bytes.substr(at, end - at)); !charset.empty()) return charset;
  }
  return {};
}

// What a reader would see of the page's first bytes, as far as the detector
// needs it: tags, scripts and styles say nothing about the language's encoding.
std::string WithoutMarkup(std::string_view bytes) {
  std::string text;
  size_t at = 0;
  while (at < bytes.size() && text.size() < kDetectWindow && at < (4u << 20)) {
    if (bytes[at] != '<') {
      size_t next = std::min(bytes.find('<', at), bytes.size());
      size_t length = std::min(next - at, kDetectWindow - text.size());
      text.append(bytes, at, length);
      at = next;
      continue;
    }
    size_t close = bytes.find('>', at);
    for (std::string_view raw : {"<script", "<style"}) {
      if (FindNoCase(bytes.substr(at, raw.size()), raw, 0) == 0) {
        std::string tail = "</" + std::string(raw.substr(1));
        size_t done = FindNoCase(bytes, tail, at);
        close = done == std::string_view::npos ? done : bytes.find('>', done);
      }
    }
    if (close == std::string_view::npos) break;
    text += ' ';
    at = close + 1;
  }
  return text;
}

std::string AskDetector(std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&error), ucsdet_close);
  std::string text = WithoutMarkup(bytes);
  ucsdet_setText(detector.get(), text.data(), int32_t(text.size()), &error);
  const UCharsetMatch* match = U_SUCCESS(error) ? ucsdet_detect(detector.get(), &error) : nullptr;
  const char* name = match && U_SUCCESS(error) ? ucsdet_getName(match, &error) : nullptr;
  if (!name || U_FAILURE(error)) return "windows-1252";
  std::string lower = Lowered(name);
  if (lower.starts_with("utf-16") || lower.starts_with("utf-32")) return "windows-1252";  // never without a mark
  auto canonical = CanonicalEncoding(lower);
  return canonical.empty() ? lower : std::string(canonical);
}

// Length of the UTF-8 sequence at `p`, or 0 where it is ill-formed; `bad` is
// then how many bytes one U+FFFD stands for (maximal subpart, as browsers do).
size_t SequenceAt(const unsigned char* p, const unsigned char* end, size_t* bad) {
  unsigned char c = *p;
  *bad = 1;
  size_t length;
  unsigned char low = 0x80, high = 0xBF;
  if (c < 0x80) return 1;
  if (c >= 0xC2 && c <= 0xDF) length = 2;
  else if (c >= 0xE0 && c <= 0xEF) {
    length = 3;
    if (c == 0xE0) low = 0xA0;
    if (c == 0xED) high = 0x9F;
  } else if (c >= 0xF0 && c <= 0xF4) {
    length = 4;
    if (c == 0xF0) low = 0x90;
    if (c == 0xF4) high = 0x8F;
  } else return 0;
  for (size_t i = 1; i < length; ++i) {
    if (p + i >= end || p[i] < low || p[i] > high) return 0;
    *bad = i + 1;
    low = 0x80, high = 0xBF;
  }
  return length;
}

// Streams `bytes` through ICU's converter.  For each stretch it calls
// `sink(const UChar*, const int32_t* offsets, size_t length, size_t base)`;
// offsets count from base.  Returns how many sequences were replaced.
size_t Convert(std::string_view bytes, const std::string& encoding, bool want_offsets,
               const std::function<void(const UChar*, const int32_t*, size_t, size_t)>& sink) {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding.c_str(), &error), ucnv_close);
  if (U_FAILURE(error)) {
    error = U_ZERO_ERROR;
    converter.reset(ucnv_open("windows-1252", &error));
    if (U_FAILURE(error)) return 0;
  }
  size_t replaced = 0;
  auto count = [](const void* context, UConverterToUnicodeArgs* arguments, const char*, int32_t,
                  UConverterCallbackReason reason, UErrorCode* code) {
    if (reason > UCNV_IRREGULAR) return;  // reset, close, clone
    ++*static_cast<size_t*>(const_cast<void*>(context));
    *code = U_ZERO_ERROR;
    const UChar substitute = 0xFFFD;
    ucnv_cbToUWriteUChars(arguments, &substitute, 1, 0, code);
  };
  ucnv_setToUCallBack(converter.get(), count, &replaced, nullptr, nullptr, &error);
  UChar units[4096];
  int32_t offsets[4096];
  const char* source = bytes.data();
  const char* end = bytes.data() + bytes.size();
  while (true) {
    const char* begin = source;
    const char* limit = source + std::min<size_t>(size_t(end - source), 2048);
    UChar* target = units;
    error = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &target, units + 4096, &source, limit,
                   want_offsets ? offsets : nullptr, limit == end, &error);
    if (target != units) sink(units, offsets, size_t(target - units), size_t(begin - bytes.data()));
    if (error == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_FAILURE(error) || source >= end) break;
  }
  return replaced;
}

void AppendUtf8(uint32_t c, std::string* out) {
  if (c < 0x80) *out += char(c);
  else if (c < 0x800) { *out += char(0xC0 | c >> 6); *out += char(0x80 | (c & 63)); }
  else if (c < 0x10000) {
    *out += char(0xE0 | c >> 12); *out += char(0x80 | (c >> 6 & 63)); *out += char(0x80 | (c & 63));
  } else {
    *out += char(0xF0 | c >> 18); *out += char(0x80 | (c >> 12 & 63));
    *out += char(0x80 | (c >> 6 & 63)); *out += char(0x80 | (c & 63));
  }
}

bool IsHigh(UChar c) { return (c & 0xFC00) == 0xD800; }
bool IsLow(UChar c) { return (c & 0xFC00) == 0xDC00; }

}  // namespace

std::string_view CanonicalEncoding(std::string_view label) {
  std::string lower = Lowered(label);
  if (lower.empty() || lower.size() > 40) return {};
  for (const Label& known : kLabels) if (known.label == lower) return known.converter;
  UErrorCode error = U_ZERO_ERROR;
  const char* name = ucnv_getAlias(lower.c_str(), 0, &error);  // static; null where unknown
  return name && U_SUCCESS(error) ? std::string_view(name) : std::string_view();
}

std::string_view CharsetOf(std::string_view content_type) {
  size_t at = FindNoCase(content_type, "charset", 0);
  for (; at != std::string_view::npos; at = FindNoCase(content_type, "charset", at + 7)) {
    size_t p = at + 7;
    while (p < content_type.size() && IsSpace(content_type[p])) ++p;
    if (p >= content_type.size() || content_type[p] != '=') continue;
    ++p;
    while (p < content_type.size() && (IsSpace(content_type[p]) || content_type[p] == '"' || content_type[p] == '\'')) ++p;
    size_t end = p;
    while (end < content_type.size() && !std::strchr(" \t\r\n\f;\"'/>,", content_type[end])) ++end;
    return content_type.substr(p, end - p);
  }
  return {};
}

std::string DetectEncoding(std::string_view bytes, std::string_view content_type) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return "utf-8";
  if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
  if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
  if (auto named = CanonicalEncoding(CharsetOf(content_type)); !named.empty()) return std::string(named);
  auto named = CanonicalEncoding(MetaCharset(bytes));
  if (named == "utf-8") return "utf-8";
  if (ValidUtf8Prefix(bytes) == bytes.size()) {
    // ISO-2022 text is plain ASCII to look at; only its label tells.
    bool plain = std::none_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) || c == 0x1B; });
    if (!plain || named.empty()) {
      bool escapes = std::memchr(bytes.data(), 0x1B, bytes.size()) != nullptr;
      if (!(escapes && !named.empty())) return "utf-8";
    }
  }
  if (!named.empty()) return std::string(named);
  return AskDetector(bytes);
}

size_t ValidUtf8Prefix(std::string_view text) {
  auto* begin = reinterpret_cast<const unsigned char*>(text.data());
  auto* p = begin;
  auto* end = begin + text.size();
  size_t bad;
  while (p < end) {
    while (end - p >= 32) {  // ASCII in strides that the compiler turns into vectors
      unsigned char any = 0;
      for (int i = 0; i < 32; ++i) any |= p[i];
      if (any & 0x80) break;
      p += 32;
    }
    auto* stop = std::min(p + 32, end);
    while (p < stop) {
      if (*p < 0x80) { ++p; continue; }
      size_t length = SequenceAt(p, end, &bad);
      if (!length) return size_t(p - begin);
      p += length;
    }
  }
  return text.size();
}

void Decoded::Decode(std::string_view bytes, std::string_view encoding) {
  bytes_ = bytes;
  encoding_ = encoding;
  storage_.clear();
  replaced_ = skipped_ = 0;
  if (encoding_ == "utf-8") {
    if (bytes.starts_with("\xEF\xBB\xBF")) skipped_ = 3;
    std::string_view rest = bytes.substr(skipped_);
    size_t valid = ValidUtf8Prefix(rest);
    utf8_ = rest;
    if (valid == rest.size()) return;
    auto* p = reinterpret_cast<const unsigned char*>(rest.data());
    auto* end = p + rest.size();
    storage_.append(rest, 0, valid);
    p += valid;
    for (size_t bad; p < end;) {
      if (size_t length = SequenceAt(p, end, &bad)) {
        storage_.append(reinterpret_cast<const char*>(p), length);
        p += length;
      } else {
        storage_ += "\xEF\xBF\xBD";
        ++replaced_;
        p += bad;
      }
    }
    utf8_ = storage_;
    return;
  }
  if (encoding_.starts_with("utf-16") && bytes.size() >= 2) skipped_ = 2;
  storage_.reserve(bytes.size() + bytes.size() / 2);
  UChar high = 0;
  replaced_ = Convert(bytes.substr(skipped_), encoding_, false,
      [&](const UChar* units, const int32_t*, size_t length, size_t) {
        for (size_t i = 0; i < length; ++i) {
          UChar c = units[i];
          if (high && IsLow(c)) AppendUtf8(0x10000 + ((high - 0xD800u) << 10) + (c - 0xDC00u), &storage_);
          else if (high || IsLow(c)) {
            AppendUtf8(0xFFFD, &storage_);
            if (!IsLow(c) && !IsHigh(c)) AppendUtf8(c, &storage_);
          } else if (!IsHigh(c)) AppendUtf8(c, &storage_);
          high = IsHigh(c) ? c : 0;
        }
      });
  utf8_ = storage_;
}

void Decoded::ToSource(std::vector<size_t>* offsets) const {
  if (storage_.empty()) {
    for (size_t& offset : *offsets) offset += skipped_;
    return;
  }
  std::string_view rest = bytes_.substr(skipped_);
  size_t next = 0;       // the request that is looked for
  size_t written = 0;    // UTF-8 bytes so far
  auto reached = [&](size_t source) {
    while (next < offsets->size() && (*offsets)[next] <= written) (*offsets)[next++] = source + skipped_;
  };
  if (encoding_ == "utf-8") {
    auto* begin = reinterpret_cast<const unsigned char*>(rest.data());
    auto* end = begin + rest.size();
    size_t bad;
    for (auto* p = begin; p < end && next < offsets->size();) {
      reached(size_t(p - begin));
      size_t length = SequenceAt(p, end, &bad);
      p += length ? length : bad;
      written += length ? length : 3;
    }
  } else {
    Convert(rest, encoding_, true, [&](const UChar* units, const int32_t* from, size_t length, size_t base) {
      for (size_t i = 0; i < length && next < offsets->size(); ++i) {
        reached(base + size_t(std::max<int32_t>(from[i], 0)));
        UChar c = units[i];
        written += c < 0x80 ? 1 : c < 0x800 ? 2 : IsHigh(c) || IsLow(c) ? 2 : 3;
      }
    });
  }
  while (next < offsets->size()) (*offsets)[next++] = bytes_.size();
}

}  // namespace quoth::page
