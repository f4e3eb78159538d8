// Annotated articles as readings: what a perfect reader would have found.
//
// Thread rule: free functions.
#ifndef QUOTH_BENCH_CHECK_GOLD_H_
#define QUOTH_BENCH_CHECK_GOLD_H_

#include <string>
#include <vector>

#include "quoth/statement.h"

namespace quoth::bench {

struct GoldArticle {
  std::string name, outlet, published;
  Reading reading;  // speakers as annotated; quoted stretches read from the marks
};

// The articles of CORPUS/attribution/SPLIT (text/*.txt, attributions/*.ann as PolNeAR has
// them) with the speakers of CORPUS/speakers/SPLIT.jsonl, by name.  Ends the program
// where they are not there.
std::vector<GoldArticle> ReadGold(const std::string& corpus, const std::string& split);

}  // namespace quoth::bench

#endif  // QUOTH_BENCH_CHECK_GOLD_H_
