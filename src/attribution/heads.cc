#include "attribution/heads.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "encoder/gemm.h"

namespace quoth {
namespace {

constexpr size_t kDistanceRows = 32;
constexpr size_t kReach = 120;  // words before and after a cue

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

CuePlace PlaceCue(std::span<const uint32_t> paragraph, size_t first, size_t last) {
  CuePlace place = {first, last, first, last + 1};
  while (place.begin > 0 && paragraph[place.begin - 1] == paragraph[first] && first - place.begin < kReach) --place.begin;
  while (place.end < paragraph.size() && paragraph[place.end] == paragraph[last] && place.end - last <= kReach) ++place.end;
  // A cue of many words, which no trained model finds.
  place.end = std::min(place.end, place.begin + LayerStack::kMaxLength);
  return place;
}

Result<Heads> Heads::Create(std::shared_ptr<const ModelFile> model) {
  auto sizes = LayerSizes::Read(*model);
  if (!sizes.ok()) return sizes.status();
  const size_t hidden = sizes->hidden;
  sizes->layers = 1;
  auto layer = LayerStack::Create(model, "heads.role.layer.", *sizes);
  if (!layer.ok()) return layer.status();
  Lookup find(*model);
  const float* transition = find("heads.role.transition", {kRoles, kRoles});
  const float* start = find("heads.role.start", {kRoles});
  if (!find.status().ok()) return find.status();
  Heads heads(Chain({transition, kRoles * kRoles}, {start, kRoles}), std::move(*layer));
  heads.hidden_ = hidden;
  heads.cue_weight_ = find("heads.cue.weight", {3, hidden});
  heads.cue_bias_ = find("heads.cue.bias", {3});
  heads.distance_ = find("heads.role.distance.weight", {kDistanceRows, hidden});
  heads.inside_ = find("heads.role.inside.weight", {2, hidden});
  heads.label_weight_ = find("heads.role.label.weight", {kRoles, hidden});
  heads.label_bias_ = find("heads.role.label.bias", {kRoles});
  heads.circumstance_weight_ = find("heads.role.circumstance.weight", {3 * kCircumstances, hidden});
  heads.circumstance_bias_ = find("heads.role.circumstance.bias", {3 * kCircumstances});
  heads.ask_weight_ = find("heads.role.ask.weight", {kAnswerWidth, hidden});
  heads.ask_bias_ = find("heads.role.ask.bias", {kAnswerWidth});
  heads.answer_weight_ = find("heads.role.answer.weight", {kAnswerWidth, hidden});
  heads.answer_bias_ = find("heads.role.answer.bias", {kAnswerWidth});
  heads.nobody_weight_ = find("heads.role.nobody.weight", {1, hidden});
  heads.nobody_bias_ = find("heads.role.nobody.bias", {1});
  heads.far_ = find("heads.role.far.weight", {kDistanceRows, 1});
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

Status Heads::Read(const WindowView& window, std::span<const CuePlace> cues, HeadsScratch& scratch,
                   std::vector<CueReading>* out) const {
  out->resize(cues.size());
  for (size_t begin = 0; begin < cues.size();) {
    // As many cues at once as fill a group of rows, so that memory stays bounded.
    size_t end = begin, rows = 0;
    scratch.starts.clear();
    do {
      scratch.starts.push_back(static_cast<uint32_t>(rows));
      rows += cues[end].end - cues[end].begin;
      ++end;
    } while (end < cues.size() && rows + (cues[end].end - cues[end].begin) <= LayerStack::kGroupRows);

    scratch.rows.resize(rows * hidden_);
    float* x = scratch.rows.data();
    for (size_t c = begin; c < end; ++c) {
      const CuePlace& cue = cues[c];
      for (size_t w = cue.begin; w < cue.end; ++w, x += hidden_) {
        const float* word = window.hidden.data() + w * hidden_;
        const float* distance =
            distance_ + hidden_ * DistanceRow(static_cast<int64_t>(w) - static_cast<int64_t>(cue.first));
        const float* inside = inside_ + hidden_ * (w >= cue.first && w <= cue.last);
        for (size_t k = 0; k < hidden_; ++k) x[k] = word[k] + distance[k] + inside[k];
      }
    }
    Status status = layer_.Run(scratch.starts, rows, nullptr, scratch.layers, scratch.rows.data());
    if (!status.ok()) return status;

    x = scratch.rows.data();
    for (size_t c = begin; c < end; ++c) {
      CueReading& reading = (*out)[c];
      const size_t words = cues[c].end - cues[c].begin;
      reading.read.assign(x, x + words * hidden_);
      reading.roles.resize(words);
      reading.circumstances.resize(words);
      for (size_t w = 0; w < words; ++w, x += hidden_) {
        float label[kRoles], circumstance[3 * kCircumstances];
        Linear(x, hidden_, label_weight_, label_bias_, label);
        std::copy_n(label, kRoles, reading.roles[w].begin());
        Linear(x, hidden_, circumstance_weight_, circumstance_bias_, circumstance);
        for (size_t kind = 0; kind < kCircumstances; ++kind) {
          float scores[3];
          std::copy_n(circumstance + 3 * kind, 3, scores);
          const float log_sum = LogSum(scores);
          for (size_t i = 0; i < 3; ++i) reading.circumstances[w][kind][i] = scores[i] - log_sum;
        }
      }
    }
    begin = end;
  }
  return Status();
}

Status Heads::Answers(const WindowView& window, std::vector<float>* out) const {
  const size_t words = window.paragraph.size();
  out->resize(words * kAnswerWidth);
  return MultiplyFloats(words, kAnswerWidth, hidden_, window.hidden.data(), answer_weight_, answer_bias_, out->data());
}

std::vector<float> Heads::Point(const CueReading& reading, std::span<const size_t> words,
                                std::span<const float> answers, int64_t cue) const {
  std::vector<float> speaker(hidden_);
  for (size_t w : words) {
    for (size_t k = 0; k < hidden_; ++k) speaker[k] += reading.read[w * hidden_ + k];
  }
  for (float& x : speaker) x /= static_cast<float>(words.size());
  float ask[kAnswerWidth], nobody[1];
  Linear(speaker.data(), hidden_, ask_weight_, ask_bias_, ask);
  Linear(speaker.data(), hidden_, nobody_weight_, nobody_bias_, nobody);

  const size_t count = answers.size() / kAnswerWidth;
  std::vector<float> scores = {nobody[0]};
  scores.reserve(1 + count);
  for (size_t w = 0; w < count; ++w) {
    const float* answer = answers.data() + w * kAnswerWidth;
    float partial[8] = {};
    for (size_t k = 0; k < kAnswerWidth; ++k) partial[k % 8] += answer[k] * ask[k];
    float sum = 0;
    for (float p : partial) sum += p;
    scores.push_back(sum / std::sqrt(static_cast<float>(kAnswerWidth)) + far_[DistanceRow(static_cast<int64_t>(w) - cue)]);
  }
  const float top = *std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (float s : scores) sum += std::exp(s - top);
  const float log_sum = top + std::log(sum);
  for (float& s : scores) s -= log_sum;
  return scores;
}

}  // namespace quoth
