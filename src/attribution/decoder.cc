// From scores to statements.
//
// The model's tags in PolNeAR lie flat: where one attribution holds another
// ("Moscow is not blaming X, Putin said"), a single row of tags can give the words
// to one of the two only.  So no such row is drawn.  First the cues are found;
// then each cue labels the whole window for itself (heads.h, chain.h), and words
// may serve several cues.  What one reads as its content may hold all of another:
// that is the nesting that Statement::within reports.  Where two claim the same
// words and neither holds the other, rivals.h decides.
//
//   “Rain,” she said. “Lots.”     cue said → content “Rain,” and “Lots.”
//
// Not done here: who "she" is (the speaker stage), and statements without a cue.
#include "attribution/decoder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "text/headline.h"
#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace quoth {
namespace {

// A content is direct from this share of its letter words between marks on.
constexpr double kDirectShare = 0.9;

bool IsLetterWord(std::string_view text, Span span) {
  size_t i = span.begin;
  UChar32 c;
  U8_NEXT_OR_FFFD(text.data(), i, span.end, c);
  return u_isalnum(c);
}

std::vector<Span> Runs(const std::vector<Role>& roles, size_t offset, Role begin, Role in) {
  std::vector<Span> runs;
  for (size_t w = 0; w < roles.size(); ++w) {
    if (roles[w] == begin) {
      runs.push_back({offset + w, offset + w + 1});
    } else if (roles[w] == in) {
      runs.back().end = offset + w + 1;
    }
  }
  return runs;
}

// A source is one phrase: of several runs the one nearest to the cue is it.
void KeepNearest(const Span& cue, std::vector<Span>* runs) {
  const auto gap = [&](const Span& run) { return run.end <= cue.begin ? cue.begin - run.end : run.begin - cue.begin; };
  if (runs->size() > 1) {
    *runs = {*std::min_element(runs->begin(), runs->end(),
                               [&](const Span& a, const Span& b) { return gap(a) < gap(b); })};
  }
}

// A run that goes over paragraphs gives a span for each.
std::vector<Span> Bytes(const std::vector<Span>& runs, const std::vector<Word>& words) {
  std::vector<Span> spans;
  for (const Span& run : runs) {
    for (size_t w = run.begin; w < run.end; ++w) {
      if (w == run.begin || words[w].paragraph != words[w - 1].paragraph) spans.push_back(words[w].span);
      spans.back().end = words[w].span.end;
    }
  }
  return spans;
}

// Where between marks a text stands, as sorted spans without overlap.
std::vector<Span> QuotedStretches(const Features& features) {
  std::vector<Span> stretches;
  for (const Quotation& q : features.quotations) {
    if (q.depth == 0 && !q.inner.empty()) stretches.push_back(q.inner);
  }
  return stretches;
}

// The parts of `spans` that lie in `stretches`; both sorted.
std::vector<Span> Intersect(const std::vector<Span>& spans, const std::vector<Span>& stretches) {
  std::vector<Span> parts;
  for (const Span& span : spans) {
    auto it = std::partition_point(stretches.begin(), stretches.end(),
                                   [&](const Span& s) { return s.end <= span.begin; });
    for (; it != stretches.end() && it->begin < span.end; ++it) {
      const Span part = {std::max(span.begin, it->begin), std::min(span.end, it->end)};
      if (!part.empty()) parts.push_back(part);
    }
  }
  return parts;
}

bool Inside(size_t byte, const std::vector<Span>& spans) {
  return std::any_of(spans.begin(), spans.end(),
                     [&](const Span& s) { return s.begin <= byte && byte < s.end; });
}

size_t TotalSize(const std::vector<Span>& spans) {
  size_t total = 0;
  for (const Span& s : spans) total += s.size();
  return total;
}

// Sets Statement::within: the smallest other content in which the whole cue lies.
// Statements come by the order of their cues and contents reach no further than a
// window, so only neighbours are looked at.
void Nest(std::vector<Statement>* statements) {
  constexpr size_t kNeighbours = 24;
  for (size_t i = 0; i < statements->size(); ++i) {
    Statement& inner = (*statements)[i];
    size_t best = 0;
    const size_t end = std::min(statements->size(), i + kNeighbours + 1);
    for (size_t j = i < kNeighbours ? 0 : i - kNeighbours; j < end; ++j) {
      const Statement& outer = (*statements)[j];
      if (j == i || !Inside(inner.cue[0].begin, outer.content)) continue;
      // Two that hold each other's cue are no nesting but a muddle.
      if (Inside(outer.cue[0].begin, inner.content)) continue;
      const size_t size = TotalSize(outer.content);
      if (!inner.within || size < best) inner.within = j, best = size;
    }
  }
}

}  // namespace

Result<Decoder> Decoder::Create(std::shared_ptr<const ModelFile> model) {
  auto heads = Heads::Create(model);
  if (!heads.ok()) return heads.status();
  DecoderOptions options;
  options.cue_threshold = model->Number("metadata.decoder.cue_threshold", options.cue_threshold);
  options.bonus.source = static_cast<float>(model->Number("metadata.decoder.source_bonus", 0));
  options.bonus.content = static_cast<float>(model->Number("metadata.decoder.content_bonus", 0));
  options.calibration = model->Numbers("metadata.decoder.calibration");
  return Decoder(std::move(*heads), std::move(options));
}

// Takes the window's words into the pointer's memory, and forgets what lies too far
// before them.
Status Decoder::Remember(const WindowView& view, size_t begin, DecoderScratch& scratch) const {
  constexpr size_t kMemory = 512;
  constexpr size_t kWidth = Heads::kAnswerWidth;
  std::vector<float>& answers = scratch.answers;
  const size_t known = answers.size() / kWidth;
  if (begin < scratch.remembered || begin > scratch.remembered + known) {  // another text
    answers.clear();
    scratch.remembered = begin;
  }
  answers.resize((begin - scratch.remembered) * kWidth);  // windows may overlap
  if (begin - scratch.remembered > kMemory) {
    const size_t far = begin - scratch.remembered - kMemory;
    answers.erase(answers.begin(), answers.begin() + static_cast<ptrdiff_t>(far * kWidth));
    scratch.remembered += far;
  }
  Status status = heads_.Answers(view, &scratch.window_answers);
  if (!status.ok()) return status;
  answers.insert(answers.end(), scratch.window_answers.begin(), scratch.window_answers.end());
  return Status();
}

Status Decoder::Decode(const std::vector<Word>& words, const Window& window, const std::vector<float>& hidden,
                       DecoderScratch& scratch, std::vector<Attribution>* out) const {
  const size_t count = window.end - window.begin;
  scratch.paragraph.resize(count);
  for (size_t i = 0; i < count; ++i) scratch.paragraph[i] = words[window.begin + i].paragraph;
  const WindowView view = {hidden, scratch.paragraph};
  heads_.CueProbabilities(view, &scratch.cues);
  FindCues(view, window, &scratch);
  Status status = Remember(view, window.begin, scratch);
  if (status.ok()) status = heads_.Read(view, scratch.places, scratch.heads, &scratch.readings);
  if (!status.ok()) return status;

  for (size_t c = 0; c < scratch.places.size(); ++c) {
    const CuePlace& place = scratch.places[c];
    const CueReading& reading = scratch.readings[c];
    const size_t offset = window.begin + place.begin;
    Attribution a;
    a.cue_probability = scratch.cues[place.first].begin;
    a.log_probability = heads_.chain().Best(reading.roles, options_.bonus, scratch.chain, &scratch.roles);
    a.cue = {window.begin + place.first, window.begin + place.last + 1};
    a.content = Runs(scratch.roles, offset, kBeginContent, kInContent);
    // Without content it may still introduce the next paragraph (further_paragraphs.h).
    if (a.content.empty() && place.last + 2 < place.end) continue;
    a.source = Runs(scratch.roles, offset, kBeginSource, kInSource);
    KeepNearest(a.cue, &a.source);
    a.links = Link(a, place, reading, scratch);
    out->push_back(std::move(a));
  }
  return Status();
}

// The cues that the window answers for, with what each reads.
void Decoder::FindCues(const WindowView& view, const Window& window, DecoderScratch* scratch) const {
  constexpr size_t kMostCues = 64;  // in a window; prose has a dozen at most
  const std::vector<CueProbability>& cues = scratch->cues;
  scratch->places.clear();
  for (size_t i = 0; i < cues.size(); ++i) {
    // Words between "begin" and "in" are a cue's first word too.
    const CueProbability& p = cues[i];
    const bool begins = p.begin >= options_.cue_threshold ||
                        (p.begin >= p.in && p.begin + p.in >= std::max(options_.cue_threshold, 0.5));
    if (!begins) continue;
    const size_t first = i;
    while (i + 1 < cues.size() && cues[i + 1].in > std::max(cues[i + 1].none, cues[i + 1].begin)) ++i;
    const size_t place = window.begin + first;
    if (place < window.own_begin || place >= window.own_end || scratch->places.size() == kMostCues) continue;
    scratch->places.push_back(PlaceCue(view.paragraph, first, i));
  }
}

// Where the model sees the speaker named and the circumstances told, but for what it
// hardly believes.
WordLinks Decoder::Link(const Attribution& a, const CuePlace& place, const CueReading& reading,
                        const DecoderScratch& scratch) const {
  constexpr float kFaint = -7;
  const size_t offset = a.cue.begin - place.first + place.begin;
  std::vector<size_t> words;
  for (const Span& run : a.source) {
    for (size_t w = run.begin; w < run.end; ++w) words.push_back(w - offset);
  }
  if (words.empty()) {
    for (size_t w = a.cue.begin; w < a.cue.end && w - offset < reading.roles.size(); ++w) words.push_back(w - offset);
  }
  const auto cue = static_cast<int64_t>(a.cue.begin) - static_cast<int64_t>(scratch.remembered);
  const std::vector<float> scores = heads_.Point(reading, words, scratch.answers, cue);
  WordLinks links;
  links.nobody = scores[0];
  for (size_t i = 1; i < scores.size(); ++i) {
    if (scores[i] > kFaint) links.words.push_back({scratch.remembered + i - 1, scores[i]});
  }
  constexpr float kFaintOdds = -5;
  for (size_t w = 0; w < reading.circumstances.size(); ++w) {
    for (size_t kind = 0; kind < kCircumstances; ++kind) {
      const auto& [none, first, further] = reading.circumstances[w][kind];
      const float odds = std::max(first, further) + std::log1p(std::exp(-std::abs(first - further))) - none;
      if (odds > kFaintOdds) links.circumstances[kind].push_back({offset + w, odds});
    }
  }
  links.has_circumstances = true;
  return links;
}

std::vector<Statement> Decoder::Assemble(std::string_view text, const Features& features,
                                         const std::vector<Word>& words,
                                         const std::vector<Attribution>& attributions,
                                         std::vector<SourceLinks>* links) const {
  const Span headline = HeadlineSpan(text, features.paragraphs);
  const std::vector<Span> stretches = QuotedStretches(features);
  std::vector<Statement> statements;
  statements.reserve(attributions.size());
  for (const Attribution& a : SettleRivals(attributions, words.size())) {
    Statement s;
    s.source = Bytes(a.source, words);
    s.cue = Bytes({a.cue}, words);
    s.content = Bytes(a.content, words);
    s.quoted = a.verbatim ? s.content : Intersect(s.content, stretches);
    s.headline = s.cue[0].end <= headline.end && !headline.empty();

    size_t letters = 0, between = 0;
    for (const Span& run : a.content) {
      for (size_t w = run.begin; w < run.end; ++w) {
        if (!IsLetterWord(text, words[w].span)) continue;
        ++letters;
        between += Inside(words[w].span.begin, s.quoted);
      }
    }
    s.form = between == 0 ? Form::kIndirect
             : static_cast<double>(between) >= kDirectShare * static_cast<double>(letters) ? Form::kDirect
                                                                                          : Form::kMixed;
    s.confidence = Confidence(a, s.form);
    statements.push_back(std::move(s));
    if (links) {
      SourceLinks& link = links->emplace_back();
      const auto in_bytes = [&words](const WordLinks::Scores& scores, WordScores* out) {
        for (const auto& [word, score] : scores) out->push_back({words[word].span, score});
      };
      link.nobody = a.links.nobody;
      in_bytes(a.links.words, &link.words);
      for (size_t kind = 0; kind < kCircumstances; ++kind) in_bytes(a.links.circumstances[kind], &link.circumstances[kind]);
      link.has_circumstances = a.links.has_circumstances;
    }
  }
  Nest(&statements);
  return statements;
}

// Platt scaling (1999), one line for each form: the model's own probability of cue
// and roles is far too small for long contents and too sure of short ones.
double Decoder::Confidence(const Attribution& a, Form form) const {
  const double log_p = std::min(std::log(std::max(a.cue_probability, 1e-9)) + a.log_probability, -1e-6);
  const double logit = log_p - std::log(-std::expm1(log_p));
  const size_t line = 2 * static_cast<size_t>(form);
  const bool calibrated = options_.calibration.size() >= line + 2;
  const double x = calibrated ? options_.calibration[line] * logit + options_.calibration[line + 1] : logit;
  return 1 / (1 + std::exp(-x));
}

}  // namespace quoth
