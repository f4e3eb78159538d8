// The act is that of the cue's verb, by its lemma, the last one that tells ("went on to
// warn" warns).  A plain verb of saying takes its act from the content where that is a
// question; a document's report.
//
// Not said at all is what stands under a negation ("did not say", "never promised") or
// in the conditional ("would say", "might argue"); but "could not say" is a saying too
// few to tell from it, and "refused to apologise" denies an act, not a saying.
#include "speaker/manner.h"

#include <string>
#include <unordered_map>

namespace quoth {
namespace {

struct Entry {
  Act act;
  const char* lemmas;
};

constexpr Entry kLemmas[] = {
    {Act::kAsk, "ask question wonder inquire enquire query quiz grill"},
    {Act::kDeny, "deny reject dismiss dispute rebut refute repudiate disavow contradict disclaim renounce rule-out"},
    {Act::kDemand,
     "demand urge order call-for press insist-on require request appeal plead beg implore instruct command direct exhort challenge petition recommend advise propose encourage lobby seek want"},
    {Act::kPromise, "promise vow pledge swear guarantee commit assure undertake offer agree"},
    {Act::kWarn, "warn caution threaten alert"},
    {Act::kAccuse,
     "accuse blame charge denounce condemn slam blast criticize criticise attack allege fault castigate chide rebuke lambast lambaste decry deride mock ridicule scold berate assail rip blister scoff"},
    {Act::kThink,
     "think believe consider know understand suspect expect assume reckon guess conclude doubt see view regard deem judge predict forecast anticipate imagine realize realise suppose presume remember recall forget mean perceive interpret estimate speculate foresee ponder weigh find agree-with"},
    {Act::kFeel,
     "feel hope fear worry love hate like dislike enjoy regret lament admire resent wish prefer dread mourn celebrate trust respect despise detest loathe welcome oppose support favor favour back endorse embrace concern frustrate disappoint please anger upset"},
    {Act::kIntend, "plan intend aim decide prepare mean-to vow-to consider-doing choose resolve try attempt refuse"},
    {Act::kReport, "report document publish show find-that reveal"},
};

// Irregular forms, and those that the rules below would spoil.
constexpr const char* kIrregular[][2] = {
    {"thought", "think"}, {"knew", "know"}, {"known", "know"}, {"understood", "understand"}, {"felt", "feel"},
    {"saw", "see"}, {"seen", "see"}, {"meant", "mean"}, {"swore", "swear"}, {"sworn", "swear"}, {"foresaw", "foresee"},
    {"sought", "seek"}, {"chose", "choose"}, {"chosen", "choose"}, {"pled", "plead"}, {"undertook", "undertake"},
    {"forgot", "forget"}, {"found", "find"}, {"denial", "deny"}, {"demands", "demand"}, {"belief", "believe"},
    {"hopes", "hope"}, {"fears", "fear"}, {"worries", "worry"}, {"concerns", "concern"}, {"concerned", "concern"},
    {"promises", "promise"}, {"warning", "warn"}, {"warnings", "warn"}, {"accusation", "accuse"},
    {"accusations", "accuse"}, {"allegation", "allege"}, {"allegations", "allege"}, {"criticism", "criticize"},
    {"plans", "plan"}, {"plan", "plan"}, {"intention", "intend"}, {"decision", "decide"}, {"opposition", "oppose"},
    {"support", "support"}, {"questions", "question"}, {"expectation", "expect"}, {"expectations", "expect"},
    {"view", "view"}, {"prediction", "predict"}, {"threat", "threaten"}, {"threats", "threaten"}, {"pledge", "pledge"},
    {"afraid", "fear"}, {"worried", "worry"}, {"confident", "believe"}, {"convinced", "believe"}, {"certain", "believe"},
    {"optimistic", "hope"}, {"hopeful", "hope"}, {"skeptical", "doubt"}, {"sceptical", "doubt"}, {"doubtful", "doubt"},
    {"aware", "know"}, {"eager", "want"}, {"willing", "intend"}, {"reluctant", "feel"}, {"angry", "feel"},
    {"happy", "feel"}, {"proud", "feel"}, {"glad", "feel"}, {"sorry", "feel"}, {"determined", "intend"}, {"call", "call"}};

const std::unordered_map<std::string_view, Act>& Acts() {
  static const auto* acts = [] {
    auto* map = new std::unordered_map<std::string_view, Act>;
    for (const Entry& entry : kLemmas) {
      std::string_view rest = entry.lemmas;
      while (!rest.empty()) {
        const size_t end = std::min(rest.find(' '), rest.size());
        map->try_emplace(rest.substr(0, end), entry.act);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return map;
  }();
  return *acts;
}

const Act* Look(std::string_view lemma) {
  const auto found = Acts().find(lemma);
  return found == Acts().end() ? nullptr : &found->second;
}

// The act of a word in any of its forms; null where it tells none.
const Act* ActOf(std::string_view word) {
  for (const auto& [form, lemma] : kIrregular) {
    if (word == form) return Look(lemma);
  }
  if (const Act* act = Look(word)) return act;
  const auto with = [](std::string_view stem, const char* end) { return Look(std::string(stem) + end); };
  for (const std::string_view ending : {"ing", "ed", "es", "s", "d"}) {
    if (!word.ends_with(ending) || word.size() < ending.size() + 2) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.size());
    if (const Act* act = Look(stem)) return act;
    if (const Act* act = with(stem, "e")) return act;
    if (stem.ends_with('i')) {
      if (const Act* act = with(stem.substr(0, stem.size() - 1), "y")) return act;  // denied
    }
    if (stem.size() > 2 && stem.back() == stem[stem.size() - 2]) {
      if (const Act* act = Look(stem.substr(0, stem.size() - 1))) return act;  // planned
    }
  }
  return nullptr;
}

bool Negates(std::string_view word) {
  return word == "not" || word == "never" || word == "neither" || word == "nor" || word == "without" ||
         word.ends_with("n't") || word.ends_with("n’t") || word == "cannot";
}

bool IsConditional(std::string_view word) {
  return word == "would" || word == "might" || word == "could" || word == "may" || word == "should" || word == "if";
}

}  // namespace

Manner MannerOf(const ArticleView& view, const Source& source, const Statement& statement) {
  Manner manner;
  bool told = false, modal = false, negation = false, comment = false, declined = false, would = false;
  size_t cue_begin = view.words.size(), cue_end = 0;
  for (const Span& span : statement.cue) {
    const auto [begin, end] = view.WordsIn(span);
    cue_begin = std::min(cue_begin, begin);
    cue_end = std::max(cue_end, end);
    for (size_t w = begin; w < end; ++w) {
      const std::string_view word = view.Lower(w);
      if (Negates(word)) negation = true;
      if (IsConditional(word)) modal = true;
      if (word == "would") would = true;
      if (word == "declined" || word == "declines" || word == "refused" || word == "refuses" || word == "declining" || word == "refusing") declined = true;
      if (word == "comment" || word == "respond" || word == "elaborate" || word == "answer") comment = true;
      if (word == "call" || word == "called" || word == "calls" || word == "calling") {
        if (view.Is(w + 1, "for") || view.Is(w + 1, "on")) manner.act = Act::kDemand, told = true;
        continue;
      }
      if (const Act* act = ActOf(word)) {
        manner.act = *act;
        told = true;
      }
    }
  }
  // The words right before the cue belong to its verb: "did not | say".
  for (size_t w = cue_begin, steps = 0; w > 0 && steps < 2; --w, ++steps) {
    const ViewWord& before = view.words[w - 1];
    if (before.shape == Shape::kMark || !(before.classes & kFunctionWord)) break;
    if (Negates(view.Lower(w - 1))) negation = true;
    if (view.Is(w - 1, "would") || view.Is(w - 1, "might")) modal = true;
  }
  const bool document = (source.head_classes & kDocumentNoun) != 0 && source.form == SourceForm::kNominal;
  if (manner.act == Act::kReport && !document) {
    manner.act = Act::kSay;  // somebody who reveals or reports says it
    told = false;
  }
  if (document && (!told || manner.act == Act::kThink || manner.act == Act::kFeel)) {
    manner.act = Act::kReport;  // a report finds, knows and expects nothing but in print
  } else if (!told) {
    if (!statement.content.empty()) {
      // A question mark ends the content, a closing mark of quotation perhaps behind it.
      const auto [begin, end] = view.WordsIn(statement.content.back());
      for (size_t w = end; w > begin && w + 3 > end; --w) {
        if (view.Mark(w - 1) == '?' && statement.form != Form::kIndirect) manner.act = Act::kAsk;
      }
    }
  }
  // "does not think that it will" is a view all the same; so are hopes, wishes and denials.
  const bool inner = manner.act == Act::kThink || manner.act == Act::kFeel || manner.act == Act::kIntend;
  manner.negated = (negation && !(inner && !modal)) || (modal && !(inner && would)) || (declined && comment) ||
                   (declined && statement.form == Form::kIndirect);
  return manner;
}

}  // namespace quoth
