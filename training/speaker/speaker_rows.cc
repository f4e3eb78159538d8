// speaker_rows [--rows FILE] [--circumstances FILE] [--model FILE] < ARTICLES.jsonl (of
// gold.py): the speaker stage on attributions that are given, or with --model on those
// that the model finds.  For each article a line of JSON with its statements as the stage
// resolves them (spans in code points), its entities and the forms of their names; with
// --rows, the columns that the scorer sees go to FILE as 32-bit floats, and their places
// (statement, entity) into the line; with --circumstances, likewise those of the
// circumstances (statement, kind, begin, end).
//
// speaker_rows --time FOLDER: CPU seconds of the attribution stage and of this one on
// the texts of a folder, the best of three rounds.
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "attribution/attributor.h"
#include "speaker/circumstances.h"
#include "speaker/features.h"
#include "speaker/speakers.h"
#include "text/utf8.h"

namespace {

double CpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

int Time(const char* folder) {
  using namespace quoth;
  auto attributor = Attributor::Open("");
  if (!attributor.ok()) {
    std::cerr << attributor.status().message() << "\n";
    return 2;
  }
  std::vector<std::string> texts;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  double best[2] = {1e9, 1e9};
  for (int round = 0; round < 3; ++round) {
    double spent[2] = {0, 0};
    for (const std::string& text : texts) {
      std::vector<Statement> statements;
      std::vector<SourceLinks> links;
      const double start = CpuSeconds();
      if (!attributor->Attribute(text, &statements, &links).ok()) return 2;
      const double between = CpuSeconds();
      ResolveSpeakers(text, {.links = &links}, &statements);
      spent[0] += between - start;
      spent[1] += CpuSeconds() - between;
    }
    for (int stage = 0; stage < 2; ++stage) best[stage] = std::min(best[stage], spent[stage]);
  }
  std::printf("CPU seconds  attribution %.2f  speaker %.2f  (%.1f %%)\n", best[0], best[1], 100 * best[1] / best[0]);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace quoth;
  if (argc == 3 && !std::strcmp(argv[1], "--time")) return Time(argv[2]);
  using Json = nlohmann::json;
  std::FILE *table = nullptr, *circumstances = nullptr;
  std::optional<Attributor> attributor;
  for (int i = 1; i < argc; ++i) {
    if (!std::strcmp(argv[i], "--rows") && i + 1 < argc) table = std::fopen(argv[++i], "wb");
    if (!std::strcmp(argv[i], "--circumstances") && i + 1 < argc) circumstances = std::fopen(argv[++i], "wb");
    if (!std::strcmp(argv[i], "--model") && i + 1 < argc) {
      auto opened = Attributor::Open(argv[++i]);
      if (!opened.ok()) {
        std::cerr << opened.status().message() << "\n";
        return 2;
      }
      attributor.emplace(std::move(*opened));
    }
  }
  for (std::string line; std::getline(std::cin, line);) {
    const Json in = Json::parse(line);
    const std::string text = in["text"];
    std::vector<Statement> statements;
    std::vector<SourceLinks> links;
    if (attributor && !attributor->Attribute(text, &statements, &links).ok()) return 2;
    for (const Json& given : attributor ? Json::array() : in["statements"]) {
      Statement& s = statements.emplace_back();
      const auto spans = [&given](const char* role) {
        std::vector<Span> out;
        for (const Json& span : given[role]) out.push_back({span[0], span[1]});
        return out;
      };
      s.source = spans("source");
      s.cue = spans("cue");
      s.content = spans("content");
    }
    const ArticleView view(text);
    for (Statement& s : statements) {  // as the attribution stage tells it
      if (attributor) break;
      size_t words = 0, quoted = 0;
      for (const Span& span : s.content) {
        const auto [begin, end] = view.WordsIn(span);
        for (size_t w = begin; w < end; ++w) words += view.words[w].shape != Shape::kMark, quoted += view.words[w].shape != Shape::kMark && view.words[w].quoted;
        if (quoted > 0) s.quoted = {span};
      }
      s.form = quoted == 0 ? Form::kIndirect : quoted * 10 >= words * 9 ? Form::kDirect : Form::kMixed;
    }
    const Names names = FindNames(view);
    const std::vector<Source> sources = ReadSources(view, names, statements);
    const SpeakerRows made = MakeRows(view, names, statements, sources);
    Json out{{"id", in["id"]}};
    Json entities = Json::array();
    for (const Entity& entity : names.entities) {
      Json forms = Json::array();
      for (uint32_t m : entity.mentions) {
        const NameMention& mention = names.mentions[m];
        const size_t begin = view.words[mention.first].begin;
        forms.push_back(text.substr(begin, view.words[mention.last - 1].end - begin));
      }
      entities.push_back({{"name", entity.name}, {"kind", static_cast<int>(entity.kind)}, {"forms", forms},
                          {"male", entity.male}, {"female", entity.female}});
    }
    out["entities"] = entities;
    Json forms = Json::array();
    for (const Source& source : sources) forms.push_back(static_cast<int>(source.form));
    out["forms"] = forms;
    Json places = Json::array();
    for (const SpeakerRow& row : made.rows) {
      places.push_back({row.statement, row.entity, row.mention == UINT32_MAX ? -1 : static_cast<int>(row.mention)});
      if (table != nullptr) std::fwrite(row.columns.data(), sizeof(float), row.columns.size(), table);
    }
    out["rows"] = places;
    Json around = Json::array();
    for (uint32_t a : made.around) around.push_back(a == UINT32_MAX ? -1 : static_cast<int>(a));
    out["around"] = around;
    ResolveSpeakers(text, {.published = in.value("published", ""), .links = attributor ? &links : nullptr}, &statements);
    const CodePointIndex points(text);
    if (circumstances != nullptr) {
      const CircumstanceRows rows = MakeCircumstanceRows(view, names, statements, sources, attributor ? &links : nullptr);
      Json places = Json::array();
      for (const CircumstanceRow& row : rows.rows) {
        const CircumstanceCandidate& c = rows.candidates[row.candidate];
        places.push_back({row.statement, static_cast<int>(c.kind), points.At(view.words[c.first].begin), points.At(view.words[c.last - 1].end)});
        std::fwrite(row.columns.data(), sizeof(float), row.columns.size(), circumstances);
      }
      out["circumstances"] = places;
    }
    Json resolved = Json::array();
    for (const Statement& s : statements) {
      const auto spans = [&points](const std::vector<Span>& given) {
        Json list = Json::array();
        for (const Span& span : given) list.push_back({points.At(span.begin), points.At(span.end)});
        return list;
      };
      Json one{{"source", spans(s.source)}, {"cue", spans(s.cue)}, {"content", spans(s.content)}, {"to", spans(s.to)},
               {"occasion", spans(s.occasion)}, {"when", spans(s.when.spans)}, {"date", s.when.date},
               {"act", ActName(s.act)}, {"negated", s.negated}};
      const auto& who = s.speaker->names;
      one["speaker"] = who.empty() ? Json(nullptr) : who.size() == 1 ? Json(who[0]) : Json(who);
      one["kind"] = SpeakerKindName(s.speaker->kind);
      one["confidence"] = s.speaker->confidence;
      const auto& role = s.speaker->role;
      one["role"] = role.empty() ? "" : text.substr(role[0].begin, role[0].size());
      resolved.push_back(one);
    }
    out["attributions"] = resolved;
    std::cout << out.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
  }
  if (table != nullptr) std::fclose(table);
  if (circumstances != nullptr) std::fclose(circumstances);
}
