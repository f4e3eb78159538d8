// Comma-separated values by RFC 4180: a heading, then a row a statement.  The
// texts stand as printed; spans are in code points, "0-9;20-30".
#include <cstdio>

#include "output/format.h"
#include "text/utf8.h"

namespace quoth {
namespace {

std::string Cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string SpanCell(const std::vector<Span>& spans, const CodePointIndex& points) {
  std::string cell;
  for (const Span& span : spans) {
    if (!cell.empty()) cell += ';';
    cell += std::to_string(points.At(span.begin)) + "-" + std::to_string(points.At(span.end));
  }
  return cell;
}

class Csv : public Format {
 public:
  void Begin(Sink& sink) override {
    sink.Write(
        "path,title,article,statement,form,headline,confidence,source,cue,content,"
        "source_spans,cue_spans,content_spans,quoted_spans,within\r\n");
  }

  void Add(const Reading& reading, Sink& sink) override {
    const Article& article = reading.article;
    const CodePointIndex points(article.text);
    const std::string head = Cell(article.path) + "," + Cell(article.title) + "," + article.id + ",";
    for (const Statement& statement : reading.statements) {
      char confidence[32];
      std::snprintf(confidence, sizeof confidence, "%.3f", statement.confidence);
      std::string row = head + statement.id + "," + FormName(statement.form) + ",";
      row += statement.headline ? "true," : "false,";
      row += confidence;
      for (const auto* role : {&statement.source, &statement.cue, &statement.content}) {
        row += "," + Cell(RoleText(article.text, *role));
      }
      for (const auto* role : {&statement.source, &statement.cue, &statement.content, &statement.quoted}) {
        row += "," + SpanCell(*role, points);
      }
      row += ",";
      if (statement.within && *statement.within < reading.statements.size()) {
        row += reading.statements[*statement.within].id;
      }
      sink.Write(row + "\r\n");
    }
  }
};

}  // namespace

std::unique_ptr<Format> MakeCsv() { return std::make_unique<Csv>(); }

}  // namespace quoth
