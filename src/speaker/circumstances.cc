// The words of the cue's sentence that are neither source nor content are looked
// through: behind a verb that takes an addressee stands whom it was said to; a phrase
// with a preposition and a word such as "interview" or "rally" is the occasion; a run
// of words of time, with a weekday, a month, a year or "last week" in it, the time.
#include "speaker/circumstances.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace quoth {
namespace {

using WordSet = std::unordered_set<std::string_view>;

const WordSet& TellVerbs() {
  static const auto* words = new WordSet{"told", "tell", "tells", "telling", "asked", "asks", "asking", "informed", "informing", "assured", "assures",
                                         "assuring", "reminded", "reminds", "warned", "urged", "urging", "advised", "notified", "briefed",
                                         "convinced", "promised", "lectured", "addressed", "addressing", "instructed"};
  return *words;
}

const WordSet& OccasionNouns() {
  static const auto* words = new WordSet{
      "interview", "interviews", "statement", "statements", "speech", "speeches", "rally", "rallies", "debate", "debates", "conference", "briefing",
      "letter", "letters", "email", "emails", "e-mail", "e-mails", "tweet", "tweets", "twitter", "facebook", "instagram", "post", "op-ed", "memo", "book",
      "memoir", "event", "events", "fundraiser", "fundraisers", "hearing", "hearings", "meeting", "meetings", "appearance", "appearances", "call",
      "conversation", "radio", "television", "tv", "show", "program", "programme", "convention", "hall", "forum", "address", "testimony", "release",
      "article", "essay", "column", "editorial", "ad", "video", "remarks", "filing", "podcast", "broadcast", "message", "stage", "panel", "discussion",
      "dinner", "lunch", "breakfast", "summit", "caucus", "townhall", "blog", "website", "transcript", "monologue", "sermon", "lecture", "visit",
      "stop", "congress", "court", "deposition", "report", "magazine", "newspaper", "session", "question", "exchange", "teleconference", "reddit",
      "snapchat", "youtube", "trail", "gathering", "ceremony", "luncheon", "press", "segment", "air"};
  return *words;
}

const WordSet& TimeSeeds() {
  static const auto* words = new WordSet{"yesterday", "today", "tonight", "tomorrow", "weekend", "ago"};
  return *words;
}

const WordSet& TimeUnits() {
  static const auto* words = new WordSet{"day", "days", "week", "weeks", "month", "months", "year", "years", "morning", "afternoon", "evening", "night",
                                         "hour", "hours", "summer", "fall", "autumn", "winter", "spring", "weekend", "minutes", "decade", "decades"};
  return *words;
}

const WordSet& TimeQualifiers() {
  static const auto* words = new WordSet{"earlier", "late", "early", "last", "this", "next", "previous", "past", "later", "mid", "the", "a", "an", "few", "several",
                                         "recent", "same", "afternoon", "morning", "evening", "night", "of", "week", "month", "year", "and"};
  return *words;
}

class Looker {
 public:
  Looker(const ArticleView& view, Statement& statement) : view_(view), statement_(statement) {
    if (statement.cue.empty()) return;
    const auto [cue, cue_end] = view.WordsIn({statement.cue.front().begin, statement.cue.back().end});
    if (cue >= view.words.size()) return;
    cue_ = cue;
    cue_end_ = cue_end;
    begin_ = end_ = cue;
    const uint32_t sentence = view.words[cue].sentence;
    while (begin_ > 0 && view.words[begin_ - 1].sentence == sentence) --begin_;
    while (end_ < view.words.size() && view.words[end_].sentence == sentence) ++end_;
    begin_ = std::max(begin_, cue > 80 ? cue - 80 : 0);
    end_ = std::min(end_, cue + 120);
    taken_.assign(end_ - begin_, false);
    for (const auto* role : {&statement.source, &statement.content}) {
      for (const Span& span : *role) {
        const auto [first, last] = view.WordsIn(span);
        for (size_t w = std::max(first, begin_); w < std::min(last, end_); ++w) taken_[w - begin_] = true;
      }
    }
  }

  void Look() {
    if (end_ == 0) return;
    if (statement_.when.spans.empty()) FindWhen();
    if (statement_.occasion.empty()) FindOccasion();
    if (statement_.to.empty()) FindTo();
  }

 private:
  bool Free(size_t w) const { return w >= begin_ && w < end_ && !taken_[w - begin_]; }
  Span Bytes(size_t first, size_t last) const { return {view_.words[first].begin, view_.words[last - 1].end}; }

  // Another verb of saying between the cue and `w` claims what stands behind it.
  bool Claimed(size_t w) const {
    for (size_t k = cue_end_; k < w; ++k) {
      if (Free(k) && view_.Has(k, kSayVerb) && view_.words[k].shape == Shape::kLower && !view_.Has(k, kRoleNoun | kDocumentNoun)) return true;
    }
    return false;
  }

  bool Seed(size_t w) const {
    const ViewWord& word = view_.words[w];
    const std::string_view lower = view_.Lower(w);
    if (word.shape == Shape::kCapital && (word.classes & (kWeekdayWord | kMonthWord))) {
      return !(word.classes & kGivenName) || (w > 0 && view_.Has(w - 1, kPreposition)) || view_.words[std::min(w + 1, view_.words.size() - 1)].shape == Shape::kNumber;
    }
    if (TimeSeeds().contains(lower)) return true;
    if (word.shape == Shape::kNumber && lower.size() == 4 && (lower.starts_with("19") || lower.starts_with("20"))) {
      return w > 0 && (view_.Is(w - 1, "in") || view_.Is(w - 1, "since") || view_.Has(w - 1, kMonthWord));
    }
    if (TimeUnits().contains(lower) && w > 0) return view_.Is(w - 1, "last") || view_.Is(w - 1, "this") || view_.Is(w - 1, "earlier") || view_.Is(w - 1, "previous");
    return false;
  }

  bool TimeWord(size_t w) const {
    const ViewWord& word = view_.words[w];
    const std::string_view lower = view_.Lower(w);
    return (word.classes & (kWeekdayWord | kMonthWord)) || word.shape == Shape::kNumber || TimeSeeds().contains(lower) ||
           TimeUnits().contains(lower) || TimeQualifiers().contains(lower);
  }

  void FindWhen() {
    size_t best = SIZE_MAX, distance = SIZE_MAX;
    for (size_t w = begin_; w < end_; ++w) {
      if (!Free(w) || !Seed(w) || Claimed(w)) continue;
      const size_t apart = w < cue_ ? cue_ - w : w - cue_;
      if (apart < distance) best = w, distance = apart;
    }
    if (best == SIZE_MAX || distance > 30) return;
    size_t first = best, last = best + 1;
    while (first > begin_ && Free(first - 1) && TimeWord(first - 1) && !view_.Is(first - 1, "of") && !view_.Is(first - 1, "and") && best - first < 5) --first;
    while (last < end_ && Free(last) && last - best < 5) {
      const bool year = view_.Mark(last) == ',' && last + 1 < end_ && view_.words[last + 1].shape == Shape::kNumber && view_.Lower(last + 1).size() == 4;
      if (year) { last += 2; continue; }
      if (!TimeWord(last) || view_.Is(last, "the") || view_.Is(last, "a") || view_.Is(last, "of")) break;
      ++last;
    }
    while (last > best + 1 && (view_.Is(last - 1, "and") || view_.Is(last - 1, "this") || view_.Is(last - 1, "of"))) --last;
    while (first < best && (view_.Is(first, "and") || view_.Is(first, "of") || (view_.Is(first, "the") && first > begin_ && !view_.Has(first - 1, kPreposition)))) ++first;
    if (first > begin_ && Free(first - 1) && (view_.Is(first - 1, "on") || view_.Is(first - 1, "in") || view_.Is(first - 1, "during") || view_.Is(first - 1, "since"))) --first;
    statement_.when.spans = {Bytes(first, last)};
  }

  bool InWhen(size_t w) const {
    for (const Span& span : statement_.when.spans) {
      if (view_.words[w].begin >= span.begin && view_.words[w].end <= span.end) return true;
    }
    return false;
  }

  void FindOccasion() {
    size_t best_first = 0, best_last = 0, distance = SIZE_MAX;
    for (size_t w = begin_; w < end_; ++w) {
      if (!Free(w) || InWhen(w)) continue;
      const std::string_view lower = view_.Lower(w);
      if (!(lower == "in" || lower == "at" || lower == "on" || lower == "during" || lower == "via" || lower == "through" || lower == "after")) continue;
      if (w >= cue_ && w < cue_end_ && w == cue_) continue;
      // Up to a comma, a verb, or a word that begins something else.
      size_t last = w + 1;
      bool noun = false;
      for (; last < end_ && last - w < 22; ++last) {
        if (!Free(last) || InWhen(last)) break;
        const ViewWord& word = view_.words[last];
        if (word.shape == Shape::kMark && view_.Mark(last) != '-' && view_.Mark(last) != '&') break;
        if (word.classes & (kAuxiliary | kRelativePronoun | kConjunction) && !view_.Is(last, "and")) break;
        if ((word.classes & kSayVerb) && word.shape == Shape::kLower && !(word.classes & kDocumentNoun)) break;
        if (last > w + 1 && (word.classes & kPersonalPronoun)) break;
        if (!noun) {
          noun = OccasionNouns().contains(view_.Lower(last)) ||
                 (lower == "on" && word.shape != Shape::kLower && (word.classes & kPublicationWord)) ||
                 (lower == "on" && word.shape == Shape::kCaps && last == w + 1);
        }
      }
      if (!noun || Claimed(w)) continue;
      while (last > w + 1 && view_.words[last - 1].shape == Shape::kLower && (view_.words[last - 1].classes & (kPreposition | kConjunction | kDeterminer))) --last;
      const size_t apart = w < cue_ ? cue_ - w : w - cue_;
      if (apart < distance) best_first = w, best_last = last, distance = apart;
    }
    if (distance <= 30) statement_.occasion = {Bytes(best_first, best_last)};
  }

  // The end of the noun phrase that begins at `w`.
  size_t PhraseEnd(size_t w) const {
    size_t last = w;
    for (; last < end_ && last - w < 10; ++last) {
      const ViewWord& word = view_.words[last];
      if (!Free(last) || InWhen(last)) break;
      if (word.shape == Shape::kMark && view_.Mark(last) != '-' && view_.Mark(last) != '&') break;
      if (last == w && (word.classes & kPersonalPronoun)) return last + 1;
      if ((word.classes & (kPreposition | kConjunction | kRelativePronoun | kAuxiliary | kPersonalPronoun)) && !view_.Is(last, "and")) break;
      if ((word.classes & kSayVerb) && word.shape == Shape::kLower) break;
    }
    while (last > w && (view_.Is(last - 1, "and") || view_.words[last - 1].shape == Shape::kMark)) --last;
    return last;
  }

  void FindTo() {
    size_t w = SIZE_MAX;
    // A verb that takes an addressee: the last word of the cue, or within it.
    for (size_t k = cue_; k < cue_end_; ++k) {
      if (TellVerbs().contains(view_.Lower(k))) w = k + 1;
    }
    if (w == SIZE_MAX && cue_end_ < end_ && Free(cue_end_) && view_.Is(cue_end_, "to") && view_.Has(cue_, kSayVerb)) w = cue_end_ + 1;
    if (w == SIZE_MAX) {
      // "in an interview with X", "in a letter to X", "speaking to X"
      for (const Span& span : statement_.occasion) {
        const auto [first, last] = view_.WordsIn(span);
        for (size_t k = first + 1; k + 1 < last; ++k) {
          const bool with = view_.Is(k, "with") && (view_.Is(k - 1, "interview") || view_.Is(k - 1, "conversation"));
          const bool to = view_.Is(k, "to") && view_.Has(k - 1, kDocumentNoun);
          if (with || to) w = k + 1;
        }
      }
    }
    if (w == SIZE_MAX || w >= end_) return;
    const size_t last = PhraseEnd(w);
    if (last > w) statement_.to = {Bytes(w, last)};
  }

  const ArticleView& view_;
  Statement& statement_;
  size_t cue_ = 0, cue_end_ = 0, begin_ = 0, end_ = 0;
  std::vector<bool> taken_;
};

}  // namespace

void FindCircumstances(const ArticleView& view, Statement* statement) {
  Looker(view, *statement).Look();
}

}  // namespace quoth
