#include "attribution/further_paragraphs.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace quoth {
namespace {

// A continued quotation is followed over so many paragraphs: a speech, not a book.
constexpr size_t kMostParagraphs = 64;

class Follower {
 public:
  Follower(std::string_view text, const Features& features, const std::vector<Word>& words,
           const std::vector<Attribution>& attributions)
      : text_(text), words_(words), claimed_(words.size()) {
    for (const Quotation& q : features.quotations) {
      if (q.depth == 0 && q.outer.size() > 0) quotations_.push_back(q);
    }
    for (const Attribution& a : attributions) {
      for (const Span& run : a.content) std::fill(claimed_.begin() + Step(run.begin), claimed_.begin() + Step(run.end), true);
    }
  }

  void Introduce(Attribution* a) const {
    size_t end = a->cue.end;
    if (end < words_.size() && Text(end) == ":") {
      ++end;
    } else if (Text(end - 1) != ":") {
      return;
    }
    if (end >= words_.size() || words_[end].paragraph != words_[end - 1].paragraph + 1) return;
    const size_t q = QuotationAt(words_[end].span.begin);
    if (q == quotations_.size() || quotations_[q].outer.begin > words_[end].span.begin || !FillsParagraph(q)) return;
    Append(q, a);
    Continue(a);
  }

  void Continue(Attribution* a) const {
    if (a->content.empty()) return;
    const Span last = words_[a->content.back().end - 1].span;
    size_t q = QuotationAt(last.begin);
    if (q == quotations_.size() || quotations_[q].outer.begin > last.begin) return;
    for (size_t steps = 0; steps < kMostParagraphs && quotations_[q].goes_on && q + 1 < quotations_.size(); ++steps) {
      ++q;
      if (!quotations_[q].continued || !Append(q, a)) return;
    }
  }

 private:
  static ptrdiff_t Step(size_t n) { return static_cast<ptrdiff_t>(n); }

  std::string_view Text(size_t w) const { return TextOf(text_, words_[w]); }

  // The first quotation that ends after a byte.
  size_t QuotationAt(size_t byte) const {
    return static_cast<size_t>(std::partition_point(quotations_.begin(), quotations_.end(),
                                                    [&](const Quotation& q) { return q.outer.end <= byte; }) -
                               quotations_.begin());
  }

  Span WordsOf(const Span& bytes) const {
    const auto at = [&](size_t byte) {
      return static_cast<size_t>(
          std::partition_point(words_.begin(), words_.end(), [&](const Word& w) { return w.span.begin < byte; }) -
          words_.begin());
    };
    return {at(bytes.begin), at(bytes.end)};
  }

  bool FillsParagraph(size_t q) const {
    const Span run = WordsOf(quotations_[q].outer);
    return !run.empty() && (run.end == words_.size() || words_[run.end].paragraph != words_[run.end - 1].paragraph);
  }

  // False where another attribution has these words.
  bool Append(size_t q, Attribution* a) const {
    const Span run = WordsOf(quotations_[q].outer);
    if (run.empty()) return false;
    if (std::find(claimed_.begin() + Step(run.begin), claimed_.begin() + Step(run.end), true) !=
        claimed_.begin() + Step(run.end)) {
      return false;
    }
    a->content.push_back(run);
    return true;
  }

  std::string_view text_;
  const std::vector<Word>& words_;
  std::vector<Quotation> quotations_;  // the outermost
  std::vector<bool> claimed_;          // words that are content before anything is taken
};

}  // namespace

void TakeFurtherParagraphs(std::string_view text, const Features& features, const std::vector<Word>& words,
                           std::vector<Attribution>* attributions) {
  if (attributions->empty()) return;
  const Follower follower(text, features, words, *attributions);
  for (Attribution& a : *attributions) {
    if (a.content.empty()) {
      follower.Introduce(&a);
    } else {
      follower.Continue(&a);
    }
  }
  std::erase_if(*attributions, [](const Attribution& a) { return a.content.empty(); });
}

}  // namespace quoth
