#include "speaker/sources.h"

#include <algorithm>
#include <utility>

namespace quoth {
namespace {

bool InSpans(const ViewWord& word, const std::vector<Span>& spans) {
  for (const Span& span : spans) {
    if (word.begin < span.end && word.end > span.begin) return true;
  }
  return false;
}

// The word before which the noun phrase that begins at `first` ends.
size_t PhraseEnd(const ArticleView& view, size_t first, size_t last) {
  for (size_t w = first; w < last; ++w) {
    const ViewWord& word = view.words[w];
    if (word.shape == Shape::kMark && w > first && view.Mark(w) != '.' && view.Mark(w) != '-' && view.Mark(w) != '/') return w;
    if (w > first && (word.classes & (kPreposition | kRelativePronoun | kAuxiliary | kConjunction)) && !view.Capital(w)) return w;
  }
  return last;
}

bool IsRecording(std::string_view word) {
  for (const char* one : {"transcript", "transcripts", "recording", "audio", "video", "footage", "tape"}) {
    if (word == one) return true;
  }
  return false;
}

// “…,” he said, according to a transcript: the pronoun or the name beside a verb of
// saying between content and source; view.words.size() where there is none.
size_t SpokenIn(const ArticleView& view, const Statement& statement, size_t source) {
  const uint32_t sentence = view.words[source].sentence;
  for (size_t w = source; w-- > 0 && view.words[w].sentence == sentence && source - w < 16;) {
    if (view.words[w].quoted && InSpans(view.words[w], statement.content)) break;
    if (!(view.words[w].classes & kSayVerb) || InSpans(view.words[w], statement.cue)) continue;
    if (w > 0 && view.Has(w - 1, kPersonalPronoun)) return w - 1;
    if (w > 0 && view.Capital(w - 1)) return w - 1;
  }
  return view.words.size();
}

// Past what may follow a name before the next one: "(D-Tarn)", "of Norvia", ", R-Tarn,",
// ", the mayor of Tarn," and ", who left,".  Those between commas are `aside`s.
size_t PastApposition(const ArticleView& view, size_t w, size_t last, bool* aside) {
  *aside = false;
  if (w < last && view.Mark(w) == '(') {
    size_t close = w;
    while (close < last && view.Mark(close) != ')') ++close;
    if (close < last) w = close + 1;
  }
  if (w + 1 < last && (view.Is(w, "of") || view.Is(w, "from") || view.Is(w, "at"))) {
    size_t place = w + 1;
    while (place < last && !view.Capital(place) && view.Has(place, kDeterminer)) ++place;
    const size_t capital = place;
    while (place < last && (view.Capital(place) || (place > capital && view.Is(place, "of")))) ++place;
    if (place > capital) w = place;
  }
  if (w + 1 >= last || view.Mark(w) != ',') return w;
  const bool party = view.words[w + 1].shape == Shape::kCaps || view.Word(w + 1).find('-') != std::string_view::npos;
  const bool phrase = view.Has(w + 1, kDeterminer | kPossessivePronoun | kRelativePronoun) || view.Is(w + 1, "former");
  if (!party && !phrase) return w;
  size_t comma = w + 1;
  while (comma < last && view.Mark(comma) != ',') ++comma;
  if (comma >= last) return w;
  *aside = true;
  return comma + 1;
}

// Past an "and" or its like; `at` where there is none.
size_t PastAnd(const ArticleView& view, size_t at, size_t last) {
  if (at < last && (view.Is(at, "and") || view.Mark(at) == '&' || view.Mark(at) == '/')) return at + 1;
  return at + 2 < last && view.Is(at, "as") && view.Is(at + 1, "well") && view.Is(at + 2, "as") ? at + 3 : at;
}

// Whether what stands behind the last of the joined names says somebody else:
// "Calder and Holm’s aides", "the Calder and Holm campaigns".
bool SaysSomebodyElse(const ArticleView& view, size_t w, size_t last) {
  if (w < last && view.words[w].shape == Shape::kPossessive) return ++w < last && !view.Has(w, kDocumentNoun);
  if (w >= last || view.words[w].shape != Shape::kLower) return false;
  if (view.Has(w, kPreposition | kConjunction | kAuxiliary | kRelativePronoun | kPluralWord | kQuantifier)) return false;
  if (!view.Has(w, kOrganisationNoun | kPublicationNoun) || LooksPlural(view.Lower(w))) return true;
  while (w < last && view.words[w].shape == Shape::kLower) ++w;  // "the Tarn newspaper chain"
  return w < last && view.Capital(w);
}

// The names that are joined at the source's head: "Calder, Tomas Beel (D) and her deputy, Mr. Holm".
// Sets source->joint to them; or source->accompanied, where somebody speaks who is more
// than these names.
void ReadJoint(const ArticleView& view, const Names& names, Source* source) {
  std::vector<uint32_t> joint;
  size_t k = 0;
  const auto mention = [&]() -> const NameMention& { return names.mentions[source->mentions[k]]; };
  if (source->form == SourceForm::kName) {
    while (k < source->mentions.size() && (mention().in_title || mention().last <= source->head)) ++k;
    if (k == source->mentions.size() || mention().first > source->head) return;
    for (size_t w = source->first; w < mention().title; ++w) {
      if (view.words[w].shape == Shape::kPossessive || view.Has(w, kPreposition | kRelativePronoun | kAuxiliary | kConjunction)) return;
    }
  } else {
    // "The mayor of Tarn, Ines Calder, and …"
    size_t comma = source->head;
    while (comma < source->last && view.Mark(comma) != ',') ++comma;
    while (k < source->mentions.size() && (mention().in_title || mention().first < comma)) ++k;
    if (k == source->mentions.size() || mention().title != comma + 1) return;
  }
  bool closed = false;  // by an "and"; a comma goes on before it alone
  size_t w = 0;
  for (;;) {
    joint.push_back(source->mentions[k]);
    w = mention().last;
    if (view.Has(w - 1, kGroupNoun) && !view.Has(w - 1, kOrganisationWord)) return;  // "House and Senate Republicans"
    size_t at = w;
    if (at < source->last && view.words[at].shape == Shape::kPossessive) ++at;  // "Calder’s and Holm’s"
    bool aside = false;
    size_t next = PastApposition(view, at, source->last, &aside);
    const bool comma = !aside && next < source->last && view.Mark(next) == ',';
    if (comma) ++next;
    const size_t past = PastAnd(view, next, source->last);
    if (past == next && (closed || !comma || view.Has(next, kDeterminer))) break;
    closed |= past > next;
    next = past;
    // The titles and the like before the next name.
    while (k < source->mentions.size() && (mention().in_title || mention().first < next)) ++k;
    if (k == source->mentions.size()) break;
    bool leads = true;
    for (size_t v = next; v < mention().title && leads; ++v) {
      const bool role_before = view.Mark(v) == ',' && v + 1 == mention().title && view.Has(v - 1, kRoleNoun);
      leads = role_before || (view.words[v].shape != Shape::kMark && view.words[v].shape != Shape::kPossessive &&
                              !view.Has(v, kPreposition | kConjunction | kAuxiliary | kRelativePronoun | kPersonalPronoun | kSayVerb));
    }
    if (!leads) break;
  }
  if (!closed || joint.size() < 2) return;
  if (SaysSomebodyElse(view, w, source->last)) {
    source->accompanied = true;
  } else {
    source->joint = std::move(joint);
  }
}

}  // namespace

size_t MentionAt(const Names& names, size_t word) {
  return static_cast<size_t>(std::partition_point(names.mentions.begin(), names.mentions.end(),
                                                  [word](const NameMention& m) { return m.last <= word; }) -
                             names.mentions.begin());
}

std::vector<uint32_t> ByPlace(const ArticleView& view, const std::vector<Source>& sources) {
  std::vector<uint32_t> order;
  for (uint32_t s = 0; s < sources.size(); ++s) {
    if (sources[s].anchor < view.words.size()) order.push_back(s);
  }
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return sources[a].anchor < sources[b].anchor; });
  return order;
}

std::vector<Source> ReadSources(const ArticleView& view, const Names& names, const std::vector<Statement>& statements) {
  std::vector<Source> sources(statements.size());
  for (size_t s = 0; s < statements.size(); ++s) {
    const Statement& statement = statements[s];
    Source& source = sources[s];
    if (statement.source.empty()) {
      const auto& place = statement.cue.empty() ? statement.content : statement.cue;
      source.anchor = source.first = source.last = source.head =
          static_cast<uint32_t>(place.empty() ? 0 : std::min(view.WordAt(place.front().begin), view.words.size()));
      continue;
    }
    size_t begin = view.WordAt(statement.source.front().begin);
    size_t end = std::max(view.WordsIn({statement.source.front().begin, statement.source.back().end}).second, begin);
    source.first = source.anchor = static_cast<uint32_t>(begin);
    source.last = static_cast<uint32_t>(end);
    bool recorded = false;
    for (size_t w = begin; w < end && w < begin + 4; ++w) recorded |= IsRecording(view.Lower(w));
    if (recorded) {
      const size_t spoken = SpokenIn(view, statement, begin);
      if (spoken < view.words.size()) {
        source.recorded = true;
        begin = spoken;
        end = spoken + 1;
        source.first = source.anchor = static_cast<uint32_t>(begin);
        source.last = static_cast<uint32_t>(end);
      }
    }
    size_t first = begin;
    while (first < end && view.words[first].shape == Shape::kMark) ++first;
    if (first >= end) {
      source.head = static_cast<uint32_t>(begin);
      continue;
    }
    for (size_t m = MentionAt(names, begin); m < names.mentions.size() && names.mentions[m].first < end; ++m) {
      if (begin + 1 == end || InSpans(view.words[names.mentions[m].first], statement.source)) source.mentions.push_back(static_cast<uint32_t>(m));
    }
    const size_t phrase = PhraseEnd(view, first, end);
    size_t head = phrase > first ? phrase - 1 : first;
    while (head > first && (view.words[head].shape == Shape::kMark || view.words[head].shape == Shape::kPossessive)) --head;
    source.head = static_cast<uint32_t>(head);
    source.head_classes = view.words[head].classes;
    const bool single = head == first;
    if (single && (source.head_classes & (kPersonalPronoun | kRelativePronoun | kPossessivePronoun)) != 0) {
      source.form = SourceForm::kPronoun;
    } else {
      source.form = SourceForm::kNominal;
      for (uint32_t m : source.mentions) {
        const NameMention& mention = names.mentions[m];
        if (mention.first <= head && head < mention.last && !mention.in_title) source.form = SourceForm::kName;
      }
    }
    const bool office = source.form == SourceForm::kNominal && (source.head_classes & kRoleNoun) && !(source.head_classes & kPluralWord);
    if (source.form == SourceForm::kName || office) ReadJoint(view, names, &source);
    source.agreement = source.head_classes & (kMale | kFemale | kNeuter | kPluralWord | kFirstPerson | kSecondPerson);
    if (source.form == SourceForm::kNominal) {
      source.plural = (source.head_classes & (kGroupNoun | kPluralWord)) != 0 ||
                      ((source.head_classes & (kRoleNoun | kDocumentNoun | kOrganisationNoun)) == 0 && LooksPlural(view.Lower(head)));
      if (source.head_classes & kDocumentNoun) source.plural = false;
    } else if (source.form == SourceForm::kPronoun) {
      source.plural = (source.head_classes & kPluralWord) != 0;
      source.accompanied = PastAnd(view, head + 1, end) > head + 1;
    }
  }
  return sources;
}

}  // namespace quoth
