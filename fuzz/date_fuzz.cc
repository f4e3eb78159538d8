// Any bytes, read as a date, a byline and an address: no crash, only real days.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "page/dates.h"
#include "page/encoding.h"
#include "page/names.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  for (bool month_first : {false, true})
    if (auto date = quoth::page::ParseDate(text, month_first)) {
      auto again = quoth::page::ParseDate(date->Iso());
      if (!again || again->DayNumber() != date->DayNumber()) std::abort();
    }
  quoth::page::DateInUrl(text);
  quoth::page::PeopleIn(text);
  quoth::page::WithoutOutlet(text, {"The Courier"}, "courier");
  return 0;
}
