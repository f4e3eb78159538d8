// What the JSON Lines of readings and of pages have in common (docs/json.md).
#ifndef QUOTH_OUTPUT_JSON_H_
#define QUOTH_OUTPUT_JSON_H_

#include <cmath>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "output/format.h"
#include "quoth/statement.h"
#include "text/utf8.h"

namespace quoth {

using Json = nlohmann::ordered_json;  // fields come out in the order of the specification

// The beginning of every line.
inline Json JsonLine(const char* type) { return {{"type", type}, {"schema", 1}}; }

inline void WriteJson(const Json& line, Sink& sink) {
  // A path need not be UTF-8: what is not becomes U+FFFD.
  sink.Write(line.dump(-1, ' ', false, Json::error_handler_t::replace));
  sink.Write("\n");
}

// So that 0.94 is not written as 0.93999999999.
inline double Rounded(double value) { return std::round(value * 1000) / 1000; }

inline Json TextOrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

// A span in both units.
inline Json JsonSpan(const Span& span, const CodePointIndex& points) {
  return {{"begin", points.At(span.begin)},
          {"end", points.At(span.end)},
          {"byte_begin", span.begin},
          {"byte_end", span.end}};
}

// A statement's line, `within` null (json_lines.cc).
Json JsonStatement(const Article& article, const Statement& statement, const CodePointIndex& points);

inline Json JsonSkipped(const Skipped& skipped) {
  Json line = JsonLine("skipped");
  line["path"] = skipped.path;
  line["reason"] = ReasonName(skipped.status.code());
  line["message"] = skipped.status.message();
  return line;
}

inline Json JsonReasons(const std::map<std::string, size_t>& skipped) {
  Json reasons = Json::object();
  for (const auto& [reason, count] : skipped) reasons[reason] = count;
  return reasons;
}

}  // namespace quoth

#endif  // QUOTH_OUTPUT_JSON_H_
