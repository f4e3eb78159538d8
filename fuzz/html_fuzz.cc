// Any bytes, read as an HTML page: never a crash, spans always within bounds,
// and whatever comes out is UTF-8.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "page/encoding.h"
#include "quoth/page.h"

namespace {
void Check(bool holds) { if (!holds) std::abort(); }
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static quoth::PageReader reader;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  quoth::PageOptions options;
  options.form = quoth::PageForm::kHtml;
  options.explain = size % 2;
  auto page = reader.Read(bytes, options);
  Check(page.ok());
  Check(quoth::page::ValidUtf8Prefix(page->text) == page->text.size());
  size_t end = 0;
  for (const auto& p : page->paragraphs) {
    Check(p.text.begin >= end && p.text.begin < p.text.end && p.text.end <= page->text.size());
    Check(p.page.begin <= p.page.end && p.page.end <= size);
    end = p.text.end;
  }
  for (const auto& b : page->blocks) Check(b.page.begin <= b.page.end && b.page.end <= size);
  return 0;
}
