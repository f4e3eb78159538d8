// What tells whether a phrase belongs to a saying: how far it stands from the cue,
// what stands between them, whether another cue stands nearer, and whether the
// sentence of the phrase is the speaker's too: "In an interview on Monday, she
// praised the plan. “It will work,” she said."
#include <algorithm>
#include <cmath>

#include "speaker/circumstances.h"

namespace quoth {
namespace {

constexpr size_t kReach = 70;        // words, before the cue and behind it
constexpr size_t kMostPhrases = 12;  // of each statement

bool Overlaps(const Span& phrase, const std::vector<Span>& spans) {
  for (const Span& span : spans) {
    if (phrase.begin < span.end && span.begin < phrase.end) return true;
  }
  return false;
}

}  // namespace

std::vector<CircumstanceRow> MakeCircumstanceRows(const ArticleView& view, const std::vector<Statement>& statements,
                                                  const std::vector<Source>& sources, const std::vector<Phrase>& phrases) {
  std::vector<CircumstanceRow> rows;
  // The cues in text order: [first word, statement].
  std::vector<std::pair<uint32_t, uint32_t>> cues;
  std::vector<uint32_t> cue_first(statements.size(), UINT32_MAX), cue_last(statements.size(), 0);
  for (uint32_t s = 0; s < statements.size(); ++s) {
    if (statements[s].cue.empty()) continue;
    cue_first[s] = static_cast<uint32_t>(view.WordAt(statements[s].cue.front().begin));
    cue_last[s] = static_cast<uint32_t>(std::max<size_t>(view.WordsIn(statements[s].cue.back()).second, cue_first[s] + 1));
    if (cue_first[s] < view.words.size()) cues.push_back({cue_first[s], s});
  }
  std::sort(cues.begin(), cues.end());

  for (uint32_t s = 0; s < statements.size(); ++s) {
    const uint32_t cue = cue_first[s];
    if (cue >= view.words.size()) continue;
    const Statement& statement = statements[s];
    const ViewWord& here = view.words[cue];
    const size_t from = cue > kReach ? cue - kReach : 0;
    size_t p = static_cast<size_t>(std::partition_point(phrases.begin(), phrases.end(), [from](const Phrase& q) { return q.first < from; }) - phrases.begin());
    const size_t start = rows.size();
    for (; p < phrases.size() && phrases[p].first < cue + kReach && rows.size() - start < 3 * kMostPhrases; ++p) {
      const Phrase& phrase = phrases[p];
      const ViewWord& there = view.words[phrase.first];
      const int apart = static_cast<int>(there.sentence) - static_cast<int>(here.sentence);
      const int paragraphs = static_cast<int>(there.paragraph) - static_cast<int>(here.paragraph);
      if (apart < -2 || apart > 1 || paragraphs < -1 || paragraphs > 0) continue;
      CircumstanceRow row;
      row.statement = s;
      row.phrase = static_cast<uint32_t>(p);
      float* to = row.columns.data();
      const auto put = [&to](double value) { *to++ = static_cast<float>(value); };
      const Span bytes = {there.begin, view.words[phrase.last - 1].end};
      put(static_cast<int>(phrase.kind));
      put(phrase.sort);
      put(phrase.noun);
      put(apart);
      put(paragraphs);
      const bool behind = phrase.first >= cue_last[s];
      const bool within = phrase.first >= cue && !behind;
      const double distance = behind ? phrase.first - cue_last[s] : within ? 0 : phrase.last > cue ? 0 : cue - phrase.last;
      put(behind ? 1 : within ? 0 : -1);
      put(std::log2(1 + distance));
      put(Overlaps(bytes, statement.content));
      put(Overlaps(bytes, statement.source));
      double commas = 0, verbs = 0, clauses = 0, marks = 0, others = 0, prepositions = 0;
      const size_t a = behind ? cue_last[s] : std::min<size_t>(phrase.last, cue), b = behind ? phrase.first : cue;
      for (size_t w = a; w < b; ++w) {
        const ViewWord& word = view.words[w];
        commas += view.Mark(w) == ',';
        marks += word.shape == Shape::kMark && view.Mark(w) != ',' && view.Mark(w) != '.';
        if (word.shape != Shape::kLower) continue;
        verbs += (word.classes & kSayVerb) && !(word.classes & (kDocumentNoun | kRoleNoun));
        clauses += (word.classes & (kRelativePronoun | kConjunction)) != 0;
        prepositions += (word.classes & kPreposition) != 0;
      }
      put(commas);
      put(verbs);
      put(clauses);
      put(marks);
      put(prepositions);
      // Cues nearer to the phrase, and whose.
      const auto at = std::partition_point(cues.begin(), cues.end(), [&](const auto& c) { return c.first < phrase.first; });
      uint32_t nearest = UINT32_MAX, nearest_distance = UINT32_MAX;
      const auto look = [&](const std::pair<uint32_t, uint32_t>& c) {
        const uint32_t d = c.first < phrase.first ? phrase.first - std::min(phrase.first, cue_last[c.second]) : c.first - std::min(c.first, phrase.last);
        if (d < nearest_distance) nearest = c.second, nearest_distance = d;
      };
      if (at != cues.begin()) look(*(at - 1));
      if (at != cues.end()) look(*at);
      for (auto c = at; c != cues.begin() && others < 4;) {
        --c;
        if (c->first < std::min<uint32_t>(cue, phrase.first)) break;
        others += c->second != s;
      }
      put(nearest == s);
      put(others);
      const bool same_sentence = nearest != UINT32_MAX && view.words[cue_first[nearest]].sentence == there.sentence;
      // A statement of the phrase's own sentence, by the same speaker?
      double shared = -1;
      if (same_sentence && statements[nearest].speaker && statement.speaker) {
        const auto& one = statements[nearest].speaker->names;
        const auto& two = statement.speaker->names;
        shared = one == two ? (one.empty() ? 0.5 : 1) : 0;
      }
      put(shared);
      put(there.sentence_start);
      put(view.Has(cue, kSayVerb));
      put(view.Is(cue, "according"));
      put(static_cast<int>(statement.form));
      put(static_cast<int>(sources[s].form));
      put(there.quoted);
      put(here.quoted);
      put(phrase.first > 0 && view.words[phrase.first - 1].sentence == there.sentence ? (view.Mark(phrase.first - 1) == ',' ? 1 : view.Has(phrase.first - 1, kSayVerb) ? 2 : view.words[phrase.first - 1].shape == Shape::kCapital ? 3 : 0) : 4);
      const size_t after = phrase.last;
      put(after < view.words.size() && view.words[after].sentence == there.sentence ? (view.Mark(after) == ',' ? 1 : view.words[after].shape == Shape::kMark ? 2 : 0) : 3);
      put(phrase.last - phrase.first);
      put(!statement.content.empty() && statement.content.front().begin < here.begin);
      put(statement.headline);
      put(sources[s].first < cue ? 0 : 1);
      put(std::abs(static_cast<double>(phrase.first) - static_cast<double>(sources[s].first)) < 4);
      rows.push_back(row);
    }
    // The best of the nearest: how many of its kind compete.
    for (size_t r = start; r < rows.size(); ++r) {
      float rivals = 0;
      for (size_t o = start; o < rows.size(); ++o) {
        rivals += o != r && rows[o].columns[0] == rows[r].columns[0] && rows[o].columns[6] < rows[r].columns[6];
      }
      rows[r].columns[kCircumstanceColumns - 1] = rivals;
    }
  }
  return rows;
}

}  // namespace quoth
