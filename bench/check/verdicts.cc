// quoth-bench-verdicts CORPUS [COUNT [SEED]]
//
// Puts the annotated articles of CORPUS's dev split into a record, makes COUNT claims
// of each kind from it (claims.h), checks each and prints what came of them.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <unistd.h>

#include "claims.h"
#include "gold.h"
#include "quoth/check.h"

using namespace quoth;
using namespace quoth::bench;

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s CORPUS [COUNT [SEED]]\n", argv[0]);
    return 2;
  }
  const size_t count = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 250;
  const unsigned seed = argc > 3 ? static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10)) : 1;
  const std::vector<GoldArticle> dev = ReadGold(argv[1], "dev"), train = ReadGold(argv[1], "train");

  const std::string path = (std::filesystem::temp_directory_path() / ("quoth-bench-" + std::to_string(getpid()) + ".db")).string();
  Result<Record> record = Record::Open(path, {.same_utterance = SameSaying});
  if (!record.ok()) {
    std::fprintf(stderr, "%s\n", record.status().message().c_str());
    return 2;
  }
  std::string text;
  record->Begin();
  for (const GoldArticle& article : dev) {
    const auto added = record->Add({.url = "https://" + article.outlet + ".example/" + article.name, .outlet = article.outlet, .published = article.published},
                                   article.reading);
    if (!added.ok()) std::fprintf(stderr, "%s: %s\n", article.name.c_str(), added.status().message().c_str());
    text += article.reading.article.text + "\n";
  }
  record->Commit();

  const std::vector<Quote> quotes = Quotes(dev, 7);
  const Result<Coverage> covered = record->Covered();
  std::printf("record: %zu articles, %zu statements, %zu utterances; %zu quotations of 7 words or more by named speakers\n",
              covered->articles, covered->statements, covered->utterances, quotes.size());
  ClaimMaker maker(quotes, Quotes(train, 7), text, seed);
  Checker checker(&*record);
  constexpr size_t kVerdicts = 10;
  std::vector<std::vector<size_t>> table(Kinds().size(), std::vector<size_t>(kVerdicts));
  FILE* wrong = std::getenv("WRONG") != nullptr ? std::fopen(std::getenv("WRONG"), "w") : nullptr;
  for (const MadeClaim& made : maker.Make(count)) {
    const Result<Finding> finding = checker.Check(made.claim);
    if (!finding.ok()) {
      std::fprintf(stderr, "%s\n", finding.status().message().c_str());
      continue;
    }
    ++table[made.kind][static_cast<size_t>(finding->verdict)];
    const auto& right = Kinds()[made.kind].right;
    if (wrong != nullptr && std::find(right.begin(), right.end(), finding->verdict) == right.end()) {
      std::fprintf(wrong, "%s -> %s\n  claim: %s (%s)\n  from:  %s\n", Kinds()[made.kind].name, VerdictName(finding->verdict),
                   made.claim.words.c_str(), made.claim.by.c_str(), made.from.c_str());
      for (const Evidence& evidence : finding->evidence) {
        std::fprintf(wrong, "  has:   %s (%s)\n", evidence.report.content.c_str(), evidence.report.who.c_str());
        for (const DiffPart& part : evidence.comparison.diff) {
          if (part.change != Change::kSame) std::fprintf(wrong, "         %s |%s| for |%s|\n", ChangeName(part.change), part.claim.c_str(), part.record.c_str());
        }
      }
    }
  }
  if (wrong != nullptr) std::fclose(wrong);

  std::printf("\n%-14s", "");
  for (const char* head : {"exact", "typogr.", "trimmed", "altered", "spliced", "other", "unknown", "indirect", "not in", "short"}) std::printf("%9s", head);
  std::printf("%9s%9s%9s\n", "claims", "right", "passed");
  for (size_t kind = 0; kind < table.size(); ++kind) {
    size_t all = 0, good = 0, passed = 0;
    std::printf("%-14s", Kinds()[kind].name);
    for (size_t v = 0; v < kVerdicts; ++v) {
      const size_t n = table[kind][v];
      all += n;
      passed += Passes(static_cast<Verdict>(v)) ? n : 0;
      const auto& right = Kinds()[kind].right;
      good += std::find(right.begin(), right.end(), static_cast<Verdict>(v)) != right.end() ? n : 0;
      if (n == 0) {
        std::printf("%9s", ".");
      } else {
        std::printf("%9zu", n);
      }
    }
    std::printf("%9zu%8.1f%%%8.1f%%\n", all, 100.0 * static_cast<double>(good) / static_cast<double>(std::max<size_t>(all, 1)),
                100.0 * static_cast<double>(passed) / static_cast<double>(std::max<size_t>(all, 1)));
  }
  std::printf("\n");
  for (const Kind& kind : Kinds()) std::printf("%-14s %s\n", kind.name, kind.what);
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
  return 0;
}
