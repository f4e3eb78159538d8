// Matrix products, the encoder's main work, over oneDNN: the only file that
// knows that library (2.6 and 3.x both serve).
//
//   auto packed = PackedMatrix::Pack(matrix);           // once, at load
//   packed->Multiply(activations, rows, sums, scratch); // u8 × s8 → s32, exact
//
// Threads: everything here computes on the calling thread alone.  oneDNN would
// spread its work over OpenMP's threads; OneThread keeps it from that, for the
// calling thread only, and puts the host program's setting back.
// Thread rule: PackedMatrix is immutable; a GemmScratch belongs to one thread at
// a time.
#ifndef QUOTH_ENCODER_GEMM_H_
#define QUOTH_ENCODER_GEMM_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "encoder/model_file.h"
#include "quoth/status.h"

namespace quoth {

// While it lives, OpenMP regions begun by this thread have one thread.  The
// caller of the functions below that take a GemmScratch holds one; the others
// see to it themselves.
class OneThread {
 public:
  OneThread();
  ~OneThread();
  OneThread(const OneThread&) = delete;
  OneThread& operator=(const OneThread&) = delete;

 private:
  int before_ = 0;
};

// Rows of activations that PackedMatrix takes at once; the unit to which rows
// are padded.
inline constexpr size_t kBlockRows = 128;
inline constexpr size_t kRowUnit = 16;
constexpr size_t PaddedRows(size_t rows) { return (rows + kRowUnit - 1) / kRowUnit * kRowUnit; }

// Number types of the products inside attention.
enum class Precision { kFloat, kBfloat16 };

// The prepared computations of one thread, and their working memory.
class GemmScratch {
 public:
  GemmScratch();
  ~GemmScratch();
  GemmScratch(GemmScratch&&) noexcept;
  GemmScratch& operator=(GemmScratch&&) noexcept;

  struct Impl;
  Impl& impl() { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

// Int8 weights in the layout that this machine multiplies fastest.
class PackedMatrix {
 public:
  // Copies the matrix: the view need not outlive the call.  Rows and columns
  // must be multiples of 16.  Fails with kUnsupported where oneDNN has no way to
  // multiply it.
  static Result<PackedMatrix> Pack(const Int8Matrix& matrix);

  // sums[r][o] = Σ_c activations[r][c] * values[o][c], for r < rows ≤ kBlockRows.
  // Both buffers are dense and hold PaddedRows(rows) rows, of which the last
  // ones may hold anything.  Exact as long as activations keep to
  // MaxActivation().
  Status Multiply(const uint8_t* activations, size_t rows, int32_t* sums, GemmScratch& scratch) const;

  size_t rows() const { return rows_; }
  size_t columns() const { return columns_; }

 private:
  PackedMatrix() = default;
  struct Weights;
  std::shared_ptr<const Weights> weights_;
  size_t rows_ = 0;
  size_t columns_ = 0;
};

// 255 where u8 × s8 products are exact; 127 on machines that add pairs of them
// in 16 bits, saturating (x86 without VNNI).  Found by trial, once.
int MaxActivation();

// The precision in which attention's products are fastest here: bfloat16 where
// the machine multiplies it (AVX-512 BF16, AMX).
Precision AttentionPrecision();

// scores[m][n] = Σ_k queries[m][k] * keys[n][k]; the inputs in `precision`,
// dense, the scores in fp32.
Status MultiplyKeys(Precision precision, size_t m, size_t n, size_t k, const void* queries, const void* keys,
                    float* scores, GemmScratch& scratch);

// out[m][n] = Σ_k weights[m][k] * values[k][n]; likewise.
Status MultiplyValues(Precision precision, size_t m, size_t n, size_t k, const void* weights, const void* values,
                      float* out, GemmScratch& scratch);

// out[m][n] = bias[n] + Σ_k input[m][k] * weights[n][k], all fp32 and dense: for
// the small linear maps of the heads.  bias may be null (zeros).
Status MultiplyFloats(size_t m, size_t n, size_t k, const float* input, const float* weights, const float* bias,
                      float* out);

}  // namespace quoth

#endif  // QUOTH_ENCODER_GEMM_H_
