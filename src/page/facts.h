// What a page says of itself that its blocks can be compared with.
#ifndef QUOTH_PAGE_FACTS_H_
#define QUOTH_PAGE_FACTS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quoth::page {

// Finds whether texts stand in one long text, whatever its spaces, marks and
// case: a table of hashes of every stretch of 24 letters.  Linear time.
class Passage {
 public:
  void Set(std::string_view text);      // an empty one matches nothing
  bool empty() const { return slots_.empty(); }
  // Share of the stretches (first, middle, last) of `text` that stand in the
  // passage, 0 to 1; 0 where text has under 24 letters.
  double Match(std::string_view text) const;

 private:
  std::vector<uint64_t> slots_;
};

struct Facts {
  std::string title;        // the headline, cleaned
  std::string description;  // the summary for search engines and feeds
  Passage article;          // JSON-LD articleBody
  Passage summary;          // of description
};

}  // namespace quoth::page

#endif  // QUOTH_PAGE_FACTS_H_
