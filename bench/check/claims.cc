#include "claims.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <sstream>

#include "record/fold.h"

namespace quoth::bench {
namespace {

std::vector<std::string> Split(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::string Join(const std::vector<std::string>& words, size_t begin, size_t end) {
  std::string text;
  for (size_t i = begin; i < end; ++i) text += (i > begin ? " " : "") + words[i];
  return text;
}

std::string Join(const std::vector<std::string>& words) { return Join(words, 0, words.size()); }

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
  return text;
}

// In lower case, without what is not a letter or a figure at its ends.
std::string Bare(const std::string& word) {
  std::string bare = Replaced(word, "’", "'");
  while (!bare.empty() && !std::isalnum(static_cast<unsigned char>(bare.back()))) bare.pop_back();
  while (!bare.empty() && !std::isalnum(static_cast<unsigned char>(bare.front()))) bare.erase(bare.begin());
  for (char& c : bare) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return bare;
}

// `word` with its bare part exchanged, the marks around it kept.
std::string Exchanged(const std::string& word, const std::string& bare) {
  size_t begin = 0, end = word.size();
  while (begin < end && !std::isalnum(static_cast<unsigned char>(word[begin]))) ++begin;
  while (end > begin && !std::isalnum(static_cast<unsigned char>(word[end - 1]))) --end;
  return word.substr(0, begin) + bare + word.substr(end);
}

bool In(const std::string& word, const std::set<std::string>& list) { return list.count(word) != 0; }

bool Negates(const std::string& bare) {
  static const std::set<std::string> list = {"not", "no", "never", "none", "nobody", "nothing", "without", "neither", "nor", "cannot",
                                             "hardly", "nowhere", "unless", "if", "until", "except", "whether", "only", "when",
                                             "doubt", "deny", "denied", "refuse", "refused", "fail", "failed", "stop", "against",
                                             "unlikely", "lack", "false", "few", "little", "less", "almost", "nearly", "maybe", "perhaps", "probably"};
  return In(bare, list) || (bare.size() > 3 && bare.substr(bare.size() - 3) == "n't");
}

const std::set<std::string> kModals = {"will", "would", "can", "could", "should", "must", "may", "might", "shall"};
const std::set<std::string> kLinks = {"is", "are", "was", "were", "will", "would", "can", "could", "should", "must", "may", "might"};
const std::vector<std::string> kNumbers = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty",
                                           "thirty", "forty", "fifty", "hundred", "thousand", "million", "billion"};

bool EndsClause(const std::string& word) {
  const char last = word.empty() ? ' ' : word.back();
  return last == ',' || last == ';' || last == ':' || last == '.' || last == '?' || last == '!';
}

bool EndsSentence(const std::string& word) {
  if (word.find('.') + 1 < word.size() && word.find('.') != std::string::npos) return false;  // U.S.
  static const std::set<std::string> titles = {"mr", "mrs", "ms", "dr", "sen", "gov", "rep", "st", "jr"};
  return EndsClause(word) && word.back() != ',' && word.back() != ';' && word.back() != ':' && titles.count(Bare(word)) == 0;
}

bool AnyNegates(const std::vector<std::string>& words, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    if (Negates(Bare(words[i]))) return true;
  }
  return false;
}

bool HasEllipsis(const std::string& text) { return text.find("…") != std::string::npos || text.find("..") != std::string::npos; }

// The last of two words; any other name as it is.
std::string Surname(const std::string& name) {
  const std::vector<std::string> words = Split(name);
  return words.size() == 2 ? words.back() : name;
}

}  // namespace

std::vector<Quote> Quotes(const std::vector<GoldArticle>& articles, size_t least) {
  std::vector<Quote> quotes;
  for (const GoldArticle& article : articles) {
    const std::string& text = article.reading.article.text;
    for (const Statement& statement : article.reading.statements) {
      if (!statement.speaker || statement.speaker->names.size() != 1) continue;
      // Its stretches between marks; none where the outlet's own words stand among them.
      std::string words;
      std::vector<size_t> joints;
      bool apart = false;
      for (size_t i = 0; i < statement.quoted.size(); ++i) {
        const Span& span = statement.quoted[i];
        if (i > 0) {
          joints.push_back(Split(words).size());
          words += ' ';
          for (const Span& content : statement.content) {
            for (size_t at = std::max(content.begin, statement.quoted[i - 1].end); at < std::min(content.end, span.begin); ++at) {
              apart = apart || std::isalnum(static_cast<unsigned char>(text[at])) != 0;
            }
          }
        }
        words += text.substr(span.begin, span.size());
      }
      if (apart) continue;
      if (Split(words).size() >= least) quotes.push_back({words, statement.speaker->names[0], joints});
    }
  }
  return quotes;
}

const std::vector<Kind>& Kinds() {
  const std::vector<Verdict> altered = {Verdict::kAltered};
  static const std::vector<Kind> kinds = {
      {"verbatim", "the quotation as printed", {Verdict::kExact}},
      {"typography", "other marks, dashes, spaces, ligatures, first letter", {Verdict::kTypography}},
      {"trimmed", "a run of whole clauses; or one clause cut out and … put in its place; nothing that denies or limits is cut",
       {Verdict::kTrimmed}},
      {"any part", "a run of seven words or more, cut anywhere: what stands beside it may turn it, and some parts are common words",
       {Verdict::kTrimmed}},
      {"negation", "\"not\" put in after a verb, or a negation taken out", altered},
      {"number", "a figure or a number word for another", altered},
      {"name", "a name for another", altered},
      {"modal", "a modal verb for another", altered},
      {"swallowed", "… in the place of words that deny or limit", altered},
      {"unscoped", "the part right after a negation in the same clause", altered},
      {"spliced", "half of one quotation and half of another of the same speaker, or halves exchanged", {Verdict::kSpliced}},
      {"other speaker", "the quotation as printed, by somebody else", {Verdict::kOtherSpeaker}},
      {"invented", "quotations of the same speakers that are not in the record, and texts made by chance of such",
       {Verdict::kNotInRecord, Verdict::kTooShort}},
  };
  return kinds;
}

ClaimMaker::ClaimMaker(std::vector<Quote> record, std::vector<Quote> others, std::string record_text, unsigned seed)
    : record_(std::move(record)), others_(std::move(others)), folded_record_(" " + record::FoldWords(record_text) + " "), random_(seed) {
  std::set<std::string> names;
  for (const Quote& quote : record_) {
    const std::vector<std::string> words = Split(quote.words);
    for (size_t i = 1; i < words.size(); ++i) {
      const std::string& word = words[i];
      if (word.size() > 3 && std::isupper(static_cast<unsigned char>(word[0])) && !EndsSentence(words[i - 1]) &&
          std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isalpha(c) != 0; })) {
        names.insert(word);
      }
    }
  }
  names_.assign(names.begin(), names.end());
}

std::vector<MadeClaim> ClaimMaker::Make(size_t count) {
  const std::vector<Transformation> transformations = {
      [](const Quote&, Claim*) { return true; },
      [this](const Quote& q, Claim* c) { return Typography(q, c); },
      [this](const Quote& q, Claim* c) { return Trimmed(q, c); },
      [this](const Quote& q, Claim* c) { return AnyPart(q, c); },
      [this](const Quote& q, Claim* c) { return Negation(q, c); },
      [this](const Quote& q, Claim* c) { return Number(q, c); },
      [this](const Quote& q, Claim* c) { return Name(q, c); },
      [this](const Quote& q, Claim* c) { return Modal(q, c); },
      [this](const Quote& q, Claim* c) { return Swallowed(q, c); },
      [this](const Quote& q, Claim* c) { return Unscoped(q, c); },
      [this](const Quote& q, Claim* c) { return Spliced(q, c); },
      [this](const Quote& q, Claim* c) { return OtherSpeaker(q, c); },
      [this](const Quote& q, Claim* c) { return Invented(q, c); },
  };
  std::vector<MadeClaim> claims;
  for (size_t kind = 0; kind < transformations.size(); ++kind) {
    std::set<std::string> known;
    size_t made = 0;
    for (size_t tries = 0; made < count && tries < 400 * count; ++tries) {
      const Quote& quote = record_[Below(record_.size())];
      Claim claim{.words = quote.words, .by = Below(2) == 0 ? quote.by : Surname(quote.by)};
      if (!transformations[kind](quote, &claim) || !known.insert(claim.words + claim.by).second) continue;
      claims.push_back({kind, claim, quote.words});
      ++made;
    }
  }
  return claims;
}

bool ClaimMaker::Typography(const Quote& quote, Claim* claim) {
  std::string text = quote.words;
  for (int changes = 1 + static_cast<int>(Below(3)); changes > 0; --changes) {
    switch (Below(8)) {
      case 0: text = Below(2) == 0 ? Replaced(text, "’", "'") : Replaced(text, "'", "’"); break;
      case 1: text = Replaced(Replaced(text, "“", "\""), "”", "\""); break;
      case 2: text = Replaced(Replaced(text, " — ", "—"), "—", Below(2) == 0 ? " -- " : " – "); break;
      case 3: text = Replaced(text, "fi", "ﬁ"); break;
      case 4: {
        const size_t space = text.find(' ', text.size() / (2 + Below(4)));
        if (space != std::string::npos) text.replace(space, 1, Below(2) == 0 ? "  " : "\u00a0");
        break;
      }
      case 5: {
        const unsigned char first = static_cast<unsigned char>(text[0]);
        // "I" and all capitals are spelt so.
        if (std::isalpha(first) && text.size() > 1 && std::islower(static_cast<unsigned char>(text[1]))) {
          text[0] = static_cast<char>(std::isupper(first) ? std::tolower(first) : std::toupper(first));
        }
        break;
      }
      case 6: text = Replaced(text, "-", "\u2011"); break;
      default: text = Below(2) == 0 ? Replaced(text, "...", "…") : Replaced(text, "…", ". . ."); break;
    }
  }
  claim->words = Below(2) == 0 ? "“" + text + "”" : text;
  const auto inner = [](const std::string& words) {  // marks at the ends are no part of it
    size_t begin = 0, end = words.size();
    while (begin < end && !std::isalnum(static_cast<unsigned char>(words[begin]))) ++begin;
    while (end > begin && !std::isalnum(static_cast<unsigned char>(words[end - 1]))) --end;
    return words.substr(begin, end - begin);
  };
  return inner(text) != inner(quote.words);
}

// Whole clauses, where the rest of the sentence has nothing that denies or limits.
bool ClaimMaker::Trimmed(const Quote& quote, Claim* claim) {
  const std::vector<std::string> words = Split(quote.words);
  if (HasEllipsis(quote.words) || quote.words.find('[') != std::string::npos) return false;
  std::vector<size_t> ends = {0};
  for (size_t i = 0; i < words.size(); ++i) {
    if (EndsClause(words[i]) || i + 1 == words.size()) ends.push_back(i + 1);
  }
  if (ends.size() < 3) return false;
  if (Below(2) == 0 && ends.size() > 3) {  // a clause cut out of the middle
    const size_t k = 1 + Below(ends.size() - 3);
    if (AnyNegates(words, ends[k], ends[k + 1]) || EndsSentence(words[ends[k + 1] - 1])) return false;
    if (ends[k] < 3 || words.size() - ends[k + 1] < 3) return false;
    claim->words = Join(words, 0, ends[k]) + (Below(2) == 0 ? " … " : " [...] ") + Join(words, ends[k + 1], words.size());
    return true;
  }
  const size_t a = Below(ends.size() - 1), b = a + 1 + Below(ends.size() - 1 - a);
  const size_t begin = ends[a], end = ends[b];
  const auto edge = [&](size_t at) {
    return at == 0 || at == words.size() || std::find(quote.joints.begin(), quote.joints.end(), at) != quote.joints.end();
  };
  if (edge(begin) && edge(end)) return false;  // all that stands between two marks
  if (end - begin < 7 || end - begin == words.size()) return false;
  size_t sentence_begin = begin, sentence_end = end;
  while (sentence_begin > 0 && !EndsSentence(words[sentence_begin - 1])) --sentence_begin;
  while (sentence_end < words.size() && !EndsSentence(words[sentence_end - 1])) ++sentence_end;
  if (AnyNegates(words, sentence_begin, begin) || AnyNegates(words, end, sentence_end)) return false;
  claim->words = Join(words, begin, end);
  return true;
}

bool ClaimMaker::AnyPart(const Quote& quote, Claim* claim) {
  const std::vector<std::string> words = Split(quote.words);
  if (words.size() < 9) return false;
  const size_t length = 7 + Below(words.size() - 8), begin = Below(words.size() - length + 1);
  const auto edge = [&](size_t at) {
    return at == 0 || at == words.size() || std::find(quote.joints.begin(), quote.joints.end(), at) != quote.joints.end();
  };
  if (edge(begin) && edge(begin + length)) return false;
  claim->words = Join(words, begin, begin + length);
  return true;
}

bool ClaimMaker::Negation(const Quote& quote, Claim* claim) {
  std::vector<std::string> words = Split(quote.words);
  const size_t from = Below(words.size());
  for (size_t k = 0; k < words.size(); ++k) {
    const size_t i = (from + k) % words.size();
    const std::string bare = Bare(words[i]);
    if (bare == "not" || bare == "never") {
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
      claim->words = Join(words);
      return true;
    }
    if (bare.size() > 3 && bare.substr(bare.size() - 3) == "n't" && bare != "can't" && bare != "won't") {
      words[i] = Exchanged(words[i], bare.substr(0, bare.size() - 3));
      claim->words = Join(words);
      return true;
    }
    if (In(bare, kLinks) && i + 1 < words.size() && !EndsClause(words[i]) && !Negates(Bare(words[i + 1]))) {
      words.insert(words.begin() + static_cast<std::ptrdiff_t>(i + 1), Below(4) == 0 ? "never" : "not");
      claim->words = Join(words);
      return true;
    }
  }
  return false;
}

bool ClaimMaker::Number(const Quote& quote, Claim* claim) {
  std::vector<std::string> words = Split(quote.words);
  std::vector<size_t> places;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string bare = Bare(words[i]);
    if ((!bare.empty() && std::isdigit(static_cast<unsigned char>(bare[0]))) ||
        std::find(kNumbers.begin(), kNumbers.end(), bare) != kNumbers.end()) {
      places.push_back(i);
    }
  }
  if (places.empty()) return false;
  const size_t i = places[Below(places.size())];
  const std::string bare = Bare(words[i]);
  std::string other = bare;
  if (std::isdigit(static_cast<unsigned char>(bare[0]))) {
    for (char& c : other) {
      if (std::isdigit(static_cast<unsigned char>(c)) && (Below(2) == 0 || other == bare)) c = static_cast<char>('1' + Below(9));
    }
  } else {
    other = kNumbers[Below(kNumbers.size())];
  }
  if (other == bare) return false;
  words[i] = Exchanged(words[i], other);
  claim->words = Join(words);
  return true;
}

bool ClaimMaker::Name(const Quote& quote, Claim* claim) {
  std::vector<std::string> words = Split(quote.words);
  const size_t from = Below(words.size());
  for (size_t k = 0; k < words.size(); ++k) {
    const size_t i = (from + k) % words.size();
    std::string bare = Exchanged(words[i], "");
    const size_t at = words[i].find_first_not_of("“‘\"'(");
    if (i == 0 || at == std::string::npos || EndsSentence(words[i - 1]) || !std::isupper(static_cast<unsigned char>(words[i][0])) ||
        Bare(words[i]).size() < 4) {
      continue;
    }
    const std::string& other = names_[Below(names_.size())];
    if (Bare(other) == Bare(words[i])) return false;
    words[i] = Exchanged(words[i], other);
    claim->words = Join(words);
    return true;
  }
  return false;
}

bool ClaimMaker::Modal(const Quote& quote, Claim* claim) {
  std::vector<std::string> words = Split(quote.words);
  const size_t from = Below(words.size());
  for (size_t k = 0; k < words.size(); ++k) {
    const size_t i = (from + k) % words.size();
    if (!In(Bare(words[i]), kModals)) continue;
    auto other = kModals.begin();
    std::advance(other, Below(kModals.size()));
    if (*other == Bare(words[i])) return false;
    std::string bare = *other;
    if (std::isupper(static_cast<unsigned char>(words[i][0]))) bare[0] = static_cast<char>(std::toupper(bare[0]));
    words[i] = Exchanged(words[i], bare);
    claim->words = Join(words);
    return true;
  }
  return false;
}

bool ClaimMaker::Swallowed(const Quote& quote, Claim* claim) {
  static const std::set<std::string> list = {"not", "never", "no", "if", "unless", "don't", "doesn't", "isn't", "won't", "can't", "without",
                                             "didn't", "wouldn't", "haven't", "hasn't", "nobody", "nothing"};
  const std::vector<std::string> words = Split(quote.words);
  std::vector<size_t> places;
  for (size_t i = 3; i + 4 < words.size(); ++i) {
    if (In(Bare(words[i]), list)) places.push_back(i);
  }
  if (places.empty() || HasEllipsis(quote.words)) return false;
  const size_t i = places[Below(places.size())], begin = i - Below(2), end = i + 1 + Below(2);
  claim->words = Join(words, 0, begin) + " … " + Join(words, end, words.size());
  return true;
}

bool ClaimMaker::Unscoped(const Quote& quote, Claim* claim) {
  static const std::set<std::string> list = {"not", "never", "don't", "doesn't", "isn't", "won't", "can't", "wouldn't", "didn't", "aren't"};
  const std::vector<std::string> words = Split(quote.words);
  for (size_t i = 0; i + 7 < words.size(); ++i) {
    if (!In(Bare(words[i]), list) || EndsClause(words[i]) || HasEllipsis(words[i]) || words[i].find("—") != std::string::npos ||
        words[i].find('-') != std::string::npos || words[i + 1][0] == '-') {
      continue;
    }
    claim->words = Join(words, i + 1, words.size());
    return Below(2) == 0;
  }
  return false;
}

bool ClaimMaker::Spliced(const Quote& quote, Claim* claim) {
  const std::vector<std::string> a = Split(quote.words);
  if (a.size() < 12 || HasEllipsis(quote.words)) return false;
  if (Below(3) == 0) {
    claim->words = Join(a, a.size() / 2, a.size()) + " " + Join(a, 0, a.size() / 2);
    return true;
  }
  const Quote& other = record_[Below(record_.size())];
  const std::vector<std::string> b = Split(other.words);
  if (other.by != quote.by || other.words == quote.words || b.size() < 12 || HasEllipsis(other.words)) return false;
  claim->words = Join(a, 0, a.size() / 2) + " " + Join(b, b.size() / 2, b.size());
  return true;
}

bool ClaimMaker::OtherSpeaker(const Quote& quote, Claim* claim) {
  const Quote& other = record_[Below(record_.size())];
  if (SameName(other.by, quote.by) || SameName(quote.by, other.by)) return false;
  for (const Quote& same : record_) {  // who said the same
    if (SameName(other.by, same.by) && record::FoldWords(same.words).find(record::FoldWords(quote.words)) != std::string::npos) return false;
  }
  claim->by = other.by;
  return true;
}

// Half of them quotations of the same speakers from other articles; half made by chance:
// each word is one that follows the word before somewhere in those.
bool ClaimMaker::Invented(const Quote& quote, Claim* claim) {
  if (Below(2) == 0) {
    const Quote& other = others_[Below(others_.size())];
    if (!SameName(other.by, quote.by)) return false;
    claim->words = other.words;
  } else {
    static std::map<std::string, std::vector<std::string>> follows;
    if (follows.empty()) {
      for (const Quote& other : others_) {
        const std::vector<std::string> words = Split(other.words);
        for (size_t i = 0; i + 1 < words.size(); ++i) follows[words[i]].push_back(words[i + 1]);
      }
    }
    std::vector<std::string> words = {Split(others_[Below(others_.size())].words)[0]};
    const size_t length = 8 + Below(20);
    while (words.size() < length && follows.count(words.back()) != 0) {
      const auto& next = follows[words.back()];
      words.push_back(next[Below(next.size())]);
    }
    if (words.size() < 8) return false;
    claim->words = Join(words);
  }
  // What the record has is no invention: no six words in a row of it.
  const std::vector<std::string> folded = Split(record::FoldWords(claim->words));
  for (size_t i = 0; i + 6 <= folded.size(); ++i) {
    if (folded_record_.find(" " + Join(folded, i, i + 6) + " ") != std::string::npos) return false;
  }
  return true;
}

}  // namespace quoth::bench
