#include "attribution/transcript.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>

#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace quoth {
namespace {

constexpr size_t kLongestLabel = 8;    // words and marks before the colon
constexpr size_t kLongestName = 4;     // words of them
constexpr size_t kFewestTurns = 3;
constexpr size_t kReach = 4;           // paragraphs from a turn to the next one
constexpr size_t kFewestWords = 3;     // in what a speaker says, for most turns
// How sure the model would have to be to be as right as this rule is.
constexpr double kProbability = 0.95;

struct Turn {
  uint32_t paragraph = 0;
  size_t first = 0, colon = 0, end = 0;  // words: the label's first, its colon, the paragraph's end
  std::string name;                      // the label's last word, by which a speaker is known again
  bool capitals = false;                 // printed all in capitals
  bool marked = false;                   // a mark opens before the label
};

bool IsOpeningMark(char32_t c) { return c == '"' || c == '\'' || c == 0x201C || c == 0x2018 || c == 0x201E || c == 0xAB; }

bool IsCapitals(std::string_view word) {
  for (int32_t i = 0; i < static_cast<int32_t>(word.size());) {
    UChar32 c;
    U8_NEXT_OR_FFFD(word.data(), i, static_cast<int32_t>(word.size()), c);
    if (u_isalpha(c) && !u_isupper(c)) return false;
  }
  return true;
}

class TranscriptReader {
 public:
  TranscriptReader(std::string_view text, const std::vector<Word>& words) : text_(text), words_(words) {}

  std::vector<Attribution> Read() {
    FindTurns();
    std::vector<Attribution> found;
    for (size_t begin = 0; begin < turns_.size();) {
      size_t end = begin + 1;
      while (end < turns_.size() && turns_[end].paragraph - turns_[end - 1].paragraph <= kReach &&
             turns_[end].capitals == turns_[begin].capitals) {
        ++end;
      }
      if (IsDialogue(begin, end)) {
        for (size_t t = begin; t < end; ++t) found.push_back(Say(t, t + 1 < end));
      }
      begin = end;
    }
    return found;
  }

 private:
  std::string_view Text(size_t w) const { return TextOf(text_, words_[w]); }

  size_t ParagraphEnd(size_t w) const {
    const uint32_t paragraph = words_[w].paragraph;
    while (w < words_.size() && words_[w].paragraph == paragraph) ++w;
    return w;
  }

  void FindTurns() {
    for (size_t w = 0; w < words_.size();) {
      const size_t end = ParagraphEnd(w);
      Turn turn;
      if (ReadLabel(w, end, &turn)) turns_.push_back(std::move(turn));
      w = end;
    }
  }

  // A name of capitalised words before a colon that something follows.
  bool ReadLabel(size_t begin, size_t end, Turn* turn) const {
    size_t w = begin;
    if (w < end && IsOpeningMark(FirstOf(text_, words_[w]))) ++w, turn->marked = true;
    turn->first = w;
    turn->capitals = true;
    size_t names = 0;
    for (; w < end && w - turn->first <= kLongestLabel && Text(w) != ":"; ++w) {
      const std::string_view word = Text(w);
      const char32_t c = FirstOf(text_, words_[w]);
      if (word == "." || word == "'" || word == "’" || word == "-") continue;
      if (!u_isupper(c) || ++names > kLongestName) return false;
      turn->capitals &= IsCapitals(word);
      turn->name = word;
    }
    if (names == 0 || w + 1 >= end || Text(w) != ":" || words_[w + 1].span.begin == words_[w].span.end) return false;
    turn->colon = w;
    turn->end = end;
    turn->paragraph = words_[begin].paragraph;
    return true;
  }

  bool IsDialogue(size_t begin, size_t end) const {
    if (end - begin < kFewestTurns) return false;
    std::map<std::string_view, size_t> turns_of;
    size_t sentences = 0;
    for (size_t t = begin; t < end; ++t) {
      ++turns_of[turns_[t].name];
      sentences += turns_[t].end - turns_[t].colon > kFewestWords;
    }
    const auto twice = std::count_if(turns_of.begin(), turns_of.end(), [](const auto& entry) { return entry.second > 1; });
    return turns_of.size() > 1 && twice >= (turns_[begin].capitals ? 1 : 2) && 2 * sentences > end - begin;
  }

  bool SpeaksInFirstPerson(size_t begin, size_t end) const {
    for (size_t w = begin; w < end; ++w) {
      for (const std::string_view word : {"I", "We", "we", "My", "my", "me", "Our", "our", "us"}) {
        if (Text(w) == word) return true;
      }
    }
    return false;
  }

  Attribution Say(size_t t, bool more) const {
    const Turn& turn = turns_[t];
    Attribution a;
    a.source = {{turn.first, turn.colon}};
    a.cue = {turn.colon, turn.colon + 1};
    a.content = {Said(turn, turn.colon + 1, turn.end)};
    a.cue_probability = kProbability;
    a.verbatim = true;
    // The paragraphs up to the next turn.
    for (size_t w = turn.end, end; more && w < turns_[t + 1].first && words_[w].paragraph < turns_[t + 1].paragraph; w = end) {
      end = ParagraphEnd(w);
      const char32_t c = FirstOf(text_, words_[w]);
      if (c == '(' || c == '[' || (IsOpeningMark(c) && w + 1 < end && Text(w + 1) == "(")) continue;  // "(CROSSTALK)"
      if (turn.marked ? !IsOpeningMark(c) : !SpeaksInFirstPerson(w, end)) break;
      a.content.push_back(Said(turn, turn.marked ? w + 1 : w, end));
    }
    std::erase_if(a.content, [](const Span& run) { return run.empty(); });
    return a;
  }

  // Without the mark that closes it, where one opens it before the label.
  Span Said(const Turn& turn, size_t begin, size_t end) const {
    const char32_t last = FirstOf(text_, words_[end - 1]);
    const bool closed = turn.marked && end > begin + 1 && (last == '"' || last == 0x201D || last == 0xBB);
    return {begin, closed ? end - 1 : end};
  }

  std::string_view text_;
  const std::vector<Word>& words_;
  std::vector<Turn> turns_;
};

bool Overlap(const Span& a, const Span& b) { return a.begin < b.end && b.begin < a.end; }

bool Within(const Span& inner, const std::vector<Span>& outer) {
  return std::any_of(outer.begin(), outer.end(), [&](const Span& o) { return o.begin <= inner.begin && inner.end <= o.end; });
}

}  // namespace

std::vector<Attribution> TranscriptTurns(std::string_view text, const std::vector<Word>& words) {
  return TranscriptReader(text, words).Read();
}

void AddTurns(std::vector<Attribution> turns, std::vector<Attribution>* attributions) {
  if (turns.empty()) return;
  // From the label of a turn to the end of what is said.
  const auto whole = [](const Attribution& turn) { return Span{turn.source[0].begin, turn.content.back().end}; };
  const auto stays = [&](const Attribution& a) {
    const auto touches = [&](const Attribution& turn) {
      bool any = Overlap(a.cue, whole(turn));
      for (const auto* runs : {&a.source, &a.content}) {
        for (const Span& run : *runs) any |= Overlap(run, whole(turn));
      }
      return any;
    };
    size_t begin = a.cue.begin;
    for (const auto* runs : {&a.source, &a.content}) {
      if (!runs->empty()) begin = std::min(begin, runs->front().begin);
    }
    auto turn = std::partition_point(turns.begin(), turns.end(), [&](const Attribution& t) { return whole(t).end <= begin; });
    if (turn == turns.end() || !touches(*turn)) return true;
    bool inside = Within(a.cue, turn->content);
    for (const auto* runs : {&a.source, &a.content}) {
      for (const Span& run : *runs) inside &= Within(run, turn->content);
    }
    return inside;
  };
  std::erase_if(*attributions, [&](const Attribution& a) { return !stays(a); });
  const auto middle = static_cast<ptrdiff_t>(attributions->size());
  for (Attribution& turn : turns) attributions->push_back(std::move(turn));
  std::inplace_merge(attributions->begin(), attributions->begin() + middle, attributions->end(),
                     [](const Attribution& a, const Attribution& b) { return a.cue.begin < b.cue.begin; });
}

}  // namespace quoth
