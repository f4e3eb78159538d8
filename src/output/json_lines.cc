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

Json SpeakerOf(const Article& article, const std::optional<Speaker>& speaker, const CodePointIndex& points) {
  if (!speaker) return nullptr;
  return {{"name", speaker->names.empty() ? Json(nullptr) : Json(speaker->names.front())},
          {"names", speaker->names},
          {"kind", SpeakerKindName(speaker->kind)},
          {"mention", Role(article, speaker->mention, points)},
          {"role", Role(article, speaker->role, points)},
          {"id", TextOrNull(speaker->id)},
          {"confidence", Rounded(speaker->confidence)}};
}

Json WhenOf(const Article& article, const When& when, const CodePointIndex& points) {
  Json out = Role(article, when.spans, points);
  if (out.is_null()) return out;
  out["date"] = TextOrNull(when.date);
  out["until"] = TextOrNull(when.until);
  out["precision"] = TextOrNull(when.precision);
  return out;
}

Json AboutOf(const std::vector<About>& about, const CodePointIndex& points) {
  Json list = Json::array();
  for (const About& entity : about) list.push_back({{"name", entity.name}, {"spans", Spans(entity.spans, points)}});
  return list;
}

}  // namespace

Json JsonStatement(const Article& article, const Statement& statement, const CodePointIndex& points) {
  Json line = JsonLine("statement");
  line["id"] = statement.id;
  line["article"] = article.id;
  line["form"] = FormName(statement.form);
  line["headline"] = statement.headline;
  line["confidence"] = Rounded(statement.confidence);
  line["source"] = Role(article, statement.source, points);
  line["cue"] = Role(article, statement.cue, points);
  line["content"] = Role(article, statement.content, points);
  if (!statement.content.empty()) line["content"]["quoted"] = Spans(statement.quoted, points);
  line["within"] = nullptr;
  line["speaker"] = SpeakerOf(article, statement.speaker, points);
  line["to"] = Role(article, statement.to, points);
  line["occasion"] = Role(article, statement.occasion, points);
  line["when"] = WhenOf(article, statement.when, points);
  line["act"] = ActName(statement.act);
  line["negated"] = statement.negated;
  line["about"] = AboutOf(statement.about, points);
  return line;
}

namespace {

class JsonLines : public Format {
 public:
  void Add(const Reading& reading, Sink& sink) override {
    const Article& article = reading.article;
    const CodePointIndex points(article.text);
    Json line = JsonLine("article");
    line["id"] = article.id;
    line["path"] = article.path;
    line["title"] = TextOrNull(article.title);
    line["published"] = TextOrNull(article.published);
    line["characters"] = points.total();
    line["bytes"] = article.text.size();
    line["replaced"] = article.replaced;
    line["statements"] = reading.statements.size();
    WriteJson(line, sink);

    for (const Statement& statement : reading.statements) {
      line = JsonStatement(article, statement, points);
      if (statement.within && *statement.within < reading.statements.size()) {
        line["within"] = reading.statements[*statement.within].id;
      }
      WriteJson(line, sink);
    }
  }

  void Skip(const Skipped& skipped, Sink& sink) override { WriteJson(JsonSkipped(skipped), sink); }

  void End(const Summary& summary, Sink& sink) override {
    Json line = JsonLine("summary");
    line["articles"] = summary.articles;
    line["statements"] = summary.statements;
    line["unsure"] = summary.unsure;
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
