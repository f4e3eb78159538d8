#include "page/names.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "page/dates.h"

namespace quoth::page {
namespace {

struct Reference { const char* name; uint32_t point; };
constexpr Reference kReferences[] = {
    {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", 0xA0}, {"shy", 0xAD}, {"auml", 0xE4}, {"ouml", 0xF6},
    {"uuml", 0xFC}, {"Auml", 0xC4}, {"Ouml", 0xD6}, {"Uuml", 0xDC}, {"szlig", 0xDF}, {"eacute", 0xE9}, {"egrave", 0xE8}, {"ecirc", 0xEA},
    {"agrave", 0xE0}, {"aacute", 0xE1}, {"acirc", 0xE2}, {"iacute", 0xED}, {"oacute", 0xF3}, {"uacute", 0xFA}, {"ntilde", 0xF1}, {"ccedil", 0xE7},
    {"atilde", 0xE3}, {"otilde", 0xF5}, {"aring", 0xE5}, {"oslash", 0xF8}, {"aelig", 0xE6}, {"laquo", 0xAB}, {"raquo", 0xBB}, {"ldquo", 0x201C},
    {"rdquo", 0x201D}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"bdquo", 0x201E}, {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026},
    {"euro", 0x20AC}, {"pound", 0xA3}, {"copy", 0xA9}, {"middot", 0xB7}, {"bull", 0x2022}, {"deg", 0xB0}, {"sect", 0xA7}};

void AppendPoint(uint32_t c, std::string* out) {
  if (c < 0x80) *out += char(c);
  else if (c < 0x800) { *out += char(0xC0 | c >> 6); *out += char(0x80 | (c & 63)); }
  else if (c < 0x10000) { *out += char(0xE0 | c >> 12); *out += char(0x80 | (c >> 6 & 63)); *out += char(0x80 | (c & 63)); }
  else { *out += char(0xF0 | c >> 18); *out += char(0x80 | (c >> 12 & 63)); *out += char(0x80 | (c >> 6 & 63)); *out += char(0x80 | (c & 63)); }
}

std::string Decoded(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    if (text[i] != '&') { out += text[i++]; continue; }
    size_t end = text.substr(0, i + 12).find(';', i);
    if (end == std::string_view::npos) { out += text[i++]; continue; }
    std::string_view name = text.substr(i + 1, end - i - 1);
    uint32_t point = 0;
    if (name.size() > 1 && name[0] == '#') {
      bool hex = (name[1] | 32) == 'x';
      for (char c : name.substr(hex ? 2 : 1)) {
        int digit = c >= '0' && c <= '9' ? c - '0' : hex && (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : 99;
        if (digit == 99 || point > 0x10FFFF) { point = 0; break; }
        point = point * (hex ? 16 : 10) + uint32_t(digit);
      }
      if (point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) point = 0;
    } else {
      for (const auto& known : kReferences) if (name == known.name) point = known.point;
    }
    if (!point) { out += text[i++]; continue; }
    AppendPoint(point, &out);
    i = end + 1;
  }
  return out;
}

std::string_view Trim(std::string_view text, const char* marks = " \t\r\n") {
  while (!text.empty() && std::strchr(marks, text.front()) && text.front()) text.remove_prefix(1);
  while (!text.empty() && std::strchr(marks, text.back()) && text.back()) text.remove_suffix(1);
  return text;
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (size_t i = 0; i < lower.size(); ++i) {
    unsigned char c = static_cast<unsigned char>(lower[i]);
    if (c >= 'A' && c <= 'Z') lower[i] = char(c + 32);
    else if (c == 0xC3 && i + 1 < lower.size() && static_cast<unsigned char>(lower[i + 1]) >= 0x80 && static_cast<unsigned char>(lower[i + 1]) <= 0x9E) lower[i + 1] = char(lower[i + 1] + 32);
  }
  return lower;
}

std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> words;
  for (size_t i = 0; i < text.size();) {
    while (i < text.size() && text[i] == ' ') ++i;
    size_t begin = i;
    while (i < text.size() && text[i] != ' ') ++i;
    if (i > begin) words.push_back(text.substr(begin, i - begin));
  }
  return words;
}

bool OneOf(std::string_view word, const char* list) {
  for (const char* p = list; *p;) {
    const char* end = std::strchr(p, ' ');
    size_t length = end ? size_t(end - p) : std::strlen(p);
    if (word.size() == length && word.compare(0, length, p, length) == 0) return true;
    p += length + (end ? 1 : 0);
  }
  return false;
}

// Words that no person's name holds, and that begin a role.
constexpr const char* kNoPerson = "staff newsroom agency agencies reporters editors correspondents desk team newspaper magazine online news press editorial media network "
    "group gmbh inc ltd llc redaktion redaktionsnetzwerk redaktionen nachrichtenagentur agentur agence agencia agenzia redacción redazione rédaction redação redactie "
    "redaktionen toimitus redakcja redakce редакция company corporation verlag zeitung wire service services contributors admin administrator webmaster editor-in-chief "
    "web digital tv radio report reports subscribe follow share";
constexpr const char* kRole = "reporter correspondent editor writer journalist columnist contributor producer chief senior political business sports staff special deputy "
    "managing assistant head author redakteur redakteurin korrespondent korrespondentin autor autorin journalistin volontär volontärin chefredakteur chefredakteurin "
    "reportero redactor redactora periodista giornalista journaliste correspondant professor director ressortleiter ressortleiterin leiter leiterin";
constexpr const char* kOpening = "by von vom par por de di da af av door text story words written interview reporting author authors autor autoren autorin auteur "
    "foto photo fotos photos from exclusive analysis opinion kommentar ein eine ab reported av:";

bool LooksLikeAddress(std::string_view text) {
  return text.find('@') != std::string_view::npos || text.find("://") != std::string_view::npos || text.find("www.") != std::string_view::npos ||
         text.find(".com") != std::string_view::npos || text.find(".de") != std::string_view::npos || text.find(".org") != std::string_view::npos ||
         text.find(".net") != std::string_view::npos || text.find('/') != std::string_view::npos;
}

// One name, or nothing: checked for length, digits and words of organisations.
std::string Person(std::string_view name) {
  name = Trim(name, " \t\r\n,;:|.-*");
  // "Ann Lee (al)" names Ann Lee; "(Photo: Ann Lee)" nobody who wrote.
  if (!name.empty() && (name[0] == '(' || name[0] == '[')) return {};
  // The Korean for reporter follows the name.
  if (name.ends_with(" 기자")) name = Trim(name.substr(0, name.size() - std::string_view(" 기자").size()));
  size_t bracket = name.find_first_of("([{");
  if (bracket != std::string_view::npos && bracket > 0) name = Trim(name.substr(0, bracket), " \t\r\n,;:|.-*");
  if (name.empty() || name.size() > 80 || LooksLikeAddress(name)) return {};
  std::vector<std::string_view> words = Words(name);
  if (words.empty() || words.size() > 6) return {};
  bool capital = false;
  for (std::string_view word : words) {
    std::string lower = Lower(Trim(word, ".,;:"));
    if (OneOf(lower, kNoPerson)) return {};
    for (char c : word) if (c >= '0' && c <= '9') return {};
    unsigned char first = static_cast<unsigned char>(word[0]);
    capital = capital || (first >= 'A' && first <= 'Z') || first >= 0x80;
  }
  if (!capital && words.size() < 2) return {};
  return std::string(name);
}

bool IsRole(std::string_view part) {
  std::vector<std::string_view> words = Words(part);
  if (words.empty()) return true;
  for (std::string_view word : words) if (OneOf(Lower(word), kRole)) return true;
  return false;
}

}  // namespace

std::string PlainText(std::string_view text) {
  std::string decoded = Decoded(text.substr(0, 20000));
  if (decoded.find('&') != std::string::npos) decoded = Decoded(decoded);
  std::string plain;
  bool space = false;
  for (size_t i = 0; i < decoded.size();) {
    char c = decoded[i];
    if (c == '<' && i + 1 < decoded.size() && (((decoded[i + 1] | 32) >= 'a' && (decoded[i + 1] | 32) <= 'z') || decoded[i + 1] == '/')) {
      size_t end = std::string_view(decoded).substr(0, i + 200).find('>', i);
      if (end != std::string_view::npos) {
        if (decoded.compare(i, 3, "<br") == 0 || decoded.compare(i, 2, "<p") == 0) space = true;
        i = end + 1;
        continue;
      }
    }
    size_t blank = static_cast<unsigned char>(c) <= ' ' ? 1 : decoded.compare(i, 2, "\xC2\xA0") == 0 ? 2 : 0;
    if (blank) { space = true; i += blank; continue; }
    if (decoded.compare(i, 2, "\xC2\xAD") == 0) { i += 2; continue; }
    if (space && !plain.empty()) plain += ' ';
    space = false;
    plain += c;
    ++i;
  }
  return plain;
}

std::string NameKey(std::string_view name) {
  std::string key;
  for (char c : Lower(name)) {
    unsigned char u = static_cast<unsigned char>(c);
    if ((u >= 'a' && u <= 'z') || (u >= '0' && u <= '9') || u >= 0x80) key += c;
  }
  return key;
}

std::string WithoutOutlet(std::string_view given, const std::vector<std::string>& outlets, std::string_view host) {
  std::string title(given);
  auto is_outlet = [&](std::string_view part) {
    std::string key = NameKey(part);
    if (key.empty()) return false;
    for (const std::string& outlet : outlets) {
      std::string name = NameKey(outlet);
      if (name.size() < 2) continue;
      if (key == name || (name.size() >= 4 && key.size() <= name.size() + 12 && key.find(name) != std::string::npos) ||
          (key.size() >= 4 && name.find(key) != std::string::npos && key.size() * 2 >= name.size()))
        return true;
    }
    std::string site = NameKey(host);
    return key.size() >= 3 && site.size() >= 3 && (site == key || (key.size() >= 4 && (site.find(key) != std::string::npos || (key.find(site) != std::string::npos && key.size() <= site.size() + 10))));
  };
  for (int round = 0; round < 3; ++round) {
    bool cut = false;
    for (std::string_view mark : {" | ", " - ", " – ", " — ", " · ", " » ", " :: ", " / ", " • ", " \\ ", "| ", " |"}) {
      size_t at = title.rfind(mark);
      if (at != std::string::npos && at > 0 && is_outlet(std::string_view(title).substr(at + mark.size()))) {
        title = std::string(Trim(std::string_view(title).substr(0, at)));
        cut = true;
      }
      at = title.find(mark);
      if (at != std::string::npos && is_outlet(std::string_view(title).substr(0, at)) && at + mark.size() < title.size()) {
        title = std::string(Trim(std::string_view(title).substr(at + mark.size())));
        cut = true;
      }
    }
    if (!cut) break;
  }
  return title;
}

std::vector<std::string> PeopleIn(std::string_view given) {
  std::vector<std::string> people;
  std::string text = PlainText(given);
  if (text.size() > 400) return people;
  // Opening words: "By", "Text von", "Interview:".
  std::string_view rest = text;
  for (int i = 0; i < 4; ++i) {
    rest = Trim(rest, " \t\r\n,;:|-*");
    size_t end = rest.find_first_of(" :");
    if (end == std::string_view::npos) break;
    std::string first = Lower(rest.substr(0, end));
    bool particle = i > 0 || first == "de" || first == "di" || first == "da" || first == "von" || first == "ein" || first == "eine" || first == "ab";
    if (!OneOf(first, kOpening)) break;
    // A capital particle may begin a name ("Van der Bellen", "De Niro").
    if (particle && rest[0] >= 'A' && rest[0] <= 'Z' && i == 0 && Words(rest).size() <= 3 && first != "von") break;
    rest.remove_prefix(end);
  }
  // Cut at commas, "and", slashes with spaces and the like.
  std::vector<std::string> parts{""};
  std::vector<std::string_view> words;
  std::string spaced;
  for (size_t i = 0; i < rest.size(); ++i) {
    char c = rest[i];
    if (c == ',' || c == ';' || c == '|' || c == '&' || c == '\n') { spaced += ' '; spaced += c; spaced += ' '; }
    else if (rest.compare(i, 2, "\xC2\xB7") == 0) { spaced += " ; "; ++i; }
    else if (rest.compare(i, 3, "\xE2\x80\xA2") == 0 || rest.compare(i, 3, "\xE3\x83\xBB") == 0) { spaced += " ; "; i += 2; }
    else spaced += c;
  }
  words = Words(spaced);
  for (std::string_view word : words) {
    std::string lower = Lower(word);
    if (word == "," || word == ";" || word == "|" || word == "&" || word == "/" || lower == "and" || lower == "und" || lower == "et" || (lower == "y" && !parts.back().empty()) || lower == "och" || lower == "og" ||
        lower == "en" || lower == "with" || lower == "mit" || lower == "for" || lower == "für" || (lower == "e" && !parts.back().empty()) || lower == "in" || lower == "at" || lower == "и" || lower == "ja" || word == "-" || word == "–" || word == "—") {
      // After "for", "in" and "at" stands no person.
      bool place = lower == "in" || lower == "at" || lower == "for" || lower == "für";
      parts.push_back(place ? "\x01" : "");
      continue;
    }
    std::string& part = parts.back();
    if (!part.empty() && part != "\x01") part += ' ';
    part += word;
  }
  for (const std::string& part : parts) {
    if (part.empty() || part[0] == '\x01' || ParseDate(part)) continue;
    std::string inner = part;
    std::string opening = Lower(inner.substr(0, inner.find(' ')));
    if (opening == "by" || opening == "von") inner = inner.size() > opening.size() ? inner.substr(opening.size() + 1) : "";
    if (!people.empty() && IsRole(inner)) continue;   // "…, political editor"
    std::string person = Person(inner);
    if (person.empty()) continue;
    if (IsRole(inner)) {   // "Ann Lee Senior Reporter": the name before the role
      std::vector<std::string_view> all = Words(person);
      size_t keep = 0;
      while (keep < all.size() && !OneOf(Lower(all[keep]), kRole)) ++keep;
      if (keep < 2 || keep > 4) continue;
      person = person.substr(0, size_t(all[keep - 1].data() + all[keep - 1].size() - person.data()));
    }
    bool known = false;
    for (const std::string& other : people) known = known || NameKey(other) == NameKey(person);
    if (!known) people.push_back(person);
    if (people.size() >= 30) break;
  }
  return people;
}

}  // namespace quoth::page
