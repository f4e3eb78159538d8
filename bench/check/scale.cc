// quoth-bench-scale CORPUS STATEMENTS [DB]
//
// Makes a record of so many statements by varying those of CORPUS: of each content every
// third word, on average, becomes another word of the corpus; one statement in five is
// a copy of an earlier one in another outlet, at most three days later: whole, in
// other marks, a part of it, or with a cut.  Twenty statements make an article.
// Prints what adding cost at 10,000, 100,000 and 1,000,000, how many of the copies
// became reports of their utterance and how many other statements were joined wrongly;
// then how long checking takes.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <sstream>
#include <string>
#include <unordered_map>

#include <unistd.h>

#include "base/ids.h"
#include "base/iso_date.h"
#include "gold.h"
#include "quoth/check.h"

using namespace quoth;
using namespace quoth::bench;

namespace {

constexpr size_t kInArticle = 20;

double CpuSeconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double WallSeconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

std::vector<std::string> Split(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::string Join(const std::vector<std::string>& words, size_t begin, size_t end) {
  std::string text;
  for (size_t i = begin; i < end; ++i) text += (i > begin ? " " : "") + words[i];
  return text;
}

struct Said {
  std::string words;  // without marks
  std::string who;
  long day = 0;
  Form form = Form::kDirect;
  size_t utterance = 0;  // the statement of which it is a copy, or itself
};

class Maker {
 public:
  explicit Maker(const std::string& corpus) {
    for (const char* split : {"dev", "train"}) {
      for (const GoldArticle& article : ReadGold(corpus, split)) {
        for (const Statement& statement : article.reading.statements) {
          std::string words;
          const auto& spans = statement.quoted.empty() ? statement.content : statement.quoted;
          for (const Span& span : spans) words += article.reading.article.text.substr(span.begin, span.size()) + " ";
          bases_.push_back({Split(words), statement.quoted.empty() ? Form::kIndirect : Form::kDirect});
          if (bases_.back().first.size() < 6) bases_.pop_back();
          for (const std::string& word : Split(words)) vocabulary_.push_back(word);
        }
      }
    }
    static const char* kFirst[] = {"Odile", "Tomas", "Ansa", "Marta", "Jon", "Ines", "Karl", "Lena", "Pavel", "Rosa", "Emil", "Vera"};
    static const char* kSyllables[] = {"ma", "ran", "be", "el", "kol", "mi", "ster", "vo", "lund", "ka", "ri", "son", "del", "to"};
    for (size_t i = 0; i < 3000; ++i) {
      std::string last;
      for (int k = 0; k < 3; ++k) last += kSyllables[Below(std::size(kSyllables))];
      last[0] = static_cast<char>(std::toupper(last[0]));
      names_.push_back(std::string(kFirst[Below(std::size(kFirst))]) + " " + last);
    }
  }

  Said Next() {
    const size_t number = said_.size();
    Said said;
    if (number > 100 && Below(5) == 0) {
      said = said_[number - 1 - Below(std::min<size_t>(number - 1, 5000))];
      const std::vector<std::string> words = Split(said.words);
      switch (Below(4)) {
        case 0: break;
        case 1: std::replace(said.words.begin(), said.words.end(), '-', ' '); break;
        case 2:
          if (words.size() >= 16) said.words = Join(words, 0, words.size() / 2 + 2);
          break;
        default:
          if (words.size() >= 20) said.words = Join(words, 0, words.size() / 3) + " … " + Join(words, words.size() / 3 + 3, words.size());
      }
      said.day += static_cast<long>(Below(4));
    } else {
      const auto& [words, form] = bases_[Below(bases_.size())];
      std::vector<std::string> varied = words;
      for (std::string& word : varied) {
        if (Below(3) == 0) word = vocabulary_[Below(vocabulary_.size())];
      }
      said = {Join(varied, 0, varied.size()), names_[Below(names_.size())], 14000 + static_cast<long>(Below(3650)), form, number};
    }
    said_.push_back(said);
    return said;
  }

  const std::vector<Said>& said() const { return said_; }
  size_t Below(size_t bound) { return random_() % bound; }

 private:
  std::vector<std::pair<std::vector<std::string>, Form>> bases_;
  std::vector<std::string> vocabulary_, names_;
  std::vector<Said> said_;
  std::mt19937 random_{7};
};

Reading ReadingOf(const std::vector<Said>& statements, std::vector<std::string>* days) {
  Reading reading;
  std::string& text = reading.article.text;
  for (const Said& said : statements) {
    Statement statement;
    statement.form = said.form;
    const bool marks = said.form == Form::kDirect;
    const size_t begin = text.size();
    text += marks ? "“" + said.words + "”" : said.words;
    statement.content = {{begin, text.size()}};
    if (marks) statement.quoted = {{begin + 3, text.size() - 3}};
    text += " ";
    statement.source = {{text.size(), text.size() + said.who.size()}};
    text += said.who + " ";
    statement.cue = {{text.size(), text.size() + 4}};
    text += "said.\n\n";
    statement.speaker = Speaker{.names = {said.who}, .kind = SpeakerKind::kPerson, .mention = statement.source, .confidence = 1};
    statement.when.date = Day::FromNumber(said.day).Iso();
    statement.when.precision = "day";
    days->push_back(statement.when.date);
    reading.statements.push_back(statement);
  }
  reading.article.id = ArticleId(text);
  for (Statement& statement : reading.statements) statement.id = StatementId(reading.article.id, statement);
  return reading;
}

void PrintTimes(const char* what, std::vector<double> wall, std::vector<double> cpu) {
  std::sort(wall.begin(), wall.end());
  std::sort(cpu.begin(), cpu.end());
  const auto at = [](const std::vector<double>& times, double share) {
    return 1000 * times[std::min(times.size() - 1, static_cast<size_t>(share * static_cast<double>(times.size())))];
  };
  std::printf("%-14s %5zu claims  median %6.2f ms (CPU %6.2f)  p99 %7.2f ms (CPU %7.2f)  longest %7.2f ms\n", what, wall.size(), at(wall, 0.5), at(cpu, 0.5),
              at(wall, 0.99), at(cpu, 0.99), 1000 * wall.back());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: %s CORPUS STATEMENTS [DB]\n", argv[0]);
    return 2;
  }
  const size_t count = std::strtoul(argv[2], nullptr, 10);
  const std::string path = argc > 3 ? argv[3] : (std::filesystem::temp_directory_path() / ("quoth-scale-" + std::to_string(getpid()) + ".db")).string();
  Result<Record> record = Record::Open(path, {.same_utterance = SameSaying});
  if (!record.ok()) {
    std::fprintf(stderr, "%s\n", record.status().message().c_str());
    return 2;
  }
  Maker maker(argv[1]);
  std::vector<int64_t> utterances;  // by number of the statement
  double cpu = 0, last_cpu = 0;
  size_t joined = 0, last = 0;
  std::printf("%10s %12s %16s %14s %10s\n", "statements", "per CPU-s", "of the last part", "bytes each", "joined");
  record->Begin();
  for (size_t done = 0; done < count;) {
    std::vector<Said> part;
    for (size_t i = 0; i < kInArticle; ++i) part.push_back(maker.Next());
    std::vector<std::string> days;
    const Reading reading = ReadingOf(part, &days);
    const double start = CpuSeconds();
    const auto added = record->Add({.url = "https://outlet" + std::to_string(done % 97) + ".example/" + std::to_string(done),
                                    .outlet = "Outlet " + std::to_string(done % 97), .published = days[0]}, reading);
    if (!added.ok()) {
      std::fprintf(stderr, "%s\n", added.status().message().c_str());
      return 2;
    }
    joined += added->joined;
    done += kInArticle;
    if (done % 10000 == 0) {
      record->Commit();
      record->Begin();
    }
    cpu += CpuSeconds() - start;
    if (done == 10000 || done == 100000 || done == 1000000 || done >= count) {
      record->Commit();
      record->Begin();
      std::error_code none;
      const auto wal = std::filesystem::file_size(path + "-wal", none);  // not yet moved into the file
      const auto size = std::filesystem::file_size(path) + (none || done > 10000 ? 0 : wal);
      std::printf("%10zu %12.0f %16.0f %14.0f %10zu\n", done, static_cast<double>(done) / cpu,
                  static_cast<double>(done - last) / std::max(1e-9, cpu - last_cpu), static_cast<double>(size) / static_cast<double>(done), joined);
      std::fflush(stdout);
      last = done;
      last_cpu = cpu;
    }
  }
  record->Commit();

  // Which statements share an utterance, against what they were made of.
  const std::vector<Said>& said = maker.said();
  utterances.assign(said.size() + 1, 0);
  record->Each({.limit = 0}, [&](Report&& report) {
    if (static_cast<size_t>(report.id) < utterances.size()) utterances[static_cast<size_t>(report.id)] = report.utterance;
    return true;
  });
  size_t copies = 0, found = 0, wrong = 0, own = 0;
  for (size_t i = 0; i < said.size(); ++i) {
    const size_t original = said[i].utterance;
    if (original != i) {
      ++copies;
      found += utterances[i + 1] == utterances[original + 1];
    } else {
      ++own;
      wrong += utterances[i + 1] != static_cast<int64_t>(i + 1);
    }
  }
  std::printf("copies: %zu, joined to their utterance: %.2f %%; statements of their own: %zu, joined to another: %.3f %%\n", copies,
              100.0 * static_cast<double>(found) / static_cast<double>(std::max<size_t>(1, copies)), own,
              100.0 * static_cast<double>(wrong) / static_cast<double>(std::max<size_t>(1, own)));

  Checker checker(&*record);
  checker.Check({.words = said[0].words});  // counts what there is, once
  for (const char* what : {"verbatim", "part", "one word else", "not there"}) {
    std::vector<double> wall, cpus;
    size_t passed = 0;
    for (size_t i = 0; i < 500; ++i) {
      const Said& one = said[maker.Below(said.size())];
      std::vector<std::string> words = Split(one.words);
      if (what[0] == 'p') words = Split(Join(words, words.size() / 4, words.size()));
      if (what[0] == 'o') words[words.size() / 2] = "never";
      if (what[0] == 'n') std::shuffle(words.begin(), words.end(), std::mt19937(static_cast<unsigned>(i)));
      const Claim claim{.words = Join(words, 0, words.size()), .by = one.who};
      const double start = WallSeconds(), start_cpu = CpuSeconds();
      const auto finding = checker.Check(claim);
      wall.push_back(WallSeconds() - start);
      cpus.push_back(CpuSeconds() - start_cpu);
      passed += finding.ok() && Passes(finding->verdict);
    }
    PrintTimes(what, wall, cpus);
    std::printf("%14s %5zu passed\n", "", passed);
  }
  if (argc <= 3) {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
  }
  return 0;
}
