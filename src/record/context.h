// A statement in its sentence.
//
//   Context c = InContext(text, statement.content, 600);
//   // c.text "“It will hold,” Mayor Marran told reporters.", c.marked {[0, 19)}
//
// Thread rule: free function, any thread.
#ifndef QUOTH_RECORD_CONTEXT_H_
#define QUOTH_RECORD_CONTEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "quoth/statement.h"

namespace quoth::record {

struct Context {
  std::string text;          // one line
  std::vector<Span> marked;  // the spans, in `text`
};

// From the sentence in which the first of `spans` begins to the one in which the last
// ends; "…" stands for what goes beyond `longest` bytes, and for what is between spans
// that lie far apart.  Empty where there is no text or no span.  Linear in the text.
Context InContext(std::string_view text, const std::vector<Span>& spans, size_t longest);

}  // namespace quoth::record

#endif  // QUOTH_RECORD_CONTEXT_H_
