// Readings for tests, made of words instead of offsets.
//
//   Reading reading = MadeReading("“It will hold,” said Mayor Marran.",
//                                 {{.source = "Mayor Marran", .cue = "said", .content = {"“It will hold,”"}}});
//
// Thread rule: free functions.
#ifndef QUOTH_RECORD_TEST_READING_H_
#define QUOTH_RECORD_TEST_READING_H_

#include <string>
#include <vector>

#include "base/ids.h"
#include "quoth/statement.h"

namespace quoth::record {

// A statement by its words, each of which stands in the text, after those before it
// in the same role.
struct MadeStatement {
  std::string source, cue;
  std::vector<std::string> content;
  std::string speaker;  // a name: resolved
  std::string to;
  std::vector<std::string> about;
  Form form = Form::kDirect;
  Act act = Act::kSay;
  std::string said;
};

inline Span PlaceOf(const std::string& text, const std::string& words, size_t from = 0) {
  const size_t at = text.find(words, from);
  return at == std::string::npos ? Span{} : Span{at, at + words.size()};
}

inline Reading MadeReading(const std::string& text, const std::vector<MadeStatement>& statements) {
  Reading reading;
  reading.article.text = text;
  reading.article.id = ArticleId(text);
  for (const MadeStatement& made : statements) {
    Statement statement;
    if (!made.source.empty()) statement.source = {PlaceOf(text, made.source)};
    if (!made.cue.empty()) statement.cue = {PlaceOf(text, made.cue)};
    size_t from = 0;
    for (const std::string& words : made.content) {
      statement.content.push_back(PlaceOf(text, words, from));
      from = statement.content.back().end;
    }
    if (!made.to.empty()) statement.to = {PlaceOf(text, made.to)};
    if (!made.speaker.empty()) {
      statement.speaker = Speaker{.names = {made.speaker}, .kind = SpeakerKind::kPerson, .mention = statement.source, .confidence = 0.9};
    }
    for (const std::string& name : made.about) statement.about.push_back({.name = name, .spans = {PlaceOf(text, name)}});
    statement.form = made.form;
    statement.act = made.act;
    statement.when.date = made.said;
    statement.confidence = 0.8;
    statement.id = StatementId(reading.article.id, statement);
    reading.statements.push_back(statement);
  }
  return reading;
}

}  // namespace quoth::record

#endif  // QUOTH_RECORD_TEST_READING_H_
