// quoth-prepare: the features of texts, one JSON object a line, for the trainer.
//
//   quoth-prepare --vocab vocab.txt [--raw] [-o FILE] PATH...
//
// A PATH is a text file, or a folder whose *.txt are read in the order of their
// names.  Each line:
//
//   {"id": "stem of the file's name",
//    "ids": [...], "begin": [...], "end": [...],   pieces; offsets in code points
//    "word": [...],                                index of each piece's word
//    "case": [...], "quote": [...],                LetterCase, QuoteState
//    "paragraph": [...], "sentence": [...]}        indices from 0
//
// With --raw a line has only id, ids, begin, end and word, as the tokenizer gives them
// before quotation marks are folded: tests/wordpiece_reference.py reads that.
//
// See src/attribution/features.h.  Exit status 0, or 2 where a file cannot be read.
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "attribution/features.h"
#include "text/utf8.h"

namespace {

namespace fs = std::filesystem;

bool ReadFile(const fs::path& path, std::string* content) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return false;
  content->assign(std::istreambuf_iterator<char>(in), {});
  return !in.bad();
}

template <typename Values, typename Number>
void Append(const char* name, const Values& values, Number number, std::string* line) {
  *line += ",\"";
  *line += name;
  *line += "\":[";
  bool first = true;
  for (const auto& value : values) {
    if (!first) *line += ',';
    first = false;
    *line += std::to_string(number(value));
  }
  *line += ']';
}

std::string JsonLine(const std::string& id, std::string_view text, const quoth::Features& f,
                     bool raw) {
  const quoth::CodePointIndex index(text);
  const auto same = [](auto value) { return static_cast<uint32_t>(value); };
  std::string line = "{\"id\":" + nlohmann::json(id).dump(-1, ' ', false,
                                                           nlohmann::json::error_handler_t::replace);
  Append("ids", f.pieces, [](const quoth::Piece& p) { return p.id; }, &line);
  Append("begin", f.pieces, [&](const quoth::Piece& p) { return index.At(p.begin); }, &line);
  Append("end", f.pieces, [&](const quoth::Piece& p) { return index.At(p.end); }, &line);
  Append("word", f.pieces, [](const quoth::Piece& p) { return p.word; }, &line);
  if (raw) return line + "}\n";
  Append("case", f.letter_case, same, &line);
  Append("quote", f.quote, same, &line);
  Append("paragraph", f.paragraph, same, &line);
  Append("sentence", f.sentence, same, &line);
  line += "}\n";
  return line;
}

int Trouble(const std::string& message) {
  std::cerr << "quoth-prepare: " << message << "\n";
  return 2;
}

double CpuSeconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

int main(int argc, char** argv) {
  std::string vocabulary_path, out_path;
  std::vector<fs::path> paths;
  bool raw = false;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if ((argument == "--vocab" || argument == "-o") && i + 1 < argc) {
      (argument == "-o" ? out_path : vocabulary_path) = argv[++i];
    } else if (argument == "--raw") {
      raw = true;
    } else if (argument == "-h" || argument == "--help") {
      std::cout << "usage: quoth-prepare --vocab vocab.txt [--raw] [-o FILE] PATH...\n";
      return 0;
    } else if (std::error_code error; fs::is_directory(argument, error)) {
      const size_t before = paths.size();
      for (const auto& entry : fs::directory_iterator(argument, error)) {
        if (entry.path().extension() == ".txt") paths.push_back(entry.path());
      }
      if (error) return Trouble(argument + ": " + error.message());
      std::sort(paths.begin() + static_cast<std::ptrdiff_t>(before), paths.end());
    } else {
      paths.push_back(argument);
    }
  }
  if (vocabulary_path.empty() || paths.empty()) {
    return Trouble("usage: quoth-prepare --vocab vocab.txt [--raw] [-o FILE] PATH...");
  }
  std::string vocabulary;
  if (!ReadFile(vocabulary_path, &vocabulary)) return Trouble("cannot read " + vocabulary_path);
  const auto wordpiece = quoth::WordPiece::FromVocabulary(vocabulary);
  if (!wordpiece.ok()) return Trouble(vocabulary_path + ": " + wordpiece.status().message());

  std::FILE* out = out_path.empty() ? stdout : std::fopen(out_path.c_str(), "wb");
  if (!out) return Trouble("cannot write " + out_path);
  double seconds = 0;
  size_t words = 0, pieces = 0;
  for (const fs::path& path : paths) {
    std::string bytes;
    if (!ReadFile(path, &bytes)) return Trouble("cannot read " + path.string());
    const auto text = quoth::DecodeUtf8(bytes, /*lenient=*/false);
    if (!text.ok()) return Trouble(path.string() + ": " + text.status().message());
    const double start = CpuSeconds();
    quoth::Features features;
    if (raw) {
      wordpiece->Encode(text->text, &features.pieces);
    } else {
      features = quoth::MakeFeatures(text->text, *wordpiece);
    }
    seconds += CpuSeconds() - start;
    pieces += features.pieces.size();
    if (!features.pieces.empty()) words += features.pieces.back().word + 1;
    const std::string line = JsonLine(path.stem().string(), text->text, features, raw);
    if (std::fwrite(line.data(), 1, line.size(), out) != line.size()) {
      return Trouble("cannot write " + (out_path.empty() ? "standard output" : out_path));
    }
  }
  if (std::fflush(out) != 0) return Trouble("cannot write the output");
  if (out != stdout) std::fclose(out);
  std::fprintf(stderr, "%zu texts, %zu words, %zu pieces, %.2f us of CPU a word\n",
               paths.size(), words, pieces, words ? seconds * 1e6 / static_cast<double>(words) : 0.0);
  return 0;
}
