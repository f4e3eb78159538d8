#include "speaker/phrases.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace quoth {
namespace {

using WordSet = std::unordered_set<std::string_view>;

// Verbs that take an addressee without "to".
const WordSet& TellVerbs() {
  static const auto* words = new WordSet{
      "told", "tell", "tells", "telling", "asked", "asks", "ask", "asking", "informed", "informing", "assured", "assures", "assuring",
      "reminded", "reminds", "warned", "warns", "warning", "urged", "urges", "urging", "advised", "notified", "briefed", "convinced",
      "promised", "lectured", "addressed", "addressing", "instructed", "thanked", "accused", "called on", "implored", "begged"};
  return *words;
}

// What an occasion is: 1 interview and the like, 2 statement, 3 speech and gathering,
// 4 broadcast and paper, 5 message on a network, 6 other.
const std::unordered_map<std::string_view, uint8_t>& OccasionNouns() {
  static const auto* words = [] {
    auto* map = new std::unordered_map<std::string_view, uint8_t>;
    const auto add = [map](uint8_t sort, std::initializer_list<std::string_view> list) {
      for (std::string_view word : list) (*map)[word] = sort;
    };
    add(1, {"interview", "interviews", "conversation", "conversations", "call", "exchange", "teleconference", "meeting", "meetings", "question"});
    add(2, {"statement", "statements", "release", "letter", "letters", "email", "emails", "e-mail", "e-mails", "memo", "filing", "message", "op-ed", "essay",
            "column", "editorial", "article", "book", "memoir", "report", "blog", "transcript", "deposition", "note", "testimony", "ad", "website"});
    add(3, {"speech", "speeches", "rally", "rallies", "debate", "debates", "conference", "conferences", "briefing", "event", "events", "fundraiser",
            "fundraisers", "hearing", "hearings", "appearance", "appearances", "convention", "hall", "halls", "forum", "address", "remarks", "panel",
            "discussion", "dinner", "lunch", "breakfast", "luncheon", "summit", "caucus", "sermon", "lecture", "visit", "stop", "court", "session",
            "trail", "gathering", "ceremony", "stage", "town-hall", "stump", "meet", "concert", "vigil", "protest", "church", "university", "speeches"});
    add(4, {"radio", "television", "tv", "show", "program", "programme", "podcast", "broadcast", "magazine", "newspaper", "segment", "air", "monologue",
            "press", "video", "youtube", "cable"});
    add(5, {"twitter", "facebook", "instagram", "tweet", "tweets", "post", "posts", "snapchat", "reddit", "periscope", "tumblr"});
    return map;
  }();
  return *words;
}

const WordSet& TimeUnits() {
  static const auto* words = new WordSet{"day", "days", "week", "weeks", "month", "months", "year", "years", "morning", "afternoon", "evening", "night",
                                         "hour", "hours", "summer", "fall", "autumn", "winter", "spring", "weekend", "minutes", "decade", "decades"};
  return *words;
}

const WordSet& TimeQualifiers() {
  static const auto* words = new WordSet{"earlier", "late", "early", "last", "this", "next", "previous", "past", "later", "mid", "the", "a", "an", "few", "several",
                                         "recent", "same", "afternoon", "morning", "evening", "night", "of", "week", "month", "year", "and", "election",
                                         "one", "two", "three", "four", "five", "six", "couple"};
  return *words;
}

class Finder {
 public:
  explicit Finder(const ArticleView& view) : view_(view) {}

  std::vector<Phrase> Find() {
    for (size_t w = 0; w < view_.words.size(); ++w) Time(&w);
    for (size_t w = 0; w < view_.words.size(); ++w) Occasion(&w);
    for (size_t w = 0; w < view_.words.size(); ++w) Addressee(w);
    std::stable_sort(out_.begin(), out_.end(), [](const Phrase& a, const Phrase& b) { return a.first < b.first; });
    return std::move(out_);
  }

 private:
  bool Same(size_t a, size_t b) const { return b < view_.words.size() && view_.words[a].sentence == view_.words[b].sentence; }
  bool Lower(size_t w) const { return view_.words[w].shape == Shape::kLower; }

  // The sort of a word that makes a time of its phrase; 0 for none.
  uint8_t Seed(size_t w) const {
    const ViewWord& word = view_.words[w];
    const std::string_view lower = view_.Lower(w);
    const bool before = w > 0 && Same(w, w - 1);
    if ((word.classes & kWeekdayWord) && view_.Capital(w)) return 1;
    if ((word.classes & kMonthWord) && view_.Capital(w)) {
      const bool given = (word.classes & kGivenName) != 0 || lower == "may";
      const bool in = before && (view_.Has(w - 1, kPreposition) || view_.Is(w - 1, "last") || view_.words[w - 1].shape == Shape::kNumber);
      return !given || in || (Same(w, w + 1) && view_.words[w + 1].shape == Shape::kNumber) ? 2 : 0;
    }
    if (lower == "yesterday" || lower == "today" || lower == "tonight" || lower == "tomorrow") return 3;
    if (word.shape == Shape::kNumber && lower.size() == 4 && (lower.starts_with("19") || lower.starts_with("20"))) {
      return before && (view_.Is(w - 1, "in") || view_.Is(w - 1, "since") || view_.Has(w - 1, kMonthWord)) ? 4 : 0;
    }
    if (lower == "ago") return 5;
    if (lower == "recently" || lower == "later" || lower == "afterward" || lower == "afterwards") return 6;
    if (lower == "weekend") return 7;
    if (lower == "time" && before && view_.Is(w - 1, "the") && w > 1 && view_.Is(w - 2, "at")) return 8;
    if (TimeUnits().contains(lower) && before) {
      if (view_.Is(w - 1, "last") || view_.Is(w - 1, "this") || view_.Is(w - 1, "earlier") || view_.Is(w - 1, "previous") || view_.Is(w - 1, "past")) return 7;
      if (Same(w, w + 1) && (view_.Is(w + 1, "earlier") || view_.Is(w + 1, "later") || view_.Is(w + 1, "before"))) return 5;
      if (view_.Is(w - 1, "recent")) return 6;
    }
    return 0;
  }

  bool TimeWord(size_t w) const {
    const ViewWord& word = view_.words[w];
    const std::string_view lower = view_.Lower(w);
    return ((word.classes & (kWeekdayWord | kMonthWord)) && view_.Capital(w)) || word.shape == Shape::kNumber || lower == "ago" || lower == "weekend" ||
           TimeUnits().contains(lower) || TimeQualifiers().contains(lower);
  }

  void Time(size_t* at) {
    const size_t w = *at;
    const uint8_t sort = Seed(w);
    if (sort == 0) return;
    size_t first = w, last = w + 1;
    while (first > 0 && Same(w, first - 1) && TimeWord(first - 1) && !view_.Is(first - 1, "of") && !view_.Is(first - 1, "and") && w - first < 5) --first;
    while (last < view_.words.size() && Same(w, last) && last - w < 6) {
      const bool year = view_.Mark(last) == ',' && Same(w, last + 1) && view_.words[last + 1].shape == Shape::kNumber && view_.Lower(last + 1).size() == 4;
      if (year) {
        last += 2;
        continue;
      }
      if (!TimeWord(last) || view_.Is(last, "the") || view_.Is(last, "a") || view_.Is(last, "of")) break;
      ++last;
    }
    while (last > w + 1 && (view_.Is(last - 1, "and") || view_.Is(last - 1, "this") || view_.Is(last - 1, "last") || view_.Is(last - 1, "an"))) --last;
    while (first < w && (view_.Is(first, "and") || view_.Is(first, "of") ||
                         ((view_.Is(first, "the") || view_.Is(first, "a")) && sort != 5 && first > 0 && !view_.Has(first - 1, kPreposition)))) ++first;
    if (sort == 8) first = w - 2;
    if (first > 0 && Same(w, first - 1)) {
      for (const char* preposition : {"on", "in", "during", "since", "over", "by", "as"}) {
        if (view_.Is(first - 1, preposition)) {
          --first;
          break;
        }
      }
    }
    if (!out_.empty() && out_.back().kind == kWhen && first < out_.back().last) return;
    out_.push_back({kWhen, static_cast<uint32_t>(first), static_cast<uint32_t>(last), sort, 0});
    *at = last - 1;
  }

  bool InTime(size_t w) const {
    const auto after = std::partition_point(out_.begin(), out_.begin() + static_cast<ptrdiff_t>(times_), [w](const Phrase& p) { return p.last <= w; });
    return after != out_.begin() + static_cast<ptrdiff_t>(times_) && after->first <= w;
  }

  void Occasion(size_t* at) {
    if (times_ == SIZE_MAX) times_ = out_.size();
    const size_t w = *at;
    static constexpr std::string_view kPrepositions[] = {"in", "at", "on", "during", "via", "through", "after", "from", "before"};
    uint8_t sort = 0;
    for (uint8_t k = 0; k < std::size(kPrepositions); ++k) {
      if (view_.Is(w, kPrepositions[k])) sort = static_cast<uint8_t>(k + 1);
    }
    if (sort == 0 || InTime(w)) return;
    size_t last = w + 1, noun_at = 0;
    uint8_t noun = 0;
    for (; last < view_.words.size() && Same(w, last) && last - w < 22; ++last) {
      const ViewWord& word = view_.words[last];
      if (InTime(last)) break;
      // Titles of shows stand between marks: on “The Morning Hour”.
      if (word.shape == Shape::kMark && view_.Mark(last) != '-' && view_.Mark(last) != '&') {
        const std::string_view mark = view_.Word(last);
        if ((mark == "“" || mark == "\"" || mark == "‘") && view_.Capital(last + 1) && noun != 0 && last - w < 8) {
          size_t close = last + 1;
          while (close < view_.words.size() && close - last < 8 && view_.Word(close) != "”" && view_.Word(close) != "\"" && view_.Word(close) != "’") ++close;
          if (close - last < 8 && close < view_.words.size()) {
            last = close;
            continue;
          }
        }
        break;
      }
      if ((word.classes & (kAuxiliary | kRelativePronoun)) || ((word.classes & kConjunction) && !view_.Is(last, "and"))) break;
      if ((word.classes & kSayVerb) && Lower(last) && !(word.classes & kDocumentNoun) && OccasionNouns().find(view_.Lower(last)) == OccasionNouns().end()) break;
      if (last > w + 1 && (word.classes & kPersonalPronoun) && !(word.classes & kPossessivePronoun)) break;
      if (noun != 0 && (view_.Is(last, "at") || view_.Is(last, "on") || view_.Is(last, "during") || view_.Is(last, "after")) && last - noun_at > 3) break;
      if (noun == 0) {
        const auto found = OccasionNouns().find(view_.Lower(last));
        if (found != OccasionNouns().end()) noun = found->second, noun_at = last;
        if (noun == 0 && view_.Is(w, "on") && (word.shape == Shape::kCaps || ((word.classes & kPublicationWord) && word.shape == Shape::kCapital))) {
          noun = 4, noun_at = last;
        }
      }
    }
    if (noun == 0) return;
    while (last > w + 1 && ((Lower(last - 1) && (view_.words[last - 1].classes & (kPreposition | kConjunction | kDeterminer | kPossessivePronoun))) ||
                            view_.Mark(last - 1) == '-')) --last;
    if (last <= noun_at) return;
    out_.push_back({kOccasion, static_cast<uint32_t>(w), static_cast<uint32_t>(last), sort, noun});
    *at = last - 1;
  }

  size_t PhraseEnd(size_t w) const {
    size_t last = w;
    for (; last < view_.words.size() && Same(w, last) && last - w < 12; ++last) {
      const ViewWord& word = view_.words[last];
      if (InTime(last)) break;
      if (last == w && (word.classes & kPersonalPronoun) && !(word.classes & kPossessivePronoun)) return last + 1;
      if (view_.Mark(last) == ',') {  // "Al Arabiya, Sky News Arabia and RT Arabic"
        size_t next = last + 1;
        while (next < view_.words.size() && next - last < 6 && view_.Capital(next)) ++next;
        if (last > w && view_.Capital(last - 1) && next > last + 1 && (view_.Mark(next) == ',' || (view_.Is(next, "and") && view_.Capital(next + 1)))) continue;
        break;
      }
      if (word.shape == Shape::kMark && view_.Mark(last) != '-' && view_.Mark(last) != '&') break;
      if ((word.classes & (kConjunction | kRelativePronoun | kAuxiliary)) && !view_.Is(last, "and")) break;
      if ((word.classes & kPreposition) && Lower(last) && !view_.Is(last, "of")) break;
      if (last > w && (word.classes & kPersonalPronoun)) break;
      if ((word.classes & kSayVerb) && Lower(last)) break;
    }
    while (last > w && (view_.Is(last - 1, "and") || view_.Is(last - 1, "of") || view_.words[last - 1].shape == Shape::kMark)) --last;
    return last;
  }

  void Addressee(size_t w) {
    const std::string_view word = view_.Lower(w);
    uint8_t sort = 0;
    size_t first = w + 1;
    if (TellVerbs().contains(word) && Lower(w)) sort = 1;
    else if (word == "to" && w > 0 && Same(w, w - 1) && Lower(w - 1) && view_.Has(w - 1, kSayVerb)) sort = 2;
    else if (word == "to" && w > 0 && Same(w, w - 1) && (view_.Has(w - 1, kDocumentNoun) || view_.Is(w - 1, "speech") || view_.Is(w - 1, "remarks") || view_.Is(w - 1, "interview") || view_.Is(w - 1, "speaking") || view_.Is(w - 1, "spoke") || view_.Is(w - 1, "talking"))) sort = 3;
    else if (word == "with" && w > 0 && Same(w, w - 1) && (view_.Is(w - 1, "interview") || view_.Is(w - 1, "conversation") || view_.Is(w - 1, "interviews") || view_.Is(w - 1, "call"))) sort = 4;
    if (sort == 0 || !Same(w, first)) return;
    const size_t last = PhraseEnd(first);
    if (last <= first) return;
    out_.push_back({kTo, static_cast<uint32_t>(first), static_cast<uint32_t>(last), sort, 0});
  }

  const ArticleView& view_;
  std::vector<Phrase> out_;
  size_t times_ = SIZE_MAX;  // so many of out_ are times
};

}  // namespace

std::vector<Phrase> FindPhrases(const ArticleView& view) { return Finder(view).Find(); }

}  // namespace quoth
