// Encoder: word pieces in, one vector of numbers a piece out, each knowing the
// whole sequence around it.  BERT's network (docs/model.md) with int8 weights.
//
//   auto encoder = Encoder::Create(model);
//   Encoder::Scratch scratch;
//   std::vector<float> hidden;
//   Token tokens[] = {{101, 0, 0}, {7592, 1, 0}, {102, 0, 0}};
//   uint32_t starts[] = {0};
//   encoder->Encode(tokens, starts, scratch, &hidden);  // hidden: 3 × encoder->hidden()
//
//   tokens[1].id = 999999;
//   encoder->Encode(tokens, starts, scratch, &hidden);  // kInvalidInput, hidden untouched
//
// A pack is several sequences one after the other, without padding.  Sequences
// do not see each other: a sequence has the same result in any pack.  Packs of
// 256 to 512 pieces make best use of the machine.
//
// Thread rule: immutable; any number of threads may call Encode at once, each
// with a Scratch of its own.  Encode computes on the calling thread alone.
#ifndef QUOTH_ENCODER_ENCODER_H_
#define QUOTH_ENCODER_ENCODER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "encoder/layers.h"
#include "encoder/model_file.h"
#include "quoth/status.h"

namespace quoth {

// One word piece as the encoder sees it.
struct Token {
  int32_t id = 0;           // its place in the vocabulary
  uint8_t letter_case = 0;  // 0 lower case (or no letter), 1 Capital, 2 ALL CAPITALS
  uint8_t quote = 0;        // how it stands to the quotation marks, 0 to 7
};

class Encoder {
 public:
  using Scratch = LayerScratch;

  // Packs the model's weights for this machine (some 10 ms); keeps the model
  // file open.  Fails with kCorrupt (tensors or sizes that do not fit),
  // kUnsupported (another architecture, or sizes past the limits of
  // docs/model.md).
  static Result<Encoder> Create(std::shared_ptr<const ModelFile> model);

  // Encodes a pack: starts[i] is the index in `tokens` at which sequence i
  // begins; the first is 0, and each sequence has 1 to max_length() tokens.
  // Fails with kInvalidInput where starts, an id, a letter case or a quote state
  // is out of range; `hidden` is then as before.  An empty pack gives an empty
  // result.
  // hidden: tokens.size() × hidden() numbers, row by row.
  Status Encode(std::span<const Token> tokens, std::span<const uint32_t> starts, Scratch& scratch,
                std::vector<float>* hidden) const;

  size_t hidden() const;      // numbers in a token's vector
  size_t max_length() const;  // tokens in the longest sequence
  const LayerSizes& sizes() const;

  Encoder(Encoder&&) noexcept;
  Encoder& operator=(Encoder&&) noexcept;
  ~Encoder();

 private:
  struct Impl;
  explicit Encoder(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

}  // namespace quoth

#endif  // QUOTH_ENCODER_ENCODER_H_
