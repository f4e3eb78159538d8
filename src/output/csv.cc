// Comma-separated values by RFC 4180: a heading, then a row a statement.  The
// texts stand as printed; spans are in code points, "0-9;20-30"; several names are
// parted by "; ".
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

std::string Confidence(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", value);
  return text;
}

template <typename List, typename Name>
std::string Joined(const List& list, const Name& name) {
  std::string text;
  for (const auto& item : list) text += (text.empty() ? "" : "; ") + name(item);
  return text;
}

// Five cells; empty ones where there is no speaker.
std::string SpeakerCells(const Article& article, const std::optional<Speaker>& speaker) {
  if (!speaker) return ",,,,";
  return Cell(Joined(speaker->names, [](const std::string& name) { return name; })) + "," +
         SpeakerKindName(speaker->kind) + "," + Cell(RoleText(article.text, speaker->role)) + "," + Cell(speaker->id) +
         "," + Confidence(speaker->confidence);
}

class Csv : public Format {
 public:
  void Begin(Sink& sink) override {
    sink.Write(
        "path,title,article,statement,form,headline,confidence,source,cue,content,"
        "source_spans,cue_spans,content_spans,quoted_spans,within,"
        "speaker,speaker_kind,speaker_role,speaker_id,speaker_confidence,to,occasion,when,date,until,precision,"
        "act,negated,about,published\r\n");
  }

  void Add(const Reading& reading, Sink& sink) override {
    const Article& article = reading.article;
    const CodePointIndex points(article.text);
    const std::string head = Cell(article.path) + "," + Cell(article.title) + "," + article.id + ",";
    for (const Statement& statement : reading.statements) {
      std::string row = head + statement.id + "," + FormName(statement.form) + ",";
      row += statement.headline ? "true," : "false,";
      row += Confidence(statement.confidence);
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
      row += "," + SpeakerCells(article, statement.speaker);
      const When& when = statement.when;
      for (const auto* role : {&statement.to, &statement.occasion, &when.spans}) {
        row += "," + Cell(RoleText(article.text, *role));
      }
      row += "," + when.date + "," + when.until + "," + when.precision;
      row += std::string(",") + ActName(statement.act) + (statement.negated ? ",true," : ",false,");
      row += Cell(Joined(statement.about, [](const About& about) { return about.name; })) + "," + article.published;
      sink.Write(row + "\r\n");
    }
  }
};

}  // namespace

std::unique_ptr<Format> MakeCsv() { return std::make_unique<Csv>(); }

}  // namespace quoth
