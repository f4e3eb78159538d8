// page_bench GOLD.jsonl [--body-only] [--folds DIR] [--predictions OUT.jsonl] [--repeat N] [--json]
//
// Reads the pages that GOLD lists (html_path, relative to GOLD's folder) from
// memory, with one thread: prints pages per CPU-second for everything that
// PageReader does (bytes to characters, body, metadata), and writes one
// prediction a page for the scorer.  --folds: judge each page with the trees of
// training/page that have not seen its site.  The prediction's body is all
// but the title; with --body-only not the standfirst either.
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

#include <nlohmann/json.hpp>

#include "page/workbench.h"
#include "quoth/page.h"

namespace {

std::string Slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

double CpuSeconds() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return double(t.tv_sec) + double(t.tv_nsec) * 1e-9;
}

}  // namespace

int main(int argc, char** argv) {
  std::string gold, folds, predictions;
  int repeat = 5;
  bool standfirst = true, json = false;
  for (int i = 1; i < argc; ++i) {
    auto value = [&] { return std::string(i + 1 < argc ? argv[++i] : ""); };
    if (!std::strcmp(argv[i], "--folds")) folds = value();
    else if (!std::strcmp(argv[i], "--predictions")) predictions = value();
    else if (!std::strcmp(argv[i], "--repeat")) repeat = std::stoi(value());
    else if (!std::strcmp(argv[i], "--body-only")) standfirst = false;
    else if (!std::strcmp(argv[i], "--json")) json = true;
    else gold = argv[i];
  }
  std::string folder = gold.substr(0, gold.find_last_of('/') + 1);
  std::ifstream list(gold);
  std::vector<nlohmann::json> pages;
  std::vector<std::string> bytes;
  size_t total = 0;
  for (std::string line; std::getline(list, line);) {
    if (line.empty()) continue;
    pages.push_back(nlohmann::json::parse(line));
    bytes.push_back(Slurp(folder + pages.back()["html_path"].get<std::string>()));
    total += bytes.back().size();
  }
  if (pages.empty()) { std::cerr << "no pages in " << gold << "\n"; return 2; }
  std::map<int, quoth::page::Scorer> scorers;
  nlohmann::json fold_of;
  if (!folds.empty()) {
    fold_of = nlohmann::json::parse(Slurp(folds + "/folds.json"));
    for (auto& [id, fold] : fold_of.items())
      if (!scorers.contains(fold.get<int>()) && !scorers[fold.get<int>()].Load(Slurp(folds + "/fold-" + std::to_string(fold.get<int>()) + ".txt"))) {
        std::cerr << "damaged: fold " << fold << "\n";
        return 2;
      }
  }
  quoth::PageReader reader;
  std::ofstream out;
  if (!predictions.empty()) out.open(predictions);
  double best = 1e9;
  for (int round = 0; round < repeat; ++round) {
    double start = CpuSeconds();
    for (size_t i = 0; i < pages.size(); ++i) {
      quoth::PageOptions options;
      options.form = quoth::PageForm::kHtml;
      if (pages[i].contains("url") && pages[i]["url"].is_string()) options.url = pages[i]["url"];
      if (pages[i].contains("crawl_date") && pages[i]["crawl_date"].is_string()) options.crawled = pages[i]["crawl_date"].get<std::string>().substr(0, 10);
      if (!folds.empty()) quoth::page::Workbench::UseScorer(&reader, &scorers.at(fold_of[pages[i]["id"].get<std::string>()].get<int>()));
      auto page = reader.Read(bytes[i], options);
      if (!page.ok()) { std::cerr << page.status().message() << "\n"; return 2; }
      if (round == 0 && out) {
        std::string body;
        for (const auto& p : page->paragraphs) {
          if (p.kind == quoth::ParagraphKind::kTitle || (p.kind == quoth::ParagraphKind::kStandfirst && !standfirst)) continue;
          if (!body.empty()) body += "\n\n";
          body.append(page->text, p.text.begin, p.text.size());
        }
        // The gold sets name agencies and outlets as authors where pages do.
        auto authors = page->authors;
        authors.insert(authors.end(), page->credits.begin(), page->credits.end());
        out << nlohmann::json{{"id", pages[i]["id"]}, {"title", page->title}, {"authors", authors}, {"date", page->published}, {"body", body}}.dump(
                   -1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
      }
    }
    best = std::min(best, CpuSeconds() - start);
  }
  if (json) {
    std::cout << nlohmann::json{{"pages", pages.size()}, {"bytes", total}, {"per_second", double(pages.size()) / best}} << "\n";
    return 0;
  }
  std::printf("%zu pages, %.1f MB: %.0f pages per CPU-second, %.0f MB/s (best of %d rounds, one thread)\n", pages.size(), double(total) / 1e6,
              double(pages.size()) / best, double(total) / 1e6 / best, repeat);
}
