// Identifiers that stay the same for the same text, on every machine and in
// every version (docs/json.md specifies them; anyone can recompute them).
//
//   ArticleId("abc") == "ba7816bf8f01cfea414140de5dae2223"
//   // = the first 32 digits of `printf abc | sha256sum`
//
// SHA-256 rather than a fast hash: texts come from strangers, and nobody must
// be able to write an article that takes another one's place in a record.
//
// Thread rule: free functions, any thread.  No failure.
#ifndef QUOTH_BASE_IDS_H_
#define QUOTH_BASE_IDS_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "quoth/statement.h"

namespace quoth {

// SHA-256 of any bytes.  Also what the model file's checksum is made of.
std::array<uint8_t, 32> Sha256(std::string_view bytes);

// The same as 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

// 32 hexadecimal digits (128 bits) of the SHA-256 of `text`, which is
// Article::text byte by byte: what the spans point into.
std::string ArticleId(std::string_view text);

// 32 hexadecimal digits that name the statement by its article and the bytes of
// its roles.  Form, confidence and the marks do not enter: a better model that
// finds the same words gives the same id.
std::string StatementId(std::string_view article_id, const Statement& statement);

}  // namespace quoth

#endif  // QUOTH_BASE_IDS_H_
