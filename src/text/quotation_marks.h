// The marks of a paragraph, each with what it would cost to read it as an opening
// mark, a closing mark or no mark at all.  The judgement of PairQuotations lies
// here; see quotations.cc for how the costs are used.
//
// Thread rule: pure functions.
#ifndef QUOTH_TEXT_QUOTATION_MARKS_H_
#define QUOTH_TEXT_QUOTATION_MARKS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "quoth/statement.h"
#include "text/quotations.h"

namespace quoth {

// Marks that may close one another.  “ and " are one family, for pages mix them.
enum class MarkFamily : uint8_t {
  kDouble = 1,
  kSingle = 2,
  kGuillemets = 3,
  kSingleGuillemets = 4,
  kCorners = 5,
  kWhiteCorners = 6,
};

inline constexpr uint8_t kNever = 255;  // the cost of a reading that is out of the question

struct Mark {
  size_t begin = 0;    // byte in the text
  uint8_t length = 0;  // bytes
  MarkFamily family = MarkFamily::kDouble;
  MarkStyle style = MarkStyle::kStraightDouble;  // of the quotation, where the mark opens it
  uint8_t open = 0;    // costs, see quotations.cc
  uint8_t close = 0;
  uint8_t none = 0;    // an apostrophe, a measure, a stray mark; never kNever
};

// Reads the marks of one text, paragraph after paragraph.
class MarkScanner {
 public:
  explicit MarkScanner(std::string_view text);
  ~MarkScanner();

  // Replaces *marks by those of `paragraph`, in order.  Leaves out apostrophes between
  // two letters, which can be nothing else.  Linear time.
  void Scan(Span paragraph, std::vector<Mark>* marks);

  // The families of the marks at the very begin of `paragraph` that may open
  // quotations, outermost first; at most kMaxQuotationDepth.  Their number returns.
  int OpeningFamilies(Span paragraph, MarkFamily families[kMaxQuotationDepth]) const;

 private:
  enum class Glyph : uint8_t;
  struct Sighting;  // a mark with its neighbours

  Glyph GlyphAt(size_t at, size_t end, size_t* length) const;
  void Collect(Span paragraph);
  Mark Judge(const Sighting& sighting, Span paragraph) const;
  bool IsMeasure(size_t at, size_t begin) const;
  bool IsElision(size_t at, size_t end) const;

  std::string_view text_;
  bool ticks_ = false;  // the text writes ``doubles'' in ticks
  std::vector<Sighting> sightings_;  // scratch
};

}  // namespace quoth

#endif  // QUOTH_TEXT_QUOTATION_MARKS_H_
