// Quotation marks as printed: which mark opens, which closes, what lies between.
//
//   text:  “Rain,” she said. “It’s ‘certain.’”
//   PairQuotations gives “Rain,” (depth 0), “It’s ‘certain.’” (0), ‘certain.’ (1)
//
// Knows straight and curly marks, ,,low``-style „marks“ and ``ticks'', guillemets
// either way round, corner brackets, and single marks; tells them from apostrophes
// (don’t, dogs’, ’90s) and from inches and feet (6'2").  A mark that fits nowhere is
// no quotation, and never an error: a text of any marks in any order has an answer.
//
// Thread rule: pure functions; a QuoteMap belongs to one thread at a time.
// Units: bytes, half-open.
#ifndef QUOTH_TEXT_QUOTATIONS_H_
#define QUOTH_TEXT_QUOTATIONS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "quoth/statement.h"

namespace quoth {

// The marks that a quotation is printed in; named for the mark that opens it.
enum class MarkStyle : uint8_t {
  kStraightDouble = 0,    // "…"
  kCurlyDouble = 1,       // “…”, and Swedish ”…”
  kLowDouble = 2,         // „…“ and „…”
  kTicks = 3,             // ``…'', ''…'' and ‘‘…’’
  kStraightSingle = 4,    // '…' and `…'
  kCurlySingle = 5,       // ‘…’, and Swedish ’…’
  kLowSingle = 6,         // ‚…‘
  kGuillemets = 7,        // «…»
  kReversedGuillemets = 8,        // »…« and »…»
  kSingleGuillemets = 9,          // ‹…›
  kReversedSingleGuillemets = 10, // ›…‹
  kCorners = 11,          // 「…」
  kWhiteCorners = 12,     // 『…』
};

struct Quotation {
  Span outer;      // with its marks
  Span inner;      // between its marks
  int depth = 0;   // 0 outermost, 1 nested in one, 2 nested in two
  bool closed = false;     // has a closing mark.  Without one it runs to the end of its
                           // paragraph, or to the mark that opens in its place.
  bool continued = false;  // goes on from the quotation left open in the paragraph before;
                           // it has an opening mark, or (outer.begin == inner.begin) none
  bool goes_on = false;    // left open, and continued in the next paragraph
  MarkStyle style = MarkStyle::kStraightDouble;
};

// At most this many quotations lie inside one another; deeper marks are passed over.
inline constexpr int kMaxQuotationDepth = 3;

// The quotations of `text` (well-formed UTF-8), sorted by outer.begin, outer before
// nested.  Each lies inside one of `paragraphs` (as Paragraphs gives them); any two
// are nested or disjoint.  Linear time; about 100 bytes of memory a mark, at the most.
std::vector<Quotation> PairQuotations(std::string_view text, const std::vector<Span>& paragraphs);

// Where a place stands with regard to quotations.  Part of the model's format: each
// number is a row of an embedding, and keeps its meaning.
enum class QuoteState : uint8_t {
  kOutside = 0,
  kOpening = 1,    // an opening mark of depth 0
  kInside = 2,     // between the marks of a quotation of depth 0
  kClosing = 3,    // a closing mark of depth 0
  kInner = 4,      // in a nested quotation, its marks included
  kContinued = 5,  // between the marks of one continued from the paragraph before
  kUnclosed = 6,   // in one that is never closed, nor continued in the next paragraph
};

inline constexpr size_t kQuoteStates = 7;

// The state at each place of a text, asked for from the front to the back.
//
//   QuoteMap map(quotations);
//   for (const Piece& piece : pieces) use(map.At(piece.begin));
class QuoteMap {
 public:
  // `quotations` as PairQuotations gives them; must outlive the map.
  explicit QuoteMap(const std::vector<Quotation>& quotations) : quotations_(quotations) {}

  // The state at `byte`, which is no less than in the call before.  Amortised O(1).
  QuoteState At(size_t byte);

 private:
  const std::vector<Quotation>& quotations_;
  size_t next_ = 0;                       // the first that begins after the last place
  const Quotation* outermost_ = nullptr;  // the last of depth 0 that has begun
  size_t inner_end_ = 0;                  // where the last of depth 1 that has begun ends
};

}  // namespace quoth

#endif  // QUOTH_TEXT_QUOTATIONS_H_
