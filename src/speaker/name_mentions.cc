// A name is a run of capitalised words, with particles (de, van) and, where its head
// asks for one, an "of" (Department of Justice).  What leads it as a title is cut off:
//
//   "Texas Sen. Ana Ruiz"            title "Texas Sen.", name "Ana Ruiz"; and the name "Texas"
//   "Secretary of State John Moss"   title "Secretary of State", name "John Moss"
//
// English begins every sentence with a capital, so a single word there is a name only
// where the article prints it with a capital elsewhere, or the lexicon knows it.  A
// line in Title Case tells nothing of its own: names known from the text are found
// in it, and no others.  Where initials follow in brackets, they tell where the name
// begins ("Alliance to Reclaim Our Parks (AROP)"; after Schwartz and Hearst 2003).
#include "speaker/name_mentions.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace quoth {
namespace {

constexpr WordClasses kStrict = kDeterminer | kPreposition | kConjunction | kAuxiliary | kPersonalPronoun |
                                kPossessivePronoun | kRelativePronoun | kQuantifier | kMonthWord | kWeekdayWord;
constexpr WordClasses kHeadOfOrganisation = kOrganisationWord | kTakesOf | kPublicationWord;
constexpr size_t kLongestName = 12;

class Finder {
 public:
  explicit Finder(const ArticleView& view) : view_(view) {
    for (size_t i = 0; i < view.words.size(); ++i) {
      const ViewWord& word = view.words[i];
      if (word.heading) continue;
      if (word.shape == Shape::kLower) lower_.insert(view.Lower(i));
      if (view.Capital(i) && !word.sentence_start) ++capital_[view.Lower(i)];
      if (i > 0 && view.Capital(i) && view.Capital(i - 1) && view.Has(i - 1, kGivenName) && Joined(i)) surnames_.insert(view.Lower(i));
    }
  }

  std::vector<NameMention> Find() {
    for (size_t i = 0; i < view_.words.size();) {
      if (view_.words[i].heading || !Starts(i)) {
        ++i;
        continue;
      }
      const size_t end = Extend(i);
      Emit(i, end);
      i = end;
    }
    FindInHeadings();
    std::sort(out_.begin(), out_.end(), Before);
    FindSpelledOut();
    return std::move(out_);
  }

 private:
  bool Joined(size_t i) const {  // to the word before, by white space alone
    const ViewWord& a = view_.words[i - 1];
    const ViewWord& b = view_.words[i];
    return a.paragraph == b.paragraph && b.begin > a.end && b.begin - a.end <= 3 && a.sentence == b.sentence;
  }

  bool Initial(size_t i) const {  // "J."
    const ViewWord& word = view_.words[i];
    return word.end - word.begin == 2 && word.shape == Shape::kCaps && view_.text[word.end - 1] == '.';
  }

  // Past a nickname between marks: Robert “Bob” Marr, Ana (Anita) Ruiz; else `at`.
  size_t PastNickname(size_t at) const {
    if (at + 3 >= view_.words.size() || view_.words[at].shape != Shape::kMark || !view_.Capital(at + 1)) return at;
    size_t close = at + 2;
    while (close < at + 4 && close < view_.words.size() && view_.words[close].shape != Shape::kMark) ++close;
    if (close + 1 >= view_.words.size() || view_.words[close].shape != Shape::kMark) return at;
    const std::string_view open = view_.Word(at), end = view_.Word(close);
    const bool pair = (open == "(" && end == ")") || (open == "“" && end == "”") || (open == "\"" && end == "\"") || (open == "‘" && end == "’") ||
                      (open == "'" && end == "'");
    return pair && view_.Capital(close + 1) && !view_.Has(close + 1, kStrict) && view_.words[close + 1].sentence == view_.words[at].sentence ? close + 1 : at;
  }

  bool NameLike(size_t i) const {
    if (!view_.Capital(i)) return false;
    const ViewWord& word = view_.words[i];
    if ((word.classes & kStrict) == 0 || Initial(i)) return true;
    // "George Will": an auxiliary has no capital within a sentence.
    if ((word.classes & kAuxiliary) && !word.sentence_start && word.shape == Shape::kCapital) return true;
    // A month or a pronoun may be a name beside one: "April Ames", "Theresa May", "US".
    if (word.classes & kPlace) return word.shape == Shape::kCaps;
    if (word.classes & kGivenName) return view_.Capital(i + 1) && Joined(i + 1) && !view_.Has(i + 1, kStrict);
    if (word.classes & kMonthWord) return i > 0 && view_.Has(i - 1, kGivenName) && view_.Capital(i - 1) && Joined(i);
    return false;
  }

  // "Ostby-based", "Tarn-born": says where from, and begins no name.
  bool IsOrigin(size_t i) const {
    const std::string_view lower = view_.Lower(i);
    for (const char* end : {"-based", "-born", "-backed", "-led", "-owned", "-area", "-style", "-funded", "-controlled", "-run"}) {
      if (lower.ends_with(end)) return true;
    }
    return false;
  }

  bool Starts(size_t i) const {
    if (!NameLike(i) || IsOrigin(i)) return false;
    const ViewWord& word = view_.words[i];
    if (!word.sentence_start) return true;
    const bool known = capital_.contains(view_.Lower(i)) || (word.classes & (kGivenName | kPlace | kTitle)) != 0;
    if (known) return true;
    const bool more = i + 1 < view_.words.size() && NameLike(i + 1) && Joined(i + 1);
    if (word.classes & kFunctionWord) return false;
    if (more) return !lower_.contains(view_.Lower(i)) || (word.classes & (kHeadOfOrganisation | kDemonym)) != 0;
    if (word.shape == Shape::kCaps && word.end - word.begin >= 2) return true;
    if (lower_.contains(view_.Lower(i))) return false;
    const std::string_view lower = view_.Lower(i);
    if (LooksPlural(lower) || lower.ends_with("ing") || lower.ends_with("ed") || lower.ends_with("ly")) return false;
    return view_.Has(i + 1, kSayVerb | kAuxiliary) ||
           (i + 1 < view_.words.size() && view_.words[i + 1].shape == Shape::kPossessive);
  }

  bool PrintedOften(std::string_view lower) const {
    const auto found = capital_.find(lower);
    return found != capital_.end() && found->second > 1;
  }

  // Past "and Exchange Commission" behind "the Securities": a body named after two
  // fields, of which the first is no name by itself; else `at`.
  size_t PastFields(size_t i, size_t at) const {
    const bool article = i > 0 && view_.Is(i - 1, "the") && Joined(i);
    if (!view_.Is(at, "and") || (!article && at - i < 2)) return at;
    if (at + 2 >= view_.words.size() || !NameLike(at + 1) || !Joined(at + 1)) return at;
    for (size_t w = i; w < at; ++w) {
      const bool field = view_.words[w].shape == Shape::kCapital && !view_.Has(w, kGivenName | kTitle | kPublicationWord);
      if (!field) return at;
    }
    if (view_.Has(at - 1, kHeadOfOrganisation | kPlace | kDemonym) || (at - i == 1 && PrintedOften(view_.Lower(i)))) return at;
    size_t end = at + 2;
    while (end < view_.words.size() && NameLike(end) && Joined(end)) ++end;
    return end - at >= 3 && view_.Has(end - 1, kNamedByField) ? end : at;
  }

  // Where a comma was left out: "in the Tarn Herald Ruiz said".
  bool BeginsAfterPublication(size_t i, size_t at) const {
    if (at < i + 2 || !view_.Has(at - 1, kPublicationWord)) return false;
    return surnames_.contains(view_.Lower(at)) || (view_.Has(at, kGivenName) && view_.Capital(at + 1) && Joined(at + 1));
  }

  size_t Extend(size_t i) const {
    const size_t count = view_.words.size();
    size_t end = i + 1;
    bool took_of = false;
    while (end < count && end - i < kLongestName) {
      if (!Joined(end)) {
        // "AT&T", "Smith & Sons": the mark may touch.
        if (view_.Mark(end) == '&' && view_.Capital(end + 1)) { end += 2; continue; }
        // "Prosecutor General's Office": an office is named after whom it belongs to.
        if (view_.words[end].shape == Shape::kPossessive && view_.Has(end - 1, kTitle | kGroupNoun | kRoleNoun) && view_.Capital(end + 1) &&
            view_.Has(end + 1, kOrganisationWord | kTakesOf)) {
          end += 2;
          continue;
        }
        break;
      }
      if (BeginsAfterPublication(i, end)) break;
      if (NameLike(end)) { ++end; continue; }
      if (view_.Has(end - 1, kGivenName) || Initial(end - 1)) {
        if (const size_t past = PastNickname(end); past > end) { end = past + 1; continue; }
      }
      const std::string_view word = view_.Lower(end);
      const auto capital_after = [&](size_t at) { return at < count && NameLike(at) && Joined(at); };
      if (view_.Mark(end) == '&' && capital_after(end + 1)) { end += 2; continue; }
      if (view_.words[end].shape == Shape::kLower && view_.Has(end, kParticle) && capital_after(end + 1)) { end += 2; continue; }
      if (view_.words[end].shape == Shape::kLower && view_.Has(end, kParticle) && end + 2 < count && Joined(end + 1) &&
          view_.Has(end + 1, kParticle) && capital_after(end + 2)) { end += 3; continue; }
      const bool head = view_.Has(end - 1, kTakesOf | kTitle);
      if (head && (word == "of" || (word == "for" && view_.Has(end - 1, kTakesOf)) || (word == "on" && view_.Has(end - 1, kTakesOf)))) {
        size_t next = end + 1;
        if (next < count && Joined(next) && view_.Is(next, "the")) ++next;
        if (capital_after(next)) { end = next + 1; took_of = true; continue; }
      }
      if (const size_t past = PastFields(i, end); past > end) { end = past; continue; }
      if (took_of && word == "and" && capital_after(end + 1) && !view_.Has(end + 1, kGivenName | kTitle)) { end += 2; continue; }
      if (view_.words[end].shape == Shape::kNumber && view_.Has(end - 1, kPublicationWord)) break;
      break;
    }
    return end;
  }

  bool AllOf(size_t begin, size_t end, WordClasses classes) const {
    for (size_t i = begin; i < end; ++i) {
      if (!view_.Has(i, classes)) return false;
    }
    return end > begin;
  }

  // Where the title that leads [begin, end) ends; begin where there is none.
  size_t TitleEnd(size_t begin, size_t end) const {
    if (view_.Has(end - 1, kHeadOfOrganisation) && !view_.Has(begin, kHonorific)) return begin;
    for (size_t t = end; t-- > begin;) {
      // A role with a capital is a title before a given name: "Executive Editor Ana Ruiz".
      const bool role = view_.Has(t, kRoleNoun) && t + 1 < end && (view_.Has(t + 1, kGivenName) || Initial(t + 1));
      if (!view_.Has(t, kTitle) && !role) continue;
      if (view_.words[t].shape == Shape::kCaps && view_.words[t].end - view_.words[t].begin < 3) continue;  // a bare initial
      size_t after = t + 1;
      if (after < end && view_.Is(after, "of")) {
        // Of what: up to a given name; else all of it is the title.
        ++after;
        if (after < end && view_.Is(after, "the")) ++after;
        if (after < end && view_.Has(after, kOffice)) {
          while (after < end && view_.Has(after, kOffice) ) ++after;
          return after;
        }
        while (after < end && !view_.Has(after, kGivenName)) ++after;
        return after;
      }
      // "Mr. King" where the article has "Larry King".
      if (t + 1 == end && t > begin && view_.Has(t - 1, kHonorific) && surnames_.contains(view_.Lower(t))) continue;
      if (t + 1 == end && t > begin && !view_.Has(t - 1, kTitle | kOffice | kOrganisationWord | kPlace | kDemonym) && !view_.Has(t, kHonorific)) {
        continue;  // "Martin King": a surname that is a title too
      }
      return after;
    }
    return begin;
  }

  // "HOLM: It was." at the begin of a paragraph.
  bool SpeaksInTranscript(size_t begin, size_t end) const {
    if (view_.Mark(end) != ':') return false;
    size_t first = begin;
    while (first > 0 && view_.words[first - 1].shape == Shape::kMark && view_.words[first - 1].paragraph == view_.words[begin].paragraph) --first;
    return first == 0 || view_.words[first - 1].paragraph != view_.words[begin].paragraph;
  }

  NameKind KindOf(size_t begin, size_t end, bool titled) const {
    if (titled) return NameKind::kPerson;
    if (view_.Has(end - 1, kNameSuffix)) return NameKind::kPerson;
    if (view_.Has(begin, kGivenName) && end - begin >= 2 && !view_.Has(end - 1, kTakesOf | kOrganisationWord)) return NameKind::kPerson;
    if (view_.Has(end - 1, kPublicationWord) && (end - begin > 1 || view_.Has(end - 1, kTakesOf) == false)) return NameKind::kPublication;
    if (view_.Has(end - 1, kOrganisationWord) || view_.Has(begin, kTakesOf)) return NameKind::kOrganisation;
    for (size_t i = begin; i < end; ++i) {
      if (view_.Is(i, "of") || view_.Is(i, "for") || view_.Mark(i) == '&') return NameKind::kOrganisation;
    }
    if (AllOf(begin, end, kPlace)) return NameKind::kPlace;
    if (SpeaksInTranscript(begin, end)) return NameKind::kPerson;
    if (end - begin == 1 && view_.words[begin].shape == Shape::kCaps && view_.words[begin].end - view_.words[begin].begin >= 2) {
      return NameKind::kOrganisation;
    }
    return NameKind::kUnknown;
  }

  // Past "campaign", "presidential campaign", "administration" behind a name; else `at`.
  size_t PastMass(size_t at) const {
    const auto lower = [&](size_t w) { return w < view_.words.size() && Joined(w) && view_.words[w].shape == Shape::kLower; };
    if (!lower(at)) return at;
    if (view_.Has(at, kHonorificMass)) return at + 1;
    const bool kind = view_.Is(at, "presidential") || view_.Is(at, "re-election") || view_.Is(at, "reelection") || view_.Is(at, "federal");
    return kind && lower(at + 1) && view_.Has(at + 1, kHonorificMass) ? at + 2 : at;
  }

  // "Prime Minister", "Vice President", "Foreign Secretary": an office, and no name.
  bool IsOffice(size_t begin, size_t end) const {
    if (end - begin < 2 || !view_.Has(end - 1, kTitle) || view_.Has(end - 1, kGivenName) || surnames_.contains(view_.Lower(end - 1))) return false;
    for (size_t w = begin; w + 1 < end; ++w) {
      if (!view_.Has(w, kRank | kTitle | kRoleNoun | kOffice | kDemonym)) return false;
    }
    return true;
  }

  void Emit(size_t begin, size_t end) {
    // Demonyms before a title or a name: "Russian President …", "Republican Ana Ruiz".
    size_t title = begin;
    const size_t title_end = TitleEnd(begin, end);
    size_t name = title_end;
    if (name > begin) {
      size_t place = begin;
      while (place < title_end && view_.Has(place, kDemonym) && !view_.Has(place, kPlace)) ++place;
      size_t place_end = place;
      while (place_end < title_end && !view_.Has(place_end, kTitle)) ++place_end;
      while (place_end > place && (view_.Is(place_end - 1, "house") || view_.Is(place_end - 1, "attorney") || view_.Is(place_end - 1, "prime") || view_.Has(place_end - 1, kOffice | kRoleNoun))) --place_end;
      if (place_end > place && place_end < title_end) Add(place, place, place_end, KindOf(place, place_end, false), true);
    } else {
      while (name + 1 < end && view_.Has(name, kDemonym) && !view_.Has(name, kPlace | kGivenName) &&
             !view_.Has(end - 1, kHeadOfOrganisation | kDemonym) && view_.Has(name + 1, kGivenName)) {
        ++name;
      }
    }
    // "The Ana Ruiz Show" is named after Ana Ruiz.
    if (end - name >= 3 && view_.Is(end - 1, "show") && view_.Has(name, kGivenName)) --end;
    // What is no part of a name before a given name: "Comedian Ana Ruiz", "Telling Ana Ruiz".
    while (end - name >= 3 && view_.Has(name + 1, kGivenName) && !view_.Has(name, kGivenName) && !Initial(name) &&
           !view_.Has(end - 1, kHeadOfOrganisation) && (view_.Has(name, kRoleNoun | kGroupNoun | kDemonym) || LooksPlural(view_.Lower(name)) || (view_.words[name].sentence_start && !capital_.contains(view_.Lower(name))))) {
      ++name;
      if (title == begin) title = name;
    }
    while (end - name >= 2 && title == name && view_.Has(name, kRoleNoun) && !view_.Has(name, kGivenName) &&
           (view_.words[name].shape == Shape::kCaps || end - name >= 3) && !view_.Has(end - 1, kHeadOfOrganisation)) {
      ++name;  // "CEO Ruiz": the role stays a title
    }
    // "Republican Ruiz", "Continued Ruiz" where the article has "Ana Ruiz".
    if (end - name == 2 && title == name && surnames_.contains(view_.Lower(name + 1)) && !view_.Has(name, kGivenName)) {
      const std::string_view first = view_.Lower(name);
      const bool verb = view_.words[name].sentence_start && !capital_.contains(first) && (first.ends_with("ed") || first.ends_with("ing"));
      const bool offices = first.ends_with('s') && (ClassesOf(first.substr(0, first.size() - 1)) & (kTitle | kRoleNoun)) != 0;  // "Professors Ruiz and Beel"
      if (view_.Has(name, kGroupNoun | kDemonym) || verb || offices) ++name, title = name;
    }
    // "Tarn Dock Workers Secretary-Treasurer Ana Ruiz": the given name begins it.
    if (title == name && end - name >= 4 && view_.Has(end - 2, kGivenName) && !view_.Has(end - 1, kHeadOfOrganisation | kPlace)) {
      bool other = false;
      for (size_t w = name; w + 2 < end; ++w) other |= view_.Has(w, kGivenName) || Initial(w) || view_.words[w].shape == Shape::kLower;
      if (!other) name = end - 2, title = name;
    }
    if (name >= end || (title == name && IsOffice(name, end))) return;
    // A lower case title right before: "former President", or "spokesman" alone.
    if (title == name) {
      while (title > 0 && name - title < 4 && Joined(title) && view_.words[title - 1].shape == Shape::kLower &&
             view_.Has(title - 1, kTitle | kRoleNoun) && !view_.Has(title - 1, kFunctionWord)) {
        --title;
      }
    } else if (title > 0 && Joined(title) && (view_.Is(title - 1, "former") || view_.Is(title - 1, "then") || view_.Is(title - 1, "acting"))) {
      --title;
    }
    bool titled = title < name;
    if (titled && view_.Has(end - 1, kHeadOfOrganisation) && !view_.Has(name, kGivenName)) titled = false;
    // Nothing but a class of people, or a lone soft word.
    const bool government = PastMass(end) > end && view_.Has(name, kDemonym | kPlace);
    if (end - name == 1 && !government) {
      const WordClasses c = view_.words[name].classes;
      if ((c & kGroupNoun) && !titled) return;
      if ((c & kDemonym) && !(c & (kPlace | kGivenName)) && !titled) return;
      if ((c & kFunctionWord) && !(c & (kOrganisationWord | kPublicationWord | kPlace | kMonthWord | kGivenName)) && !titled) return;
      if ((c & kTitle) && !titled && !(c & kGivenName)) return;
      if ((c & (kDocumentNoun | kOrganisationNoun)) && !(c & (kOrganisationWord | kPublicationWord)) && view_.words[name].sentence_start) return;
      const size_t bytes = view_.words[name].end - view_.words[name].begin;
      if (bytes == 1 || (bytes == 2 && view_.Word(name)[1] == '.')) return;  // an initial
    }
    if (!government && AllOf(name, end, kGroupNoun | kDemonym) && !AllOf(name, end, kPlace) && !titled) return;
    NameKind kind = KindOf(name, end, titled);
    // "the Calder campaign" is an organisation, and not Calder.
    if (const size_t mass = PastMass(end); mass > end && !titled) {
      end = mass;
      kind = NameKind::kOrganisation;
    }
    if (title == name && kind == NameKind::kOrganisation && NamesAnyCountrys(name, end)) {
      // "Norvia’s Defense Ministry": whose it is belongs to its name.
      const NameMention owner = out_.empty() ? NameMention{} : out_.back();
      const bool owned = name > 0 && view_.words[name - 1].shape == Shape::kPossessive && owner.last + 1 == name && owner.kind == NameKind::kPlace;
      if (owned) {
        out_.pop_back();
        title = name = owner.first;
      }
    }
    Add(title, name, end, kind, false);
  }

  // A body that every country has: "Defense Ministry", "Air Force", "Supreme Court".
  bool NamesAnyCountrys(size_t begin, size_t end) const {
    if (end - begin < 2 || !view_.Has(end - 1, kOrganisationWord)) return false;
    for (size_t w = begin; w + 1 < end; ++w) {
      if (!view_.Has(w, kOffice | kTakesOf | kAnyCountrys) && !view_.Is(w, "of") && !view_.Is(w, "and")) return false;
    }
    return true;
  }

  void Add(size_t title, size_t name, size_t end, NameKind kind, bool in_title) {
    NameMention mention;
    mention.title = static_cast<uint32_t>(title);
    mention.first = static_cast<uint32_t>(name);
    mention.last = static_cast<uint32_t>(end);
    mention.kind = kind;
    mention.in_title = in_title;
    out_.push_back(mention);
  }

  // The longest known name at each capitalised word of a heading; and with it the
  // given name before a surname of whom the text has no fuller name.
  void FindInHeadings() {
    std::unordered_map<std::string_view, std::vector<size_t>> by_first;  // first word -> mentions, one of each name
    std::unordered_set<std::string_view> seen;
    const size_t known = out_.size();
    for (size_t m = 0; m < known; ++m) {
      const NameMention& mention = out_[m];
      if (mention.in_title) continue;
      const std::string_view whole = std::string_view(view_.lower).substr(
          view_.words[mention.first].begin, view_.words[mention.last - 1].end - view_.words[mention.first].begin);
      if (seen.insert(whole).second) by_first[view_.Lower(mention.first)].push_back(m);
      // Each part of a full name may stand alone.
      if (mention.last - mention.first > 1 && mention.last - mention.first <= 4 && mention.kind != NameKind::kOrganisation) {
        parts_.insert(view_.Lower(mention.last - 1));
        if (view_.Has(mention.first, kGivenName)) parts_.insert(view_.Lower(mention.first));
      }
    }
    for (size_t i = 0; i < view_.words.size(); ++i) {
      if (!view_.words[i].heading || !view_.Capital(i)) continue;
      size_t longest = 0;
      NameKind kind = NameKind::kUnknown;
      const auto found = by_first.find(view_.Lower(i));
      for (size_t k = 0; found != by_first.end() && k < found->second.size() && k < 16; ++k) {
        const NameMention& mention = out_[found->second[k]];
        const size_t length = mention.last - mention.first;
        if (length <= longest || i + length > view_.words.size()) continue;
        bool same = true;
        for (size_t w = 1; same && w < length; ++w) same = view_.Lower(i + w) == view_.Lower(mention.first + w);
        if (same) longest = length, kind = mention.kind;
      }
      if (longest == 0 && parts_.contains(view_.Lower(i)) && !view_.Has(i, kStrict)) longest = 1;
      if (longest == 0) continue;
      if (longest == 1 && view_.Has(i, kFunctionWord)) continue;
      const bool surname = longest == 1 && MayBePerson(kind) && !parts_.contains(view_.Lower(i));
      if (surname && i > 0 && view_.Capital(i - 1) && view_.Has(i - 1, kGivenName) && !view_.Has(i - 1, kFunctionWord) && Joined(i)) {
        if (out_.back().heading && out_.back().last == i) out_.pop_back();
        Add(i - 1, i - 1, i + 1, NameKind::kPerson, false);
      } else {
        Add(i, i, i + longest, kind, false);
      }
      out_.back().heading = true;
      i += longest - 1;
    }
  }

  static bool Before(const NameMention& a, const NameMention& b) { return a.first < b.first; }

  // Where the name begins whose initials stand between brackets from `open` on; `open`
  // where there is none.  Small words have an initial only where `all` words do.
  size_t SpelledOut(size_t open, const std::string& initials, bool all) const {
    size_t left = initials.size(), capitals = 0, w = open;
    while (left > 0 && w > 0 && open - w < 2 * initials.size() + 2) {
      --w;
      const bool small = view_.words[w].shape == Shape::kLower && view_.Has(w, kFunctionWord);
      if (view_.words[w].sentence != view_.words[open].sentence || view_.words[w].paragraph != view_.words[open].paragraph) return open;
      if (!small && !view_.Capital(w)) return open;
      if (small && !all) continue;
      if (view_.Lower(w)[0] != initials[left - 1]) {
        if (small) continue;
        return open;
      }
      --left;
      capitals += !small;
    }
    return left == 0 && capitals >= 2 && view_.Capital(w) ? w : open;
  }

  // Takes the names in whose place initials spell out a longer one, in text order.
  void FindSpelledOut() {
    std::vector<NameMention> longer;
    for (size_t open = 0; open + 2 < view_.words.size(); ++open) {
      if (view_.Mark(open) != '(' || view_.words[open + 1].shape != Shape::kCaps || view_.Mark(open + 2) != ')') continue;
      std::string initials;
      for (char c : view_.Lower(open + 1)) {
        if (c != '.') initials += c;
      }
      if (initials.size() < 3 || initials.size() > kLongestName) continue;
      size_t first = SpelledOut(open, initials, false);
      if (first == open) first = SpelledOut(open, initials, true);
      if (first == open) continue;
      const auto name = static_cast<uint32_t>(first);
      longer.push_back({.first = name, .last = static_cast<uint32_t>(open), .title = name, .kind = NameKind::kOrganisation});
    }
    if (longer.empty()) return;
    std::vector<NameMention> kept;
    size_t k = 0;
    for (const NameMention& mention : out_) {
      while (k < longer.size() && longer[k].last <= mention.first) ++k;
      const bool overlaps = k < longer.size() && mention.last > longer[k].first;
      if (!overlaps) kept.push_back(mention);
    }
    const size_t middle = kept.size();
    kept.insert(kept.end(), longer.begin(), longer.end());
    std::inplace_merge(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(middle), kept.end(), Before);
    out_ = std::move(kept);
  }

  const ArticleView& view_;
  std::unordered_set<std::string_view> lower_;             // words that stand in lower case somewhere
  std::unordered_map<std::string_view, uint32_t> capital_; // words with a capital within a sentence
  std::unordered_set<std::string_view> surnames_;          // words that stand behind a given name
  std::unordered_set<std::string_view> parts_;
  std::vector<NameMention> out_;
};

}  // namespace

std::vector<NameMention> FindNameMentions(const ArticleView& view) { return Finder(view).Find(); }

}  // namespace quoth
