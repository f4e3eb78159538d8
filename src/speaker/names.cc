// Merging the mentions of an article into entities.
//
// First, mentions with the same words are one, whatever their accents and
// apostrophes.  Then full names of two words or more are merged where they agree in
// their first and last words ("Ana Ruiz", "Ana M. Ruiz"), differ by one slip of the
// pen in one word, or where initials stand for a body's first words ("EU Commission").
// Then shorter forms look for full names that hold them: "Ruiz" and "Ana" for "Ana
// Ruiz", "the Herald" for "Tarn Herald", "TPA" for "Tarn Port Authority"; a surname
// that fits none may be one slip off.  Where several hold one, all stay candidates:
// that of the sex of its honorific first, then the one most often named in full.
#include "speaker/names.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "speaker/name_mentions.h"

namespace quoth {
namespace {

using Words = std::vector<std::string_view>;

// "J." and "j" alike.
std::string_view Bare(std::string_view word) {
  while (word.size() > 1 && word.back() == '.') word.remove_suffix(1);
  return word;
}

// Two words that differ in one letter, or by two neighbours that changed places.
bool OneSlip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a.size() < 5) return false;
  size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  // Names that differ in their last letter are often two names: Mario, Maria.
  if (i + 1 >= a.size()) return false;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

// What a firm's or a paper's name is often left without.
bool IsLegalForm(std::string_view word) {
  for (const char* form : {"inc", "corp", "corporation", "co", "company", "ltd", "llc", "plc", "group", "holdings", "news", "magazine", "report"}) {
    if (word == form) return true;
  }
  return false;
}

struct Form {  // one spelling of a name
  Words words;
  NameKind kind = NameKind::kUnknown;
  std::vector<uint32_t> mentions;
  uint32_t entity = UINT32_MAX;
  bool typo = false;
};

class Merger {
 public:
  explicit Merger(const ArticleView& view) : view_(view), mentions_(FindNameMentions(view)) {}

  Names Merge() {
    GatherForms();
    MergeFullNames();
    LinkShortForms();
    TrimLeadingWords();
    Finish();
    return {std::move(mentions_), std::move(entities_)};
  }

 private:
  Words WordsOf(const NameMention& mention) {
    Words words;
    for (size_t w = mention.first; w < mention.last; ++w) {
      // The marks of a nickname are no words; "Robert “Bob” Marr" holds "Bob Marr".
      if (view_.words[w].shape != Shape::kMark || view_.Mark(w) == '&') words.push_back(Bare(Folded(view_.Lower(w))));
    }
    return words;
  }

  std::string_view Folded(std::string_view lower) {
    const bool plain = std::all_of(lower.begin(), lower.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return plain ? lower : *folded_.insert(FoldLetters(lower)).first;
  }

  void GatherForms() {
    std::unordered_map<std::string, uint32_t> by_key;
    for (uint32_t m = 0; m < mentions_.size(); ++m) {
      Words words = WordsOf(mentions_[m]);
      std::string key;
      for (std::string_view word : words) key += std::string(word) + " ";
      const auto [at, fresh] = by_key.try_emplace(key, static_cast<uint32_t>(forms_.size()));
      if (fresh) forms_.push_back({std::move(words)});
      Form& form = forms_[at->second];
      form.mentions.push_back(m);
      if (form.kind == NameKind::kUnknown) form.kind = mentions_[m].kind;
    }
  }

  uint32_t NewEntity(const Form& form) {
    entities_.push_back({.kind = form.kind});
    return static_cast<uint32_t>(entities_.size() - 1);
  }

  static size_t NameEnd(const Words& words) {  // before Jr. and the like
    size_t end = words.size();
    while (end > 1 && (ClassesOf(words[end - 1]) & kNameSuffix)) --end;
    return end;
  }

  static bool SameGiven(std::string_view a, std::string_view b) {
    if (a == b) return true;
    if (a.size() > b.size()) std::swap(a, b);
    return a.size() == 1 && b[0] == a[0];
  }

  // "EU Commission" for "European Union Commission".
  static bool InitialsStandFor(const Words& brief, const Words& full) {
    std::string initials;
    for (char c : brief[0]) {
      if (c != '.') initials += c;
    }
    const size_t spelt = initials.size();
    if (spelt < 2 || full.size() != brief.size() - 1 + spelt) return false;
    for (size_t i = 0; i < spelt; ++i) {
      if (full[i][0] != initials[i]) return false;
    }
    return std::equal(brief.begin() + 1, brief.end(), full.begin() + static_cast<ptrdiff_t>(spelt));
  }

  // Of the same person or body, both of two words or more.
  static bool SameFullName(const Form& a, const Form& b, bool* typo) {
    *typo = false;
    const size_t end_a = NameEnd(a.words), end_b = NameEnd(b.words);
    if (end_a < 2 || end_b < 2) return false;
    const bool body = a.kind == NameKind::kOrganisation || b.kind == NameKind::kOrganisation ||
                      a.kind == NameKind::kPublication || b.kind == NameKind::kPublication;
    if (body) return InitialsStandFor(a.words, b.words) || InitialsStandFor(b.words, a.words);
    const bool suffix_a = end_a < a.words.size(), suffix_b = end_b < b.words.size();
    if (suffix_a && suffix_b && a.words.back() != b.words.back()) return false;
    if (suffix_a != suffix_b && (a.words.back().size() <= 2 || b.words.back().size() <= 2)) return false;  // Ana Ruiz, Ana Ruiz Jr.
    if (a.words[end_a - 1] == b.words[end_b - 1]) {
      if (SameGiven(a.words[0], b.words[0])) {
        // Two different middle names are two people.
        if (end_a > 2 && end_b > 2 && !SameGiven(a.words[1], b.words[1])) return false;
        return true;
      }
      // "Rodham Clinton" within "Hillary Rodham Clinton".
      const Words& shorter = end_a < end_b ? a.words : b.words;
      const Words& longer = end_a < end_b ? b.words : a.words;
      const size_t n = std::min(end_a, end_b), m = std::max(end_a, end_b);
      if (n < m && std::equal(shorter.begin(), shorter.begin() + static_cast<ptrdiff_t>(n), longer.begin() + static_cast<ptrdiff_t>(m - n))) return true;
      if (end_a == end_b && OneSlip(a.words[0], b.words[0]) && !BothGiven(a.words[0], b.words[0])) {
        *typo = true;
        return true;
      }
      return false;
    }
    if (end_a == end_b && a.words[0] == b.words[0] && OneSlip(a.words[end_a - 1], b.words[end_b - 1])) {
      *typo = true;
      return true;
    }
    return false;
  }

  static bool BothGiven(std::string_view a, std::string_view b) {
    return (ClassesOf(a) & kGivenName) && (ClassesOf(b) & kGivenName);
  }

  void MergeFullNames() {
    // Those with a last or a first word in common, in text order.
    std::unordered_map<std::string_view, std::vector<uint32_t>> by_word;
    for (uint32_t f = 0; f < forms_.size(); ++f) {
      Form& form = forms_[f];
      if (form.words.size() < 2) continue;
      for (std::string_view word : {form.words[0], form.words[NameEnd(form.words) - 1]}) {
        auto& others = by_word[word];
        for (size_t k = 0; k < others.size() && k < 50 && form.entity == UINT32_MAX; ++k) {
          bool typo = false;
          Form& other = forms_[others[k]];
          if (!SameFullName(form, other, &typo)) continue;
          // A slip of the pen happens once; what is printed twice is meant.
          if (typo && form.mentions.size() > 1 && other.mentions.size() > 1) continue;
          form.entity = other.entity;
          form.typo = typo;
        }
      }
      if (form.entity == UINT32_MAX) form.entity = NewEntity(form);
      if (entities_[form.entity].kind == NameKind::kUnknown) entities_[form.entity].kind = form.kind;
      for (std::string_view word : {form.words[0], form.words[NameEnd(form.words) - 1]}) by_word[word].push_back(f);
    }
  }

  void LinkShortForms() {
    // What a full name can be called for short.
    std::unordered_map<std::string, std::vector<Candidate>> shorts;
    const auto add = [&](std::string key, uint32_t entity, NameMatch match) {
      auto& list = shorts[std::move(key)];
      for (const Candidate& c : list) {
        if (c.entity == entity) return;
      }
      if (list.size() < 8) list.push_back({entity, match});
    };
    for (const Form& form : forms_) {
      if (form.words.size() < 2) continue;
      const size_t end = NameEnd(form.words);
      const bool body = form.kind == NameKind::kOrganisation || form.kind == NameKind::kPublication;
      if (body) {
        for (size_t from = 1; from < end; ++from) {
          const bool house = from + 1 == end && (form.words[from] == "house" || (ClassesOf(form.words[from]) & kHonorificMass));
          if (!(ClassesOf(form.words[from]) & kPreposition) && !house) add(Join(form.words, from, end), form.entity, NameMatch::kPart);
        }
        for (size_t to = 2; to < end; ++to) {  // "Tarn Centre" for "Tarn Centre for Justice"
          if (ClassesOf(form.words[to]) & kPreposition) add(Join(form.words, 0, to), form.entity, NameMatch::kPart);
        }
        if (IsLegalForm(form.words[end - 1])) add(Join(form.words, 0, end - 1), form.entity, NameMatch::kPart);
      } else {
        add(std::string(form.words[end - 1]) + " ", form.entity, NameMatch::kSurname);
        if (end > 2) add(Join(form.words, end - 2, end), form.entity, NameMatch::kSurname);
        add(std::string(form.words[0]) + " ", form.entity, NameMatch::kGivenName);
      }
      std::string initials;
      for (std::string_view word : form.words) {
        if (!(ClassesOf(word) & (kPreposition | kConjunction | kDeterminer))) initials += word[0];
      }
      if (initials.size() > 1 && form.kind != NameKind::kPerson) add(initials + " ", form.entity, NameMatch::kAcronym);
    }
    // Surnames by first and last letter: a single word that is one slip off may mean one.
    std::unordered_map<std::string, std::vector<std::pair<std::string_view, uint32_t>>> surnames;
    std::unordered_set<std::string_view> alone;
    for (const Form& form : forms_) {
      if (form.words.size() == 1) alone.insert(form.words[0]);
    }
    const auto ends = [](std::string_view word) { return std::string{word.front(), word.back()}; };
    for (const Form& form : forms_) {
      if (form.words.size() < 2 || form.kind == NameKind::kOrganisation || form.kind == NameKind::kPublication) continue;
      const std::string_view surname = form.words[NameEnd(form.words) - 1];
      auto& list = surnames[ends(surname)];
      if (list.size() < 50) list.push_back({surname, form.entity});
    }
    for (Form& form : forms_) {
      if (form.words.size() >= 2) {
        // A part of a longer name may have two words itself: "Port Authority".
        const auto found = shorts.find(Join(form.words, 0, form.words.size()));
        Prefer(form, found == shorts.end() ? nullptr : &found->second, true);
        continue;
      }
      std::string key;
      for (char c : form.words[0]) {
        if (c != '.') key += c;
      }
      const auto found = shorts.find(key + " ");
      std::vector<Candidate> slips;
      if (found == shorts.end() && form.words[0].size() > 5 && ClassesOf(form.words[0]) == 0) {
        for (const auto& [surname, entity] : surnames[ends(form.words[0])]) {
          if (form.mentions.size() > 1 && alone.contains(surname)) continue;  // a slip of the pen happens once
          if (OneSlip(surname, form.words[0])) slips.push_back({entity, NameMatch::kTypo});
        }
      }
      Prefer(form, found != shorts.end() ? &found->second : slips.size() == 1 ? &slips : nullptr, false);
    }
  }

  static std::string Join(const Words& words, size_t from, size_t end) {
    std::string key;
    for (size_t i = from; i < end; ++i) key += std::string(words[i]) + " ";
    return key;
  }

  void Prefer(Form& form, const std::vector<Candidate>* shorts, bool several_words) {
    std::vector<Candidate> fit;
    if (several_words) {
      fit.push_back({form.entity, form.typo ? NameMatch::kTypo : NameMatch::kFull});
      // Only where this form is itself no more than a part of one longer name.
      if (shorts != nullptr && form.kind != NameKind::kPerson) {
        for (const Candidate& c : *shorts) {
          if (c.entity != form.entity) fit.insert(fit.begin(), c);
        }
        if (fit.size() > 2) fit.erase(fit.begin(), fit.end() - 1);  // several: it stays by itself
      }
    } else {
      const bool caps = view_.words[mentions_[form.mentions[0]].first].shape == Shape::kCaps;
      for (size_t i = 0; shorts != nullptr && i < shorts->size(); ++i) {
        const Candidate& c = (*shorts)[i];
        if (c.match == NameMatch::kAcronym && !caps) continue;
        fit.push_back(c);
      }
      // A place keeps its own name beside a person's.
      if (fit.empty() || form.kind == NameKind::kPlace) {
        form.entity = NewEntity(form);
        fit.push_back({form.entity, NameMatch::kFull});
        if (form.kind == NameKind::kPlace && fit.size() > 1) std::rotate(fit.begin(), fit.end() - 1, fit.end());
      }
    }
    for (uint32_t m : form.mentions) mentions_[m].candidates = fit;
  }

  // "Crooked Ana Ruiz" where the article has "Ana Ruiz" too: the first word is no part
  // of the name, unless it is a given name itself.
  void TrimLeadingWords() {
    std::unordered_map<std::string, const Form*> full;
    for (const Form& form : forms_) {
      if (form.words.size() >= 2 && form.kind != NameKind::kOrganisation && form.kind != NameKind::kPublication) full[Join(form.words, 0, form.words.size())] = &form;
    }
    for (Form& form : forms_) {
      if (form.words.size() < 3 || form.kind == NameKind::kOrganisation || form.kind == NameKind::kPublication) continue;
      const WordClasses first = ClassesOf(form.words[0]);
      if ((first & kGivenName) || form.words[0].size() == 1) continue;
      for (size_t from = 1; from + 2 <= form.words.size(); ++from) {
        const auto found = full.find(Join(form.words, from, form.words.size()));
        if (found == full.end() || found->second->mentions.size() < form.mentions.size()) continue;
        // A word of the language, or a given name behind it: else it may be a given name that the lexicon lacks.
        const bool word = form.words[0].ends_with("ing") || form.words[0].ends_with("ed") || (first & ~WordClasses(kTitle)) != 0 ||
                          (ClassesOf(form.words[from]) & kGivenName) != 0;
        if (!word) continue;
        for (uint32_t m : form.mentions) {
          mentions_[m].first += static_cast<uint32_t>(from);
          if (mentions_[m].title + from == mentions_[m].first) mentions_[m].title = mentions_[m].first;
          mentions_[m].candidates = {{found->second->entity, NameMatch::kFull}};
        }
        break;
      }
    }
  }

  void Gender(uint32_t m, Entity& entity) const {
    const NameMention& mention = mentions_[m];
    const auto add = [&entity](WordClasses classes, float weight) {
      if ((classes & kMale) && !(classes & kFemale)) entity.male += weight;
      if ((classes & kFemale) && !(classes & kMale)) entity.female += weight;
    };
    for (size_t w = mention.title; w < mention.first; ++w) add(view_.words[w].classes & ~WordClasses(kGivenName), 3);
    if (mention.last - mention.first > 1 && mention.kind != NameKind::kOrganisation && mention.kind != NameKind::kPublication &&
        view_.Has(mention.first, kGivenName)) {
      add(view_.words[mention.first].classes, 2);
    }
    // "Ana Ruiz, a spokeswoman"; and the pronoun that follows in the sentence.
    size_t looked = 0;
    for (size_t w = mention.last; w < view_.words.size() && looked < 18; ++w, ++looked) {
      if (view_.words[w].sentence != view_.words[mention.first].sentence) break;
      if (view_.Capital(w) && looked > 1 && !view_.words[w].sentence_start) break;
      const WordClasses c = view_.words[w].classes;
      if ((c & kRoleNoun) && looked < 6 && view_.Mark(mention.last) == ',') add(c, 2);
      if (c & (kPersonalPronoun | kPossessivePronoun)) {
        add(c, 0.5f);
        break;
      }
    }
  }

  // "Mr. Holm" is not Greta Holm, though hers is the only full name: a surname whose
  // honorifics speak against its only bearer is an entity by itself.
  void PartByHonorific() {
    for (Form& form : forms_) {
      if (form.words.size() != 1) continue;
      const std::vector<Candidate> bearers = mentions_[form.mentions[0]].candidates;
      if (bearers.size() != 1 || bearers[0].match != NameMatch::kSurname) continue;
      const Entity bearer = entities_[bearers[0].entity];
      const bool woman = bearer.female > bearer.male + 1, man = bearer.male > bearer.female + 1;
      const auto against = [&](uint32_t m) {
        for (size_t w = mentions_[m].title; w < mentions_[m].first; ++w) {
          const bool male = view_.Has(w, kMale), female = view_.Has(w, kFemale);
          if ((male && !female && woman) || (female && !male && man)) return true;
        }
        return false;
      };
      size_t strangers = 0, own = 0;
      for (uint32_t m : form.mentions) {
        const bool stranger = against(m);
        strangers += stranger;
        own += !stranger && mentions_[m].title < mentions_[m].first && view_.Has(mentions_[m].title, kHonorific);
      }
      if (strangers == 0) continue;
      const uint32_t apart = NewEntity(form);
      entities_[apart].kind = NameKind::kPerson;
      for (uint32_t m : form.mentions) {
        // The bare surname goes with the more frequent one.
        const bool honorific = mentions_[m].title < mentions_[m].first && view_.Has(mentions_[m].title, kHonorific);
        if (!against(m) && (honorific || strangers <= own)) continue;
        mentions_[m].candidates = {{apart, NameMatch::kFull}};
      }
    }
  }

  void Finish() {
    // Full names first: they tell which bearer of a short form is the likelier one.
    for (uint32_t m = 0; m < mentions_.size(); ++m) {
      const NameMention& mention = mentions_[m];
      Entity& entity = entities_[mention.candidates[0].entity];
      if (mention.candidates.size() == 1 && mention.last - mention.first > 1) ++entity.full_mentions;
      if (mention.candidates.size() == 1 && mention.last - mention.first > 1) Gender(m, entity);
    }
    PartByHonorific();
    for (uint32_t m = 0; m < mentions_.size(); ++m) {
      const NameMention& mention = mentions_[m];
      if (mention.candidates.size() == 1 && mention.last - mention.first == 1) Gender(m, entities_[mention.candidates[0].entity]);
    }
    std::vector<uint32_t> latest(entities_.size(), 0);
    for (uint32_t m = 0; m < mentions_.size(); ++m) {
      NameMention& mention = mentions_[m];
      if (mention.candidates.size() > 1 && mention.candidates[0].match != NameMatch::kFull) {
        WordClasses honorific = 0;
        for (size_t w = mention.title; w < mention.first; ++w) honorific |= view_.words[w].classes & (kMale | kFemale);
        const auto weight = [&](const Candidate& c) {
          const Entity& e = entities_[c.entity];
          double weight = e.full_mentions + (latest[c.entity] ? 0.5 : 0) + latest[c.entity] * 1e-6;
          if (c.match == NameMatch::kGivenName) weight -= 0.3;
          if ((honorific & kMale) && e.female > e.male) weight -= 100;
          if ((honorific & kFemale) && e.male > e.female) weight -= 100;
          return weight;
        };
        std::stable_sort(mention.candidates.begin(), mention.candidates.end(),
                         [&](const Candidate& a, const Candidate& b) { return weight(a) > weight(b); });
      }
      const uint32_t e = mention.candidates[0].entity;
      entities_[e].mentions.push_back(m);
      if (mention.last - mention.first > 1) latest[e] = m + 1;
    }
    // What is spoken of as he or she is a person.
    for (Entity& entity : entities_) {
      if (entity.kind == NameKind::kUnknown && entity.male + entity.female >= 1) entity.kind = NameKind::kPerson;
    }
    // The fullest form: the most words, then the most bytes; of equals the first.
    for (Entity& entity : entities_) {
      size_t most = 0, bytes = 0;
      for (uint32_t m : entity.mentions) {
        const NameMention& mention = mentions_[m];
        if (mention.heading && most > 0) continue;
        const size_t words = mention.last - mention.first;
        const size_t begin = view_.words[mention.first].begin, end = view_.words[mention.last - 1].end;
        const bool typo = mention.candidates[0].match == NameMatch::kTypo;
        if (!typo && (words > most || (words == most && end - begin > bytes))) {
          most = words;
          bytes = end - begin;
          entity.name = std::string(view_.text.substr(begin, bytes));
        }
        if (mention.title < mention.first && entity.kind == NameKind::kUnknown) entity.kind = NameKind::kPerson;
      }
      for (char& c : entity.name) {
        if (c == '\n' || c == '\r' || c == '\t') c = ' ';
      }
    }
  }

  const ArticleView& view_;
  std::vector<NameMention> mentions_;
  std::unordered_set<std::string> folded_;  // words whose folded spelling is another one
  std::vector<Form> forms_;
  std::vector<Entity> entities_;
};

}  // namespace

Names FindNames(const ArticleView& view) { return Merger(view).Merge(); }

}  // namespace quoth
