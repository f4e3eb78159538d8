#include "quoth/statement.h"

namespace quoth {

const char* FormName(Form form) {
  switch (form) {
    case Form::kDirect: return "direct";
    case Form::kMixed: return "mixed";
    case Form::kIndirect: return "indirect";
  }
  return "indirect";
}

const char* SpeakerKindName(SpeakerKind kind) {
  static constexpr const char* kNames[] = {"person", "organisation", "publication", "group", "document", "other"};
  return kNames[static_cast<int>(kind)];
}

const char* ActName(Act act) {
  static constexpr const char* kNames[] = {"say",  "ask",   "deny", "demand", "promise", "warn",
                                           "accuse", "think", "feel", "intend", "report"};
  return kNames[static_cast<int>(act)];
}

}  // namespace quoth
