#include "output/format.h"

namespace quoth {

const char* ReasonName(Code code) {
  switch (code) {
    case Code::kOk: return "ok";
    case Code::kInvalidInput: return "invalid-input";
    case Code::kNotFound: return "not-found";
    case Code::kUnreadable: return "unreadable";
    case Code::kTooLarge: return "too-large";
    case Code::kCorrupt: return "corrupt";
    case Code::kUnsupported: return "unsupported";
    case Code::kInternal: return "internal";
  }
  return "internal";
}

std::string RoleText(std::string_view text, const std::vector<Span>& spans) {
  std::string words;
  for (const Span& span : spans) {
    if (!words.empty()) words += ' ';
    words += text.substr(span.begin, span.size());
  }
  return words;
}

std::unique_ptr<Format> MakeFormat(std::string_view name, const FormatOptions& options) {
  if (name == "jsonl") return MakeJsonLines();
  if (name == "csv") return MakeCsv();
  if (name == "brat") return MakeBrat(options);
  if (name == "table") return MakeTable(options);
  return nullptr;
}

}  // namespace quoth
