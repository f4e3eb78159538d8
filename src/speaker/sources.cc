#include "speaker/sources.h"

#include <algorithm>

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

}  // namespace

size_t MentionAt(const Names& names, size_t word) {
  return static_cast<size_t>(std::partition_point(names.mentions.begin(), names.mentions.end(),
                                                  [word](const NameMention& m) { return m.last <= word; }) -
                             names.mentions.begin());
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
    source.agreement = source.head_classes & (kMale | kFemale | kNeuter | kPluralWord | kFirstPerson | kSecondPerson);
    if (source.form == SourceForm::kNominal) {
      source.plural = (source.head_classes & (kGroupNoun | kPluralWord)) != 0 ||
                      ((source.head_classes & (kRoleNoun | kDocumentNoun | kOrganisationNoun)) == 0 && LooksPlural(view.Lower(head)));
      if (source.head_classes & kDocumentNoun) source.plural = false;
    } else if (source.form == SourceForm::kPronoun) {
      source.plural = (source.head_classes & kPluralWord) != 0;
    }
  }
  return sources;
}

}  // namespace quoth
