// The verdict on one claim beside one passage.
//
// The alignment gives pairs of words.  Pairs of the same word are the skeleton; what
// lies between two of them is a region: words of the claim, words of the passage,
// or both.  Each region is judged by itself, by what kind of words it holds and by
// the signs (…, [ ]) that the claim gives for it:
//
//   claim:    We … [the council] will not raise tolls
//   passage:  We, as I said, will raise tolls
//   regions:  "…" for "as I said": cut, allowed      "[the council]": bracketed, allowed
//             "not" added: negation, never allowed  →  altered
//
// Then what lies beside the claim in the same sentence: a cut that begins right
// after "do not think that" has turned the sense though not a word differs.
//
// What is allowed is a closed list; everything else is altered.  So a word that
// nobody foresaw makes a verdict too strict, never too kind.
#include "check/compare.h"

#include <algorithm>
#include <cstdlib>

namespace quoth::check {
namespace {

constexpr size_t kNothing = SIZE_MAX;
constexpr size_t kEdge = 4;        // words before a cut among which a negation turns its sense
constexpr size_t kJumpWords = 4;   // left out without a sign: from here on it is a splice,
constexpr size_t kLongJump = 8;    //   and from here on whatever they are
constexpr double kCommonWeight = 0.4;

struct Region {
  size_t claim_begin, claim_end, passage_begin, passage_end;
  size_t claim_words() const { return claim_end - claim_begin; }
  size_t passage_words() const { return passage_end - passage_begin; }
};

bool Allowed(Change change) { return change == Change::kSame || change == Change::kCut || change == Change::kBracketed; }

bool TurnsSense(Change change) {
  return change == Change::kNegation || change == Change::kNumber || change == Change::kName || change == Change::kModal ||
         change == Change::kCondition;
}

class Judge {
 public:
  Judge(const PreparedText& claim, const PreparedText& passage) : claim_(claim), passage_(passage) {}

  Comparison Run() {
    if (claim_.size() == 0) return {};
    alignment_ = Align(claim_.words, passage_.words);
    if (!FindEnds()) return {};
    Walk();
    Edges();
    return Decide();
  }

 private:
  const FoldedWord& ClaimWord(size_t i) const { return claim_.folded.words[i]; }
  const FoldedWord& PassageWord(size_t j) const { return passage_.folded.words[j]; }

  // The first and the last pair of the same word; false where there is none.
  bool FindEnds() {
    for (const Pairing& pair : alignment_.pairs) {
      if (!Same(pair)) continue;
      if (first_ == kNothing) first_ = pair.passage;
      last_ = pair.passage;
    }
    return first_ != kNothing;
  }

  bool Same(const Pairing& pair) const {
    return pair.claim != Pairing::kNothing && pair.passage != Pairing::kNothing &&
           claim_.words[pair.claim].key == passage_.words[pair.passage].key;
  }

  // In an outlet's own words "I will" becomes "he would".
  bool Shifted(const Pairing& pair) const {
    if (pair.claim == Pairing::kNothing || pair.passage == Pairing::kNothing || passage_.facts[pair.passage].quoted) return false;
    const uint64_t kin = claim_.words[pair.claim].kin;
    if (kin != 0 && kin == passage_.words[pair.passage].kin) return true;
    return SameStem(LowerForm(claim_.folded.Form(pair.claim)), LowerForm(passage_.folded.Form(pair.passage)));
  }

  void Walk() {
    Region region{0, 0, kNothing, kNothing};
    size_t next_claim = 0, next_passage = kNothing, run = 0;
    const auto close = [&] {
      region.claim_end = next_claim;
      if (region.passage_begin == kNothing) region.passage_begin = region.passage_end = next_passage == kNothing ? first_ : next_passage;
      if (region.claim_words() + region.passage_words() > 0) JudgeRegion(region);
    };
    bool open = false;
    for (const Pairing& pair : alignment_.pairs) {
      const bool shifted = !Same(pair) && Shifted(pair);
      if (Same(pair) || shifted) {
        if (open) {
          close();
          run = 0;
        }
        open = false;
        run = Pair(pair, shifted, run);
        next_claim = pair.claim + 1;
        next_passage = pair.passage + 1;
        continue;
      }
      if (!open) {
        open = true;
        region = {next_claim, next_claim, kNothing, kNothing};
      }
      if (pair.claim != Pairing::kNothing) next_claim = pair.claim + 1;
      if (pair.passage != Pairing::kNothing) {
        if (region.passage_begin == kNothing) region.passage_begin = pair.passage;
        region.passage_end = next_passage = pair.passage + 1;
      }
    }
    if (open) close();
    Question(claim_.folded.after, last_ + 1 < passage_.size() ? PassageWord(last_ + 1).before : passage_.folded.after);
  }

  // A pair of the same word; gives the length of the run that it ends.
  size_t Pair(const Pairing& pair, bool shifted, size_t run) {
    const size_t i = pair.claim, j = pair.passage;
    const WordFacts& facts = passage_.facts[j];
    const bool beside = i > 0 && previous_claim_ == i - 1 && previous_passage_ != kNothing && previous_passage_ + 1 == j;
    Change change = Change::kSame;
    any_shift_ = any_shift_ || shifted;
    if (!shifted && claim_.words[i].form != passage_.words[j].form && !FreeCase(i, j)) {
      change = Change::kCase;
    }
    if (beside) Between(i, j);
    Part(change, i, i + 1, j, j + 1);
    previous_claim_ = i;
    previous_passage_ = j;
    const double weight = Weight(i);
    matched_ += weight;
    if (!claim_.facts[i].common) ++matched_content_;
    (facts.quoted ? quoted_ : unquoted_) += facts.quoted || PassageWord(j).bracket == Bracket::kNone ? 1 : 0;
    const size_t length = beside || run == 0 ? run + 1 : 1;
    longest_ = std::max(longest_, length);
    return length;
  }

  double Weight(size_t i) const { return claim_.words[i].edited ? 0 : claim_.facts[i].common ? kCommonWeight : 1; }

  // Whether the two forms differ only in their first letter, and that is the printer's.
  bool FreeCase(size_t i, size_t j) const {
    const std::string_view a = claim_.folded.Form(i), b = passage_.folded.Form(j);
    const auto rest = [](std::string_view form) {
      size_t k = 1;
      while (k < form.size() && (static_cast<unsigned char>(form[k]) & 0xC0) == 0x80) ++k;
      return form.substr(k);
    };
    if (rest(a) != rest(b)) return false;
    if (ClaimWord(i).free_case || PassageWord(j).free_case) return true;
    const auto sentence = [](Pause pause) { return pause == Pause::kSentence || pause == Pause::kQuestion; };
    return claim_.facts[i].common && (sentence(ClaimWord(i).before) || sentence(PassageWord(j).before));
  }

  // What stands between two words that follow on one another in both.
  void Between(size_t i, size_t j) {
    const Pause a = ClaimWord(i).before, b = PassageWord(j).before;
    Question(a, b, true);
    if ((a == Pause::kSentence) != (b == Pause::kSentence) &&
        (claim_.facts[i].sense == Sense::kNegation || claim_.facts[i - 1].sense == Sense::kNegation)) {
      Note(Change::kSentence);
    }
    if (PassageWord(j).cut_before && !ClaimWord(i).cut_before) Note(Change::kJump);
  }

  void Question(Pause claim, Pause passage, bool inside = false) {
    if (claim == Pause::kQuestion ? passage != Pause::kQuestion : passage == Pause::kQuestion && (inside || claim == Pause::kSentence)) {
      Note(Change::kQuestion);
    }
  }

  // A change between words: a part of the diff without words of its own.
  void Note(Change change) {
    worst_.push_back(change);
    parts_.push_back({change, 0, 0, 0, 0});
  }

  void JudgeRegion(const Region& region) {
    const Change change = ChangeOf(region);
    if (!Allowed(change)) {
      worst_.push_back(change);
      missed_ += change == Change::kJump ? 1 : 0.2 * static_cast<double>(std::min(region.passage_words(), kLongJump));
    } else {
      edited_ = true;
    }
    Part(change, region.claim_begin, region.claim_end, region.passage_begin, region.passage_end);
  }

  Change ChangeOf(const Region& region) const {
    if (region.claim_words() == 0) return LeftOut(region);
    bool edited = true;
    for (size_t i = region.claim_begin; i < region.claim_end; ++i) edited = edited && claim_.words[i].edited;
    return edited ? Edited(region) : Replaced(region);
  }

  // Words of the passage that the claim has not.
  Change LeftOut(const Region& region) const {
    const Change sense = SenseLeftOut(region);
    if (region.claim_end < claim_.size() && ClaimWord(region.claim_end).cut_before) {
      if (sense == Change::kNegation || sense == Change::kCondition) return sense;
      // "I might … resign": the cut takes what governs the kept words.
      if (sense == Change::kModal && PassageWord(region.passage_begin).before == Pause::kNone) return sense;
      return JoinsClauses(region) ? Change::kJump : Change::kCut;
    }
    bool bracketed = true, unquoted = true;
    for (size_t j = region.passage_begin; j < region.passage_end; ++j) {
      bracketed = bracketed && PassageWord(j).bracket != Bracket::kNone;
      unquoted = unquoted && !passage_.facts[j].quoted;
    }
    if (bracketed) return sense == Change::kNegation || sense == Change::kCondition ? sense : Change::kCut;
    if (unquoted && quoted_ > 0) return Change::kJump;  // from one stretch between marks into another
    if (region.passage_words() > kLongJump || (region.passage_words() >= kJumpWords && sense == Change::kWord)) return Change::kJump;
    return sense;
  }

  // "I support … the rioters" for "I support the police. I condemn the rioters": a cut from the
  // middle of one clause into the middle of another gives a verb another's object.
  bool JoinsClauses(const Region& region) const {
    if (PassageWord(region.passage_begin).before != Pause::kNone || PassageWord(region.passage_end).before != Pause::kNone) return false;
    if (passage_.facts[region.passage_begin].joint_before || passage_.facts[region.passage_end].joint_before) return false;
    for (size_t j = region.passage_begin; j < region.passage_end; ++j) {
      const std::string word = LowerForm(passage_.folded.Form(j));
      if (PassageWord(j).before >= Pause::kSentence || word == "and" || word == "but" || word == "while" || word == "yet") return true;
    }
    return false;
  }

  Change SenseLeftOut(const Region& region) const {
    Change worst = Change::kWord;
    const auto rank = [](Change change) {
      switch (change) {
        case Change::kNegation: return 5;
        case Change::kCondition: return 4;
        case Change::kModal: return 3;
        case Change::kNumber: return 2;
        case Change::kName: return 1;
        default: return 0;
      }
    };
    for (size_t j = region.passage_begin; j < region.passage_end; ++j) {
      const Change change = KindOf(passage_, j);
      if (rank(change) > rank(worst)) worst = change;
    }
    return worst;
  }

  static Change KindOf(const PreparedText& text, size_t i) {
    switch (text.facts[i].sense) {
      case Sense::kNegation: return Change::kNegation;
      case Sense::kCondition: return Change::kCondition;
      case Sense::kModal: return Change::kModal;
      case Sense::kNumber: return Change::kNumber;
      case Sense::kPlain: break;
    }
    return IsName(text, i) ? Change::kName : Change::kWord;
  }

  static bool IsName(const PreparedText& text, size_t i) {
    if (text.facts[i].common) return false;
    const std::string_view form = text.folded.Form(i);
    return LowerForm(form) != form;
  }

  // An editor's words in brackets stand for words of the passage, or for none.
  Change Edited(const Region& region) const {
    for (size_t i = region.claim_begin; i < region.claim_end; ++i) {
      const Sense sense = claim_.facts[i].sense;
      if (sense == Sense::kPlain) continue;
      bool there = false;  // "[will go]" for "going to go": what the passage has too is no change
      for (size_t j = region.passage_begin; j < region.passage_end; ++j) there = there || claim_.words[i].key == passage_.words[j].key;
      if (!there) return KindOf(claim_, i);
    }
    const auto lower = [](const PreparedText& text, size_t i) { return LowerForm(text.folded.Form(i)); };
    for (size_t j = region.passage_begin; j < region.passage_end; ++j) {
      if (passage_.facts[j].pointer) continue;
      const std::string word = lower(passage_, j);
      bool kept = false;
      for (size_t i = region.claim_begin; i < region.claim_end && !kept; ++i) kept = SameStem(lower(claim_, i), word);
      if (!kept) return SenseLeftOut(region);
    }
    // At the claim's begin: "[Ostby] will pay" must not stand for "Vell will pay".
    if (region.claim_begin == 0 && region.passage_words() == 0 && region.passage_begin > 0) {
      const size_t j = region.passage_begin - 1;
      if (PassageWord(j + 1).before == Pause::kNone && !passage_.facts[j].common) return KindOf(passage_, j);
    }
    return Change::kBracketed;
  }

  // Words for other words, or words added.
  Change Replaced(const Region& region) const {
    for (const auto& [sense, change] : {std::pair{Sense::kNegation, Change::kNegation}, std::pair{Sense::kNumber, Change::kNumber},
                                       std::pair{Sense::kModal, Change::kModal}, std::pair{Sense::kCondition, Change::kCondition}}) {
      // A negation in another form (do not, don't) is still there; a number or a modal in another is not.
      if (sense == Sense::kNegation ? Count(claim_, sense, region.claim_begin, region.claim_end) !=
                                          Count(passage_, sense, region.passage_begin, region.passage_end)
                                    : Keys(claim_, sense, region.claim_begin, region.claim_end) !=
                                          Keys(passage_, sense, region.passage_begin, region.passage_end)) {
        return change;
      }
    }
    for (size_t i = region.claim_begin; i < region.claim_end; ++i) {
      if (IsName(claim_, i)) return Change::kName;
    }
    for (size_t j = region.passage_begin; j < region.passage_end; ++j) {
      if (IsName(passage_, j)) return Change::kName;
    }
    return Change::kWord;
  }

  static size_t Count(const PreparedText& text, Sense sense, size_t begin, size_t end) {
    size_t count = 0;
    for (size_t i = begin; i < end; ++i) count += text.facts[i].sense == sense ? 1 : 0;
    return count;
  }

  static std::vector<uint64_t> Keys(const PreparedText& text, Sense sense, size_t begin, size_t end) {
    std::vector<uint64_t> keys;
    for (size_t i = begin; i < end; ++i) {
      if (text.facts[i].sense == sense) keys.push_back(text.words[i].key);
    }
    std::sort(keys.begin(), keys.end());
    return keys;
  }

  // What the claim leaves out on either side of it in the same sentence, where that turns it.
  void Edges() {
    // Where the claim has other words there, that is judged already.
    const bool begins = alignment_.pairs.front().passage == first_, ends = alignment_.pairs.back().passage == last_;
    size_t cut = kNothing;
    for (size_t j = begins ? first_ : 0, steps = 0; j > 0 && steps < kEdge; --j, ++steps) {
      if (PassageWord(j).before != Pause::kNone || !passage_.facts[j - 1].quoted) break;
      if (IsConjunction(LowerForm(passage_.folded.Form(j - 1)))) break;
      if (passage_.facts[j - 1].sense == Sense::kNegation && Governs(j - 1)) {
        cut = j - 1;
        break;
      }
    }
    if (cut != kNothing) {
      Edge(Change::kNegation, cut, first_);
    } else if (const size_t begin = SentenceBegin(first_); begins && begin < first_ && StartsCondition(begin)) {
      Edge(Change::kCondition, begin, first_);
    }
    const size_t next = last_ + 1;
    if (!ends || next >= passage_.size() || !passage_.facts[next].quoted || PassageWord(next).before >= Pause::kSentence) return;
    if (StartsCondition(next) || Waits(next)) {
      Edge(Change::kCondition, next, std::min(next + kEdge, passage_.size()), true);
    } else if (PassageWord(next).before == Pause::kNone && passage_.facts[next].sense == Sense::kNegation) {
      Edge(Change::kNegation, next, next + 1, true);
    }
  }

  // A negation that reaches over the words between: "not", "doubt"; not "few", "stop".
  bool Governs(size_t j) const {
    static constexpr std::string_view kNear[] = {"few", "little", "less", "stop", "stopped", "instead", "against", "ban", "banned", "without",
                                                 "unlike", "zero"};
    return std::find(std::begin(kNear), std::end(kNear), LowerForm(passage_.folded.Form(j))) == std::end(kNear) || j + 1 == first_;
  }

  size_t SentenceBegin(size_t j) const {
    constexpr size_t kFar = 40;
    for (size_t steps = 0; j > 0 && steps < kFar; --j, ++steps) {
      if (PassageWord(j).before >= Pause::kSentence || !passage_.facts[j - 1].quoted) break;
    }
    return j;
  }

  bool StartsCondition(size_t j) const {
    static constexpr std::string_view kStarts[] = {"if", "unless", "except", "provided", "providing", "until", "assuming", "lest"};
    const auto is = [&](size_t k, std::string_view word) { return k < passage_.size() && LowerForm(passage_.folded.Form(k)) == word; };
    if (is(j, "provided") || is(j, "providing")) return is(j + 1, "that") || PassageWord(j).before == Pause::kClause;
    if (is(j, "only") || is(j, "even") || is(j, "but")) return is(j + 1, "if");
    return std::any_of(std::begin(kStarts), std::end(kStarts), [&](std::string_view word) { return is(j, word); });
  }

  // "I will resign [when they ask]": a promise and its time.
  bool Waits(size_t j) const {
    const std::string word = LowerForm(passage_.folded.Form(j));
    if (PassageWord(j).before != Pause::kNone || (word != "when" && word != "whenever" && word != "once")) return false;
    constexpr size_t kBack = 8;
    for (size_t k = j; k-- > first_ && j - k <= kBack;) {
      if (passage_.facts[k].sense == Sense::kModal) return true;
    }
    return false;
  }

  void Edge(Change change, size_t begin, size_t end, bool after = false) {
    worst_.push_back(change);
    const Piece piece{change, 0, 0, begin, end};
    if (after) {
      parts_.push_back(piece);
    } else {
      parts_.insert(parts_.begin(), piece);
    }
  }

  Comparison Decide() {
    Comparison result;
    double total = missed_;
    size_t content = 0;
    for (size_t i = 0; i < claim_.size(); ++i) {
      total += Weight(i);
      if (!claim_.facts[i].common && !claim_.words[i].edited) ++content;
    }
    result.likeness = total > 0 ? matched_ / total : 0;
    result.found = {PassageWord(first_).begin, PassageWord(last_).end};
    result.verdict = VerdictOf(result.likeness, content);
    if (result.verdict != Verdict::kNotInRecord) result.diff = Diff();
    return result;
  }

  Verdict VerdictOf(double likeness, size_t content) const {
    if (worst_.empty()) {
      if (unquoted_ > 0 || any_shift_) return Alike(likeness, content) ? Verdict::kIndirectOnly : Verdict::kNotInRecord;
      if (edited_ || !Whole()) return Verdict::kTrimmed;
      return Raw() ? Verdict::kExact : Verdict::kTypography;
    }
    if (!Alike(likeness, content)) return Verdict::kNotInRecord;
    bool turned = false, altered = false;
    for (const Change change : worst_) {
      turned = turned || TurnsSense(change);
      altered = altered || change != Change::kJump;
    }
    if (!altered) return Verdict::kSpliced;
    if (!turned && unquoted_ > quoted_) return Verdict::kIndirectOnly;
    return Verdict::kAltered;
  }

  // Whether so much is the same that the claim must come from here.
  bool Alike(double likeness, size_t content) const {
    if (likeness >= 0.85 && longest_ >= 5) return true;
    const size_t needed = content > 3 ? 3 : std::max<size_t>(content, 2) - 1;
    return likeness >= (content > 3 ? 0.6 : 0.75) && matched_content_ >= needed && longest_ >= 3;
  }

  // Whether the claim is all that stands between marks, and the sentence does not go on after "he said".
  bool Whole() const {
    return StartsStretch(first_) && (last_ + 1 == passage_.size() || StartsStretch(last_ + 1) || !passage_.facts[last_ + 1].quoted);
  }

  bool StartsStretch(size_t j) const {
    if (j == 0) return true;
    const WordFacts &facts = passage_.facts[j], &before = passage_.facts[j - 1];
    if (!before.quoted) return true;
    if (facts.stretch == before.stretch || !facts.quoted) return facts.quoted != before.quoted;
    if (PassageWord(j).before >= Pause::kSentence) return true;
    const std::string_view form = passage_.folded.Form(j);
    return LowerForm(form) != form;
  }

  // Whether the two are the same to the letter, between their first and last words; from one
  // quotation into the next but for the marks.  Only where nothing was left out or added.
  bool Raw() const {
    const auto between = [](const PreparedText& text, size_t i) {
      const size_t from = text.folded.words[i].begin;
      const size_t to = i + 1 < text.size() ? text.folded.words[i + 1].begin : text.folded.words[i].end;
      return std::string_view(text.text).substr(from, to - from);
    };
    for (size_t i = 0; i < claim_.size(); ++i) {
      const size_t j = first_ + i;
      const FoldedWord &a = ClaimWord(i), &b = PassageWord(j);
      if (i + 1 == claim_.size()) {
        if (between(claim_, i).substr(0, a.end - a.begin) != between(passage_, j).substr(0, b.end - b.begin)) return false;
      } else if (passage_.facts[j + 1].stretch != passage_.facts[j].stretch) {
        if (WithoutMarks(between(claim_, i)) != WithoutMarks(between(passage_, j))) return false;
      } else if (between(claim_, i) != between(passage_, j)) {
        return false;
      }
    }
    return true;
  }

  static std::string WithoutMarks(std::string_view text) {
    std::string out(text);
    for (const std::string_view mark : {"“", "”", "„", "\"", "``", "''", "«", "»", "‘‘", "’’"}) {
      for (size_t at; (at = out.find(mark)) != std::string::npos;) out.erase(at, mark.size());
    }
    return out;
  }

  struct Piece {
    Change change;
    size_t claim_begin, claim_end, passage_begin, passage_end;
  };

  void Part(Change change, size_t claim_begin, size_t claim_end, size_t passage_begin, size_t passage_end) {
    if (change == Change::kCase) worst_.push_back(change);
    if (!parts_.empty() && change == Change::kSame && parts_.back().change == change && parts_.back().claim_end == claim_begin &&
        parts_.back().passage_end == passage_begin) {
      parts_.back().claim_end = claim_end;
      parts_.back().passage_end = passage_end;
      return;
    }
    parts_.push_back({change, claim_begin, claim_end, passage_begin, passage_end});
  }

  std::vector<DiffPart> Diff() const {
    const auto words = [](const PreparedText& text, size_t begin, size_t end) {
      if (begin >= end) return std::string();
      const size_t from = text.folded.words[begin].begin;
      return text.text.substr(from, text.folded.words[end - 1].end - from);
    };
    std::vector<DiffPart> diff;
    for (const Piece& piece : parts_) {
      diff.push_back({piece.change, words(claim_, piece.claim_begin, piece.claim_end),
                      words(passage_, piece.passage_begin, piece.passage_end)});
    }
    return diff;
  }

  const PreparedText& claim_;
  const PreparedText& passage_;
  Alignment alignment_;
  size_t first_ = kNothing, last_ = kNothing;  // of the passage, that are in the claim
  size_t previous_claim_ = kNothing, previous_passage_ = kNothing;
  std::vector<Piece> parts_;
  std::vector<Change> worst_;  // those that are not allowed
  bool any_shift_ = false, edited_ = false;
  double matched_ = 0, missed_ = 0;
  size_t matched_content_ = 0, longest_ = 0, quoted_ = 0, unquoted_ = 0;
};

}  // namespace

Comparison ComparePrepared(const PreparedText& claim, const PreparedText& passage) { return Judge(claim, passage).Run(); }

}  // namespace quoth::check

namespace quoth {

Comparison Compare(std::string_view claim, const Passage& passage) {
  return check::ComparePrepared(check::PrepareClaim(claim), check::PreparePassage(passage));
}

const char* VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kExact: return "exact";
    case Verdict::kTypography: return "typography";
    case Verdict::kTrimmed: return "trimmed";
    case Verdict::kAltered: return "altered";
    case Verdict::kSpliced: return "spliced";
    case Verdict::kOtherSpeaker: return "other speaker";
    case Verdict::kSpeakerUnknown: return "speaker unknown";
    case Verdict::kIndirectOnly: return "indirect only";
    case Verdict::kNotInRecord: return "not in the record";
    case Verdict::kTooShort: return "too short to tell";
  }
  return "";
}

bool Passes(Verdict verdict) {
  return verdict == Verdict::kExact || verdict == Verdict::kTypography || verdict == Verdict::kTrimmed;
}

const char* ChangeName(Change change) {
  switch (change) {
    case Change::kSame: return "same";
    case Change::kCut: return "cut";
    case Change::kBracketed: return "bracketed";
    case Change::kWord: return "word";
    case Change::kCase: return "case";
    case Change::kNegation: return "negation";
    case Change::kNumber: return "number";
    case Change::kName: return "name";
    case Change::kModal: return "modal";
    case Change::kCondition: return "condition";
    case Change::kQuestion: return "question";
    case Change::kSentence: return "sentence";
    case Change::kJump: return "jump";
  }
  return "";
}

}  // namespace quoth
