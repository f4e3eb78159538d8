#include "attribution/role_kernels.h"

// Highway compiles this file once for each kind of vector unit.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "attribution/role_kernels.cc"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace quoth {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

void ScoreRoles(const float* word, const float* cue, const float* distance, const float* mix, const float* product,
                const float* product_mix, size_t width, float* out) {
  const hn::CappedTag<float, 16> d;
  const size_t lanes = hn::Lanes(d);
  const auto zero = hn::Zero(d);
  auto s0 = zero, s1 = zero, s2 = zero, s3 = zero, s4 = zero;
  for (size_t k = 0; k < width; k += lanes) {
    const auto sum = hn::Add(hn::LoadU(d, word + k), hn::Add(hn::LoadU(d, cue + k), hn::LoadU(d, distance + k)));
    const auto h = hn::Max(zero, sum);
    const auto p = hn::LoadU(d, product + k);
    const auto add = [&](auto s, size_t role) {
      s = hn::MulAdd(hn::LoadU(d, mix + role * width + k), h, s);
      return hn::MulAdd(hn::LoadU(d, product_mix + role * width + k), p, s);
    };
    s0 = add(s0, 0);
    s1 = add(s1, 1);
    s2 = add(s2, 2);
    s3 = add(s3, 3);
    s4 = add(s4, 4);
  }
  out[0] = hn::GetLane(hn::SumOfLanes(d, s0));
  out[1] = hn::GetLane(hn::SumOfLanes(d, s1));
  out[2] = hn::GetLane(hn::SumOfLanes(d, s2));
  out[3] = hn::GetLane(hn::SumOfLanes(d, s3));
  out[4] = hn::GetLane(hn::SumOfLanes(d, s4));
}

}  // namespace HWY_NAMESPACE
}  // namespace quoth
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quoth {

HWY_EXPORT(ScoreRoles);

void ScoreRoles(const float* word, const float* cue, const float* distance, const float* mix, const float* product,
                const float* product_mix, size_t width, float* out) {
  HWY_DYNAMIC_DISPATCH(ScoreRoles)(word, cue, distance, mix, product, product_mix, width, out);
}

}  // namespace quoth
#endif  // HWY_ONCE
