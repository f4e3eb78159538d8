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
  kDirect = 0,    // at least nine in ten of its words stand between quotation marks
  kMixed = 1,     // some do
  kIndirect = 2,  // none does
};

// "direct", "mixed" or "indirect".  The view is static.
QUOTH_API const char* FormName(Form form);

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
  std::vector<Span> quoted;   // the stretches of content that stand between marks
  std::optional<size_t> within;  // index of the statement whose content holds this one
};

// An article as it was read.
struct Article {
  std::string id;     // stable for the same text
  std::string path;   // where it came from; "-" for standard input
  std::string title;  // its title line; empty where it has none
  std::string text;   // UTF-8; what every Span points into
  size_t characters = 0;  // code points in text
  size_t replaced = 0;    // invalid bytes replaced by U+FFFD (lenient reading only)
};

// An article and its statements, in the order of their cues.
struct Reading {
  Article article;
  std::vector<Statement> statements;
};

}  // namespace quoth

#endif  // QUOTH_STATEMENT_H_
