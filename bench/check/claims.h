// Claims made from quotations whose truth is known.
//
// Each kind is one transformation of a quotation of the record; the word lists here
// are the benchmark's own, not those of the code that it measures.
//
// Thread rule: a ClaimMaker belongs to one thread.
#ifndef QUOTH_BENCH_CHECK_CLAIMS_H_
#define QUOTH_BENCH_CHECK_CLAIMS_H_

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "gold.h"
#include "quoth/check.h"

namespace quoth::bench {

// A quotation: the words between marks that one statement has.
struct Quote {
  std::string words;  // of its stretches, joined by one space
  std::string by;
  std::vector<size_t> joints;  // words with which another stretch begins
};

// Those of at least `least` words by a named speaker.
std::vector<Quote> Quotes(const std::vector<GoldArticle>& articles, size_t least);

struct Kind {
  const char* name;
  const char* what;  // the transformation
  std::vector<Verdict> right;
};

// verbatim, typography, trimmed, any part, negation, number, name, modal, swallowed, unscoped,
// spliced, other speaker, invented.
const std::vector<Kind>& Kinds();

struct MadeClaim {
  size_t kind = 0;
  Claim claim;
  std::string from;  // the quotation it was made of
};

class ClaimMaker {
 public:
  // `record`: the quotations that are in the record; `others`: quotations that are not.
  ClaimMaker(std::vector<Quote> record, std::vector<Quote> others, std::string record_text, unsigned seed);

  // `count` claims of each kind, fewer where the record gives no more.
  std::vector<MadeClaim> Make(size_t count);

 private:
  using Transformation = std::function<bool(const Quote&, Claim*)>;

  bool Typography(const Quote& quote, Claim* claim);
  bool Trimmed(const Quote& quote, Claim* claim);
  bool AnyPart(const Quote& quote, Claim* claim);
  bool Negation(const Quote& quote, Claim* claim);
  bool Number(const Quote& quote, Claim* claim);
  bool Name(const Quote& quote, Claim* claim);
  bool Modal(const Quote& quote, Claim* claim);
  bool Swallowed(const Quote& quote, Claim* claim);
  bool Unscoped(const Quote& quote, Claim* claim);
  bool Spliced(const Quote& quote, Claim* claim);
  bool OtherSpeaker(const Quote& quote, Claim* claim);
  bool Invented(const Quote& quote, Claim* claim);
  size_t Below(size_t bound) { return random_() % bound; }

  std::vector<Quote> record_, others_;
  std::string folded_record_;  // its words, to know that an invention is none
  std::vector<std::string> names_;
  std::mt19937 random_;
};

}  // namespace quoth::bench

#endif  // QUOTH_BENCH_CHECK_CLAIMS_H_
