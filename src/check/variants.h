// The reports of one utterance side by side.
//
//   auto variants = Variants(reports);  // reports: of Record::Reports
//   // variants[1].comparison.diff: how the second report differs from the fullest one
//
// Thread rule: a pure function.
#ifndef QUOTH_CHECK_VARIANTS_H_
#define QUOTH_CHECK_VARIANTS_H_

#include <vector>

#include "quoth/check.h"

namespace quoth::check {

struct Variant {
  const Report* report = nullptr;
  bool reference = false;  // the fullest: what the others are compared with
  bool first = false;      // printed first; none is where no day of publication is known
  Comparison comparison;   // with the reference; a report that only overlaps with it has what it adds as changed words
};

// In the order of `reports` (earliest publication first), which must outlive them.
std::vector<Variant> Variants(const std::vector<Report>& reports);

}  // namespace quoth::check

#endif  // QUOTH_CHECK_VARIANTS_H_
