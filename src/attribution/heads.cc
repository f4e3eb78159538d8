#include "attribution/heads.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "attribution/role_kernels.h"
#include "encoder/gemm.h"

namespace quoth {
namespace {

constexpr size_t kDistanceRows = 32;
constexpr size_t kParagraphRows = 5;
constexpr size_t kLaneUnit = 16;
constexpr size_t kTags = 7;  // none, then begin and in of cue, source, content

// Looks tensors up until the first that is missing or wrong.
class Lookup {
 public:
  explicit Lookup(const ModelFile& model) : model_(model) {}

  const float* operator()(const char* name, std::initializer_list<size_t> shape) {
    if (!status_.ok()) return nullptr;
    auto tensor = model_.Floats(name, shape);
    if (!tensor.ok()) {
      status_ = tensor.status();
      return nullptr;
    }
    return tensor->data;
  }

  const Status& status() const { return status_; }

 private:
  const ModelFile& model_;
  Status status_;
};

// out[o] = bias[o] + Σ weight[o][k] h[k], for few outputs.
template <size_t kOutputs>
void Linear(const float* h, size_t size, const float* weight, const float* bias, float (&out)[kOutputs]) {
  for (size_t o = 0; o < kOutputs; ++o) {
    float partial[8] = {};  // separate sums, so that the compiler may use vectors
    for (size_t k = 0; k < size; ++k) partial[k % 8] += weight[o * size + k] * h[k];
    out[o] = bias[o];
    for (float p : partial) out[o] += p;
  }
}

template <size_t kOutputs>
float LogSum(const float (&x)[kOutputs]) {
  const float top = *std::max_element(x, x + kOutputs);
  float sum = 0;
  for (float v : x) sum += std::exp(v - top);
  return top + std::log(sum);
}

}  // namespace

size_t DistanceRow(int64_t distance) {
  const double a = std::abs(static_cast<double>(distance));
  const size_t row = a <= 4 ? static_cast<size_t>(a)
                            : std::min<size_t>(15, static_cast<size_t>(4 + 2 * std::log2(a / 4)));
  return distance < 0 ? 16 + row : row;
}

Result<Heads> Heads::Create(std::shared_ptr<const ModelFile> model) {
  const auto hidden = static_cast<size_t>(model->Number("config.hidden", 0));
  auto word = model->Floats("heads.role.word.weight", {0, hidden});
  if (!word.ok()) return word.status();
  const size_t width = word->shape[0];
  if (hidden == 0 || width == 0 || width % kLaneUnit != 0 || width > 4096) {
    return Status(Code::kCorrupt, model->path() + ": the role head's width is " + std::to_string(width) +
                                      ", not a multiple of " + std::to_string(kLaneUnit) + " up to 4096");
  }
  Lookup find(*model);
  const float* transition = find("heads.role.transition", {kRoles, kRoles});
  const float* start = find("heads.role.start", {kRoles});
  if (!find.status().ok()) return find.status();
  Heads heads(Chain({transition, kRoles * kRoles}, {start, kRoles}));
  heads.hidden_ = hidden;
  heads.width_ = width;
  heads.cue_weight_ = find("heads.cue.weight", {3, hidden});
  heads.cue_bias_ = find("heads.cue.bias", {3});
  heads.flat_weight_ = find("heads.flat.weight", {kTags, hidden});
  heads.flat_bias_ = find("heads.flat.bias", {kTags});
  heads.tags_ = find("heads.role.tags", {kTags, kRoles});
  heads.word_weight_ = find("heads.role.word.weight", {width, hidden});
  heads.word_bias_ = find("heads.role.word.bias", {width});
  heads.product_weight_ = find("heads.role.word2.weight", {width, hidden});
  heads.product_bias_ = find("heads.role.word2.bias", {width});
  heads.from_cue_weight_ = find("heads.role.cue.weight", {width, 2 * hidden});
  heads.from_cue_bias_ = find("heads.role.cue.bias", {width});
  heads.from_cue_product_weight_ = find("heads.role.cue2.weight", {width, 2 * hidden});
  heads.from_cue_product_bias_ = find("heads.role.cue2.bias", {width});
  heads.distance_ = find("heads.role.distance.weight", {kDistanceRows, width});
  heads.paragraph_ = find("heads.role.paragraph.weight", {kParagraphRows, width});
  heads.mix_weight_ = find("heads.role.mix.weight", {kRoles, width});
  heads.mix_bias_ = find("heads.role.mix.bias", {kRoles});
  heads.mix_product_ = find("heads.role.product.weight", {kRoles, width});
  if (!find.status().ok()) return find.status();
  heads.model_ = std::move(model);
  return heads;
}

void Heads::CueProbabilities(const WindowView& window, std::vector<CueProbability>* out) const {
  const size_t words = window.paragraph.size();
  out->resize(words);
  for (size_t w = 0; w < words; ++w) {
    float x[3];
    Linear(window.hidden.data() + w * hidden_, hidden_, cue_weight_, cue_bias_, x);
    const float log_sum = LogSum(x);
    (*out)[w] = {std::exp(x[0] - log_sum), std::exp(x[1] - log_sum), std::exp(x[2] - log_sum)};
  }
}

Status Heads::Project(const WindowView& window, HeadsScratch& scratch) const {
  const size_t words = window.paragraph.size();
  scratch.word.resize(words * width_);
  scratch.product.resize(words * width_);
  Status status = MultiplyFloats(words, width_, hidden_, window.hidden.data(), word_weight_, word_bias_,
                                 scratch.word.data());
  if (!status.ok()) return status;
  status = MultiplyFloats(words, width_, hidden_, window.hidden.data(), product_weight_, product_bias_,
                          scratch.product.data());
  if (!status.ok()) return status;

  // What the flat tags add to each role's score, and the mix's bias with it.
  scratch.tags.resize(words * kRoles);
  for (size_t w = 0; w < words; ++w) {
    float x[kTags];
    Linear(window.hidden.data() + w * hidden_, hidden_, flat_weight_, flat_bias_, x);
    const float log_sum = LogSum(x);
    for (size_t role = 0; role < kRoles; ++role) {
      float sum = mix_bias_[role];
      for (size_t tag = 0; tag < kTags; ++tag) sum += (x[tag] - log_sum) * tags_[tag * kRoles + role];
      scratch.tags[w * kRoles + role] = sum;
    }
  }
  return Status();
}

Status Heads::RoleScoresOf(const WindowView& window, size_t first, size_t last, HeadsScratch& scratch,
                           std::vector<RoleScores>* out) const {
  const size_t words = window.paragraph.size();
  out->resize(words);
  const float* hidden = window.hidden.data();
  scratch.weights.resize(2 * hidden_);
  std::copy_n(hidden + first * hidden_, hidden_, scratch.weights.begin());
  std::copy_n(hidden + last * hidden_, hidden_, scratch.weights.begin() + hidden_);
  scratch.cue.resize(width_);
  scratch.bias.resize(width_);
  Status status = MultiplyFloats(1, width_, 2 * hidden_, scratch.weights.data(), from_cue_weight_, from_cue_bias_,
                                 scratch.cue.data());
  if (!status.ok()) return status;
  status = MultiplyFloats(1, width_, 2 * hidden_, scratch.weights.data(), from_cue_product_weight_,
                          from_cue_product_bias_, scratch.bias.data());
  if (!status.ok()) return status;
  // (word2 ∘ cue2) · mix = word2 · (cue2 ∘ mix): the products with the cue are taken once.
  scratch.cue_product.resize(kRoles * width_);
  for (size_t role = 0; role < kRoles; ++role) {
    for (size_t k = 0; k < width_; ++k) {
      scratch.cue_product[role * width_ + k] = scratch.bias[k] * mix_product_[role * width_ + k];
    }
  }
  // What depends on the cue and on which paragraph the word stands in.
  std::vector<float>& by_paragraph = scratch.weights;
  by_paragraph.resize(kParagraphRows * width_);
  for (size_t row = 0; row < kParagraphRows; ++row) {
    for (size_t k = 0; k < width_; ++k) {
      by_paragraph[row * width_ + k] = scratch.cue[k] + paragraph_[row * width_ + k];
    }
  }
  for (size_t w = 0; w < words; ++w) {
    const int64_t shift = static_cast<int64_t>(window.paragraph[w]) - static_cast<int64_t>(window.paragraph[first]);
    const size_t row = static_cast<size_t>(std::clamp<int64_t>(shift, -2, 2) + 2);
    const size_t distance = DistanceRow(static_cast<int64_t>(w) - static_cast<int64_t>(first));
    RoleScores& scores = (*out)[w];
    ScoreRoles(scratch.word.data() + w * width_, by_paragraph.data() + row * width_, distance_ + distance * width_,
               mix_weight_, scratch.product.data() + w * width_, scratch.cue_product.data(), width_, scores.data());
    for (size_t role = 0; role < kRoles; ++role) scores[role] += scratch.tags[w * kRoles + role];
  }
  return Status();
}

}  // namespace quoth
