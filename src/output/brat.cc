// brat standoff annotation, as PolNeAR is given in: a T line for each role, a T
// line for the attribution at its cue, an E line that ties them.  Offsets are
// code points; a role of several spans gives them all, parted by ";".  To, Occasion
// and When are roles too; act and negation are attributes of the event, the speaker
// and the day are its note.
//
// One article makes one .ann file.  Where more may come, each begins with a line
// "#<TAB>path", by which they can be cut apart.
#include "output/format.h"
#include "text/utf8.h"

namespace quoth {
namespace {

// A line of standoff holds no line break: brat replaces them by spaces.
std::string OnOneLine(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return text;
}

// "speaker: Ines Calder (person); when: 2024-05-03"; empty where neither is known.
std::string Note(const Statement& statement) {
  std::string note;
  const Speaker& speaker = *statement.speaker;
  for (const std::string& name : speaker.names) note += (note.empty() ? "speaker: " : ", ") + OnOneLine(name);
  if (!note.empty()) note += std::string(" (") + SpeakerKindName(speaker.kind) + ")";
  if (!statement.when.date.empty()) {
    note += (note.empty() ? "when: " : "; when: ") + statement.when.date;
    if (!statement.when.until.empty()) note += "/" + statement.when.until;
  }
  return note;
}

class Brat : public Format {
 public:
  explicit Brat(bool several) : several_(several) {}

  void Add(const Reading& reading, Sink& sink) override {
    const Article& article = reading.article;
    const CodePointIndex points(article.text);
    if (several_) sink.Write("#\t" + OnOneLine(article.path) + "\n");
    size_t last = 0;  // number of the latest T line
    const auto text_bound = [&](const char* label, const std::vector<Span>& spans) {
      std::string line = "T" + std::to_string(++last) + "\t" + label;
      char before = ' ';
      for (const Span& span : spans) {
        line += before + std::to_string(points.At(span.begin)) + " " + std::to_string(points.At(span.end));
        before = ';';
      }
      sink.Write(line + "\t" + OnOneLine(RoleText(article.text, spans)) + "\n");
      return ":T" + std::to_string(last);
    };
    size_t events = 0, attributes = 0, notes = 0;
    for (const Statement& statement : reading.statements) {
      std::string roles;
      if (!statement.source.empty()) roles += " Source" + text_bound("Source", statement.source);
      if (!statement.cue.empty()) roles += " Cue" + text_bound("Cue", statement.cue);
      if (!statement.content.empty()) roles += " Content" + text_bound("Content", statement.content);
      if (roles.empty()) continue;
      if (!statement.to.empty()) roles += " To" + text_bound("To", statement.to);
      if (!statement.occasion.empty()) roles += " Occasion" + text_bound("Occasion", statement.occasion);
      if (!statement.when.spans.empty()) roles += " When" + text_bound("When", statement.when.spans);
      const auto& trigger = !statement.cue.empty()       ? statement.cue
                            : !statement.content.empty() ? statement.content
                                                         : statement.source;
      const std::string attribution = text_bound("Attribution", trigger);
      const std::string event = "E" + std::to_string(++events);
      sink.Write(event + "\tAttribution" + attribution + roles + "\n");
      if (!statement.speaker) continue;  // the stage that tells the manner too has not run
      sink.Write("A" + std::to_string(++attributes) + "\tAct " + event + " " + ActName(statement.act) + "\n");
      if (statement.negated) sink.Write("A" + std::to_string(++attributes) + "\tNegated " + event + "\n");
      const std::string note = Note(statement);
      if (!note.empty()) sink.Write("#" + std::to_string(++notes) + "\tAnnotatorNotes " + event + "\t" + note + "\n");
    }
  }

 private:
  const bool several_;
};

}  // namespace

std::unique_ptr<Format> MakeBrat(const FormatOptions& options) { return std::make_unique<Brat>(options.several); }

}  // namespace quoth
