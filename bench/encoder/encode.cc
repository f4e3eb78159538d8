// The encoder by itself, for measurements and comparisons:
//
//   encode MODEL WINDOWS
//
// WINDOWS is a binary file of little-endian int32: the number of windows, the
// length of each, then the ids of all, one window after the other.  Commands
// come on standard input, a line each; answers go to standard output:
//
//   run N        encodes all windows, N tokens a pack at most (but at least one
//                window); answers CPU seconds and wall seconds
//   write FILE   writes the hidden states of all windows, float32
//   memory       answers the resident and the peak resident memory in bytes
//
// The first line, before any command, gives the seconds of start-up: opening the
// model file, packing the weights, and a first window of one token.
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "encoder/encoder.h"

namespace {

double Seconds(clockid_t clock) {
  timespec now;
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

int Fail(const quoth::Status& status) {
  std::cerr << status.message() << "\n";
  return 2;
}

struct Windows {
  std::vector<quoth::Token> tokens;
  std::vector<uint32_t> starts;

  bool Read(const char* path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    std::vector<int32_t> numbers(bytes.size() / 4);
    std::copy(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(numbers.size() * 4),
              reinterpret_cast<char*>(numbers.data()));
    if (numbers.empty() || numbers[0] < 1 || numbers.size() < static_cast<size_t>(numbers[0]) + 1) return false;
    const auto count = static_cast<size_t>(numbers[0]);
    uint32_t start = 0;
    for (size_t i = 0; i < count; ++i) {
      starts.push_back(start);
      start += static_cast<uint32_t>(numbers[1 + i]);
    }
    for (size_t i = 1 + count; i < numbers.size(); ++i) tokens.push_back({numbers[i], 0, 0});
    return tokens.size() == start;
  }
};

class Runner {
 public:
  Runner(const quoth::Encoder& encoder, const Windows& windows) : encoder_(encoder), windows_(windows) {}

  // Encodes all windows in packs of about `limit` tokens.
  quoth::Status Run(size_t limit, std::ostream* out) {
    const size_t count = windows_.starts.size();
    const auto end_of = [&](size_t i) { return i + 1 < count ? windows_.starts[i + 1] : windows_.tokens.size(); };
    std::vector<uint32_t> starts;
    for (size_t i = 0; i < count;) {
      const size_t begin = windows_.starts[i];
      starts.clear();
      do {
        starts.push_back(static_cast<uint32_t>(windows_.starts[i] - begin));
        ++i;
      } while (i < count && end_of(i) - begin <= limit);
      const std::span<const quoth::Token> pack(windows_.tokens.data() + begin, end_of(i - 1) - begin);
      quoth::Status status = encoder_.Encode(pack, starts, scratch_, &hidden_);
      if (!status.ok()) return status;
      if (out != nullptr) {
        out->write(reinterpret_cast<const char*>(hidden_.data()),
                   static_cast<std::streamsize>(hidden_.size() * sizeof(float)));
      }
    }
    return {};
  }

 private:
  const quoth::Encoder& encoder_;
  const Windows& windows_;
  quoth::Encoder::Scratch scratch_;
  std::vector<float> hidden_;
};

size_t ResidentBytes() {
  size_t total = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return resident * static_cast<size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: encode MODEL WINDOWS\n";
    return 2;
  }
  const double begin = Seconds(CLOCK_MONOTONIC), begin_cpu = Seconds(CLOCK_PROCESS_CPUTIME_ID);
  auto model = quoth::ModelFile::Open(argv[1]);
  if (!model.ok()) return Fail(model.status());
  const double opened = Seconds(CLOCK_MONOTONIC);
  auto encoder = quoth::Encoder::Create(*model);
  if (!encoder.ok()) return Fail(encoder.status());
  const double created = Seconds(CLOCK_MONOTONIC);
  {
    quoth::Encoder::Scratch scratch;
    std::vector<float> hidden;
    const quoth::Token token{};
    const uint32_t start = 0;
    quoth::Status status = encoder->Encode({&token, 1}, {&start, 1}, scratch, &hidden);
    if (!status.ok()) return Fail(status);
  }
  std::cout << "start wall " << Seconds(CLOCK_MONOTONIC) - begin << " cpu "
            << Seconds(CLOCK_PROCESS_CPUTIME_ID) - begin_cpu << " open " << opened - begin << " pack "
            << created - opened << std::endl;

  Windows windows;
  if (!windows.Read(argv[2])) {
    std::cerr << argv[2] << ": not a file of windows\n";
    return 2;
  }
  Runner runner(*encoder, windows);
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string command, argument;
    words >> command >> argument;
    if (command == "run") {
      const double wall = Seconds(CLOCK_MONOTONIC), cpu = Seconds(CLOCK_PROCESS_CPUTIME_ID);
      quoth::Status status = runner.Run(argument.empty() ? 0 : std::stoul(argument), nullptr);
      if (!status.ok()) return Fail(status);
      std::cout << "cpu " << Seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu << " wall " << Seconds(CLOCK_MONOTONIC) - wall
                << " tokens " << windows.tokens.size() << std::endl;
    } else if (command == "write") {
      std::ofstream out(argument, std::ios::binary);
      quoth::Status status = runner.Run(512, &out);
      if (!status.ok()) return Fail(status);
      std::cout << "written" << std::endl;
    } else if (command == "memory") {
      rusage usage;
      getrusage(RUSAGE_SELF, &usage);
      std::cout << "resident " << ResidentBytes() << " peak " << static_cast<size_t>(usage.ru_maxrss) * 1024
                << std::endl;
    } else {
      std::cerr << "unknown command: " << line << "\n";
      return 2;
    }
  }
  return 0;
}
