#include "speaker/people.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>

#include "speaker/article_view.h"
#include "text/utf8.h"

namespace quoth {
namespace {

constexpr std::array<std::string_view, 6> kColumns = {"id", "name", "aliases", "role", "from", "until"};
constexpr size_t kMostPeople = 5'000'000;

std::vector<std::string_view> Split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// In lower case, letters and white space folded, full stops left out, "the" at the front too.
std::string Key(std::string_view text) {
  std::string key;
  for (const char c : FoldLetters(LowerCase(text))) {
    if (c == '.') continue;
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (space && (key.empty() || key.back() == ' ')) continue;
    key += space ? ' ' : c;
  }
  while (!key.empty() && key.back() == ' ') key.pop_back();
  if (key.starts_with("the ")) key.erase(0, 4);
  return key;
}

bool Covers(const PersonRole& role, const std::optional<Day>& day) {
  if (role.from.empty() && role.until.empty()) return true;
  if (!day) return false;
  const std::string iso = day->Iso();
  return (role.from.empty() || role.from <= iso) && (role.until.empty() || iso <= role.until);
}

}  // namespace

Result<PeopleTable> PeopleTable::Parse(std::string_view text, const std::string& path) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (const size_t good = WellFormedPrefix(text); good < text.size()) {
    return Status(Code::kInvalidInput, path + ": invalid UTF-8 at byte " + std::to_string(good));
  }
  PeopleTable table;
  std::unordered_map<std::string, size_t> by_id;
  std::array<size_t, 6> place;
  place.fill(SIZE_MAX);
  size_t number = 0;
  bool heading = true;
  for (std::string_view line : Split(text, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string_view> cells = Split(line, '\t');
    const auto wrong = [&](const std::string& what) {
      return Status(Code::kInvalidInput, path + ", line " + std::to_string(number) + ": " + what + "; see docs/people.md");
    };
    if (heading) {
      heading = false;
      for (size_t c = 0; c < cells.size(); ++c) {
        for (size_t k = 0; k < kColumns.size(); ++k) {
          if (cells[c] == kColumns[k]) place[k] = c;
        }
      }
      if (place[0] == SIZE_MAX || place[1] == SIZE_MAX) return wrong("the heading names no columns \"id\" and \"name\"");
      continue;
    }
    const auto cell = [&](size_t k) { return place[k] < cells.size() ? std::string(cells[place[k]]) : std::string(); };
    Person person{cell(0), cell(1), cell(2), {}};
    if (person.id.empty() || person.name.empty()) return wrong("a person needs an id and a name");
    PersonRole role{cell(3), cell(4), cell(5)};
    for (const std::string* day : {&role.from, &role.until}) {
      if (!day->empty() && (day->size() != 10 || !ParseIsoDay(*day))) return wrong("\"" + *day + "\" is no day such as 2024-05-03");
    }
    if (!role.from.empty() && !role.until.empty() && role.until < role.from) return wrong("the role ends before it begins");
    const auto [at, fresh] = by_id.try_emplace(person.id, table.people_.size());
    if (fresh) {
      if (table.people_.size() >= kMostPeople) return wrong("more than " + std::to_string(kMostPeople) + " people");
      table.people_.push_back(std::move(person));
    } else if (table.people_[at->second].name != person.name) {
      return wrong("\"" + person.id + "\" is \"" + table.people_[at->second].name + "\" above");
    } else if (table.people_[at->second].aliases.empty()) {
      table.people_[at->second].aliases = person.aliases;
    }
    if (!role.titles.empty() || !role.from.empty() || !role.until.empty()) table.people_[at->second].roles.push_back(std::move(role));
  }
  if (heading) return Status(Code::kInvalidInput, path + ": no heading; the first line names the columns, see docs/people.md");
  table.Index();
  return table;
}

Result<PeopleTable> PeopleTable::Open(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    const bool missing = errno == ENOENT;
    return Status(missing ? Code::kNotFound : Code::kUnreadable,
                  path + ": " + (missing ? "no such table of people; quoth people import makes one" : std::strerror(errno)));
  }
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file.bad()) return Status(Code::kUnreadable, path + ": cannot be read");
  return Parse(text, path);
}

void PeopleTable::Merge(const PeopleTable& other) {
  std::map<std::string, Person> all;
  for (Person& person : people_) all[person.id] = std::move(person);
  for (const Person& person : other.people_) all[person.id] = person;
  people_.clear();
  for (auto& [id, person] : all) people_.push_back(std::move(person));
  Index();
}

std::string PeopleTable::Text() const {
  std::vector<const Person*> sorted;
  for (const Person& person : people_) sorted.push_back(&person);
  std::sort(sorted.begin(), sorted.end(), [](const Person* a, const Person* b) { return a->id < b->id; });
  std::string text = "id\tname\taliases\trole\tfrom\tuntil\n";
  for (const Person* person : sorted) {
    const std::string head = person->id + "\t" + person->name + "\t" + person->aliases + "\t";
    if (person->roles.empty()) text += head + "\t\t\n";
    for (const PersonRole& role : person->roles) text += head + role.titles + "\t" + role.from + "\t" + role.until + "\n";
  }
  return text;
}

void PeopleTable::Index() {
  names_.clear();
  surnames_.clear();
  titles_.clear();
  const auto add = [](auto& index, std::string key, uint32_t person) {
    if (key.empty()) return;
    auto& list = index[std::move(key)];
    if (list.empty() || list.back() != person) list.push_back(person);
  };
  for (uint32_t p = 0; p < people_.size(); ++p) {
    const Person& person = people_[p];
    add(names_, Key(person.name), p);
    for (std::string_view alias : Split(person.aliases, '|')) add(names_, Key(alias), p);
    const std::string name = Key(person.name);
    const size_t space = name.rfind(' ');
    if (space != std::string::npos) add(surnames_, name.substr(space + 1), p);
    for (const PersonRole& role : person.roles) {
      for (std::string_view title : Split(role.titles, '|')) add(titles_, Key(title), p);
    }
  }
}

const Person* PeopleTable::ByName(std::string_view name) const {
  const auto found = names_.find(Key(name));
  return found == names_.end() || found->second.size() != 1 ? nullptr : &people_[found->second[0]];
}

const Person* PeopleTable::BySurname(std::string_view word, const std::optional<Day>& day) const {
  const std::string key = Key(word);
  const Person* one = nullptr;
  for (const auto* index : {&names_, &surnames_}) {
    const auto found = index->find(key);
    for (size_t k = 0; found != index->end() && k < found->second.size(); ++k) {
      const Person& person = people_[found->second[k]];
      bool then = person.roles.empty();
      for (const PersonRole& role : person.roles) then |= Covers(role, day);
      if (!then || one == &person) continue;
      if (one != nullptr) return nullptr;
      one = &person;
    }
  }
  return one;
}

const Person* PeopleTable::ByRole(std::string_view title, const std::optional<Day>& day) const {
  const std::string key = Key(title);
  const auto found = titles_.find(key);
  if (found == titles_.end() || !day) return nullptr;
  const Person* one = nullptr;
  for (const uint32_t p : found->second) {
    bool then = false;
    for (const PersonRole& role : people_[p].roles) {
      bool same = false;
      for (std::string_view form : Split(role.titles, '|')) same |= Key(form) == key;
      then |= same && Covers(role, day);
    }
    if (!then) continue;
    if (one != nullptr) return nullptr;
    one = &people_[p];
  }
  return one;
}

}  // namespace quoth
