#include "gold.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <nlohmann/json.hpp>

#include "base/ids.h"
#include "text/paragraphs.h"
#include "text/quotations.h"

namespace quoth::bench {
namespace {

namespace fs = std::filesystem;

std::string Slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

// Byte offsets of each code point, and of the end.
std::vector<size_t> Points(const std::string& text) {
  std::vector<size_t> points;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) points.push_back(i);
  }
  points.push_back(text.size());
  return points;
}

// One statement for each E line, in their order.
std::vector<Statement> Attributions(const std::string& annotation, const std::vector<size_t>& points) {
  std::map<std::string, std::vector<Span>> spans;
  std::vector<Statement> statements;
  std::istringstream lines(annotation);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string name, rest;
    std::getline(fields, name, '\t');
    std::getline(fields, rest, '\t');
    if (name.empty()) continue;
    if (name[0] == 'T') {
      std::istringstream offsets(rest.substr(rest.find(' ') + 1));
      for (std::string one; std::getline(offsets, one, ';');) {
        size_t begin = 0, end = 0;
        if (std::sscanf(one.c_str(), "%zu %zu", &begin, &end) == 2 && end < points.size()) {
          spans[name].push_back({points[begin], points[end]});
        }
      }
    } else if (name[0] == 'E') {
      Statement statement;
      std::istringstream pairs(rest);
      for (std::string pair; pairs >> pair;) {
        const size_t colon = pair.find(':');
        const std::string role = pair.substr(0, colon);
        auto& to = role.rfind("Source", 0) == 0 ? statement.source : role.rfind("Cue", 0) == 0 ? statement.cue : statement.content;
        if (role.rfind("Attribution", 0) == 0) continue;
        for (const Span& span : spans[pair.substr(colon + 1)]) to.push_back(span);
      }
      for (auto* role : {&statement.source, &statement.cue, &statement.content}) {
        std::sort(role->begin(), role->end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
      }
      statements.push_back(statement);
    }
  }
  return statements;
}

std::vector<std::string> Names(const nlohmann::json& who) {
  if (who.is_array()) return who.get<std::vector<std::string>>();
  return {who.get<std::string>()};
}

// How many speakers' last names stand in their sources; 0 where there are more or fewer speakers.
size_t Agreement(const std::string& text, const std::vector<Statement>& statements, const nlohmann::json& who) {
  if (who.size() != statements.size()) return 0;
  size_t agreeing = 1;
  for (size_t i = 0; i < statements.size(); ++i) {
    if (who[i]["who"].is_null()) continue;
    const std::string name = Names(who[i]["who"])[0], last = name.substr(name.rfind(' ') + 1);
    for (const Span& span : statements[i].source) agreeing += text.substr(span.begin, span.size()).find(last) != std::string::npos;
  }
  return agreeing;
}

void MarkQuoted(const std::vector<Quotation>& quotations, Statement* statement) {
  size_t inside = 0, all = 0;
  for (const Span& span : statement->content) {
    all += span.size();
    for (const Quotation& quotation : quotations) {
      if (quotation.depth != 0) continue;
      const Span part{std::max(span.begin, quotation.inner.begin), std::min(span.end, quotation.inner.end)};
      if (part.empty()) continue;
      statement->quoted.push_back(part);
      inside += part.size();
    }
  }
  statement->form = inside * 10 >= all * 9 ? Form::kDirect : inside > 0 ? Form::kMixed : Form::kIndirect;
}

}  // namespace

std::vector<GoldArticle> ReadGold(const std::string& corpus, const std::string& split) {
  const fs::path folder = fs::path(corpus) / "attribution" / split;
  std::map<std::string, nlohmann::json> speakers;
  std::ifstream lines(fs::path(corpus) / "speakers" / (split + ".jsonl"));
  for (std::string line; std::getline(lines, line);) {
    nlohmann::json article = nlohmann::json::parse(line);
    speakers[article["id"]] = article["speakers"];
  }
  // An article may have been annotated by several people; the speakers go with one of them.
  std::map<std::string, std::pair<size_t, std::vector<Statement>>> best;
  if (fs::is_directory(folder / "attributions")) {
    for (const auto& entry : fs::directory_iterator(folder / "attributions")) {
      std::string name = entry.path().stem().string();
      name.resize(name.rfind('_'));
      const std::string text = Slurp(folder / "text" / (name + ".txt"));
      std::vector<Statement> statements = Attributions(Slurp(entry.path()), Points(text));
      const size_t score = 1 + Agreement(text, statements, speakers[name]);
      auto& kept = best[name];
      if (score > kept.first) kept = {score, std::move(statements)};
    }
  }
  std::vector<GoldArticle> articles;
  for (auto& [name, annotated] : best) {
    GoldArticle article{.name = name};
    Reading& reading = article.reading;
    reading.article.text = Slurp(folder / "text" / (name + ".txt"));
    reading.article.id = ArticleId(reading.article.text);
    const size_t bar = name.find('_');
    article.outlet = name.substr(0, bar);
    article.published = name.substr(bar + 1, 10);
    reading.statements = std::move(annotated.second);
    const auto quotations = PairQuotations(reading.article.text, Paragraphs(reading.article.text));
    const nlohmann::json& who = speakers[name];
    for (size_t i = 0; i < reading.statements.size(); ++i) {
      Statement& statement = reading.statements[i];
      MarkQuoted(quotations, &statement);
      statement.confidence = 1;
      statement.id = StatementId(reading.article.id, statement);
      if (i >= who.size() || who[i]["who"].is_null()) continue;
      Speaker speaker{.kind = SpeakerKind::kPerson, .confidence = 1};
      for (int kind = 0; kind <= static_cast<int>(SpeakerKind::kOther); ++kind) {
        if (who[i]["kind"] == SpeakerKindName(static_cast<SpeakerKind>(kind))) speaker.kind = static_cast<SpeakerKind>(kind);
      }
      speaker.names = Names(who[i]["who"]);
      statement.speaker = speaker;
    }
    articles.push_back(std::move(article));
  }
  if (articles.empty()) {
    std::fprintf(stderr, "no articles under %s: set QUOTH_CORPUS to a corpus with attribution/%s and speakers/%s.jsonl\n",
                 folder.c_str(), split.c_str(), split.c_str());
    std::exit(2);
  }
  return articles;
}

}  // namespace quoth::bench
