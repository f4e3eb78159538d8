// Words as the record compares them: typography folded away, nothing else.
//
//   FoldWords("“It’s NOT over,”")  == "it s not over"
//   Fingerprints(FoldWords("We will build the bridge in spring"))  // 32-bit hashes of its word triples
//
// docs/schema.md (Folding, Search) specifies both, for they are stored: they never
// change for the same text.
//
// Thread rule: free functions, any thread.
#ifndef QUOTH_RECORD_FOLD_H_
#define QUOTH_RECORD_FOLD_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quoth::record {

// The words of well-formed UTF-8, joined by one space; "" where there are none.
// Linear time.
std::string FoldWords(std::string_view text);

// 64 bits by which the same folded words are found.
int64_t ContentKey(std::string_view folded);

// The hash of every three words in a row of a folded text, in order; of a text of
// one or two words, of all of it; of none, nothing.  0 <= hash < 2^32.
std::vector<int64_t> Shingles(std::string_view folded);

// What of these is indexed, each once, ascending: all of up to 8, of up to 48 the
// smaller of every two in a row, of more the smallest of every four.
std::vector<int64_t> Fingerprints(std::string_view folded);

// What of a content's key is indexed among the hashes.
inline int64_t KeyHash(int64_t content_key) { return static_cast<int64_t>(static_cast<uint64_t>(content_key) >> 32); }

// The row of the index that says: this statement has this hash.  Statements up to
// 2^31 - 1 are indexed.
inline int64_t ShingleRow(int64_t hash, int64_t statement) { return hash << 31 | statement; }
inline constexpr int64_t kMostStatements = (INT64_C(1) << 31) - 1;

}  // namespace quoth::record

#endif  // QUOTH_RECORD_FOLD_H_
