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

}  // namespace quoth
