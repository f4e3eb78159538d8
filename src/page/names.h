// Titles and people's names, cleaned of what pages put around them.
#ifndef QUOTH_PAGE_NAMES_H_
#define QUOTH_PAGE_NAMES_H_

#include <string>
#include <string_view>
#include <vector>

namespace quoth::page {

// Character references decoded (twice: pages often write "&amp;quot;"), tags
// taken out, white space made single spaces.
std::string PlainText(std::string_view text);

// The title without the outlet's name at its end or start: "Rain | The Courier"
// and "The Courier: Rain" give "Rain".  `outlets` are names that the outlet may
// go by; its host name's words count too.
std::string WithoutOutlet(std::string_view title, const std::vector<std::string>& outlets, std::string_view host);

// The people in a byline: "By Ann Lee and Bo Ek, political editors" gives two.
// Addresses, organisations (by their own words: agency, staff, newsroom, …),
// roles and dates are no people.
std::vector<std::string> PeopleIn(std::string_view byline);

// Letters and digits only, lower case: for comparing names.
std::string NameKey(std::string_view name);

}  // namespace quoth::page

#endif  // QUOTH_PAGE_NAMES_H_
