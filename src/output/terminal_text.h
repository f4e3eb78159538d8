// Text from strangers, made fit for a terminal: measured in columns, wrapped, and
// with nothing left in it that a terminal would obey.
//
//   Printable("a\x1b[2Jb")       -> "a\\x1b[2Jb"   (the escape character is shown, not sent)
//   Columns("東京")              -> 4
//   Wrap("to be or not", 6)      -> {"to be", "or not"}
//
// Thread rule: free functions, any thread.
#ifndef QUOTH_OUTPUT_TERMINAL_TEXT_H_
#define QUOTH_OUTPUT_TERMINAL_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quoth {

// `text` with every run of white space as one space (none at the ends), and with
// control characters, direction overrides and bytes that are not UTF-8 written out
// as \x1b, \u202e, \xff.  The result is valid UTF-8 on one line.
std::string Printable(std::string_view text);

// The columns that `text` takes on a terminal: two for wide (East Asian) characters
// and emoji, none for combining marks and joiners.
size_t Columns(std::string_view text);

// `text` (as Printable gives it) in lines of at most `width` columns, broken at
// spaces, around wide characters, and within words only where one is longer than a
// line.  Never empty: "" gives one empty line.  Linear time.
std::vector<std::string> Wrap(std::string_view text, size_t width);

}  // namespace quoth

#endif  // QUOTH_OUTPUT_TERMINAL_TEXT_H_
