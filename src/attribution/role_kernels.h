// The inner loop of the role head, in the widest vectors that the machine has.
//
// Thread rule: a pure function.
#ifndef QUOTH_ATTRIBUTION_ROLE_KERNELS_H_
#define QUOTH_ATTRIBUTION_ROLE_KERNELS_H_

#include <cstddef>

namespace quoth {

// out[r] = Σ_k mix[r][k] * max(0, word[k] + cue[k] + distance[k])
//        + Σ_k product_mix[r][k] * product[k]            for r < 5
// `width` is a multiple of 16; mix and product_mix are 5 × width.
void ScoreRoles(const float* word, const float* cue, const float* distance, const float* mix, const float* product,
                const float* product_mix, size_t width, float* out);

}  // namespace quoth

#endif  // QUOTH_ATTRIBUTION_ROLE_KERNELS_H_
