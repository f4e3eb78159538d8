#include "speaker/speakers.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "speaker/article_view.h"
#include "speaker/circumstances.h"
#include "speaker/elimination.h"
#include "speaker/features.h"
#include "speaker/manner.h"
#include "speaker/names.h"
#include "speaker/people.h"
#include "speaker/roles.h"
#include "speaker/scorer.h"
#include "speaker/sources.h"
#include "speaker/when.h"

namespace quoth {
namespace {

// A second speaker beside the best needs this score, and one that a plural pronoun
// means: of two or three, none is much likelier than the others.
constexpr float kBeside = 0.5f;

// Of speakers of whom nothing is left in doubt so many are right by the annotators, on
// articles that model and trees have not seen.
constexpr double kBeyondDoubt = 0.98;

// How sure it is that all names speak that a source joins: so many do by the annotators.
constexpr double kJointly = 0.95;

// How sure it is that "they" are those who spoke jointly just before: 23 of 27 by the annotators.
constexpr double kTheyJointly = 0.85;

// The pointer's share of a surname for its less likely bearers.
constexpr double kLesserBearer = 0.3;

// How sure a role or a surname is that one person of the table alone fits: not
// measured, for the corpus has no such table.
constexpr double kTableConfidence = 0.9;

// How sure it is whom a phrase means by elimination alone: not measured, for the corpus
// has one such.
constexpr double kByElimination = 0.75;

struct Choice {
  std::vector<uint32_t> rows;  // the speakers', the best first; empty: nobody comes into question
  double confidence = 0;       // that they are right
};

// The scores with the model's pointer as one more voice, already calibrated; as they
// were where the model does not point.
void HearPointer(const ArticleView& view, const Names& names, const std::vector<Source>& sources, const SpeakerRows& rows,
                 const std::vector<SourceLinks>& links, std::vector<float>* p, std::vector<bool>* pointed) {
  pointed->assign(sources.size(), false);
  for (size_t r = 0; r < rows.rows.size(); ++r) {
    const SpeakerRow& row = rows.rows[r];
    const SourceLinks& link = links[row.statement];
    if ((link.words.empty() && link.nobody == 0) || sources[row.statement].recorded) continue;
    (*pointed)[row.statement] = true;
    double mass = 0;
    for (const auto& [span, log_probability] : link.words) {
      const size_t m = MentionAt(names, view.WordAt(span.begin));
      if (m >= names.mentions.size() || view.words[names.mentions[m].first].begin > span.begin) continue;
      const std::vector<Candidate>& bearers = names.mentions[m].candidates;
      for (size_t k = 0; k < bearers.size(); ++k) {
        if (bearers[k].entity == row.entity) mass += std::exp(log_probability) * (k == 0 ? 1 : kLesserBearer);
      }
    }
    (*p)[r] = static_cast<float>(WithPointer(sources[row.statement].form, (*p)[r], mass, std::exp(link.nobody)));
  }
}

Choice Choose(const SpeakerRows& rows, const std::vector<float>& p, uint32_t begin, uint32_t end, SourceForm form, bool calibrated) {
  Choice choice;
  if (begin == end) return choice;
  uint32_t best = begin;
  for (uint32_t r = begin; r < end; ++r) {
    if (p[r] > p[best]) best = r;
  }
  // Rivals are the others; but of several names in one source each has its own.
  const uint32_t mention = rows.rows[best].mention;
  double next = 0;
  for (uint32_t r = begin; r < end; ++r) {
    const uint32_t other = rows.rows[r].mention;
    if (r != best && (mention == UINT32_MAX || other == UINT32_MAX || other == mention)) next = std::max<double>(next, p[r]);
  }
  choice.rows.push_back(best);
  choice.confidence = calibrated ? p[best] : Calibrated(form, p[best], next);
  if (mention == UINT32_MAX) return choice;
  for (uint32_t r = begin; r < end; ++r) {
    const uint32_t other = rows.rows[r].mention;
    if (other == UINT32_MAX || other == mention || p[r] < kBeside) continue;
    bool rival = false;
    for (uint32_t& chosen : choice.rows) {
      if (rows.rows[chosen].mention != other) continue;
      rival = true;
      if (p[r] > p[chosen]) chosen = r;
    }
    if (!rival) choice.rows.push_back(r);
  }
  for (size_t k = 1; k < choice.rows.size(); ++k) {
    choice.confidence = std::min(choice.confidence, calibrated ? p[choice.rows[k]] : Calibrated(form, p[choice.rows[k]], 0));
  }
  // In the order of the text.
  std::sort(choice.rows.begin(), choice.rows.end(), [&](uint32_t a, uint32_t b) { return rows.rows[a].mention < rows.rows[b].mention; });
  return choice;
}

// All names that the source joins; each the likeliest bearer of its mention.
Choice ChooseJointly(const SpeakerRows& rows, const std::vector<float>& p, uint32_t begin, uint32_t end, const Source& source) {
  constexpr double kFloor = 1e-3;
  Choice choice;
  choice.confidence = kJointly;
  for (uint32_t m : source.joint) {
    uint32_t best = UINT32_MAX;
    double all = 0;
    for (uint32_t r = begin; r < end; ++r) {
      if (rows.rows[r].mention != m) continue;
      all += p[r] + kFloor;
      if (best == UINT32_MAX || p[r] > p[best]) best = r;
    }
    if (best == UINT32_MAX) return {};
    choice.rows.push_back(best);
    choice.confidence *= (p[best] + kFloor) / all;
  }
  return choice;
}

Span WordSpan(const ArticleView& view, size_t first, size_t last) { return {view.words[first].begin, view.words[last - 1].end}; }

SpeakerKind KindOf(const Entity& entity, const Source& source) {
  if (source.head_classes & kDocumentNoun) return SpeakerKind::kDocument;
  switch (entity.kind) {
    case NameKind::kPerson: return SpeakerKind::kPerson;
    case NameKind::kPublication: return SpeakerKind::kPublication;
    case NameKind::kOrganisation:
    case NameKind::kPlace: return SpeakerKind::kOrganisation;
    case NameKind::kUnknown: break;
  }
  if (source.agreement & kNeuter) return SpeakerKind::kOrganisation;
  return SpeakerKind::kPerson;
}

SpeakerKind UnnamedKind(const Source& source) {
  const WordClasses head = source.head_classes;
  if (source.form == SourceForm::kImplicit) return SpeakerKind::kOther;
  if (head & kDocumentNoun) return SpeakerKind::kDocument;
  if ((head & kPluralWord) || source.plural || (head & kQuantifier)) return SpeakerKind::kGroup;
  if (head & (kRoleNoun | kMale | kFemale | kFirstPerson | kRelativePronoun)) return SpeakerKind::kPerson;
  if (head & kPublicationNoun) return SpeakerKind::kPublication;
  if (head & kOrganisationNoun) return SpeakerKind::kOrganisation;
  return SpeakerKind::kOther;
}

// The words of the source that stand for the speaker where no name does: its phrase up
// to the head's end.
std::vector<Span> HeadPhrase(const ArticleView& view, const Source& source) {
  if (source.form == SourceForm::kImplicit || source.head < source.first || source.head >= view.words.size()) return {};
  size_t first = source.first;
  while (first < source.head && view.words[first].shape == Shape::kMark) ++first;
  return {WordSpan(view, first, source.head + 1)};
}

// The entities that the content names, each once, in text order.
std::vector<About> AboutWhat(const ArticleView& view, const Names& names, const Statement& statement) {
  std::vector<About> about;
  std::vector<uint32_t> entities;
  for (const Span& span : statement.content) {
    for (size_t m = MentionAt(names, view.WordAt(span.begin)); m < names.mentions.size(); ++m) {
      const NameMention& mention = names.mentions[m];
      const Span at = WordSpan(view, mention.first, mention.last);
      if (at.begin >= span.end) break;
      if (at.begin < span.begin || at.end > span.end) continue;
      const uint32_t entity = mention.candidates[0].entity;
      if (names.entities[entity].name.empty()) continue;
      const size_t k = static_cast<size_t>(std::find(entities.begin(), entities.end(), entity) - entities.begin());
      if (k == entities.size()) {
        entities.push_back(entity);
        about.push_back({names.entities[entity].name, {}});
      }
      about[k].spans.push_back(at);
    }
  }
  return about;
}

// "They" goes on with those who spoke jointly in the statement before, in the same
// paragraph or the one before.
void FollowJointSpeakers(const ArticleView& view, const std::vector<Source>& sources, std::vector<Statement>* statements) {
  std::vector<uint32_t> order = ByPlace(view, sources);
  std::erase_if(order, [&](uint32_t s) { return sources[s].form == SourceForm::kImplicit; });
  for (size_t k = 1; k < order.size(); ++k) {
    const Source& source = sources[order[k]];
    const bool they = source.form == SourceForm::kPronoun && source.plural && !source.accompanied &&
                      !(source.head_classes & (kFirstPerson | kSecondPerson));
    Speaker& speaker = *(*statements)[order[k]].speaker;
    const Speaker& before = *(*statements)[order[k - 1]].speaker;
    if (!they || speaker.names.size() > 1 || before.names.size() < 2) continue;
    const ViewWord& here = view.words[source.anchor];
    if (here.quoted || here.paragraph - view.words[sources[order[k - 1]].anchor].paragraph > 1) continue;
    speaker.names = before.names;
    speaker.kind = before.kind;
    speaker.role.clear();
    speaker.confidence = std::min(kTheyJointly, before.confidence);
  }
}

// What the article leaves open, or says by no more than one word, the table may know.
void AskPeople(const ArticleView& view, const Source& source, const PeopleTable& people, const std::optional<Day>& today,
               Speaker* speaker) {
  const Person* person = nullptr;
  double confidence = 0;
  if (speaker->names.size() == 1) {
    const std::string& name = speaker->names[0];
    person = people.ByName(name);
    if (person == nullptr && name.find(' ') == std::string::npos) person = people.BySurname(name, today);
    confidence = speaker->confidence;
  } else if (speaker->names.empty() && source.form == SourceForm::kNominal && !source.plural && !speaker->mention.empty()) {
    // Up to its head, or all of the source: "president of Norvia".
    const Span head = speaker->mention.front();
    person = people.ByRole(view.text.substr(head.begin, head.size()), today);
    if (person == nullptr) {
      const Span all = WordSpan(view, source.first, source.last);
      person = people.ByRole(view.text.substr(all.begin, all.size()), today);
    }
    confidence = kTableConfidence;
  } else if (speaker->names.empty() && source.form == SourceForm::kName && source.mentions.size() == 1 &&
             source.last - source.first <= 2) {
    const Span word = WordSpan(view, source.head, source.head + 1);
    person = people.BySurname(view.text.substr(word.begin, word.size()), today);
    confidence = kTableConfidence;
  }
  if (person == nullptr) return;
  speaker->names = {person->name};
  speaker->id = person->id;
  speaker->kind = SpeakerKind::kPerson;
  speaker->confidence = confidence;
}

}  // namespace

void ResolveSpeakers(std::string_view text, const SpeakerContext& context, std::vector<Statement>* statements) {
  if (statements->empty()) return;
  const ArticleView view(text);
  if (view.words.empty()) return;
  const Names names = FindNames(view);
  const std::vector<Source> sources = ReadSources(view, names, *statements);
  const SpeakerRows rows = MakeRows(view, names, *statements, sources);
  std::vector<float> p = ScoreRows(rows, sources);
  std::vector<bool> pointed(statements->size(), false);
  if (context.links != nullptr && context.links->size() == statements->size()) {
    HearPointer(view, names, sources, rows, *context.links, &p, &pointed);
  }
  const Roles roles(view, names);
  const std::optional<Day> today = DayOfWriting(view, context.published);

  std::vector<uint32_t> alone(statements->size(), UINT32_MAX);  // the one speaker of each statement
  uint32_t begin = 0;
  for (uint32_t s = 0; s < statements->size(); ++s) {
    Statement& statement = (*statements)[s];
    const Source& source = sources[s];
    uint32_t end = begin;
    while (end < rows.rows.size() && rows.rows[end].statement == s) ++end;
    Choice choice = source.joint.empty() ? Choice{} : ChooseJointly(rows, p, begin, end, source);
    if (choice.rows.empty()) choice = Choose(rows, p, begin, end, source.form, pointed[s]);
    // Of "he and Mr. Holm" neither speaks alone, and it is not sure enough who both are.
    if (source.accompanied) choice.rows.clear();
    choice.confidence *= kBeyondDoubt;
    begin = end;

    Speaker speaker;
    const bool named = !choice.rows.empty() && choice.confidence >= kLeastConfidence;
    if (named) {
      speaker.confidence = choice.confidence;
      for (uint32_t r : choice.rows) {
        const SpeakerRow& row = rows.rows[r];
        speaker.names.push_back(names.entities[row.entity].name);
        if (row.mention != UINT32_MAX) {
          speaker.mention.push_back(WordSpan(view, names.mentions[row.mention].first, names.mentions[row.mention].last));
        }
      }
      const SpeakerRow& first = rows.rows[choice.rows[0]];
      speaker.kind = KindOf(names.entities[first.entity], source);
      if (choice.rows.size() == 1) {
        alone[s] = first.entity;
        if (const Span role = roles.Of(first.entity, first.mention); !role.empty()) speaker.role.push_back(role);
      }
      if (speaker.mention.empty()) speaker.mention = HeadPhrase(view, source);
    } else {
      speaker.confidence = 1 - choice.confidence;
      speaker.kind = UnnamedKind(source);
      speaker.mention = HeadPhrase(view, source);
    }
    statement.speaker = std::move(speaker);
    statement.about = AboutWhat(view, names, statement);
  }
  FollowJointSpeakers(view, sources, statements);
  const bool linked = context.links != nullptr && context.links->size() == statements->size();
  const std::vector<uint32_t> meant = ByElimination(view, names, roles, sources, alone);
  for (uint32_t s = 0; s < statements->size(); ++s) {
    Speaker& speaker = *(*statements)[s].speaker;
    if (meant[s] != UINT32_MAX) {
      speaker.names = {names.entities[meant[s]].name};
      speaker.kind = SpeakerKind::kPerson;
      speaker.confidence = kByElimination;
    }
    if (context.people != nullptr) AskPeople(view, sources[s], *context.people, today, &speaker);
  }
  FindCircumstances(view, names, sources, linked ? context.links : nullptr, statements);
  for (uint32_t s = 0; s < statements->size(); ++s) {
    Statement& statement = (*statements)[s];
    statement.when = ResolveWhen(view, std::move(statement.when.spans), today);
    const Manner manner = MannerOf(view, sources[s], statement);
    statement.act = manner.act;
    statement.negated = manner.negated;
  }
}

}  // namespace quoth
