#include "check/variants.h"

#include "check/compare.h"
#include "check/passages.h"

namespace quoth::check {
namespace {

// As a claim: the words between marks, or all where none are; cut where the outlet's stand between.
std::string WordsOf(const Report& report) {
  const Passage passage = PassageOf(report);
  if (passage.quoted.empty()) return passage.text;
  std::string words;
  size_t end = 0;
  for (const Span& span : passage.quoted) {
    if (!words.empty()) {
      const PreparedText between = PrepareClaim(std::string_view(passage.text).substr(end, span.begin - end));
      words += between.size() > 0 ? " … " : " ";
    }
    words += passage.text.substr(span.begin, span.size());
    end = span.end;
  }
  return words;
}

}  // namespace

std::vector<Variant> Variants(const std::vector<Report>& reports) {
  std::vector<Variant> variants;
  size_t reference = 0;
  std::vector<std::string> words;
  for (const Report& report : reports) {
    words.push_back(WordsOf(report));
    if (words.back().size() > words[reference].size()) reference = words.size() - 1;
  }
  if (reports.empty()) return variants;
  Passage passage = PassageOf(reports[reference]);
  passage.quoted = {{0, passage.text.size()}};
  const PreparedText whole = PreparePassage(passage);
  for (size_t i = 0; i < reports.size(); ++i) {
    Variant variant{.report = &reports[i], .reference = i == reference, .first = i == 0 && !reports[0].published.empty()};
    variant.comparison = ComparePrepared(PrepareClaim(words[i]), whole);
    if (variant.comparison.diff.empty()) variant.comparison.diff = {{Change::kWord, words[i], ""}};
    variants.push_back(std::move(variant));
  }
  return variants;
}

}  // namespace quoth::check
