// Fills a record with statements made by varying given ones, and times adding, finding
// and proposing candidates.  bench/record/run says how it is used.
//
// usage: record_bench STATEMENTS.tsv RECORD.db COUNT...
//   STATEMENTS.tsv: a line a statement: source, cue, content, parted by tabs.
//   Numbers are told when the record has COUNT statements, in ascending order.
//
// Times are CPU time of this one thread.
#include <sys/stat.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "base/ids.h"
#include "quoth/check.h"
#include "quoth/record.h"

namespace {

using quoth::Reading;
using quoth::Record;
using quoth::Span;
using quoth::Statement;

double CpuSeconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double WallSeconds() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct Seed {
  std::string source, cue;
  std::vector<std::string> content;  // words
};

struct Made {
  quoth::ArticleOrigin origin;
  Reading reading;
};

class Maker {
 public:
  explicit Maker(const char* path) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
      const size_t one = line.find('\t'), two = line.find('\t', one + 1);
      if (one == std::string::npos || two == std::string::npos) continue;
      Seed seed{line.substr(0, one), line.substr(one + 1, two - one - 1), {}};
      std::istringstream words(line.substr(two + 1));
      for (std::string word; words >> word;) {
        seed.content.push_back(word);
        vocabulary_.push_back(word);
      }
      if (!seed.content.empty()) seeds_.push_back(std::move(seed));
    }
    if (seeds_.empty()) std::exit(2);
    for (int i = 0; i < 20000; ++i) speakers_.push_back(seeds_[At(seeds_.size())].source + " " + vocabulary_[At(vocabulary_.size())]);
  }

  size_t At(size_t size) { return std::uniform_int_distribution<size_t>(0, size - 1)(random_); }
  // A speaker is quoted the more often the lower the number.
  const std::string& Speaker() { return speakers_[static_cast<size_t>(static_cast<double>(speakers_.size()) * std::pow(Share(), 4))]; }
  double Share() { return std::uniform_real_distribution<double>(0, 1)(random_); }
  const std::string& Word() { return vocabulary_[At(vocabulary_.size())]; }

  // An article of 12 statements.  One in five is a copy of an earlier one, whole or cut.
  Made Article() {
    Made made;
    const size_t number = ++articles_;
    made.origin.url = "https://outlet" + std::to_string(At(300)) + ".example/" + std::to_string(number);
    made.origin.outlet = "Outlet " + std::to_string(At(300));
    made.origin.title = "Article " + std::to_string(number);
    char day[32];
    std::snprintf(day, sizeof day, "20%02zu-%02zu-%02zuT08:00:00Z", 20 + number / 20000 % 7, number / 1700 % 12 + 1, number / 60 % 28 + 1);
    made.origin.published = day;
    made.origin.model = "bench";
    std::string& text = made.reading.article.text;
    for (int i = 0; i < 12; ++i) {
      std::string content, speaker, cue;
      if (!recent_.empty() && Share() < 0.2) {
        const auto& [who, said, what] = recent_[At(recent_.size())];
        speaker = who;
        cue = said;
        content = what;
        if (Share() < 0.3) content = content.substr(0, content.find(' ', content.size() / 2));
      } else {
        const Seed& seed = seeds_[At(seeds_.size())];
        speaker = Speaker();
        cue = seed.cue;
        for (const std::string& word : seed.content) content += (content.empty() ? "" : " ") + (Share() < 0.3 ? Word() : word);
      }
      Statement statement;
      const auto put = [&](const std::string& words) {
        const Span span{text.size(), text.size() + words.size()};
        text += words;
        return span;
      };
      statement.content = {put(content)};
      text += ", ";
      statement.source = {put(speaker)};
      text += " ";
      statement.cue = {put(cue.empty() ? "said" : cue)};
      text += ".\n\n";
      statement.form = static_cast<quoth::Form>(At(3));
      if (statement.form != quoth::Form::kIndirect) statement.quoted = statement.content;
      statement.confidence = 0.9;
      statement.speaker = quoth::Speaker{.names = {speaker}, .kind = quoth::SpeakerKind::kPerson, .mention = statement.source};
      made.reading.statements.push_back(statement);
      if (recent_.size() < 3000) recent_.emplace_back(speaker, cue, content);
      else recent_[At(recent_.size())] = {speaker, cue, content};
    }
    made.reading.article.id = quoth::ArticleId(text);
    return made;
  }

  std::vector<std::string> RecentContents(size_t count) {
    std::vector<std::string> contents;
    for (size_t i = 0; i < count; ++i) contents.push_back(std::get<2>(recent_[At(recent_.size())]));
    return contents;
  }

 private:
  std::mt19937_64 random_{7};
  std::vector<Seed> seeds_;
  std::vector<std::string> vocabulary_, speakers_;
  std::vector<std::tuple<std::string, std::string, std::string>> recent_;
  size_t articles_ = 0;
};

template <typename Run>
void Time(const char* what, size_t count, const Run& run) {
  std::vector<double> cpu, wall;
  size_t found = 0;
  for (size_t i = 0; i < count; ++i) {
    const double c = CpuSeconds(), w = WallSeconds();
    found += run(i);
    cpu.push_back((CpuSeconds() - c) * 1e3);
    wall.push_back((WallSeconds() - w) * 1e3);
  }
  std::sort(cpu.begin(), cpu.end());
  std::sort(wall.begin(), wall.end());
  const auto at = [&](const std::vector<double>& v, double share) { return v[std::min(v.size() - 1, static_cast<size_t>(share * static_cast<double>(v.size())))]; };
  std::printf("  %-28s median %7.2f ms, p99 %7.2f ms, most %7.2f ms CPU (wall: median %.2f, p99 %.2f); %zu of %zu found\n", what, at(cpu, 0.5), at(cpu, 0.99),
              cpu.back(), at(wall, 0.5), at(wall, 0.99), found, count);
}

void Measure(const std::string& path, Maker& maker) {
  auto record = Record::Open(path, {.create = false, .cache_bytes = 256u << 20});
  if (!record.ok()) return;
  const size_t kQueries = 400;
  const auto find = [&](const quoth::StatementQuery& query) {
    const auto hits = record->Find(query);
    if (!hits.ok()) std::printf("%s\n", hits.status().message().c_str());
    return hits.ok() && !hits->empty() ? 1u : 0u;
  };
  std::vector<std::string> contents = maker.RecentContents(kQueries);
  const auto words = [&](const std::string& content, size_t count) {
    std::istringstream stream(content);
    std::vector<std::string> all;
    for (std::string word; stream >> word;) all.push_back(word);
    std::string some;
    for (size_t i = 0; i < count; ++i) some += all[maker.At(all.size())] + " ";
    return some;
  };
  Time("find, one word of a text", kQueries, [&](size_t i) { return find({.words = words(contents[i], 1)}); });
  Time("find, two words", kQueries, [&](size_t i) { return find({.words = words(contents[i], 2)}); });
  Time("find, three words", kQueries, [&](size_t i) { return find({.words = words(contents[i], 3)}); });
  Time("find --by", kQueries, [&](size_t) { return find({.by = maker.Speaker()}); });
  Time("find --by, a word", kQueries, [&](size_t i) { return find({.words = words(contents[i], 1), .by = maker.Speaker()}); });
  Time("find --since --outlet, a word", kQueries, [&](size_t i) {
    return find({.words = words(contents[i], 1), .since = "2022-03", .outlet = "Outlet " + std::to_string(maker.At(300))});
  });
  quoth::Checker checker(&*record);
  Time("check, an exact claim", kQueries, [&](size_t i) {
    const auto finding = checker.Check({.words = contents[i]});
    return finding.ok() && quoth::Passes(finding->verdict) ? 1u : 0u;
  });
}

size_t SizeOf(const std::string& path) {
  struct stat about;
  return stat(path.c_str(), &about) == 0 ? static_cast<size_t>(about.st_size) : 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  Maker maker(argv[1]);
  const std::string path = argv[2];
  std::remove(path.c_str());
  size_t added = 0, joined = 0;
  double seconds = 0;
  for (int i = 3; i < argc; ++i) {
    const auto wanted = static_cast<size_t>(std::atoll(argv[i]));
    double stretch = 0;
    size_t stretched = 0;
    {
      auto record = Record::Open(path, {.same_utterance = quoth::SameSaying, .cache_bytes = 256u << 20});
      if (!record.ok()) {
        std::fprintf(stderr, "%s\n", record.status().message().c_str());
        return 2;
      }
      while (added < wanted) {
        std::vector<Made> batch;
        for (int k = 0; k < 1000; ++k) batch.push_back(maker.Article());
        const double start = CpuSeconds();
        record->Begin();
        for (const Made& made : batch) {
          const auto one = record->Add(made.origin, made.reading);
          if (!one.ok()) {
            std::fprintf(stderr, "%s\n", one.status().message().c_str());
            return 2;
          }
          added += one->statements;
          stretched += one->statements;
          joined += one->joined;
        }
        record->Commit();
        stretch += CpuSeconds() - start;
      }
    }
    seconds += stretch;
    const size_t size = SizeOf(path);
    std::printf("%zu statements, %zu of them reports of a known utterance; added %.0f a CPU-second (the last %zu: %.0f); %.0f bytes a statement, %.0f MB\n",
                added, joined, static_cast<double>(added) / seconds, stretched, static_cast<double>(stretched) / stretch,
                static_cast<double>(size) / static_cast<double>(added), static_cast<double>(size) / 1e6);
    Measure(path, maker);
    std::fflush(stdout);
  }
}
