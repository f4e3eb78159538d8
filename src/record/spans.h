// The spans of a statement's roles as the record stores them: a JSON object, role to
// list of [begin, end] (docs/schema.md, column spans).
//
//   WriteSpans(statement)  == R"({"source":[[25,42]],"cue":[[20,24]],"content":[[0,19]],"quoted":[[3,16]]})"
//
// Thread rule: free functions, any thread.
#ifndef QUOTH_RECORD_SPANS_H_
#define QUOTH_RECORD_SPANS_H_

#include <string>
#include <string_view>
#include <vector>

#include "quoth/statement.h"

namespace quoth::record {

// Roles without spans are left out.
std::string WriteSpans(const Statement& statement);

// "[[0,19],[30,42]]".
std::string WriteSpanList(const std::vector<Span>& spans);

// Sets the roles of `statement` from what WriteSpans wrote; passes over what is
// none of it.  The speaker's are set where it has one.
void ReadSpans(std::string_view json, Statement* statement);

}  // namespace quoth::record

#endif  // QUOTH_RECORD_SPANS_H_
