#include "record/names.h"

#include <algorithm>
#include <cctype>
#include <unordered_set>

#include "record/fold.h"

namespace quoth::record {
namespace {

using Words = std::unordered_set<std::string_view>;

bool IsTitle(std::string_view word) {
  static const Words titles = {
      "president", "vice", "prime", "minister", "chancellor", "senator", "sen", "representative", "rep", "congressman",
      "congresswoman", "governor", "gov", "mayor", "secretary", "king", "queen", "prince", "princess", "pope", "judge",
      "justice", "general", "gen", "colonel", "col", "captain", "capt", "lieutenant", "lt", "sergeant", "sgt", "major", "admiral",
      "adm", "officer", "chief", "director", "chairman", "chairwoman", "chair", "spokesman", "spokeswoman", "spokesperson",
      "professor", "prof", "doctor", "dr", "mr", "mrs", "ms", "miss", "sir", "lord", "lady", "dame", "rev", "reverend", "father",
      "bishop", "archbishop", "cardinal", "ambassador", "councillor", "councilman", "councilwoman", "commissioner", "attorney",
      "former", "ex", "acting", "deputy", "candidate", "nominee", "coach", "detective", "inspector", "sheriff", "speaker",
      "republican", "democratic", "democrat", "leader", "foreign", "defense", "defence", "russian", "american", "the", "a", "an"};
  return titles.count(word) != 0;
}

bool IsSuffix(std::string_view word) { return word == "jr" || word == "sr" || word == "ii" || word == "iii" || word == "iv"; }

struct Name {
  std::vector<std::string> words;  // without its suffix
  std::string suffix;
};

Name Read(std::string_view text) {
  Name name;
  name.words = NameWords(text);
  if (name.words.size() > 1 && IsSuffix(name.words.back())) {
    name.suffix = name.words.back();
    name.words.pop_back();
  }
  return name;
}

// One word of a name for another: the same, or an initial.
bool Alike(const std::string& a, const std::string& b) {
  if (a == b) return true;
  return (a.size() == 1 || b.size() == 1) && a[0] == b[0];
}

bool SameOne(const Name& a, const Name& b) {
  if (a.words.empty() || b.words.empty() || a.words == b.words) return !a.words.empty() && a.words == b.words && a.suffix == b.suffix;
  const Name &shorter = a.words.size() <= b.words.size() ? a : b, &longer = &shorter == &a ? b : a;
  if (shorter.words.size() == 1) {
    const std::string& word = shorter.words[0];
    // A surname, or the one word by which a person or an organisation is known ("Hillary").
    return word.size() > 1 && (word == longer.words.back() || word == longer.words.front());
  }
  if (a.suffix != b.suffix) return false;
  if (shorter.words.back() != longer.words.back() || !Alike(shorter.words.front(), longer.words.front())) {
    // Names of several words at the end of a longer one: "New York Times", "van der Berg".
    return std::search(longer.words.begin(), longer.words.end(), shorter.words.begin(), shorter.words.end()) != longer.words.end();
  }
  for (size_t i = 1, k = 1; i + 1 < shorter.words.size(); ++i) {  // the middle: each of the shorter's is in the longer's
    while (k + 1 < longer.words.size() && !Alike(shorter.words[i], longer.words[k])) ++k;
    if (k + 1 >= longer.words.size()) return shorter.words[i].size() == 1;
  }
  return true;
}

template <typename Take>
void EachName(std::string_view names, const Take& take) {
  for (size_t at = 0; at < names.size();) {
    const size_t end = std::min(names.find("; ", at), names.size());
    take(names.substr(at, end - at));
    at = end + 2;
  }
}

}  // namespace

std::vector<std::string> NameWords(std::string_view name) {
  std::vector<std::string> all;
  const std::string folded = FoldWords(name);
  for (size_t at = 0; at < folded.size();) {
    const size_t end = std::min(folded.find(' ', at), folded.size());
    all.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  if (all.size() > 1 && all.back() == "s") all.pop_back();  // Putin's
  // Titles stand before a name; what is left is never nothing, for people are called King and Pope.
  size_t begin = 0;
  while (begin + 1 < all.size() && IsTitle(all[begin]) && !IsSuffix(all[begin + 1])) ++begin;
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(begin));
  return all;
}

bool SameName(std::string_view claimed, std::string_view recorded) {
  bool same = false;
  EachName(claimed, [&](std::string_view a) {
    EachName(recorded, [&](std::string_view b) { same = same || SameOne(Read(a), Read(b)); });
  });
  return same;
}

bool NamesNobody(std::string_view source) {
  bool first = true;
  for (size_t at = 0; at < source.size();) {
    while (at < source.size() && std::isspace(static_cast<unsigned char>(source[at])) != 0) ++at;
    size_t end = at;
    while (end < source.size() && std::isspace(static_cast<unsigned char>(source[end])) == 0) ++end;
    const std::string_view word = source.substr(at, end - at);
    at = end;
    if (word.empty()) continue;
    const std::string folded = FoldWords(word);
    static const Words light = {"he", "she", "it", "they", "we", "i", "who", "the", "a", "an", "one", "some", "this", "these",
                                "those", "that", "his", "her", "their", "its", "our", "my", "you", "many", "several", "two",
                                "critics", "officials", "sources", "others"};
    const auto byte = static_cast<unsigned char>(word[0]);
    const bool capital = (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
    // At a sentence's begin a capital says nothing of a word such as "He".
    if (capital && !(first && light.count(folded) != 0)) return false;
    first = false;
  }
  return true;
}

}  // namespace quoth::record
