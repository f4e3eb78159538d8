// How a text page is read
//
// The learned score (page/scorer.h) judges single lines well and paragraphs of
// letters to the readers badly: "The authorities want to silence us" could be
// the article's.  What tells them apart is who speaks to whom.  A report speaks
// of third persons and leaves "we" and "you" to its quotations; an appeal is the
// outlet speaking of itself to its reader.  So appeals are found as stretches:
//
//   A message from The Courier:              <- opens: the outlet names its reader
//   Dear readers,                            <- goes on: addresses the reader
//   We are a small team, and your support …  <- goes on: we, your, outside quotation marks
//   Once                                     <- goes on: a word of a form
//   Monthly
//   The council met on Tuesday.              <- ends: a sentence of the report
//
// Before any learned judgement, then: lines without letters, advertisement
// markers, forms and navigation by their words, credits by their shape, and
// appeals.  After it: a paragraph that reads on and belongs to no appeal is kept
// whatever its score, for no paragraph may be lost.  The title is the last line
// before the first paragraph that looks like one.
//
// What it does not do: find an appeal that never says "we" or "you", or noise in
// running sentences without any word of the trade ("Our correspondent in …" is
// kept).  The idea of judging stretches by neighbours is Kohlschütter's (2010).
#include "page/text_selection.h"

#include <algorithm>

#include "page/dates.h"
#include "page/names.h"

namespace quoth::page {
namespace {

constexpr CueSet kService = Bit(Cue::kSubscribe) | Bit(Cue::kShare) | Bit(Cue::kComment) | Bit(Cue::kRights) | Bit(Cue::kDonate) | Bit(Cue::kCookie) |
                            Bit(Cue::kForm) | Bit(Cue::kReader);

bool Has(const TextShape& s, CueSet cues) { return (s.cues & cues) != 0; }
uint32_t CueWords(const TextShape& s, CueSet cues) {
  uint32_t n = 0;
  for (CueSet rest = cues; rest; rest &= rest - 1) n += s.cue_words[__builtin_ctz(rest)];
  return n;
}

// The outlet's voice: first and second person outside quotation marks.
uint32_t Addresses(const TextShape& s) { return s.we + s.you; }

// A sentence or more of running text, as a report's paragraph is.
bool IsParagraph(const TextShape& s) {
  return (s.characters + s.wide >= 60 && (s.ends_sentence || s.sentences >= 2 || s.ends_colon)) || s.characters + s.wide >= 200;
}

// "kremlin.ru", "Photo: A. Lee", "(Image: Getty)": who took the picture.
bool IsCredit(std::string_view text, const TextShape& s) {
  if (s.words > 8) return false;
  if ((s.first_cues & Bit(Cue::kCredit)) && !s.ends_sentence && s.words <= 8) return true;
  size_t dot = text.find('.');
  return s.words <= 3 && !s.ends_sentence && dot != std::string_view::npos && dot > 0 && dot + 2 < text.size() && text[dot + 1] >= 'a' && text[dot + 1] <= 'z' &&
         text.find(' ') == std::string_view::npos;
}

// An address that leads elsewhere, not a sentence about one.
bool IsService(const TextShape& s) {
  if (s.words == 0) return true;                                            // "×", "* * *"
  if (Has(s, Bit(Cue::kAdvert)) && s.words <= 6 && s.sentences == 0) return true;
  if (s.words > 14 || s.quotes) return false;
  if (s.first_cues & (kService | Bit(Cue::kReadMore)) && (s.sentences == 0 || s.words <= 6)) return true;
  return CueWords(s, kService | Bit(Cue::kReadMore)) * 2 >= s.words && s.words <= 8;
}

// "Sign up here to get the latest news … delivered directly to your inbox."
bool IsRequest(const TextShape& s) {
  if (s.quotes || s.words > 60) return false;
  bool asks = Has(s, Bit(Cue::kSubscribe)) && (s.first_cues & (Bit(Cue::kSubscribe) | Bit(Cue::kForm)));
  return (asks && (s.you > 0 || s.words <= 14)) || (CueWords(s, Bit(Cue::kSubscribe) | Bit(Cue::kForm)) >= 3 && s.you > 0);
}

// "Get the week's best stories in your inbox": only beside a line that asks.
bool MayBeRequest(const TextShape& s) { return s.quotes == 0 && s.words <= 30 && s.you > 0 && Has(s, Bit(Cue::kSubscribe)) && !Has(s, Bit(Cue::kSaid)); }

bool OpensAppeal(const TextShape& s) {
  if (s.quotes > 1) return false;
  // A single "our" beside "readers" is a report's: "she spent an hour in our newsroom".
  if (Has(s, Bit(Cue::kReader)) && (s.you > 0 || s.we > 1 || s.words <= 8)) return true;
  if ((s.first_cues & Bit(Cue::kReader)) != 0) return true;
  return Has(s, Bit(Cue::kDonate)) && s.we > 0 && s.you > 0;
}

bool ContinuesAppeal(const TextShape& s) {
  if (s.words == 0) return true;
  if (Addresses(s) > 0 && s.quotes <= 4) return true;
  if (Has(s, kService) && s.words <= 20) return true;
  return s.words <= 3 && s.sentences == 0;   // a choice in a form
}

// Marks the stretches of appeals.
std::vector<uint8_t> Appeals(const std::vector<TextShape>& shapes) {
  std::vector<uint8_t> in(shapes.size(), 0);
  for (size_t i = 0; i < shapes.size(); ++i) {
    if (in[i] || !OpensAppeal(shapes[i])) continue;
    size_t end = i + 1;
    while (end < shapes.size() && ContinuesAppeal(shapes[end])) ++end;
    // The stretch also reaches back over lines that already spoke so.
    size_t begin = i;
    while (begin > 0 && !in[begin - 1] && ContinuesAppeal(shapes[begin - 1]) && !(shapes[begin - 1].quotes > 1)) --begin;
    // What was only short lines at the far end may be the next heading.
    while (end > i + 1 && end < shapes.size() && shapes[end - 1].words > 0 && !Addresses(shapes[end - 1]) && !Has(shapes[end - 1], kService)) --end;
    for (size_t k = begin; k < end; ++k) in[k] = 1;
  }
  return in;
}

bool LooksLikeTitle(const TextShape& s) {
  return s.words >= 3 && s.words <= 30 && s.characters + s.wide <= 220 && !s.ends_colon && s.lines == 1 && !Has(s, Bit(Cue::kRights)) && !s.has_link && !s.starts_dash;
}

}  // namespace

Selection SelectText(const Outline& o, const FeatureTable& features, const std::vector<float>& scores, float threshold, TextHead* head) {
  Selection s;
  size_t n = o.blocks.size();
  const std::vector<TextShape>& shapes = features.shapes;
  s.kept.assign(n, 0);
  s.kinds.assign(n, ParagraphKind::kParagraph);
  s.rules.assign(n, nullptr);
  std::vector<uint8_t> appeal = Appeals(shapes);
  size_t first = n, last = 0;   // paragraphs of the report
  for (size_t i = 0; i < n; ++i) {
    if (appeal[i] || !IsParagraph(shapes[i]) || IsRequest(shapes[i]) || IsService(shapes[i])) continue;
    if (first == n) first = i;
    last = i;
  }
  for (size_t i = 0; i < n; ++i) {
    std::string_view text = o.TextOf(o.blocks[i]);
    const TextShape& shape = shapes[i];
    if (appeal[i]) { s.rules[i] = "part of an appeal to the reader"; continue; }
    if (IsService(shape)) { s.rules[i] = shape.words ? "a line of the page's service" : "no words"; continue; }
    auto asks = [&](size_t k) { return k < n && (IsService(shapes[k]) || IsRequest(shapes[k])) && Has(shapes[k], Bit(Cue::kSubscribe) | Bit(Cue::kForm)); };
    if (IsRequest(shape) || (MayBeRequest(shape) && (asks(i + 1) || (i > 0 && asks(i - 1))))) { s.rules[i] = "asks the reader to sign up"; continue; }
    if (IsCredit(text, shape)) { s.rules[i] = "a credit"; continue; }
    if (IsParagraph(shape) && !(shape.cues & (Bit(Cue::kCookie) | Bit(Cue::kRights)) && scores[i] < threshold)) {
      s.kept[i] = 1;
      if (scores[i] < threshold) s.rules[i] = "reads on";
      continue;
    }
    // Short lines: subheadings, list items, remains of navigation.  Inside the
    // report the doubt is for keeping.
    bool inside = i > first && i < last;
    s.kept[i] = i >= first && (inside ? scores[i] >= threshold * 0.5f || shape.ends_sentence : scores[i] >= 0.5f);
  }
  // A note of a line or two has no paragraph to go by: its sentences are the article.
  if (first == n) {
    for (size_t i = 0; i < n; ++i) {
      if (!s.rules[i] && shapes[i].ends_sentence) s.kept[i] = 1, s.rules[i] = "a sentence, and there are no paragraphs";
    }
  }
  // The head: what stands before the first paragraph.
  if (first < n) {
    size_t title = n;
    for (size_t i = 0; i < first; ++i) {
      std::string_view text = o.TextOf(o.blocks[i]);
      if (appeal[i] || (s.rules[i] && !s.kept[i])) continue;
      if ((shapes[i].first_cues & Bit(Cue::kByline)) && shapes[i].words <= 12 && !PeopleIn(text).empty() && !ParseDate(text)) {
        head->byline = text;
        s.kept[i] = 0, s.rules[i] = "the byline";
      } else if (shapes[i].words <= 12 && ParseDate(text) && !(LooksLikeTitle(shapes[i]) && shapes[i].words > 8)) {
        if (head->date.empty()) head->date = text;
        s.kept[i] = 0, s.rules[i] = "the date line";
      } else if (LooksLikeTitle(shapes[i]) && !shapes[i].ends_sentence && (title == n || i - title > 4 || shapes[i].words > shapes[title].words)) {
        // "Politics", then the title, then perhaps a standfirst without a full stop.
        if (title == n || shapes[title].words <= 4) title = i;
      }
    }
    if (title == n) {  // a title may be a question or a quotation
      for (size_t i = 0; i < first && title == n; ++i)
        if (!appeal[i] && !s.rules[i] && LooksLikeTitle(shapes[i])) title = i;
    }
    if (title < n) {
      s.title_block = title;
      s.title = o.TextOf(o.blocks[title]);
      s.kept[title] = 1;
      s.kinds[title] = ParagraphKind::kTitle;
      s.rules[title] = "the title line";
      // A standfirst may be short: one sentence, below the title.
      for (size_t i = title + 1; i < first; ++i) {
        if (s.rules[i] || !shapes[i].ends_sentence || shapes[i].words < 4) continue;
        s.kept[i] = 1;
        s.kinds[i] = ParagraphKind::kStandfirst;
        s.rules[i] = "a sentence below the title";
      }
    }
  }
  return s;
}

}  // namespace quoth::page
