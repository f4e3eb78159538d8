// The encoder's mathematics written down plainly: scalar, fp32 weights, exact
// erf.  Tests compare the real thing with it.  Header only; not part of the
// library.
#ifndef QUOTH_ENCODER_ORACLE_H_
#define QUOTH_ENCODER_ORACLE_H_

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "encoder/encoder.h"
#include "encoder/model_file.h"

namespace quoth::oracle {

using Row = std::vector<float>;

inline float Gelu(float x) { return 0.5f * x * (1.f + std::erf(x / std::sqrt(2.f))); }

inline void Norm(const float* gain, const float* shift, double epsilon, Row* row) {
  double mean = 0, variance = 0;
  for (float x : *row) mean += x;
  mean /= static_cast<double>(row->size());
  for (float x : *row) variance += (x - mean) * (x - mean);
  variance /= static_cast<double>(row->size());
  for (size_t i = 0; i < row->size(); ++i) {
    (*row)[i] = static_cast<float>(((*row)[i] - mean) / std::sqrt(variance + epsilon)) * gain[i] + shift[i];
  }
}

inline Row Softmax(const Row& scores) {
  const float largest = *std::max_element(scores.begin(), scores.end());
  Row weights;
  double sum = 0;
  for (float score : scores) {
    weights.push_back(std::exp(score - largest));
    sum += weights.back();
  }
  for (float& weight : weights) weight = static_cast<float>(weight / sum);
  return weights;
}

// y = W x + b of the model's map `name`.
inline Row Linear(const ModelFile& model, const std::string& name, const Row& x) {
  const Int8Matrix matrix = *model.Matrix(name, 0, x.size());
  const float* bias = model.Floats(name + ".bias", {matrix.rows})->data;
  Row y(matrix.rows);
  for (size_t o = 0; o < matrix.rows; ++o) {
    double sum = 0;
    for (size_t i = 0; i < x.size(); ++i) sum += static_cast<double>(matrix.values[o * x.size() + i]) * x[i];
    y[o] = static_cast<float>(sum * matrix.scales[o]) + bias[o];
  }
  return y;
}

inline void Norm(const ModelFile& model, const std::string& name, Row* row) {
  Norm(model.Floats(name + ".gain", {0})->data, model.Floats(name + ".shift", {0})->data,
       model.Number("config.layer_norm_epsilon", 0), row);
}

// The hidden states of one sequence.
inline std::vector<Row> Encode(const ModelFile& model, std::span<const Token> tokens) {
  const auto hidden = static_cast<size_t>(model.Number("config.hidden", 0));
  const auto heads = static_cast<size_t>(model.Number("config.heads", 0));
  const size_t width = hidden / heads;
  const Int8Matrix words = *model.Matrix("embeddings.word", 0, hidden);
  std::vector<Row> x;
  for (size_t t = 0; t < tokens.size(); ++t) {
    Row row(hidden);
    const auto id = static_cast<size_t>(tokens[t].id);
    for (size_t i = 0; i < hidden; ++i) {
      row[i] = words.values[id * hidden + i] * words.scales[id] +
               model.Floats("embeddings.position", {0, 0})->data[t * hidden + i] +
               model.Floats("embeddings.letter_case", {0, 0})->data[tokens[t].letter_case * hidden + i] +
               model.Floats("embeddings.quote", {0, 0})->data[tokens[t].quote * hidden + i];
    }
    Norm(model, "embeddings.norm", &row);
    x.push_back(row);
  }
  const int layers = static_cast<int>(model.Number("config.layers", 0));
  for (int layer = 0; layer < layers; ++layer) {
    const std::string name = "layers." + std::to_string(layer) + ".";
    std::vector<Row> qkv, context(x.size(), Row(hidden, 0.f));
    for (const Row& row : x) qkv.push_back(Linear(model, name + "attention.qkv", row));
    for (size_t head = 0; head < heads; ++head) {
      for (size_t t = 0; t < x.size(); ++t) {
        Row scores;
        for (size_t u = 0; u < x.size(); ++u) {
          double sum = 0;
          for (size_t i = 0; i < width; ++i) {
            sum += static_cast<double>(qkv[t][head * width + i]) * qkv[u][hidden + head * width + i];
          }
          scores.push_back(static_cast<float>(sum / std::sqrt(static_cast<double>(width))));
        }
        const Row weights = Softmax(scores);
        for (size_t u = 0; u < x.size(); ++u) {
          for (size_t i = 0; i < width; ++i) {
            context[t][head * width + i] += weights[u] * qkv[u][2 * hidden + head * width + i];
          }
        }
      }
    }
    for (size_t t = 0; t < x.size(); ++t) {
      const Row attended = Linear(model, name + "attention.output", context[t]);
      for (size_t i = 0; i < hidden; ++i) x[t][i] += attended[i];
      Norm(model, name + "attention.norm", &x[t]);
      Row inner = Linear(model, name + "feed.up", x[t]);
      for (float& number : inner) number = Gelu(number);
      const Row fed = Linear(model, name + "feed.down", inner);
      for (size_t i = 0; i < hidden; ++i) x[t][i] += fed[i];
      Norm(model, name + "feed.norm", &x[t]);
    }
  }
  return x;
}

inline double Cosine(const float* a, const float* b, size_t width) {
  double ab = 0, aa = 0, bb = 0;
  for (size_t i = 0; i < width; ++i) {
    ab += static_cast<double>(a[i]) * b[i];
    aa += static_cast<double>(a[i]) * a[i];
    bb += static_cast<double>(b[i]) * b[i];
  }
  return ab / std::sqrt(aa * bb);
}

}  // namespace quoth::oracle

#endif  // QUOTH_ENCODER_ORACLE_H_
