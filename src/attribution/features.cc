#include "attribution/features.h"

#include "text/letter_case.h"
#include "text/paragraphs.h"
#include "text/sentences.h"

namespace quoth {
namespace {

enum class Mark { kNone, kDouble, kSingle };

// What mark `piece` is, where it is one mark and nothing else.
Mark MarkOf(std::string_view piece) {
  switch (piece.size()) {
    case 1:
      if (piece[0] == '"') return Mark::kDouble;
      return piece[0] == '\'' || piece[0] == '`' ? Mark::kSingle : Mark::kNone;
    case 2:
      return piece == "«" || piece == "»" ? Mark::kDouble : Mark::kNone;
    case 3:
      switch (static_cast<unsigned char>(piece[0])) {
        case 0xE2:
          for (const char* mark : {"“", "”", "„", "‟"}) {
            if (piece == mark) return Mark::kDouble;
          }
          for (const char* mark : {"‘", "’", "‚", "‛", "‹", "›"}) {
            if (piece == mark) return Mark::kSingle;
          }
          return Mark::kNone;
        case 0xE3:
          for (const char* mark : {"「", "」", "『", "』", "〝", "〞", "〟"}) {
            if (piece == mark) return Mark::kDouble;
          }
          return Mark::kNone;
        case 0xEF:
          if (piece == "＂") return Mark::kDouble;
          return piece == "＇" ? Mark::kSingle : Mark::kNone;
      }
  }
  return Mark::kNone;
}

// The index of the span that holds `byte`, or of the last one that begins before it.
// `hint` is the answer to the call before; bytes only grow.
uint32_t Advance(const std::vector<Span>& spans, size_t byte, uint32_t hint) {
  while (hint + 1 < spans.size() && spans[hint + 1].begin <= byte) ++hint;
  return hint;
}

}  // namespace

Features MakeFeatures(std::string_view text, const WordPiece& wordpiece) {
  Features features;
  features.paragraphs = Paragraphs(text);
  features.sentences = Sentences(text, features.paragraphs);
  features.quotations = PairQuotations(text, features.paragraphs);
  features.pieces.reserve(text.size() / 4 + 1);
  wordpiece.Encode(text, &features.pieces);

  std::vector<Piece>& pieces = features.pieces;
  const size_t count = pieces.size();
  features.letter_case.resize(count);
  features.quote.resize(count);
  features.paragraph.resize(count);
  features.sentence.resize(count);

  const int32_t double_id = wordpiece.Id("\"");
  const int32_t single_id = wordpiece.Id("'");
  QuoteMap map(features.quotations);
  uint32_t paragraph = 0, sentence = 0;
  for (size_t i = 0; i < count;) {
    size_t last = i;
    while (last + 1 < count && pieces[last + 1].word == pieces[i].word) ++last;
    const auto word = text.substr(pieces[i].begin, pieces[last].end - pieces[i].begin);
    const auto letter_case = static_cast<uint8_t>(CaseOf(word));
    if (i == last) {
      const Mark mark = MarkOf(word);
      if (mark == Mark::kDouble && double_id >= 0) pieces[i].id = double_id;
      if (mark == Mark::kSingle && single_id >= 0) pieces[i].id = single_id;
    }
    for (; i <= last; ++i) {
      const size_t byte = pieces[i].begin;
      paragraph = Advance(features.paragraphs, byte, paragraph);
      sentence = Advance(features.sentences, byte, sentence);
      features.letter_case[i] = letter_case;
      features.quote[i] = static_cast<uint8_t>(map.At(byte));
      features.paragraph[i] = paragraph;
      features.sentence[i] = sentence;
    }
  }
  return features;
}

}  // namespace quoth
