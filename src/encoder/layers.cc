// The layers' forward pass.
//
// Rows (tokens) go through the linear maps in blocks of 128, map after map:
//
//   for each layer
//     each block:    bytes → queries, keys, values, put head by head
//     each sequence: attention, head by head, in tiles of queries
//     each block:    attention's output → + residual, norm → bytes
//     each block:    feed-forward up → GELU → bytes
//     each block:    feed-forward down → + residual, norm → bytes
//
// so that a map's weights (half a megabyte) are fetched once and then used from
// the second-level cache by all blocks, and a block's sums are still in it when
// they are made into bytes.  Between the products, activations are bytes with a
// scale of their own for each row (kernels.h); the residual stream stays fp32.
//
// Attention's products are in bfloat16 or fp32 (gemm.h says which).  Keys beyond
// a sequence's end, up to the next multiple of 32, are whatever stands there:
// softmax gives them weight 0.  Softmax works with powers of two: log2(e) and
// 1/sqrt(head width) are folded into the queries' scales.
//
// What it does not do: pad, mask inside a sequence, spread over threads.
#include "encoder/layers.h"

#include <hwy/aligned_allocator.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>

#include "encoder/gemm.h"

namespace quoth {
namespace {

constexpr size_t kGroupTokens = LayerStack::kGroupRows;
constexpr size_t kTileRows = 128;     // queries whose scores are in work at once
constexpr size_t kKeyUnit = 32;       // keys are taken in multiples of this
constexpr size_t kSlack = 128;         // rows that tiles and keys may reach past the last token


constexpr size_t kMaxLayers = 48;
constexpr size_t kMaxHidden = 2048;
constexpr size_t kMaxHeads = 64;
constexpr size_t kMaxIntermediate = 8192;
constexpr size_t kMaxPositions = LayerStack::kMaxLength;

constexpr size_t RoundUp(size_t n, size_t unit) { return (n + unit - 1) / unit * unit; }

// A linear map, ready to multiply.
struct Linear {
  PackedMatrix weights;
  std::vector<float> scale, low_scale, bias;

  kernels::Dequantise dequantise(size_t from = 0) const {
    return {scale.data() + from, low_scale.data() + from, bias.data() + from};
  }

  // Multiplies outputs [0, count) by a factor.
  void Scale(size_t count, float factor) {
    for (size_t i = 0; i < count; ++i) {
      scale[i] *= factor;
      low_scale[i] *= factor;
      bias[i] *= factor;
    }
  }
};

struct Layer {
  Linear qkv, output, up, down;
  kernels::Norm attention_norm, feed_norm;
};

Result<Linear> ReadLinear(const ModelFile& model, const std::string& name, size_t outputs, size_t inputs) {
  auto matrix = model.Matrix(name, outputs, inputs);
  if (!matrix.ok()) return matrix.status();
  auto bias = model.Floats(name + ".bias", {outputs});
  if (!bias.ok()) return bias.status();
  auto packed = PackedMatrix::Pack(*matrix);
  if (!packed.ok()) return packed.status();
  Linear linear{std::move(*packed), {matrix->scales, matrix->scales + outputs}, std::vector<float>(outputs),
                {bias->data, bias->data + outputs}};
  for (size_t row = 0; row < outputs; ++row) {
    int32_t sum = 0;
    for (size_t i = 0; i < inputs; ++i) sum += matrix->values[row * inputs + i];
    linear.low_scale[row] = linear.scale[row] * static_cast<float>(sum);
  }
  return linear;
}

}  // namespace

Result<kernels::Norm> ReadNorm(const ModelFile& model, const std::string& name, size_t width, float epsilon) {
  auto gain = model.Floats(name + ".gain", {width});
  if (!gain.ok()) return gain.status();
  auto shift = model.Floats(name + ".shift", {width});
  if (!shift.ok()) return shift.status();
  return kernels::Norm{gain->data, shift->data, epsilon};
}

Result<LayerSizes> LayerSizes::Read(const ModelFile& model) {
  LayerSizes sizes;
  sizes.layers = model.Size("config.layers", kMaxLayers);
  sizes.hidden = model.Size("config.hidden", kMaxHidden);
  sizes.heads = model.Size("config.heads", kMaxHeads);
  sizes.intermediate = model.Size("config.intermediate", kMaxIntermediate);
  sizes.epsilon = static_cast<float>(model.Number("config.layer_norm_epsilon", 1e-12));
  if (sizes.layers == 0 || sizes.hidden == 0 || sizes.heads == 0 || sizes.intermediate == 0 ||
      sizes.hidden % sizes.heads != 0 || sizes.hidden / sizes.heads % 16 != 0 || sizes.intermediate % 16 != 0 ||
      !(sizes.epsilon >= 0 && sizes.epsilon <= 1)) {
    return Status(Code::kUnsupported,
                  model.path() + ": the configuration has sizes that cannot be taken (docs/model.md lists the limits)");
  }
  return sizes;
}

struct LayerScratch::Impl {
  template <typename T>
  using Buffer = hwy::AlignedFreeUniquePtr<T[]>;
  template <typename T>
  static Buffer<T> Make(size_t count) {
    auto buffer = hwy::AllocateAligned<T>(count);
    std::memset(buffer.get(), 0, count * sizeof(T));
    return buffer;
  }

  // `number` is the size in bytes of a number inside attention.
  Impl(size_t hidden, size_t heads, size_t intermediate, size_t number)
      : hidden(hidden), heads(heads), intermediate(intermediate),
        bytes(Make<uint8_t>(kGroupTokens * hidden)),
        wide_bytes(Make<uint8_t>(kGroupTokens * intermediate)),
        scales(Make<kernels::RowScale>(kGroupTokens)),
        wide_scales(Make<kernels::RowScale>(kGroupTokens)),
        sums(Make<int32_t>(kBlockRows * std::max(3 * hidden, intermediate))),
        row(Make<float>(intermediate)),
        context(Make<float>(kGroupTokens * hidden)),
        queries(Make<uint8_t>((kGroupTokens + kSlack) * hidden * number)),
        keys(Make<uint8_t>((kGroupTokens + kSlack) * hidden * number)),
        values(Make<uint8_t>((kGroupTokens + kSlack) * hidden * number)),
        scores(Make<float>(kTileRows * kMaxPositions)),
        weights(Make<uint8_t>(kTileRows * kMaxPositions * number)),
        inverse(Make<float>(kTileRows)),
        tile(Make<float>(kTileRows * (hidden / heads))) {}

  bool Fits(size_t other_hidden, size_t other_heads, size_t other_intermediate) const {
    return hidden == other_hidden && heads == other_heads && intermediate == other_intermediate;
  }

  size_t hidden, heads, intermediate;
  GemmScratch gemm;
  Buffer<uint8_t> bytes, wide_bytes;           // quantised activations
  Buffer<kernels::RowScale> scales, wide_scales;
  Buffer<int32_t> sums;                        // a block's products
  Buffer<float> row;
  Buffer<float> context;                       // attention's result
  Buffer<uint8_t> queries, keys, values;       // head by head, then token by token
  Buffer<float> scores;                        // of a tile of queries
  Buffer<uint8_t> weights;
  Buffer<float> inverse, tile;
};

LayerScratch::LayerScratch() = default;
LayerScratch::~LayerScratch() = default;
LayerScratch::LayerScratch(LayerScratch&&) noexcept = default;
LayerScratch& LayerScratch::operator=(LayerScratch&&) noexcept = default;

struct LayerStack::Impl {
  std::shared_ptr<const ModelFile> model;
  size_t hidden = 0, heads = 0, head_width = 0, intermediate = 0;
  int max_activation = 255;
  Precision precision = Precision::kFloat;
  std::vector<Layer> layers;

  Status Read(const std::string& prefix, size_t count, float epsilon);
  // Rows of whole sequences, at most kGroupTokens; `starts` count from the first
  // of them, with the end at the back.
  Status RunGroup(std::span<const uint32_t> starts, const kernels::Norm* before, LayerScratch::Impl& scratch,
                  float* x) const;
  Status Attend(size_t begin, size_t length, LayerScratch::Impl& scratch) const;
  Status Project(const Layer& layer, size_t rows, LayerScratch::Impl& scratch) const;
  Status Finish(const Layer& layer, size_t rows, LayerScratch::Impl& scratch, float* x) const;

  size_t number_bytes() const { return precision == Precision::kFloat ? sizeof(float) : sizeof(uint16_t); }
  size_t head_stride() const { return (kGroupTokens + kSlack) * head_width; }
};

Status LayerStack::Impl::Read(const std::string& prefix, size_t count, float epsilon) {
  max_activation = MaxActivation();
  precision = AttentionPrecision();
  const auto query_scale = static_cast<float>(std::log2(std::exp(1.0)) / std::sqrt(static_cast<double>(head_width)));
  for (size_t i = 0; i < count; ++i) {
    const std::string name = prefix + std::to_string(i) + ".";
    auto qkv = ReadLinear(*model, name + "attention.qkv", 3 * hidden, hidden);
    if (!qkv.ok()) return qkv.status();
    qkv->Scale(hidden, query_scale);
    auto output = ReadLinear(*model, name + "attention.output", hidden, hidden);
    if (!output.ok()) return output.status();
    auto up = ReadLinear(*model, name + "feed.up", intermediate, hidden);
    if (!up.ok()) return up.status();
    auto down = ReadLinear(*model, name + "feed.down", hidden, intermediate);
    if (!down.ok()) return down.status();
    auto attention_norm = ReadNorm(*model, name + "attention.norm", hidden, epsilon);
    if (!attention_norm.ok()) return attention_norm.status();
    auto feed_norm = ReadNorm(*model, name + "feed.norm", hidden, epsilon);
    if (!feed_norm.ok()) return feed_norm.status();
    layers.push_back({std::move(*qkv), std::move(*output), std::move(*up), std::move(*down), *attention_norm,
                      *feed_norm});
  }
  return {};
}

Status LayerStack::Impl::RunGroup(std::span<const uint32_t> starts, const kernels::Norm* before,
                                  LayerScratch::Impl& scratch, float* x) const {
  const size_t rows = starts.back();
  const kernels::Quantised bytes = {scratch.bytes.get(), scratch.scales.get(), max_activation};
  if (before) {
    kernels::NormQuantise(x, rows, hidden, *before, bytes);
  } else {
    kernels::Quantise(x, rows, hidden, bytes);
  }
  for (const Layer& layer : layers) {
    if (Status status = Project(layer, rows, scratch); !status.ok()) return status;
    for (size_t sequence = 0; sequence + 1 < starts.size(); ++sequence) {
      Status status = Attend(starts[sequence], starts[sequence + 1] - starts[sequence], scratch);
      if (!status.ok()) return status;
    }
    if (Status status = Finish(layer, rows, scratch, x); !status.ok()) return status;
  }
  return {};
}

// Queries, keys and values of all rows.
Status LayerStack::Impl::Project(const Layer& layer, size_t rows, LayerScratch::Impl& scratch) const {
  uint8_t* const parts[] = {scratch.queries.get(), scratch.keys.get(), scratch.values.get()};
  for (size_t begin = 0; begin < rows; begin += kBlockRows) {
    const size_t count = std::min(kBlockRows, rows - begin);
    Status status =
        layer.qkv.weights.Multiply(scratch.bytes.get() + begin * hidden, count, scratch.sums.get(), scratch.gemm);
    if (!status.ok()) return status;
    for (size_t part = 0; part < 3; ++part) {
      kernels::SplitHeads(scratch.sums.get() + part * hidden, 3 * hidden, scratch.scales.get() + begin,
                          layer.qkv.dequantise(part * hidden), count, heads, head_width, head_stride(), precision,
                          parts[part] + begin * head_width * number_bytes());
    }
  }
  return {};
}

// What a sequence's tokens gather from each other, into the context.
Status LayerStack::Impl::Attend(size_t begin, size_t length, LayerScratch::Impl& scratch) const {
  const size_t keys = RoundUp(length, kKeyUnit);
  const size_t tiles = (length + kTileRows - 1) / kTileRows;
  const size_t tile_rows = RoundUp((length + tiles - 1) / tiles, kRowUnit);
  for (size_t head = 0; head < heads; ++head) {
    const size_t at = (head * head_stride() + begin * head_width) * number_bytes();
    for (size_t first = 0; first < length; first += tile_rows) {
      const size_t count = std::min(tile_rows, length - first);
      Status status = MultiplyKeys(precision, tile_rows, keys, head_width,
                                   scratch.queries.get() + at + first * head_width * number_bytes(),
                                   scratch.keys.get() + at, scratch.scores.get(), scratch.gemm);
      if (!status.ok()) return status;
      kernels::Softmax(scratch.scores.get(), count, length, keys, precision, scratch.weights.get(),
                       scratch.inverse.get());
      status = MultiplyValues(precision, tile_rows, head_width, keys, scratch.weights.get(), scratch.values.get() + at,
                              scratch.tile.get(), scratch.gemm);
      if (!status.ok()) return status;
      kernels::ScaleRows(scratch.tile.get(), scratch.inverse.get(), count, head_width,
                         scratch.context.get() + (begin + first) * hidden + head * head_width, hidden);
    }
  }
  return {};
}

// The rest of a layer, from the context to the layer's result.
Status LayerStack::Impl::Finish(const Layer& layer, size_t rows, LayerScratch::Impl& scratch, float* x) const {
  int32_t* const sums = scratch.sums.get();
  const auto narrow = [&](size_t row) {
    return kernels::Quantised{scratch.bytes.get() + row * hidden, scratch.scales.get() + row, max_activation};
  };
  const auto wide = [&](size_t row) {
    return kernels::Quantised{scratch.wide_bytes.get() + row * intermediate, scratch.wide_scales.get() + row,
                              max_activation};
  };
  for (size_t row = 0; row < rows; row += kBlockRows) {
    const size_t count = std::min(kBlockRows, rows - row);
    const kernels::Quantised bytes = narrow(row);
    kernels::Quantise(scratch.context.get() + row * hidden, count, hidden, bytes);
    Status status = layer.output.weights.Multiply(bytes.values, count, sums, scratch.gemm);
    if (!status.ok()) return status;
    kernels::ResidualNormQuantise(sums, bytes.scales, layer.output.dequantise(), x + row * hidden, count, hidden,
                                  layer.attention_norm, bytes);
  }
  for (size_t row = 0; row < rows; row += kBlockRows) {
    const size_t count = std::min(kBlockRows, rows - row);
    Status status = layer.up.weights.Multiply(narrow(row).values, count, sums, scratch.gemm);
    if (!status.ok()) return status;
    kernels::GeluQuantise(sums, narrow(row).scales, layer.up.dequantise(), count, intermediate, scratch.row.get(),
                          wide(row));
  }
  for (size_t row = 0; row < rows; row += kBlockRows) {
    const size_t count = std::min(kBlockRows, rows - row);
    Status status = layer.down.weights.Multiply(wide(row).values, count, sums, scratch.gemm);
    if (!status.ok()) return status;
    kernels::ResidualNormQuantise(sums, wide(row).scales, layer.down.dequantise(), x + row * hidden, count, hidden,
                                  layer.feed_norm, narrow(row));
  }
  return {};
}

LayerStack::LayerStack(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
LayerStack::LayerStack(LayerStack&&) noexcept = default;
LayerStack& LayerStack::operator=(LayerStack&&) noexcept = default;
LayerStack::~LayerStack() = default;

Result<LayerStack> LayerStack::Create(std::shared_ptr<const ModelFile> model, const std::string& prefix,
                                      const LayerSizes& sizes) {
  auto impl = std::make_unique<Impl>();
  impl->model = std::move(model);
  impl->hidden = sizes.hidden;
  impl->heads = sizes.heads;
  impl->head_width = sizes.hidden / sizes.heads;
  impl->intermediate = sizes.intermediate;
  if (Status status = impl->Read(prefix, sizes.layers, sizes.epsilon); !status.ok()) return status;
  return LayerStack(std::move(impl));
}

Status LayerStack::Run(std::span<const uint32_t> starts, size_t rows, const kernels::Norm* before,
                       LayerScratch& scratch, float* x) const {
  const size_t width = impl_->hidden;
  if (!scratch.impl_ || !scratch.impl_->Fits(width, impl_->heads, impl_->intermediate)) {
    scratch.impl_ = std::make_unique<LayerScratch::Impl>(width, impl_->heads, impl_->intermediate, impl_->number_bytes());
  }
  const OneThread one_thread;
  std::vector<uint32_t> group;  // starts of the group's sequences, counted from its first row
  for (size_t sequence = 0; sequence < starts.size();) {
    const size_t begin = starts[sequence];
    const auto end_of = [&](size_t i) { return i + 1 < starts.size() ? starts[i + 1] : rows; };
    group.assign(1, 0);
    do {
      group.push_back(static_cast<uint32_t>(end_of(sequence) - begin));
      ++sequence;
    } while (sequence < starts.size() && end_of(sequence) - begin <= kGroupTokens);
    if (Status status = impl_->RunGroup(group, before, *scratch.impl_, x + begin * width); !status.ok()) return status;
  }
  return {};
}

size_t LayerStack::hidden() const { return impl_->hidden; }

}  // namespace quoth
