// Heads: what the attribution model reads off the encoder's output.
//
//   cue   for each word, the probabilities that it begins or continues a cue
//   flat  for each word, tags of cue, source and content, whoever's they are
//   role  for each cue, from these tags and its own view, scores of every word of the window as its source or
//         content; each cue reads the words for itself, so that one word may be
//         content for one cue and source for another
//
// docs/model.md lists the tensors ("heads.…"); training/network.py is the same
// computation in PyTorch.
//
// Thread rule: Heads is immutable once made; a HeadsScratch belongs to one thread.
#ifndef QUOTH_ATTRIBUTION_HEADS_H_
#define QUOTH_ATTRIBUTION_HEADS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "attribution/chain.h"
#include "encoder/model_file.h"
#include "quoth/status.h"

namespace quoth {

// Probabilities of a word: no cue, first word of one, further word of one.
struct CueProbability {
  float none = 1;
  float begin = 0;
  float in = 0;
};

// The words of one window as the heads see them.
struct WindowView {
  std::span<const float> hidden;       // words × Heads::hidden(), the encoder's output at each word's first piece
  std::span<const uint32_t> paragraph; // of each word
};

struct HeadsScratch {
  std::vector<float> word, product, tags, cue, cue_product, bias;
  std::vector<float> weights;
};

class Heads {
 public:
  // The views into `model` are kept: the ModelFile is held on to.
  // Fails with kCorrupt where a tensor is missing or has a wrong shape.
  static Result<Heads> Create(std::shared_ptr<const ModelFile> model);

  // One entry a word.
  void CueProbabilities(const WindowView& window, std::vector<CueProbability>* out) const;

  // Prepares a window for RoleScoresOf: two projections and the flat tags of all
  // its words.
  Status Project(const WindowView& window, HeadsScratch& scratch) const;

  // Scores of every word for the cue that is words [first, last] (both inclusive).
  // Project must have been called for this window with this scratch.
  Status RoleScoresOf(const WindowView& window, size_t first, size_t last, HeadsScratch& scratch,
                      std::vector<RoleScores>* out) const;

  const Chain& chain() const { return chain_; }
  size_t hidden() const { return hidden_; }

 private:
  explicit Heads(const Chain& chain) : chain_(chain) {}

  std::shared_ptr<const ModelFile> model_;
  Chain chain_;
  size_t hidden_ = 0;
  size_t width_ = 0;
  const float *cue_weight_, *cue_bias_;                  // [3, hidden], [3]
  const float *flat_weight_, *flat_bias_, *tags_;        // [7, hidden], [7], [7, 5]
  const float *word_weight_, *word_bias_;                // [width, hidden], [width]
  const float *product_weight_, *product_bias_;          // likewise
  const float *from_cue_weight_, *from_cue_bias_;        // [width, 2 hidden], [width]
  const float *from_cue_product_weight_, *from_cue_product_bias_;
  const float *distance_, *paragraph_;                   // [32, width], [5, width]
  const float *mix_weight_, *mix_bias_;                  // [5, width], [5]
  const float *mix_product_;                             // [5, width]
};

// The row of the distance table for a word `distance` words after (or before, if
// negative) the cue's first word: exact to 4, then two rows an octave.
size_t DistanceRow(int64_t distance);

}  // namespace quoth

#endif  // QUOTH_ATTRIBUTION_HEADS_H_
