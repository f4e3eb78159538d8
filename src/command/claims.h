// Claims as they come: typed, a line each of a JSON Lines file, or the quotations of a
// draft.
//
//   auto claims = ClaimsOfLines("{\"words\":\"No toll\",\"by\":\"Marran\"}\n", "claims.jsonl");
//   // claims[0].claim.by "Marran", claims[0].place.line 1
//   ClaimsOfLines("{\"word\":1}", "x")[0].status;  // kInvalidInput, x:1: …
//
// Thread rule: free functions, any thread.
#ifndef QUOTH_COMMAND_CLAIMS_H_
#define QUOTH_COMMAND_CLAIMS_H_

#include <string>
#include <string_view>
#include <vector>

#include "output/finding_format.h"
#include "quoth/check.h"
#include "quoth/statement.h"

namespace quoth::command {

struct ReadClaim {
  Status status;  // not ok: this one could not be read, and the rest is empty
  Claim claim;
  ClaimPlace place;
};

// One claim a line: an object with the text `words`, and where wanted the texts `by` and
// `on` and an `id` of any kind, which comes back.  Other fields are passed over, and
// so are empty lines.  A line that is none of this is a claim with a status.
std::vector<ReadClaim> ClaimsOfLines(std::string_view bytes, const std::string& path);

// Every outermost quotation between marks of a draft (well-formed UTF-8), said by the
// speaker of the statement of `statements` in whose content it stands.  Titles and
// scare quotes are quotations too; few words give the verdict that they are few.
std::vector<ReadClaim> ClaimsOfDraft(const std::string& text, const std::vector<Statement>& statements, const std::string& path);

}  // namespace quoth::command

#endif  // QUOTH_COMMAND_CLAIMS_H_
