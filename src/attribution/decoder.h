// Decoder: from what the heads say of each window to statements.
//
// Thread rule: immutable; a DecoderScratch belongs to one thread.
#ifndef QUOTH_ATTRIBUTION_DECODER_H_
#define QUOTH_ATTRIBUTION_DECODER_H_

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "attribution/chain.h"
#include "attribution/features.h"
#include "attribution/heads.h"
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
  std::vector<RoleScores> scores;
  std::vector<Role> roles;
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
  // their cues.  hidden: one row a word of the window.
  Status Decode(const std::vector<Word>& words, const Window& window, const std::vector<float>& hidden,
                DecoderScratch& scratch, std::vector<Attribution>* out) const;

  // Statements of a text from its attributions: rivals settled, bytes for words,
  // quoted stretches, form, nesting, confidence.  The ids are left empty.
  std::vector<Statement> Assemble(std::string_view text, const Features& features, const std::vector<Word>& words,
                                  const std::vector<Attribution>& attributions) const;

 private:
  double Confidence(const Attribution& attribution, Form form) const;

  Decoder(Heads heads, DecoderOptions options) : heads_(std::move(heads)), options_(std::move(options)) {}

  Heads heads_;
  DecoderOptions options_;
};

}  // namespace quoth

#endif  // QUOTH_ATTRIBUTION_DECODER_H_
