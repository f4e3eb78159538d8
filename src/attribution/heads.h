// Heads: what the attribution model reads off the encoder's output.
//
//   cue           for each word, the probabilities that it begins or continues a cue
//   role          each cue reads the words of its paragraph once more, through a layer
//                 that is told where the cue stands; each word then has scores for
//                 being its source or content, and for being the addressee, the
//                 occasion or the time of the saying.  As each cue reads for itself,
//                 one word may be content for one cue and source for another
//   pointer       for a cue and its source, which words name the speaker, or nobody
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
#include "attribution/source_links.h"
#include "encoder/layers.h"
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
  std::span<const float> hidden;        // words × Heads::hidden(), the encoder's output at each word's first piece
  std::span<const uint32_t> paragraph;  // of each word
};

// A cue in a window, and the words that it reads: words [first, last], both
// inclusive, and [begin, end), which hold them.
struct CuePlace {
  size_t first = 0, last = 0;
  size_t begin = 0, end = 0;
};

// A cue's paragraph, so far as it is within reach (120 words either way).
CuePlace PlaceCue(std::span<const uint32_t> paragraph, size_t first, size_t last);

// Log probabilities of a word for each circumstance: none, first word, further word.
using CircumstanceScores = std::array<std::array<float, 3>, kCircumstances>;

// A cue's reading: one entry for each of the words [begin, end) of its place.
struct CueReading {
  std::vector<RoleScores> roles;
  std::vector<CircumstanceScores> circumstances;
  std::vector<float> read;  // words × hidden: the layer's output
};

struct HeadsScratch {
  LayerScratch layers;
  std::vector<float> rows;
  std::vector<uint32_t> starts;
};

class Heads {
 public:
  static constexpr size_t kAnswerWidth = 128;  // of the pointer's vectors

  // The views into `model` are kept: the ModelFile is held on to.
  // Fails with kCorrupt where a tensor is missing or has a wrong shape, with
  // kUnsupported where the configuration is out of bounds.
  static Result<Heads> Create(std::shared_ptr<const ModelFile> model);

  // One entry a word.
  void CueProbabilities(const WindowView& window, std::vector<CueProbability>* out) const;

  // Lets each cue read its words.  The work grows with the words read by all cues.
  Status Read(const WindowView& window, std::span<const CuePlace> cues, HeadsScratch& scratch,
              std::vector<CueReading>* out) const;

  // Each word's vector for Point: words × kAnswerWidth.
  Status Answers(const WindowView& window, std::vector<float>* out) const;

  // Where the speaker is named.  words: places in the reading that stand for the
  // source (those of the cue where there is none); answers: of any words of the
  // article, the cue's first one at index `cue` (which may lie outside of them).
  // -> log probabilities, of nobody and then of each word.
  std::vector<float> Point(const CueReading& reading, std::span<const size_t> words, std::span<const float> answers,
                           int64_t cue) const;

  const Chain& chain() const { return chain_; }
  size_t hidden() const { return hidden_; }

 private:
  Heads(const Chain& chain, LayerStack layer) : chain_(chain), layer_(std::move(layer)) {}

  std::shared_ptr<const ModelFile> model_;
  Chain chain_;
  LayerStack layer_;
  size_t hidden_ = 0;
  const float *cue_weight_, *cue_bias_;                    // [3, hidden], [3]
  const float *distance_, *inside_;                        // [32, hidden], [2, hidden]
  const float *label_weight_, *label_bias_;                // [5, hidden], [5]
  const float *circumstance_weight_, *circumstance_bias_;  // [9, hidden], [9]
  const float *ask_weight_, *ask_bias_;                    // [128, hidden], [128]
  const float *answer_weight_, *answer_bias_;              // likewise
  const float *nobody_weight_, *nobody_bias_;              // [1, hidden], [1]
  const float* far_;                                       // [32, 1]
};

// The row of the distance table for a word `distance` words after (or before, if
// negative) the cue's first word: exact to 4, then two rows an octave.
size_t DistanceRow(int64_t distance);

}  // namespace quoth

#endif  // QUOTH_ATTRIBUTION_HEADS_H_
