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

std::vector<Span> Bytes(const std::vector<Span>& runs, const std::vector<Word>& words) {
  std::vector<Span> spans;
  for (const Span& run : runs) spans.push_back({words[run.begin].span.begin, words[run.end - 1].span.end});
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

Status Decoder::Decode(const std::vector<Word>& words, const Window& window, const std::vector<float>& hidden,
                       DecoderScratch& scratch, std::vector<Attribution>* out) const {
  const size_t count = window.end - window.begin;
  std::vector<uint32_t> paragraph(count);
  for (size_t i = 0; i < count; ++i) paragraph[i] = words[window.begin + i].paragraph;
  const WindowView view = {hidden, paragraph};
  heads_.CueProbabilities(view, &scratch.cues);

  bool projected = false;
  for (size_t i = 0; i < count; ++i) {
    const CueProbability& p = scratch.cues[i];
    // Words between "begin" and "in" are a cue's first word too.
    const bool begins = p.begin >= options_.cue_threshold ||
                        (p.begin >= p.in && p.begin + p.in >= std::max(options_.cue_threshold, 0.5));
    if (!begins) continue;
    size_t last = i;
    while (last + 1 < count) {
      const CueProbability& next = scratch.cues[last + 1];
      if (next.in <= std::max(next.none, next.begin)) break;
      ++last;
    }
    const size_t first = i;
    i = last;
    const size_t place = window.begin + first;
    if (place < window.own_begin || place >= window.own_end) continue;
    if (!projected) {
      Status status = heads_.Project(view, scratch.heads);
      if (!status.ok()) return status;
      projected = true;
    }
    Status status = heads_.RoleScoresOf(view, first, last, scratch.heads, &scratch.scores);
    if (!status.ok()) return status;
    Attribution a;
    a.cue_probability = scratch.cues[first].begin;
    a.log_probability = heads_.chain().Best(scratch.scores, options_.bonus, scratch.chain, &scratch.roles);
    a.cue = {place, window.begin + last + 1};
    a.source = Runs(scratch.roles, window.begin, kBeginSource, kInSource);
    KeepNearest(a.cue, &a.source);
    a.content = Runs(scratch.roles, window.begin, kBeginContent, kInContent);
    if (!a.content.empty()) out->push_back(std::move(a));
  }
  return Status();
}

std::vector<Statement> Decoder::Assemble(std::string_view text, const Features& features,
                                         const std::vector<Word>& words,
                                         const std::vector<Attribution>& attributions) const {
  const Span headline = HeadlineSpan(text, features.paragraphs);
  const std::vector<Span> stretches = QuotedStretches(features);
  std::vector<Statement> statements;
  statements.reserve(attributions.size());
  for (const Attribution& a : SettleRivals(attributions, words.size())) {
    Statement s;
    s.source = Bytes(a.source, words);
    s.cue = Bytes({a.cue}, words);
    s.content = Bytes(a.content, words);
    s.quoted = Intersect(s.content, stretches);
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
