// Decoder: from what the heads say of each window to statements.
//
// Thread rule: immutable; a DecoderScratch belongs to one thread.
#ifndef QUOTH_ATTRIBUTION_DECODER_H_
#define QUOTH_ATTRIBUTION_DECODER_H_

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "attribution/chain.h"
#include "attribution/features.h"
#include "attribution/heads.h"
#include "attribution/source_links.h"
#include "attribution/rivals.h"
#include "attribution/words.h"
#include "encoder/model_file.h"
#include "quoth/statement.h"
#include "quoth/status.h"

namespace quoth {

struct DecoderScratch {
  HeadsScratch heads;
  ChainScratch chain;
  std::vector<CueProbability> cues;
  std::vector<uint32_t> paragraph;
  std::vector<CuePlace> places;
  std::vector<CueReading> readings;
  std::vector<Role> roles;
  // The pointer's vectors of the words from `remembered` on: this window's, and some
  // from before it, as a name may stand a few paragraphs before its pronoun.
  size_t remembered = 0;
  std::vector<float> answers, window_answers;
};

// How scores become statements.  The model file carries the values
// ("metadata.decoder"), as they are chosen together with its weights.
struct DecoderOptions {
  double cue_threshold = 0.4;   // a cue begins at a word of at least this probability
  Bonus bonus;                  // for attributions that have a source, a content
  // Calibration of Statement::confidence: slope and offset for each Form, in the
  // order of its numbers; see Confidence in decoder.cc.  Empty: none.
  std::vector<double> calibration;
};

class Decoder {
 public:
  // Fails with kCorrupt where the model lacks a head.
  static Result<Decoder> Create(std::shared_ptr<const ModelFile> model);

  // Appends the attributions whose cues the window answers for, by the order of
  // their cues; without content only cues that end their paragraph.  hidden: one row a word of the window.  The windows of a text come
  // one after the other with the same scratch.
  Status Decode(const std::vector<Word>& words, const Window& window, const std::vector<float>& hidden,
                DecoderScratch& scratch, std::vector<Attribution>* out) const;

  // Statements of a text from its attributions: rivals settled, bytes for words,
  // quoted stretches, form, nesting, confidence.  The ids are left
  // empty.  links, where given, takes one entry a statement.
  std::vector<Statement> Assemble(std::string_view text, const Features& features, const std::vector<Word>& words,
                                  const std::vector<Attribution>& attributions,
                                  std::vector<SourceLinks>* links = nullptr) const;

 private:
  void FindCues(const WindowView& view, const Window& window, DecoderScratch* scratch) const;
  WordLinks Link(const Attribution& attribution, const CuePlace& place, const CueReading& reading,
                 const DecoderScratch& scratch) const;
  Status Remember(const WindowView& view, size_t begin, DecoderScratch& scratch) const;
  double Confidence(const Attribution& attribution, Form form) const;

  Decoder(Heads heads, DecoderOptions options) : heads_(std::move(heads)), options_(std::move(options)) {}

  Heads heads_;
  DecoderOptions options_;
};

}  // namespace quoth

#endif  // QUOTH_ATTRIBUTION_DECODER_H_
