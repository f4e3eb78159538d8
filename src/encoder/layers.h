// LayerStack: transformer layers over rows of numbers, with int8 weights.
//
// The encoder is a table of embeddings with a stack on top; a head may have a
// layer of its own, which is a stack of one.
//
//   auto stack = LayerStack::Create(model, "layers.", {.layers = 6, .hidden = 384, .heads = 12, .intermediate = 1536});
//   LayerScratch scratch;
//   uint32_t starts[] = {0, 40};                      // two sequences, 40 and 60 rows
//   stack->Run(starts, 100, nullptr, scratch, x);     // x: 100 × 384, in place
//
// Sequences do not see each other: a sequence has the same result in any pack.
//
// Thread rule: immutable; any number of threads may call Run at once, each with a
// scratch of its own.  Run computes on the calling thread alone.
#ifndef QUOTH_ENCODER_LAYERS_H_
#define QUOTH_ENCODER_LAYERS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "encoder/kernels.h"
#include "encoder/model_file.h"
#include "quoth/status.h"

namespace quoth {

// Working memory (12 MB, whatever the length of what goes through), made at its
// first use and kept from call to call; stacks of the same sizes may share it.
class LayerScratch {
 public:
  LayerScratch();
  ~LayerScratch();
  LayerScratch(LayerScratch&&) noexcept;
  LayerScratch& operator=(LayerScratch&&) noexcept;

 private:
  friend class LayerStack;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

struct LayerSizes {
  size_t layers = 0, hidden = 0, heads = 0, intermediate = 0;
  float epsilon = 1e-12f;  // of the layers' norms

  // Of the encoder that a model file holds.  Fails with kUnsupported where one is
  // missing or past the limits of docs/model.md.
  static Result<LayerSizes> Read(const ModelFile& model);
};

// The tensors NAME.gain and NAME.shift; views into the model.
Result<kernels::Norm> ReadNorm(const ModelFile& model, const std::string& name, size_t width, float epsilon);

class LayerStack {
 public:
  static constexpr size_t kMaxLength = 512;   // rows of the longest sequence
  static constexpr size_t kGroupRows = 1024;  // gone through at once: bounds the scratch memory

  // Packs the weights of layers PREFIX0, PREFIX1, … for this machine; keeps the
  // model file open.  The sizes must be within the limits of docs/model.md (the
  // encoder checks them).  Fails with kCorrupt where a tensor is missing or has
  // another shape.
  static Result<LayerStack> Create(std::shared_ptr<const ModelFile> model, const std::string& prefix,
                                   const LayerSizes& sizes);

  // Runs `rows` rows of x, in place.  starts[i] is the first row of sequence i; the
  // first is 0, and each sequence has 1 to kMaxLength rows.  `before`, where
  // given, normalises the rows first.
  Status Run(std::span<const uint32_t> starts, size_t rows, const kernels::Norm* before, LayerScratch& scratch,
             float* x) const;

  size_t hidden() const;

  LayerStack(LayerStack&&) noexcept;
  LayerStack& operator=(LayerStack&&) noexcept;
  ~LayerStack();

 private:
  struct Impl;
  explicit LayerStack(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

}  // namespace quoth

#endif  // QUOTH_ENCODER_LAYERS_H_
