// The encoder's work between the matrix products: embeddings, quantisation,
// layer norm, GELU, softmax.  Portable SIMD (Highway), compiled for several
// instruction sets; the best that the machine has is chosen at run time.
//
// Quantised activations: a row of fp32 numbers becomes bytes q with
//   number ≈ step * q + low,
// step and low being the row's own (a token's activations differ widely from the
// next one's).  Zero is represented exactly.
//
// The sums of a product with int8 weights are made into numbers by
//   y[o] = scale[o] * (step * sums[o] + low * column_sum[o]) + bias[o],
// column_sum being the sum of the weight row's int8 values: so low needs no
// work inside the product.
//
// Units: `rows` are tokens; widths count numbers and are multiples of 16 (except
// where said otherwise); rows are dense.  Buffers need no alignment, though 64
// bytes are faster.
// Thread rule: pure functions.
#ifndef QUOTH_ENCODER_KERNELS_H_
#define QUOTH_ENCODER_KERNELS_H_

#include <cstddef>
#include <cstdint>

#include "encoder/gemm.h"

namespace quoth::kernels {

// How a row of bytes is read as numbers.
struct RowScale {
  float step;
  float low;
};

// What turns a product's sums into numbers; each array has one number an output.
struct Dequantise {
  const float* scale;
  const float* low_scale;  // scale[o] * column_sum[o]
  const float* bias;
};

struct Norm {
  const float* gain;
  const float* shift;
  float epsilon;
};

// Where quantised rows go; bytes are in 0…largest (255, or 127 without VNNI).
struct Quantised {
  uint8_t* values;
  RowScale* scales;
  int largest;
};

// out[i] = word[i] * scale + position[i] + letter_case[i] + quote[i].
void Embed(const int8_t* word, float scale, const float* position, const float* letter_case, const float* quote,
           size_t width, float* out);

void Quantise(const float* numbers, size_t rows, size_t width, const Quantised& out);

// numbers = Norm(numbers), in place; also quantised.
void NormQuantise(float* numbers, size_t rows, size_t width, const Norm& norm, const Quantised& out);

// residual = Norm(residual + numbers of the sums), in place; also quantised.
void ResidualNormQuantise(const int32_t* sums, const RowScale* in, const Dequantise& dequantise, float* residual,
                          size_t rows, size_t width, const Norm& norm, const Quantised& out);

// GELU of the numbers of the sums, quantised.  `work` has room for `width` numbers.
// GELU is x Φ(x), Φ by a polynomial; x Φ(x) is right to 3e-5 + 1.4e-5 |x|.
void GeluQuantise(const int32_t* sums, const RowScale* in, const Dequantise& dequantise, size_t rows, size_t width,
                  float* work, const Quantised& out);

// The numbers of the sums, width = heads * head_width, head by head:
// out[head * stride + row * head_width + i], fp32 or bfloat16 as `precision` says.
// head_width is a multiple of 16; stride counts numbers.
void SplitHeads(const int32_t* sums, size_t sums_width, const RowScale* in, const Dequantise& dequantise, size_t rows,
                size_t heads, size_t head_width, size_t stride, Precision precision, void* out);

// Softmax to the base of 2, not yet divided by its sum: inverse[r] is 1 / sum of
// row r of `weights`, and weights[r][c] is 2^scores[r][c] for c < width (all of a
// row may be scaled by the same power of two) and 0 for width ≤ c < stride.
// `stride` is the length of a row in both buffers and a multiple of 32; width is
// any from 1 to stride.  What stands beyond width is never used, but may be
// written to.
void Softmax(float* scores, size_t rows, size_t width, size_t stride, Precision precision, void* weights,
             float* inverse);

// out[r * out_stride + i] = in[r * width + i] * factor[r].
void ScaleRows(const float* in, const float* factor, size_t rows, size_t width, float* out, size_t out_stride);

}  // namespace quoth::kernels

#endif  // QUOTH_ENCODER_KERNELS_H_
