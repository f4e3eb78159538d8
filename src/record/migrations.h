// The record's schema and its history: what `PRAGMA user_version` counts.
//
// Thread rule: constant.
#ifndef QUOTH_RECORD_MIGRATIONS_H_
#define QUOTH_RECORD_MIGRATIONS_H_

#include <cstdint>
#include <vector>

namespace quoth::record {

// `PRAGMA application_id` of every record: "Quth" in ASCII, by which file(1) and
// Quoth itself know one.
inline constexpr int32_t kApplicationId = 0x51757468;

// SQL scripts: the one at N leads from user_version N to N + 1; an empty database
// has 0.  Each is run in a transaction.
const std::vector<const char*>& Migrations();

}  // namespace quoth::record

#endif  // QUOTH_RECORD_MIGRATIONS_H_
