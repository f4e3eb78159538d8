// Each kernel walks a row with vectors of at most 16 numbers, so that widths of
// a multiple of 16 need no remainder loop on any machine.
//
// Tricks:
// - Adding 1.5 * 2^23 to a number below 2^22 leaves its rounded value in the
//   mantissa's low bits: one multiply-add and one truncation quantise a number.
//   The zero point is rounded to a whole number for that.
// - Φ(x) = 1/2 + x P(x²) on |x| ≤ 4.2, P of degree 8 fitted so that the largest
//   error of x Φ(x) is least: 3e-5.  Beyond 4.2, Φ stays as it is there, which is
//   wrong by 1.3e-5 of x.  A quantised step is a hundred times that.
// - 2^f on |f| ≤ 1/2 by a polynomial of degree 3 (relative error 8e-5); whole
//   powers of two are added to the exponent.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoder/kernels.cc"
#include <hwy/foreach_target.h>  // IWYU pragma: keep
#include <hwy/highway.h>

#include "encoder/kernels.h"

HWY_BEFORE_NAMESPACE();
namespace quoth::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using F = hn::CappedTag<float, 16>;
using I32 = hn::RebindToSigned<F>;
using U32 = hn::RebindToUnsigned<F>;
using U8 = hn::Rebind<uint8_t, F>;
using U16 = hn::Rebind<uint16_t, F>;
using V = hn::Vec<F>;

// The numbers of a row's sums, from place i on.
HWY_INLINE V Numbers(const int32_t* sums, const Dequantise by, V step, V low, size_t i) {
  const F f;
  const V scale = hn::Mul(hn::LoadU(f, by.scale + i), step);
  const V base = hn::MulAdd(hn::LoadU(f, by.low_scale + i), low, hn::LoadU(f, by.bias + i));
  return hn::MulAdd(hn::ConvertTo(f, hn::LoadU(I32(), sums + i)), scale, base);
}

constexpr float kMagic = 12582912.f;  // 1.5 * 2^23

HWY_INLINE void QuantiseRow(const float* numbers, size_t width, float low, float high, int largest, uint8_t* values,
                            RowScale* scale) {
  const F f;
  low = HWY_MIN(low, 0.f);
  high = HWY_MAX(high, 0.f);
  // One level is kept free: the rounded zero point shifts the rest by up to half a level.
  const float levels = static_cast<float>(largest - 1);
  const float range = high - low;
  // Also where the range is not finite: the result is useless then, but defined.
  const bool usable = range > 1e-30f && range < 1e30f;
  const float inverse = usable ? levels / range : 0.f;
  const float step = usable ? range / levels : 1.f;
  const float zero = usable ? static_cast<float>(static_cast<int32_t>(-low * inverse + 0.5f)) : 0.f;
  *scale = {step, -zero * step};
  const V factor = hn::Set(f, inverse), offset = hn::Set(f, kMagic + zero);
  for (size_t i = 0; i < width; i += hn::Lanes(f)) {
    const V rounded = hn::MulAdd(hn::LoadU(f, numbers + i), factor, offset);
    hn::StoreU(hn::TruncateTo(U8(), hn::BitCast(U32(), rounded)), U8(), values + i);
  }
}

// Normalises a row whose sum is known, in place, and quantises it.
HWY_INLINE void NormRow(float* row, size_t width, V sum, const Norm& norm, const Quantised& out, size_t place) {
  const F f;
  const float count = static_cast<float>(width);
  const V mean = hn::Set(f, hn::GetLane(hn::SumOfLanes(f, sum)) / count);
  V squares = hn::Zero(f);
  for (size_t i = 0; i < width; i += hn::Lanes(f)) {
    const V distance = hn::Sub(hn::LoadU(f, row + i), mean);
    squares = hn::MulAdd(distance, distance, squares);
  }
  const V variance = hn::Set(f, hn::GetLane(hn::SumOfLanes(f, squares)) / count + norm.epsilon);
  const V inverse = hn::Div(hn::Set(f, 1.f), hn::Sqrt(variance));
  V low = hn::Zero(f), high = hn::Zero(f);
  for (size_t i = 0; i < width; i += hn::Lanes(f)) {
    const V standard = hn::Mul(hn::Sub(hn::LoadU(f, row + i), mean), inverse);
    const V number = hn::MulAdd(standard, hn::LoadU(f, norm.gain + i), hn::LoadU(f, norm.shift + i));
    low = hn::Min(low, number);
    high = hn::Max(high, number);
    hn::StoreU(number, f, row + i);
  }
  QuantiseRow(row, width, hn::GetLane(hn::MinOfLanes(f, low)), hn::GetLane(hn::MaxOfLanes(f, high)), out.largest,
              out.values + place * width, out.scales + place);
}

void Embed(const int8_t* word, float scale, const float* position, const float* letter_case, const float* quote,
           size_t width, float* out) {
  const F f;
  const hn::Rebind<int8_t, F> i8;
  const V factor = hn::Set(f, scale);
  for (size_t i = 0; i < width; i += hn::Lanes(f)) {
    const V number = hn::ConvertTo(f, hn::PromoteTo(I32(), hn::LoadU(i8, word + i)));
    const V place = hn::Add(hn::LoadU(f, position + i), hn::LoadU(f, letter_case + i));
    hn::StoreU(hn::Add(hn::MulAdd(number, factor, place), hn::LoadU(f, quote + i)), f, out + i);
  }
}

void Quantise(const float* numbers, size_t rows, size_t width, const Quantised& out) {
  const F f;
  for (size_t row = 0; row < rows; ++row) {
    const float* at = numbers + row * width;
    V low = hn::Zero(f), high = hn::Zero(f);
    for (size_t i = 0; i < width; i += hn::Lanes(f)) {
      const V number = hn::LoadU(f, at + i);
      low = hn::Min(low, number);
      high = hn::Max(high, number);
    }
    QuantiseRow(at, width, hn::GetLane(hn::MinOfLanes(f, low)), hn::GetLane(hn::MaxOfLanes(f, high)), out.largest,
                out.values + row * width, out.scales + row);
  }
}

void NormQuantise(float* numbers, size_t rows, size_t width, const Norm& norm, const Quantised& out) {
  const F f;
  for (size_t row = 0; row < rows; ++row) {
    float* at = numbers + row * width;
    V sum = hn::Zero(f);
    for (size_t i = 0; i < width; i += hn::Lanes(f)) sum = hn::Add(sum, hn::LoadU(f, at + i));
    NormRow(at, width, sum, norm, out, row);
  }
}

void ResidualNormQuantise(const int32_t* sums, const RowScale* in, const Dequantise& dequantise, float* residual,
                          size_t rows, size_t width, const Norm& norm, const Quantised& out) {
  const F f;
  for (size_t row = 0; row < rows; ++row) {
    const int32_t* from = sums + row * width;
    const V step = hn::Set(f, in[row].step), offset = hn::Set(f, in[row].low);
    float* at = residual + row * width;
    V sum = hn::Zero(f);
    for (size_t i = 0; i < width; i += hn::Lanes(f)) {
      const V number = hn::Add(Numbers(from, dequantise, step, offset, i), hn::LoadU(f, at + i));
      sum = hn::Add(sum, number);
      hn::StoreU(number, f, at + i);
    }
    NormRow(at, width, sum, norm, out, row);
  }
}

HWY_INLINE V Gelu(V x) {
  const F f;
  const V limit = hn::Set(f, 4.2f);
  const V cut = hn::Min(hn::Max(x, hn::Neg(limit)), limit);
  const V square = hn::Mul(cut, cut);
  V p = hn::Set(f, 4.9238275e-11f);
  p = hn::MulAdd(p, square, hn::Set(f, -4.79566864e-09f));
  p = hn::MulAdd(p, square, hn::Set(f, 2.07247847e-07f));
  p = hn::MulAdd(p, square, hn::Set(f, -5.28956826e-06f));
  p = hn::MulAdd(p, square, hn::Set(f, 8.98359815e-05f));
  p = hn::MulAdd(p, square, hn::Set(f, -0.00108645924f));
  p = hn::MulAdd(p, square, hn::Set(f, 0.00974094091f));
  p = hn::MulAdd(p, square, hn::Set(f, -0.0662220779f));
  p = hn::MulAdd(p, square, hn::Set(f, 0.398834579f));
  return hn::Mul(x, hn::MulAdd(cut, p, hn::Set(f, 0.5f)));
}

void GeluQuantise(const int32_t* sums, const RowScale* in, const Dequantise& dequantise, size_t rows, size_t width,
                  float* work, const Quantised& out) {
  const F f;
  for (size_t row = 0; row < rows; ++row) {
    const int32_t* from = sums + row * width;
    const V step = hn::Set(f, in[row].step), offset = hn::Set(f, in[row].low);
    V low = hn::Zero(f), high = hn::Zero(f);
    for (size_t i = 0; i < width; i += hn::Lanes(f)) {
      const V number = Gelu(Numbers(from, dequantise, step, offset, i));
      low = hn::Min(low, number);
      high = hn::Max(high, number);
      hn::StoreU(number, f, work + i);
    }
    QuantiseRow(work, width, hn::GetLane(hn::MinOfLanes(f, low)), hn::GetLane(hn::MaxOfLanes(f, high)), out.largest,
                out.values + row * width, out.scales + row);
  }
}

// fp32 as it is, or rounded to bfloat16 (half up: no bias worth the exact tie).
HWY_INLINE void StoreAs(V v, float* to) { hn::StoreU(v, F(), to); }
HWY_INLINE void StoreAs(V v, uint16_t* to) {
  const U32 u32;
  const auto rounded = hn::Add(hn::BitCast(u32, v), hn::Set(u32, 0x8000));
  hn::StoreU(hn::TruncateTo(U16(), hn::ShiftRight<16>(rounded)), U16(), to);
}

template <typename T>
HWY_INLINE void SplitHeadsAs(const int32_t* sums, size_t sums_width, const RowScale* in, const Dequantise& dequantise,
                             size_t rows, size_t heads, size_t head_width, size_t stride, T* out) {
  const F f;
  for (size_t row = 0; row < rows; ++row) {
    const int32_t* from = sums + row * sums_width;
    const V step = hn::Set(f, in[row].step), offset = hn::Set(f, in[row].low);
    for (size_t head = 0; head < heads; ++head) {
      T* at = out + head * stride + row * head_width;
      for (size_t i = 0; i < head_width; i += hn::Lanes(f)) StoreAs(Numbers(from, dequantise, step, offset, head * head_width + i), at + i);
    }
  }
}

void SplitHeads(const int32_t* sums, size_t sums_width, const RowScale* in, const Dequantise& dequantise, size_t rows,
                size_t heads, size_t head_width, size_t stride, Precision precision, void* out) {
  if (precision == Precision::kFloat) {
    SplitHeadsAs(sums, sums_width, in, dequantise, rows, heads, head_width, stride, static_cast<float*>(out));
  } else {
    SplitHeadsAs(sums, sums_width, in, dequantise, rows, heads, head_width, stride, static_cast<uint16_t*>(out));
  }
}

// 2^x for -126 ≤ x ≤ 126; beyond, as at the end.
HWY_INLINE V PowerOfTwo(V x) {
  const F f;
  const I32 i32;
  const V magic = hn::Set(f, kMagic);
  x = hn::Min(hn::Max(x, hn::Set(f, -126.f)), hn::Set(f, 126.f));
  const V shifted = hn::Add(x, magic);
  const V rest = hn::Sub(x, hn::Sub(shifted, magic));
  V p = hn::Set(f, 0.05517167f);
  p = hn::MulAdd(p, rest, hn::Set(f, 0.24261113f));
  p = hn::MulAdd(p, rest, hn::Set(f, 0.69326099f));
  p = hn::MulAdd(p, rest, hn::Set(f, 0.99992807f));
  return hn::BitCast(f, hn::Add(hn::BitCast(i32, p), hn::ShiftLeft<23>(hn::BitCast(i32, shifted))));
}

// Two vectors side by side.  In bfloat16 they are rounded and then packed in one step.
HWY_INLINE void StorePair(V a, V b, float* to) {
  const F f;
  hn::StoreU(a, f, to);
  hn::StoreU(b, f, to + hn::Lanes(f));
}
HWY_INLINE void StorePair(V a, V b, uint16_t* to) {
#if HWY_TARGET == HWY_SCALAR
  StoreAs(a, to);
  StoreAs(b, to + 1);
#else
  const U32 u32;
  const hn::Repartition<uint16_t, F> u16;
  const auto half = hn::Set(u32, 0x8000);
  const auto low = hn::BitCast(u16, hn::Add(hn::BitCast(u32, a), half));
  const auto high = hn::BitCast(u16, hn::Add(hn::BitCast(u32, b), half));
  hn::StoreU(hn::ConcatOdd(u16, high, low), u16, to);
#endif
}

// Writes 2^(score - base) for a row that is filled up to whole pairs of vectors; the sum of all.
template <bool kHasBase, typename T>
HWY_INLINE float PowerRow(const float* scores, size_t end, float base, T* weights) {
  const F f;
  const size_t lanes = hn::Lanes(f);
  const V zero = hn::Set(f, base);
  V sum0 = hn::Zero(f), sum1 = hn::Zero(f);
  for (size_t i = 0; i < end; i += 2 * lanes) {
    V a = hn::LoadU(f, scores + i), b = hn::LoadU(f, scores + i + lanes);
    if constexpr (kHasBase) {
      a = hn::Sub(a, zero);
      b = hn::Sub(b, zero);
    }
    a = PowerOfTwo(a);
    b = PowerOfTwo(b);
    sum0 = hn::Add(sum0, a);
    sum1 = hn::Add(sum1, b);
    StorePair(a, b, weights + i);
  }
  return hn::GetLane(hn::SumOfLanes(f, hn::Add(sum0, sum1)));
}

template <typename T>
HWY_INLINE void SoftmaxAs(float* scores, size_t rows, size_t width, size_t stride, T* weights, float* inverse) {
  const size_t pair = 2 * hn::Lanes(F());
  const size_t end = (width + pair - 1) / pair * pair;
  for (size_t row = 0; row < rows; ++row) {
    float* from = scores + row * stride;
    T* to = weights + row * stride;
    // Beyond the row's end stand 2^-126, which is nothing beside the sums below, and is set to 0 in the end.
    for (size_t i = width; i < end; ++i) from[i] = -1e30f;
    // Trained scores need no shift; where the sum shows that these do, once more, from the largest down.
    float sum = PowerRow<false>(from, end, 0.f, to);
    if (!(sum > 1e-18f && sum < 1e30f)) {
      float largest = from[0];
      for (size_t i = 1; i < width; ++i) largest = HWY_MAX(largest, from[i]);
      sum = PowerRow<true>(from, end, largest, to);
    }
    for (size_t i = width; i < stride; ++i) to[i] = 0;
    inverse[row] = 1.f / sum;
  }
}

void Softmax(float* scores, size_t rows, size_t width, size_t stride, Precision precision, void* weights,
             float* inverse) {
  if (precision == Precision::kFloat) {
    SoftmaxAs(scores, rows, width, stride, static_cast<float*>(weights), inverse);
  } else {
    SoftmaxAs(scores, rows, width, stride, static_cast<uint16_t*>(weights), inverse);
  }
}

void ScaleRows(const float* in, const float* factor, size_t rows, size_t width, float* out, size_t out_stride) {
  const F f;
  for (size_t row = 0; row < rows; ++row) {
    const V by = hn::Set(f, factor[row]);
    for (size_t i = 0; i < width; i += hn::Lanes(f)) {
      hn::StoreU(hn::Mul(hn::LoadU(f, in + row * width + i), by), f, out + row * out_stride + i);
    }
  }
}

}  // namespace quoth::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quoth::kernels {

HWY_EXPORT(Embed);
HWY_EXPORT(Quantise);
HWY_EXPORT(NormQuantise);
HWY_EXPORT(ResidualNormQuantise);
HWY_EXPORT(GeluQuantise);
HWY_EXPORT(SplitHeads);
HWY_EXPORT(Softmax);
HWY_EXPORT(ScaleRows);

void Embed(const int8_t* word, float scale, const float* position, const float* letter_case, const float* quote,
           size_t width, float* out) {
  HWY_DYNAMIC_DISPATCH(Embed)(word, scale, position, letter_case, quote, width, out);
}

void Quantise(const float* numbers, size_t rows, size_t width, const Quantised& out) {
  HWY_DYNAMIC_DISPATCH(Quantise)(numbers, rows, width, out);
}

void NormQuantise(float* numbers, size_t rows, size_t width, const Norm& norm, const Quantised& out) {
  HWY_DYNAMIC_DISPATCH(NormQuantise)(numbers, rows, width, norm, out);
}

void ResidualNormQuantise(const int32_t* sums, const RowScale* in, const Dequantise& dequantise, float* residual,
                          size_t rows, size_t width, const Norm& norm, const Quantised& out) {
  HWY_DYNAMIC_DISPATCH(ResidualNormQuantise)(sums, in, dequantise, residual, rows, width, norm, out);
}

void GeluQuantise(const int32_t* sums, const RowScale* in, const Dequantise& dequantise, size_t rows, size_t width,
                  float* work, const Quantised& out) {
  HWY_DYNAMIC_DISPATCH(GeluQuantise)(sums, in, dequantise, rows, width, work, out);
}

void SplitHeads(const int32_t* sums, size_t sums_width, const RowScale* in, const Dequantise& dequantise, size_t rows,
                size_t heads, size_t head_width, size_t stride, Precision precision, void* out) {
  HWY_DYNAMIC_DISPATCH(SplitHeads)(sums, sums_width, in, dequantise, rows, heads, head_width, stride, precision, out);
}

void Softmax(float* scores, size_t rows, size_t width, size_t stride, Precision precision, void* weights,
             float* inverse) {
  HWY_DYNAMIC_DISPATCH(Softmax)(scores, rows, width, stride, precision, weights, inverse);
}

void ScaleRows(const float* in, const float* factor, size_t rows, size_t width, float* out, size_t out_stride) {
  HWY_DYNAMIC_DISPATCH(ScaleRows)(in, factor, rows, width, out, out_stride);
}

}  // namespace quoth::kernels
#endif  // HWY_ONCE
