// The columns of the scorer, in three groups: the source by itself; the name within
// the source; the entity and where the article speaks of it around the source.
//
// Candidates are the entities of the names within the source, then those named last
// before it, those named next after it, and those that the article names most often.
#include "speaker/features.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace quoth {
namespace {

constexpr size_t kBack = 60, kForward = 12, kFrequent = 6, kMostCandidates = 24;

float Log(double x) { return static_cast<float>(std::log2(1 + std::max(0.0, x))); }

// What stands beside a name, as a number.
float Beside(const ArticleView& view, size_t w, bool inside) {
  if (!inside) return 0;
  const ViewWord& word = view.words[w];
  if (word.shape == Shape::kPossessive) return 1;
  if (view.Mark(w) == ',') return 2;
  if (view.Mark(w) == '(' || view.Mark(w) == ')') return 3;
  if (word.shape == Shape::kMark) return 4;
  if (view.Is(w, "of")) return 5;
  if (view.Is(w, "and") || view.Is(w, "&")) return 6;
  if (view.Is(w, "for") || view.Is(w, "by")) return 7;
  if (word.classes & kPreposition) return 8;
  if (word.classes & kRelativePronoun) return 9;
  if (word.classes & kSayVerb) return 10;
  if (word.classes & kAuxiliary) return 11;
  if (word.classes & kGroupNoun) return 12;
  if (word.classes & kDocumentNoun) return 13;
  if (word.classes & kRoleNoun) return 14;
  if (word.classes & kOrganisationNoun) return 15;
  if (word.classes & kDeterminer) return 16;
  if (word.classes & kConjunction) return 17;
  if (word.classes & kPossessivePronoun) return 18;
  if (word.shape == Shape::kCapital || word.shape == Shape::kCaps) return 19;
  if (LooksPlural(view.Lower(w))) return 20;
  return 21;
}

// Abbreviated and feminine forms of the same office.
std::string_view Office(std::string_view word) {
  static const std::unordered_map<std::string_view, std::string_view> kSame = {
      {"sen.", "senator"}, {"gov.", "governor"}, {"rep.", "representative"}, {"congressman", "representative"},
      {"congresswoman", "representative"}, {"spokeswoman", "spokesman"}, {"spokesperson", "spokesman"},
      {"chairwoman", "chairman"}, {"chair", "chairman"}, {"gen.", "general"}, {"businesswoman", "businessman"},
      {"candidate", "nominee"}, {"hopeful", "candidate"}, {"front-runner", "candidate"}, {"frontrunner", "candidate"},
      {"prof.", "professor"}, {"atty.", "attorney"}, {"lawyer", "attorney"}, {"dr.", "doctor"}, {"lt.", "lieutenant"}};
  const auto found = kSame.find(word);
  return found == kSame.end() ? word : found->second;
}

class Builder {
 public:
  Builder(const ArticleView& view, const Names& names, const std::vector<Statement>& statements,
          const std::vector<Source>& sources)
      : view_(view), names_(names), statements_(statements), sources_(sources) {
    for (const Entity& entity : names.entities) total_ += entity.mentions.size();
    by_count_.resize(names.entities.size());
    for (uint32_t e = 0; e < by_count_.size(); ++e) by_count_[e] = e;
    std::stable_sort(by_count_.begin(), by_count_.end(), [&](uint32_t a, uint32_t b) {
      return names.entities[a].mentions.size() > names.entities[b].mentions.size();
    });
    rank_.resize(by_count_.size());
    for (uint32_t r = 0; r < by_count_.size(); ++r) rank_[by_count_[r]] = r;
    spoken_.resize(names.entities.size(), 0);
    NameSpeakers();
    Describe();
  }

  SpeakerRows Rows() {
    SpeakerRows out;
    for (uint32_t s = 0; s < statements_.size(); ++s) AddRows(s, &out.rows);
    out.around = std::move(around_);
    return out;
  }

 private:
  // Statements whose source's head is a name, in text order: continuity for the rest.
  void NameSpeakers() {
    named_.assign(statements_.size(), UINT32_MAX);
    for (uint32_t s = 0; s < statements_.size(); ++s) {
      if (sources_[s].form != SourceForm::kName) continue;
      for (uint32_t m : sources_[s].mentions) {
        const NameMention& mention = names_.mentions[m];
        if (mention.first <= sources_[s].head && sources_[s].head < mention.last) {
          named_[s] = mention.candidates[0].entity;
          ++spoken_[named_[s]];
          ++all_spoken_;
        }
      }
    }
    before_.assign(statements_.size(), UINT32_MAX);
    after_.assign(statements_.size(), UINT32_MAX);
    for (uint32_t s = 0, last = UINT32_MAX; s < statements_.size(); ++s) {
      before_[s] = last;
      if (named_[s] != UINT32_MAX) last = s;
    }
    for (uint32_t s = static_cast<uint32_t>(statements_.size()), next = UINT32_MAX; s-- > 0;) {
      after_[s] = next;
      if (named_[s] != UINT32_MAX) next = s;
    }
    // The statement whose content holds the source's place.
    around_.assign(statements_.size(), UINT32_MAX);
    std::vector<std::pair<Span, uint32_t>> contents;
    for (uint32_t s = 0; s < statements_.size(); ++s) {
      for (const Span& span : statements_[s].content) contents.push_back({span, s});
    }
    std::sort(contents.begin(), contents.end(), [](const auto& a, const auto& b) { return a.first.begin < b.first.begin; });
    std::vector<uint32_t> order(statements_.size());
    for (uint32_t s = 0; s < order.size(); ++s) order[s] = s;
    const auto place = [&](uint32_t s) { return sources_[s].anchor < view_.words.size() ? view_.words[sources_[s].anchor].begin : 0u; };
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return place(a) < place(b); });
    size_t next = 0;
    std::vector<std::pair<Span, uint32_t>> open;
    for (uint32_t s : order) {
      const size_t at = place(s);
      while (next < contents.size() && contents[next].first.begin <= at) {
        open.push_back(contents[next++]);
        if (open.size() > 64) open.erase(open.begin());
      }
      std::erase_if(open, [at](const auto& c) { return c.first.end <= at; });
      for (size_t k = open.size(); k-- > 0;) {
        if (open[k].second != s) {
          around_[s] = open[k].second;
          break;
        }
      }
    }
  }

  // The words by which the article describes each entity: its titles, and what stands
  // behind a comma after its name.
  void Describe() {
    descriptors_.resize(names_.entities.size());
    for (const NameMention& mention : names_.mentions) {
      if (mention.in_title) continue;
      auto& words = descriptors_[mention.candidates[0].entity];
      if (words.size() > 60) continue;
      const auto add = [&](size_t w) {
        if (view_.words[w].shape != Shape::kMark && !(view_.words[w].classes & kFunctionWord)) words.insert(Office(view_.Lower(w)));
      };
      for (size_t w = mention.title; w < mention.first; ++w) add(w);
      for (size_t w = mention.title, k = 0; w > 0 && k < 4; --w, ++k) {  // "Republican nominee", "her spokesman"
        if (view_.words[w - 1].shape == Shape::kMark || (view_.words[w - 1].classes & (kPreposition | kConjunction | kAuxiliary | kSayVerb))) break;
        add(w - 1);
      }
      const bool comma = view_.Mark(mention.last) == ',';
      const bool copula = view_.Has(mention.last, kAuxiliary) && (view_.Is(mention.last, "is") || view_.Is(mention.last, "was"));
      if (!comma && !copula) continue;
      const bool apposition = view_.Has(mention.last + 1, kDeterminer | kPossessivePronoun | kRoleNoun | kRelativePronoun) ||
                              view_.Is(mention.last + 1, "former");
      if (!apposition) continue;
      for (size_t w = mention.last + 1, k = 0; w < view_.words.size() && k < 12; ++w, ++k) {
        if (view_.Mark(w) == ',' || view_.words[w].sentence != view_.words[mention.first].sentence) break;
        add(w);
      }
    }
  }

  void AddRows(uint32_t s, std::vector<SpeakerRow>* rows) {
    const Source& source = sources_[s];
    const size_t start = rows->size();
    std::vector<uint32_t> taken;
    const bool novel = IsNovel(source);
    // "The audit office" is no person.
    const bool body = source.form == SourceForm::kNominal && (source.head_classes & kOrganisationNoun) && !(source.head_classes & kRoleNoun);
    const auto add = [&](uint32_t entity, uint32_t mention, const Candidate& candidate, uint32_t place) {
      if (names_.entities[entity].name.empty()) return;
      if (body && mention == UINT32_MAX && names_.entities[entity].kind == NameKind::kPerson) return;
      if (novel && mention == UINT32_MAX && NamedBefore(entity, source.first)) return;
      if (std::find(taken.begin(), taken.end(), entity) != taken.end()) return;
      if (rows->size() - start >= kMostCandidates) return;
      taken.push_back(entity);
      SpeakerRow row;
      row.statement = s;
      row.entity = entity;
      row.mention = mention;
      Fill(source, s, candidate, place, &row);
      rows->push_back(row);
    };
    for (uint32_t m : source.mentions) {
      const NameMention& mention = names_.mentions[m];
      for (uint32_t k = 0; k < mention.candidates.size(); ++k) add(mention.candidates[k].entity, m, mention.candidates[k], k);
    }
    if (source.form == SourceForm::kName) return;
    const size_t at = MentionAt(names_, source.first);
    for (size_t m = at, k = 0; m-- > 0 && k < kBack; ++k) {
      if (!names_.mentions[m].in_title) add(names_.mentions[m].candidates[0].entity, UINT32_MAX, {}, 0);
    }
    const size_t past = MentionAt(names_, source.last);
    for (size_t m = past, k = 0; m < names_.mentions.size() && k < kForward; ++m, ++k) {
      if (!names_.mentions[m].in_title) add(names_.mentions[m].candidates[0].entity, UINT32_MAX, {}, 0);
    }
    for (size_t r = 0; r < std::min(kFrequent, by_count_.size()); ++r) add(by_count_[r], UINT32_MAX, {}, 0);
  }

  // "A boy of eleven said": somebody of whom the article has not spoken yet, though it
  // may name him later.  Not "… is a man who says", nor an apposition.
  bool IsNovel(const Source& source) const {
    if (source.form != SourceForm::kNominal || (source.head_classes & kDocumentNoun)) return false;
    const size_t first = source.first;
    if (!view_.Is(first, "a") && !view_.Is(first, "an") && !view_.Is(first, "another")) return false;
    if (first == 0 || view_.words[first].sentence_start) return true;
    return view_.words[first - 1].shape != Shape::kMark && !view_.Has(first - 1, kAuxiliary | kPreposition);
  }

  bool NamedBefore(uint32_t entity, size_t word) const {
    const std::vector<uint32_t>& mentions = names_.entities[entity].mentions;
    const size_t looked = std::min<size_t>(mentions.size(), 8);
    for (size_t k = 0; k < looked && names_.mentions[mentions[k]].first < word; ++k) {
      if (!names_.mentions[mentions[k]].heading) return true;
    }
    return looked < mentions.size() && names_.mentions[mentions[looked]].first < word;
  }

  bool Speaks(uint32_t entity) const {
    if (names_.entities[entity].kind != NameKind::kUnknown || spoken_[entity] < 2) return false;
    for (const uint32_t m : names_.entities[entity].mentions) {
      const size_t w = names_.mentions[m].title;
      if (w > 0 && view_.Has(w - 1, kDeterminer) && view_.words[w - 1].sentence == view_.words[w].sentence) return false;
    }
    return true;
  }

  bool SubjectLike(const NameMention& mention) const {
    const size_t w = mention.title;
    if (view_.words[w].sentence_start) return true;
    if (w == 0) return true;
    return view_.Mark(w - 1) == ',' || view_.Has(w - 1, kConjunction) || view_.words[w - 1].shape == Shape::kMark;
  }

  void Fill(const Source& source, uint32_t s, const Candidate& candidate, uint32_t place, SpeakerRow* row) {
    const Statement& statement = statements_[s];
    const Entity& entity = names_.entities[row->entity];
    const size_t words = view_.words.size();
    float* to = row->columns.data();
    const auto put = [&to](double value) { *to++ = static_cast<float>(value); };
    const size_t anchor = std::min<size_t>(source.anchor, words ? words - 1 : 0);
    const ViewWord& here = view_.words[anchor];
    const bool implicit = source.form == SourceForm::kImplicit;

    // A person whom the article knows by the surname alone is seen as others are: full
    // names are the rule in what the trees were made from.
    // So is a single word that speaks twice and never has an article.
    const bool bare = entity.full_mentions == 0 && (entity.kind == NameKind::kPerson || Speaks(row->entity));
    const NameKind kind = bare ? NameKind::kPerson : entity.kind;
    const float male = entity.male + (bare && entity.male > entity.female ? 2 : 0);
    const float female = entity.female + (bare && entity.female > entity.male ? 2 : 0);

    // The source.
    put(static_cast<int>(source.form));
    put(source.last - source.first);
    const WordClasses head = source.head_classes;
    put((head & kRoleNoun) != 0);
    put((head & kGroupNoun) != 0);
    put((head & kDocumentNoun) != 0);
    put((head & kOrganisationNoun) != 0);
    put((head & kPublicationNoun) != 0);
    put(source.plural);
    const WordClasses first = implicit ? 0 : view_.words[source.first].classes;
    put(implicit ? 0 : view_.Is(source.first, "the") ? 1 : view_.Is(source.first, "a") || view_.Is(source.first, "an") ? 2
        : (first & kPossessivePronoun) ? 3 : (first & kDeterminer) ? 4 : (first & kQuantifier) ? 5
        : view_.Capital(source.first) ? 6 : 7);
    put(source.form != SourceForm::kPronoun ? 0 : (head & kRelativePronoun) ? 1 : (head & kFirstPerson) ? ((head & kPluralWord) ? 3 : 2)
        : (head & kSecondPerson) ? 4 : (head & kNeuter) ? 5 : (head & kPluralWord) ? 6 : (head & kMale) ? 7 : (head & kFemale) ? 8 : 9);
    put((head & kPossessivePronoun) != 0 && source.form == SourceForm::kPronoun);
    put(here.quoted);
    put(here.sentence_start);
    put(static_cast<int>(statement.form));
    put(statement.headline);
    put(source.mentions.size());
    const size_t cue = source.recorded ? std::min<size_t>(source.last, words - 1) : statement.cue.empty() ? anchor : std::min(view_.WordAt(statement.cue.front().begin), words - 1);
    put(view_.Has(cue, kSayVerb));
    put(view_.Is(cue, "according"));
    put(cue < source.first);
    put(std::min<double>(std::abs(double(cue) - double(source.last)), 30));
    put(statement.content.empty() ? 0 : statement.content.front().begin < here.begin);

    // The name within the source.
    const bool inside = row->mention != UINT32_MAX;
    put(inside);
    if (inside) {
      const NameMention& m = names_.mentions[row->mention];
      put(m.first - source.first);
      put(source.last - m.last);
      put(Beside(view_, m.title - (m.title > 0), m.title > source.first));
      put(Beside(view_, m.last, m.last < source.last));
      put(m.last < words ? Beside(view_, m.last, true) : 0);
      put(m.first <= source.head && source.head < m.last);
      put(m.last - m.first);
      put(m.first - m.title);
      put(m.in_title);
      put(static_cast<int>(bare ? kind : m.kind));
      put(static_cast<int>(bare && candidate.match == NameMatch::kFull ? NameMatch::kSurname : candidate.match));
      put(place);
      put(m.candidates.size());
      double prepositions = 0, commas = 0, verbs = 0, possessives = 0;
      for (size_t w = source.first; w < m.title; ++w) {
        prepositions += (view_.words[w].classes & kPreposition) != 0;
        commas += view_.Mark(w) == ',';
        verbs += (view_.words[w].classes & (kAuxiliary | kRelativePronoun | kSayVerb)) != 0;
        possessives += view_.words[w].shape == Shape::kPossessive;
      }
      put(prepositions);
      put(commas);
      put(verbs);
      put(possessives);
      size_t ahead = 0;
      while (ahead < source.mentions.size() && source.mentions[ahead] != row->mention) ++ahead;
      put(ahead);
    } else {
      for (int i = 0; i < 18; ++i) put(-1);
    }

    // The entity.
    const double count = static_cast<double>(entity.mentions.size());
    put(static_cast<int>(kind));
    put(count);
    put(count / std::max<double>(1, static_cast<double>(total_)));
    put(std::min<double>(rank_[row->entity], 20));
    put(bare ? 1 : entity.full_mentions);
    put(std::count(entity.name.begin(), entity.name.end(), ' ') + (bare ? 2 : 1));
    put(Log(row->entity));
    const bool in_heading = !entity.mentions.empty() && names_.mentions[entity.mentions[0]].heading;
    put(in_heading);
    put(male);
    put(female);
    const double gender = male - female;
    put((source.agreement & kMale) && !(source.agreement & kFemale) ? gender
        : (source.agreement & kFemale) && !(source.agreement & kMale) ? -gender : 0);
    put(source.agreement & (kMale | kFemale) ? (kind == NameKind::kPerson ? 1 : kind == NameKind::kUnknown ? 0 : -1)
        : source.agreement & kNeuter ? (kind == NameKind::kPerson ? -1 : kind == NameKind::kUnknown ? 0 : 1) : 0);

    // Where the article speaks of it, before and after.
    const auto& list = entity.mentions;
    const size_t split = static_cast<size_t>(std::partition_point(list.begin(), list.end(), [&](uint32_t m) {
      return names_.mentions[m].first < source.first; }) - list.begin());
    if (split > 0) {
      const NameMention& m = names_.mentions[list[split - 1]];
      const ViewWord& w = view_.words[m.first];
      put(here.sentence - w.sentence);
      put(here.paragraph - w.paragraph);
      put(Log(source.first - m.last));
      put(w.quoted);
      put(SubjectLike(m));
      put(Beside(view_, m.last, m.last < words));
      put(Beside(view_, m.title - (m.title > 0), m.title > 0));
      // Others named since.
      size_t people = 0, others = 0;
      uint32_t seen[8];
      for (size_t k = MentionAt(names_, source.first), steps = 0; k-- > 0 && steps < 40 && others < 8; ++steps) {
        if (names_.mentions[k].first < m.last) break;
        const uint32_t other = names_.mentions[k].candidates[0].entity;
        if (std::find(seen, seen + others, other) != seen + others) continue;
        seen[others++] = other;
        people += MayBePerson(names_.entities[other].kind);
      }
      put(people);
      put(others);
      double sentence = 0, paragraph = 0, before = 0;
      for (size_t k = split; k-- > 0 && split - k < 20;) {
        const ViewWord& v = view_.words[names_.mentions[list[k]].first];
        if (here.paragraph - v.paragraph > 3) break;
        sentence += v.sentence + 1 == here.sentence;
        paragraph += v.paragraph == here.paragraph;
        before += v.paragraph + 1 == here.paragraph;
      }
      put(sentence);
      put(paragraph);
      put(before);
    } else {
      for (int i = 0; i < 12; ++i) put(i < 3 ? 99 : -1);
    }
    size_t after = split;
    while (after < list.size() && names_.mentions[list[after]].first < source.last) ++after;
    if (after < list.size()) {
      const ViewWord& w = view_.words[names_.mentions[list[after]].first];
      put(w.sentence - here.sentence);
      put(w.paragraph - here.paragraph);
      put(Log(names_.mentions[list[after]].first - source.last));
    } else {
      for (int i = 0; i < 3; ++i) put(99);
    }

    // Whether it speaks elsewhere.
    put(spoken_[row->entity]);
    put(spoken_[row->entity] / std::max(1.0, all_spoken_));
    const auto speaks = [&](uint32_t other) {
      if (other == UINT32_MAX || named_[other] == UINT32_MAX) return -1.0;
      return named_[other] == row->entity ? 1.0 : 0.0;
    };
    const auto apart = [&](uint32_t other) {
      if (other == UINT32_MAX) return 99.0;
      const size_t a = std::min<size_t>(sources_[other].anchor, words - 1);
      return std::min(99.0, std::abs(double(view_.words[a].sentence) - double(here.sentence)));
    };
    put(speaks(before_[s]));
    put(apart(before_[s]));
    put(before_[s] == UINT32_MAX ? 99 : std::min<double>(s - before_[s], 30));
    put(speaks(after_[s]));
    put(apart(after_[s]));
    put(speaks(around_[s]));
    put(around_[s] == UINT32_MAX ? 0 : 1 + static_cast<int>(sources_[around_[s]].form));
    put(around_[s] != UINT32_MAX && !statements_[around_[s]].quoted.empty());

    // What it is called.
    double overlap = 0, of_head = 0, of_name = 0, modifiers = 0;
    if (source.form == SourceForm::kNominal) {
      const auto& described = descriptors_[row->entity];
      const std::string lower_name = LowerCase(entity.name);
      for (size_t w = source.first; w < source.last && w < source.first + 12; ++w) {
        if (view_.words[w].shape == Shape::kMark || (view_.words[w].classes & kFunctionWord)) continue;
        ++modifiers;
        const bool hit = described.contains(Office(view_.Lower(w)));
        overlap += hit;
        if (w == source.head) {
          of_head = hit;
          of_name = lower_name.find(view_.Lower(w)) != std::string::npos;
        }
      }
    }
    put(overlap);
    put(of_head);
    put(of_name);
    put(modifiers);
    put((head & kPublicationNoun) && entity.kind == NameKind::kPublication);
    put(source.form == SourceForm::kNominal && view_.Has(source.head, kHonorificMass));
  }

  const ArticleView& view_;
  const Names& names_;
  const std::vector<Statement>& statements_;
  const std::vector<Source>& sources_;
  size_t total_ = 0;
  double all_spoken_ = 0;
  std::vector<uint32_t> by_count_, rank_, named_, before_, after_, around_;
  std::vector<double> spoken_;
  std::vector<std::unordered_set<std::string_view>> descriptors_;
};

}  // namespace

SpeakerRows MakeRows(const ArticleView& view, const Names& names, const std::vector<Statement>& statements,
                     const std::vector<Source>& sources) {
  if (view.words.empty()) return {{}, std::vector<uint32_t>(statements.size(), UINT32_MAX)};
  return Builder(view, names, statements, sources).Rows();
}

}  // namespace quoth
