// People known beforehand: a table by which a short name or a role can be told that
// the article itself does not explain (docs/people.md).
//
//   Q1000001	Pavel Orlov	Pavel A. Orlov	Norvian president|President of Norvia	2016-05-07	2024-05-07
//   "the Norvian president" in an article of 2020 is Pavel Orlov
//
// The article comes first: the table is asked only where it names nobody, or no more
// than a surname.  What two people fit stays open.
//
// Thread rule: immutable once read; any number of threads may ask it.
#ifndef QUOTH_SPEAKER_PEOPLE_H_
#define QUOTH_SPEAKER_PEOPLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/iso_date.h"
#include "quoth/status.h"

namespace quoth {

struct PersonRole {
  std::string titles;         // the forms of the role, parted by "|"; may be empty
  std::string from, until;    // ISO 8601 days, both included; empty: open
};

struct Person {
  std::string id;
  std::string name;
  std::string aliases;  // parted by "|"
  std::vector<PersonRole> roles;
};

class PeopleTable {
 public:
  // A table's text, UTF-8.  `path` is named in what goes wrong.  Fails with
  // kInvalidInput, naming the line.
  static Result<PeopleTable> Parse(std::string_view text, const std::string& path);
  // The same from a file.  Fails with kNotFound or kUnreadable too.
  static Result<PeopleTable> Open(const std::string& path);

  // Takes over the people of `other`; those with an id that is here already replace
  // the ones that are.
  void Merge(const PeopleTable& other);

  // The table in its own format, sorted by id.
  std::string Text() const;

  // The one person of that name or alias, whatever the case; null where there is
  // none, or several.
  const Person* ByName(std::string_view name) const;
  // The one person whose name ends with the word, and who had a role on that day (any
  // day where it is not known that one had none).
  const Person* BySurname(std::string_view word, const std::optional<Day>& day) const;
  // The one person who had the role on that day; `title` without its article.  Null
  // where the day is not known.
  const Person* ByRole(std::string_view title, const std::optional<Day>& day) const;

  size_t size() const { return people_.size(); }

 private:
  void Index();

  std::vector<Person> people_;
  std::unordered_map<std::string, std::vector<uint32_t>> names_, surnames_, titles_;
};

}  // namespace quoth

#endif  // QUOTH_SPEAKER_PEOPLE_H_
