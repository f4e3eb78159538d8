// Uses nothing but what is installed.
#include <cstdio>

#include "quoth/statement.h"

int main() {
  std::printf("%s\n", quoth::FormName(quoth::Form::kMixed));
  return 0;
}
