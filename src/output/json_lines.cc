// JSON Lines of readings, as docs/json.md specifies them.
#include "output/format.h"
#include "output/json.h"
#include "text/utf8.h"

namespace quoth {
namespace {

Json Spans(const std::vector<Span>& spans, const CodePointIndex& points) {
  Json list = Json::array();
  for (const Span& span : spans) list.push_back(JsonSpan(span, points));
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
    Json line = JsonLine("article");
    line["id"] = article.id;
    line["path"] = article.path;
    line["title"] = TextOrNull(article.title);
    line["characters"] = points.total();
    line["bytes"] = article.text.size();
    line["replaced"] = article.replaced;
    line["statements"] = reading.statements.size();
    WriteJson(line, sink);

    for (const Statement& statement : reading.statements) {
      line = JsonLine("statement");
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
      WriteJson(line, sink);
    }
  }

  void Skip(const Skipped& skipped, Sink& sink) override { WriteJson(JsonSkipped(skipped), sink); }

  void End(const Summary& summary, Sink& sink) override {
    Json line = JsonLine("summary");
    line["articles"] = summary.articles;
    line["statements"] = summary.statements;
    line["skipped"] = JsonReasons(summary.skipped);
    line["seconds"] = Rounded(summary.seconds);
    line["model"] = summary.model;
    line["quoth"] = QUOTH_VERSION;
    WriteJson(line, sink);
  }
};

}  // namespace

std::unique_ptr<Format> MakeJsonLines() { return std::make_unique<JsonLines>(); }

}  // namespace quoth
