#include "attribution/signed_quotations.h"

#include <algorithm>
#include <cstddef>

#include "unicode/uchar.h"

namespace quoth {
namespace {

constexpr size_t kLongestSignature = 12;  // words
// How sure the model would have to be to be as right as this rule is.
constexpr double kProbability = 0.63;

bool IsDash(std::string_view text, const Word& word) {
  const char32_t c = FirstOf(text, word);
  return c == '-' || (c >= 0x2012 && c <= 0x2015);
}

// Words that names hold without a capital.
bool IsParticle(std::string_view word) {
  static constexpr std::string_view kParticles[] = {"al", "bin", "da", "de", "del", "der", "di", "dos", "du", "el",
                                                    "ibn", "la", "le", "of", "the", "van", "von", "zu"};
  return std::find(std::begin(kParticles), std::end(kParticles), word) != std::end(kParticles);
}

// Whether words [begin, end) can be a signature: up to the first comma or bracket
// they are a name, and nothing in them ends a sentence but an abbreviation's stop.
bool IsSignature(std::string_view text, const std::vector<Word>& words, size_t begin, size_t end) {
  if (begin >= end || end - begin > kLongestSignature || !u_isupper(FirstOf(text, words[begin]))) return false;
  bool name = true;
  for (size_t w = begin; w < end; ++w) {
    const Span span = words[w].span;
    const char32_t c = FirstOf(text, words[w]);
    if (c == ',' || c == '(') name = false;
    if (c == '!' || c == '?' || c == ':' || c == '"' || c == 0x201C || c == 0x201D) return false;
    if (c == '.' && span.begin - words[w - 1].span.begin > 4) return false;  // the stop of a longer word
    if (name && u_isalpha(c) && !u_isupper(c) && !IsParticle(TextOf(text, words[w]))) return false;
  }
  return true;
}

// The first word that begins at or after a byte.
size_t WordAt(const std::vector<Word>& words, size_t byte) {
  return static_cast<size_t>(
      std::partition_point(words.begin(), words.end(), [&](const Word& w) { return w.span.begin < byte; }) -
      words.begin());
}

}  // namespace

std::vector<Attribution> SignedQuotations(std::string_view text, const Features& features,
                                          const std::vector<Word>& words) {
  std::vector<Attribution> found;
  const std::vector<Quotation>& quotations = features.quotations;
  const std::vector<Span>& paragraphs = features.paragraphs;
  size_t p = 0;
  for (size_t q = 0; q < quotations.size(); ++q) {
    const Quotation& quotation = quotations[q];
    if (quotation.depth > 0 || !quotation.closed || quotation.goes_on) continue;
    while (p < paragraphs.size() && paragraphs[p].end <= quotation.outer.begin) ++p;
    if (p == paragraphs.size()) break;
    // What it goes on from: whole paragraphs too.
    size_t first = q;
    while (first > 0 && (quotations[first].continued || quotations[first].depth > 0)) --first;
    const size_t begin = WordAt(words, quotation.outer.begin), end = WordAt(words, quotation.outer.end);
    if (begin > 0 && words[begin - 1].paragraph == words[begin].paragraph) continue;

    // The rest of the paragraph is the signature, or (where there is none) the next one.
    size_t last = end;
    while (last < words.size() && words[last].paragraph == words[begin].paragraph) ++last;
    if (last == end) {
      if (end == words.size() || words[end].paragraph != words[begin].paragraph + 1) continue;
      while (last < words.size() && words[last].paragraph == words[end].paragraph) ++last;
    }
    size_t name = end;
    while (name < last && name < end + 2 && IsDash(text, words[name])) ++name;
    const size_t stop = last > name && FirstOf(text, words[last - 1]) == '.' ? last - 1 : last;
    if (name == end || !IsSignature(text, words, name, stop)) continue;

    Attribution a;
    a.cue = {end, name};
    a.source = {{name, stop}};
    for (size_t i = first; i <= q; ++i) {
      if (quotations[i].depth > 0) continue;
      a.content.push_back({WordAt(words, quotations[i].outer.begin), WordAt(words, quotations[i].outer.end)});
    }
    a.cue_probability = kProbability;
    found.push_back(std::move(a));
  }
  return found;
}

}  // namespace quoth
