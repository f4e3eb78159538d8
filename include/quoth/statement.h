// What Quoth finds in an article: statements, each tied to the exact words of
// its source text.
//
// A statement is one attribution in the sense of PolNeAR (Newell, Margolin and
// Ruths, LREC 2018): a source ("the minister") and a cue ("said") to which some
// content ("that it would rain") is attributed.
//
// Units: every Span is a half-open range of UTF-8 bytes [begin, end) in the
// article's text.  Output formats add code points (see docs/json.md).
//
// Thread rule: plain values.
#ifndef QUOTH_STATEMENT_H_
#define QUOTH_STATEMENT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "quoth/api.h"

namespace quoth {

// Half-open range of bytes [begin, end) in the article's text.
struct Span {
  size_t begin = 0;
  size_t end = 0;

  // In bytes; size() only where begin <= end.
  size_t size() const { return end - begin; }
  bool empty() const { return end <= begin; }
  bool operator==(const Span&) const = default;
};

// How the content stands in the article.  Stored: the numbers keep their meaning.
enum class Form {
  kDirect = 0,    // at least nine in ten of its words stand between quotation marks, or it is a turn of a transcript
  kMixed = 1,     // some do
  kIndirect = 2,  // none does
};

// "direct", "mixed" or "indirect".  The view is static.
QUOTH_API const char* FormName(Form form);

// What kind of source speaks.  Stored: the numbers keep their meaning.
enum class SpeakerKind {
  kPerson = 0,
  kOrganisation = 1,  // countries and governments too
  kPublication = 2,
  kGroup = 3,     // "critics", "Republicans"
  kDocument = 4,  // a report, a poll, a court filing
  kOther = 5,
};

// "person", "organisation", "publication", "group", "document", "other".  The view is static.
QUOTH_API const char* SpeakerKindName(SpeakerKind kind);

// Who a statement's source is, resolved within the article.
struct Speaker {
  std::vector<std::string> names;  // one of each speaker: the fullest form that the article prints (from a table of
                                   // people, where `id` is set: the table's).  Empty: unnamed.
  SpeakerKind kind = SpeakerKind::kOther;
  std::vector<Span> mention;  // the words of the source that stand for the speaker; empty where it is implicit
  std::vector<Span> role;     // the role or title as printed ("Russian President"); empty where there is none
  std::string id;             // of the table of people (docs/people.md); empty: the article alone decided
  double confidence = 0;      // calibrated probability that `names` is right
};

// When it was said.
struct When {
  std::vector<Span> spans;  // "on Sunday"
  std::string date;         // ISO 8601: a year, a month or a day; empty: not resolved
  std::string until;        // the last day of an interval, ISO 8601; empty: `date` is all
  std::string precision;    // "day", "week", "month", "year" or "interval"; empty: not resolved
};

// The manner of saying.  Stored: the numbers keep their meaning.
enum class Act {
  kSay = 0,
  kAsk = 1,
  kDeny = 2,
  kDemand = 3,
  kPromise = 4,
  kWarn = 5,
  kAccuse = 6,
  kThink = 7,
  kFeel = 8,
  kIntend = 9,
  kReport = 10,  // documents
};

// "say", "ask", "deny", …  The view is static.
QUOTH_API const char* ActName(Act act);

// An entity that a content names.
struct About {
  std::string name;         // the fullest form that the article prints
  std::vector<Span> spans;  // where the content names it
};

// One statement.  Spans are in text order, do not overlap within one role, and
// begin and end on word boundaries; a role that the article leaves out is empty.
struct Statement {
  std::string id;             // stable for the same article text, see docs/json.md
  Form form = Form::kIndirect;
  bool headline = false;      // stands in the article's title line
  double confidence = 0;      // calibrated probability that content and source are right
  std::vector<Span> source;   // who, as printed; empty where the article names nobody
  std::vector<Span> cue;      // the words that make it an attribution ("said", "according to")
  std::vector<Span> content;  // what; more than one span where the cue splits it
  std::vector<Span> quoted;   // the stretches of content that stand between marks; of a transcript's turn all of it
  std::optional<size_t> within;  // index of the statement whose content holds this one

  std::optional<Speaker> speaker;  // nothing: not looked for, or there is no source to resolve
  std::vector<Span> to;            // whom it was said to: "reporters"
  std::vector<Span> occasion;      // venue, medium or event, with its preposition: "at a rally in Ostby"
  When when;                       // when it was said
  Act act = Act::kSay;             // in what manner
  bool negated = false;            // denied or hypothetical: "did not say", "would say"
  std::vector<About> about;        // the entities that the content names, in the order of their first words
};

// An article as it was read.
struct Article {
  std::string id;     // stable for the same text
  std::string path;   // where it came from; "-" for standard input
  std::string title;  // its title line; empty where it has none
  std::string text;   // UTF-8; what every Span points into
  std::string published;  // ISO 8601, a day or a time with its zone; empty where unknown
  size_t characters = 0;  // code points in text
  size_t replaced = 0;    // invalid bytes replaced by U+FFFD (lenient reading only)
};

// An article and its statements, in the order of their cues.
struct Reading {
  Article article;
  std::vector<Statement> statements;
  size_t unsure = 0;  // statements left out for their confidence (ReaderOptions::min_confidence)
};

}  // namespace quoth

#endif  // QUOTH_STATEMENT_H_
