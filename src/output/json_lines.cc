// JSON Lines as docs/json.md specifies them.
#include <cmath>

#include <nlohmann/json.hpp>

#include "output/format.h"
#include "text/utf8.h"

namespace quoth {
namespace {

using Json = nlohmann::ordered_json;  // fields come out in the order of the specification

constexpr int kSchema = 1;

Json Line(const char* type) { return {{"type", type}, {"schema", kSchema}}; }

void Write(const Json& line, Sink& sink) {
  // A path need not be UTF-8: what is not becomes U+FFFD.
  sink.Write(line.dump(-1, ' ', false, Json::error_handler_t::replace));
  sink.Write("\n");
}

// So that 0.94 is not written as 0.93999999999.
double Rounded(double value) { return std::round(value * 1000) / 1000; }

Json Spans(const std::vector<Span>& spans, const CodePointIndex& points) {
  Json list = Json::array();
  for (const Span& span : spans) {
    list.push_back({{"begin", points.At(span.begin)},
                    {"end", points.At(span.end)},
                    {"byte_begin", span.begin},
                    {"byte_end", span.end}});
  }
  return list;
}

Json Role(const Article& article, const std::vector<Span>& spans, const CodePointIndex& points) {
  if (spans.empty()) return nullptr;
  return {{"text", RoleText(article.text, spans)}, {"spans", Spans(spans, points)}};
}

class JsonLines : public Format {
 public:
  void Add(const Reading& reading, Sink& sink) override {
    const Article& article = reading.article;
    const CodePointIndex points(article.text);
    Json line = Line("article");
    line["id"] = article.id;
    line["path"] = article.path;
    line["title"] = article.title.empty() ? Json(nullptr) : Json(article.title);
    line["characters"] = points.total();
    line["bytes"] = article.text.size();
    line["replaced"] = article.replaced;
    line["statements"] = reading.statements.size();
    Write(line, sink);

    for (const Statement& statement : reading.statements) {
      line = Line("statement");
      line["id"] = statement.id;
      line["article"] = article.id;
      line["form"] = FormName(statement.form);
      line["headline"] = statement.headline;
      line["confidence"] = Rounded(statement.confidence);
      line["source"] = Role(article, statement.source, points);
      line["cue"] = Role(article, statement.cue, points);
      line["content"] = Role(article, statement.content, points);
      if (!statement.content.empty()) line["content"]["quoted"] = Spans(statement.quoted, points);
      line["within"] = statement.within && *statement.within < reading.statements.size()
                           ? Json(reading.statements[*statement.within].id)
                           : Json(nullptr);
      Write(line, sink);
    }
  }

  void Skip(const Skipped& skipped, Sink& sink) override {
    Json line = Line("skipped");
    line["path"] = skipped.path;
    line["reason"] = ReasonName(skipped.status.code());
    line["message"] = skipped.status.message();
    Write(line, sink);
  }

  void End(const Summary& summary, Sink& sink) override {
    Json line = Line("summary");
    line["articles"] = summary.articles;
    line["statements"] = summary.statements;
    line["skipped"] = Json::object();
    for (const auto& [reason, count] : summary.skipped) line["skipped"][reason] = count;
    line["seconds"] = Rounded(summary.seconds);
    line["model"] = summary.model;
    line["quoth"] = QUOTH_VERSION;
    Write(line, sink);
  }
};

}  // namespace

std::unique_ptr<Format> MakeJsonLines() { return std::make_unique<JsonLines>(); }

}  // namespace quoth
