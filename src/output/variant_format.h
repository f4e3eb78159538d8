// How `quoth show UTTERANCE` writes the reports of one utterance.
//
// Thread rule: free functions, one thread a sink.
#ifndef QUOTH_OUTPUT_VARIANT_FORMAT_H_
#define QUOTH_OUTPUT_VARIANT_FORMAT_H_

#include <cstdint>
#include <vector>

#include "check/variants.h"
#include "output/format.h"

namespace quoth {

// For people: who printed it first, then each report with how it differs from the fullest.
void WriteVariantsTable(int64_t utterance, const std::vector<check::Variant>& variants, const FormatOptions& options, Sink& sink);

// A `variant` line each (docs/json.md).
void WriteVariantsJson(const std::vector<check::Variant>& variants, Sink& sink);

}  // namespace quoth

#endif  // QUOTH_OUTPUT_VARIANT_FORMAT_H_
