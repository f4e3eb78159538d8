// Any bytes: the first line is a claim, the second a passage, « » in it the marks of what is
// quoted.  No crash; a diff holds the claim's words in order; what passes has no word
// of its own; and the same text twice passes wherever it has words.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "check/folded_text.h"
#include "quoth/check.h"

namespace {

void CheckDiff(const quoth::Comparison& comparison) {
  if (comparison.likeness < 0 || comparison.likeness > 1) std::abort();
  for (const quoth::DiffPart& part : comparison.diff) {
    const bool allowed = part.change == quoth::Change::kSame || part.change == quoth::Change::kCut || part.change == quoth::Change::kBracketed;
    if (quoth::Passes(comparison.verdict) && !allowed) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const size_t line = bytes.find('\n');
  const std::string claim(bytes.substr(0, line));
  quoth::Passage passage;
  if (line != std::string_view::npos) passage.text = bytes.substr(line + 1);
  for (size_t at = 0; (at = passage.text.find("«", at)) != std::string::npos;) {
    const size_t end = passage.text.find("»", at);
    if (end == std::string::npos) break;
    passage.quoted.push_back({at + 2, end});
    at = end;
  }
  CheckDiff(quoth::Compare(claim, passage));
  quoth::Passage same{.text = claim, .quoted = {{0, claim.size()}}};
  const quoth::Comparison itself = quoth::Compare(claim, same);
  CheckDiff(itself);
  const quoth::check::FoldedText folded = quoth::check::Fold(claim);
  size_t end = 0;
  for (const quoth::check::FoldedWord& word : folded.words) {
    if (word.begin < end || word.end <= word.begin || word.end > claim.size()) std::abort();
    end = word.end;
  }
  quoth::SameSaying({.content = claim, .who = "A B", .resolved = true, .day = "2026-05-19", .form = quoth::Form::kDirect},
                    {.content = passage.text, .who = "B", .resolved = true, .day = "2026-05-20", .form = quoth::Form::kMixed});
  return 0;
}
