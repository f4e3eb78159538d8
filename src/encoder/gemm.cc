// Products over oneDNN.
//
// oneDNN prepares a computation ("primitive") for fixed sizes, which takes some
// 0.3 ms, and then runs it at a cost of about a microsecond.  The sizes here are
// few: four weight shapes times eight row counts (padded to 16 rows, at most
// 128), and one pair of attention shapes for every 32 word pieces of sequence
// length.  A process-wide table holds the primitives, as they are immutable and
// shared by all threads; each thread's scratch holds the memory objects that
// bind them to its buffers, so that the hot path takes no lock.
//
// Inner product or matmul?  With packed weights oneDNN's inner product was the
// faster one at every shape of this encoder (AMX: 0.56, 0.12, 0.53 and 0.41 µs a
// row for 384→1152, 384→384, 384→1536 and 1536→384), and 128 rows better than
// 256 and more, because the sums then stay in the second-level cache.
#include "encoder/gemm.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <mutex>
#include <oneapi/dnnl/dnnl.hpp>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace quoth {
namespace {

using dnnl::memory;

// The OpenMP runtime is oneDNN's choice (libgomp, libomp or none at all), so its
// two functions are looked up in the running program and not linked.
struct OpenMp {
  int (*get_max_threads)();
  void (*set_num_threads)(int);
};

const OpenMp& TheOpenMp() {
  static const OpenMp functions = {
      reinterpret_cast<int (*)()>(dlsym(RTLD_DEFAULT, "omp_get_max_threads")),
      reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "omp_set_num_threads"))};
  return functions;
}

const dnnl::engine& Engine() {
  static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  return engine;
}

enum class Kind { kInt8, kKeys, kKeysBfloat16, kValues, kValuesBfloat16 };

// Kind, rows, outputs, inputs.
using Shape = std::tuple<Kind, size_t, size_t, size_t>;

// A prepared computation and the layouts it wants.
struct Prepared {
  dnnl::primitive primitive;
  memory::desc source, weights, result, working;
};

memory::dim Dim(size_t n) { return static_cast<memory::dim>(n); }

dnnl::primitive_attr Attributes() {
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);  // else threads would share working memory
  return attributes;
}

template <typename Description>
void Describe(const Description& description, Prepared& prepared) {
  prepared.source = description.src_desc();
  prepared.weights = description.weights_desc();
  prepared.result = description.dst_desc();
  prepared.working = description.scratchpad_desc();
}

Prepared PrepareInt8(size_t rows, size_t outputs, size_t inputs, const memory::desc& weights) {
  const memory::desc source({Dim(rows), Dim(inputs)}, memory::data_type::u8, memory::format_tag::ab);
  const memory::desc result({Dim(rows), Dim(outputs)}, memory::data_type::s32, memory::format_tag::ab);
#if DNNL_VERSION_MAJOR >= 3
  const dnnl::inner_product_forward::primitive_desc description(
      Engine(), dnnl::prop_kind::forward_inference, source, weights, result, Attributes());
#else
  const dnnl::inner_product_forward::primitive_desc description(
      dnnl::inner_product_forward::desc(dnnl::prop_kind::forward_inference, source, weights, result), Attributes(),
      Engine());
#endif
  Prepared prepared;
  prepared.primitive = dnnl::inner_product_forward(description);
  Describe(description, prepared);
  return prepared;
}

Prepared PrepareProduct(Kind kind, size_t m, size_t n, size_t k) {
  const bool keys = kind == Kind::kKeys || kind == Kind::kKeysBfloat16;
  const bool half = kind == Kind::kKeysBfloat16 || kind == Kind::kValuesBfloat16;
  const auto type = half ? memory::data_type::bf16 : memory::data_type::f32;
  const memory::desc source({Dim(m), Dim(k)}, type, memory::format_tag::ab);
  const memory::desc weights({Dim(k), Dim(n)}, type, keys ? memory::format_tag::ba : memory::format_tag::ab);
  const memory::desc result({Dim(m), Dim(n)}, memory::data_type::f32, memory::format_tag::ab);
#if DNNL_VERSION_MAJOR >= 3
  const dnnl::matmul::primitive_desc description(Engine(), source, weights, result, Attributes());
#else
  const dnnl::matmul::primitive_desc description(dnnl::matmul::desc(source, weights, result), Attributes(), Engine());
#endif
  Prepared prepared;
  prepared.primitive = dnnl::matmul(description);
  Describe(description, prepared);
  return prepared;
}

// The layout that full blocks like best; all other row counts then take it too.
memory::desc PackedLayout(size_t outputs, size_t inputs) {
  const memory::desc any({Dim(outputs), Dim(inputs)}, memory::data_type::s8, memory::format_tag::any);
  return PrepareInt8(kBlockRows, outputs, inputs, any).weights;
}

// The process's prepared computations.
class Library {
 public:
  // Throws dnnl::error.  The reference lives as long as the process.
  const Prepared& Get(const Shape& shape) {
    const std::lock_guard lock(mutex_);
    const auto found = prepared_.find(shape);
    if (found != prepared_.end()) return found->second;
    const auto [kind, m, n, k] = shape;
    return prepared_.emplace(shape, kind == Kind::kInt8 ? PrepareInt8(m, n, k, Layout(n, k)) : PrepareProduct(kind, m, n, k))
        .first->second;
  }

  memory::desc LayoutOf(size_t outputs, size_t inputs) {
    const std::lock_guard lock(mutex_);
    return Layout(outputs, inputs);
  }

 private:
  const memory::desc& Layout(size_t outputs, size_t inputs) {
    const auto found = layouts_.find({outputs, inputs});
    if (found != layouts_.end()) return found->second;
    return layouts_.emplace(std::pair(outputs, inputs), PackedLayout(outputs, inputs)).first->second;
  }

  std::mutex mutex_;
  std::map<Shape, Prepared> prepared_;
  std::map<std::pair<size_t, size_t>, memory::desc> layouts_;
};

Library& TheLibrary() {
  // Never destroyed: worker threads may still compute while the process ends.
  static Library* const library = new Library;
  return *library;
}

Status Failure(const dnnl::error& error) {
  return {error.status == dnnl_unimplemented ? Code::kUnsupported : Code::kInternal,
          std::string("oneDNN: ") + error.what() + " (status " + std::to_string(static_cast<int>(error.status)) + ")"};
}

}  // namespace

OneThread::OneThread() {
  const OpenMp& omp = TheOpenMp();
  if (omp.get_max_threads == nullptr || omp.set_num_threads == nullptr) return;
  before_ = omp.get_max_threads();
  omp.set_num_threads(1);
}

OneThread::~OneThread() {
  if (before_ > 0) TheOpenMp().set_num_threads(before_);
}

// A prepared computation bound to one thread's memory objects.
struct Bound {
  const Prepared* prepared;
  memory source, result, weights, working;
  std::unordered_map<int, memory> arguments;  // the same objects again, as oneDNN takes them
};

struct GemmScratch::Impl {
  dnnl::stream stream{Engine()};
  std::map<Shape, Bound> bound;
  std::vector<std::max_align_t> working;

  Bound& Get(const Shape& shape) {
    const auto found = bound.find(shape);
    if (found != bound.end()) return found->second;
    const Prepared& prepared = TheLibrary().Get(shape);
    const size_t units = prepared.working.get_size() / sizeof(std::max_align_t) + 8;
    if (units > working.size()) working.resize(units);
    const memory::desc& weights = prepared.weights;
    Bound fresh{&prepared, memory(prepared.source, Engine(), nullptr), memory(prepared.result, Engine(), nullptr),
                std::get<0>(shape) == Kind::kInt8 ? memory() : memory(weights, Engine(), nullptr),
                memory(prepared.working, Engine(), nullptr), {}};
    fresh.arguments = {{DNNL_ARG_SRC, fresh.source},
                       {DNNL_ARG_WEIGHTS, fresh.weights},
                       {DNNL_ARG_DST, fresh.result},
                       {DNNL_ARG_SCRATCHPAD, fresh.working}};
    return bound.emplace(shape, std::move(fresh)).first->second;
  }

  // Throws dnnl::error.
  void Run(Bound& it, const void* source, void* result) {
    it.source.set_data_handle(const_cast<void*>(source));
    it.result.set_data_handle(result);
    const auto begin = (reinterpret_cast<uintptr_t>(working.data()) + 63) / 64 * 64;
    it.working.set_data_handle(reinterpret_cast<void*>(begin));
    it.prepared->primitive.execute(stream, it.arguments);
    stream.wait();
  }
};

GemmScratch::GemmScratch() : impl_(std::make_unique<Impl>()) {}
GemmScratch::~GemmScratch() = default;
GemmScratch::GemmScratch(GemmScratch&&) noexcept = default;
GemmScratch& GemmScratch::operator=(GemmScratch&&) noexcept = default;

struct PackedMatrix::Weights {
  memory packed;
};

Result<PackedMatrix> PackedMatrix::Pack(const Int8Matrix& matrix) {
  if (matrix.rows % kRowUnit != 0 || matrix.columns % kRowUnit != 0 || matrix.rows == 0 || matrix.columns == 0) {
    return Status(Code::kUnsupported, "a matrix of " + std::to_string(matrix.rows) + "×" +
                                          std::to_string(matrix.columns) + " is not made of blocks of 16");
  }
  const OneThread one_thread;
  try {
    const memory::desc plain({Dim(matrix.rows), Dim(matrix.columns)}, memory::data_type::s8, memory::format_tag::ab);
    memory source(plain, Engine(), const_cast<int8_t*>(matrix.values));
    auto weights = std::make_shared<Weights>();
    weights->packed = memory(TheLibrary().LayoutOf(matrix.rows, matrix.columns), Engine());
    dnnl::stream stream(Engine());
    dnnl::reorder(source, weights->packed).execute(stream, source, weights->packed);
    stream.wait();
    PackedMatrix packed;
    packed.weights_ = std::move(weights);
    packed.rows_ = matrix.rows;
    packed.columns_ = matrix.columns;
    return packed;
  } catch (const dnnl::error& error) {
    return Failure(error);
  }
}

Status PackedMatrix::Multiply(const uint8_t* activations, size_t rows, int32_t* sums, GemmScratch& scratch) const {
  if (rows == 0) return {};
  if (rows > kBlockRows) return {Code::kInternal, "more rows than a block holds"};
  try {
    GemmScratch::Impl& impl = scratch.impl();
    Bound& bound = impl.Get({Kind::kInt8, PaddedRows(rows), rows_, columns_});
    bound.arguments[DNNL_ARG_WEIGHTS] = weights_->packed;
    impl.Run(bound, activations, sums);
    return {};
  } catch (const dnnl::error& error) {
    return Failure(error);
  }
}

int MaxActivation() {
  static const int largest = [] {
    constexpr size_t kSide = 64;
    constexpr int32_t kExact = kSide * 255 * 127;
    const std::vector<int8_t> values(kSide * kSide, 127);
    const std::vector<float> scales(kSide, 1.f);
    std::vector<uint8_t> activations(kBlockRows * kSide, 255);
    std::vector<int32_t> sums(kBlockRows * kSide);
    const OneThread one_thread;
    auto packed = PackedMatrix::Pack({values.data(), scales.data(), kSide, kSide});
    GemmScratch scratch;
    if (!packed.ok() || !packed->Multiply(activations.data(), kBlockRows, sums.data(), scratch).ok()) return 127;
    return std::all_of(sums.begin(), sums.end(), [](int32_t sum) { return sum == kExact; }) ? 255 : 127;
  }();
  return largest;
}

Precision AttentionPrecision() {
#if defined(__x86_64__) || defined(_M_X64)
  static const bool half = [] {
    const auto wanted = static_cast<unsigned>(dnnl::cpu_isa::avx512_core_bf16);
    const auto have = static_cast<unsigned>(dnnl::get_effective_cpu_isa());
    return (have & wanted) == wanted;
  }();
  return half ? Precision::kBfloat16 : Precision::kFloat;
#else
  return Precision::kFloat;
#endif
}

namespace {

Status Product(const Shape& shape, const void* source, const void* weights, float* result, GemmScratch& scratch) {
  try {
    GemmScratch::Impl& impl = scratch.impl();
    Bound& bound = impl.Get(shape);
    bound.weights.set_data_handle(const_cast<void*>(weights));
    impl.Run(bound, source, result);
    return {};
  } catch (const dnnl::error& error) {
    return Failure(error);
  }
}

}  // namespace

Status MultiplyKeys(Precision precision, size_t m, size_t n, size_t k, const void* queries, const void* keys,
                    float* scores, GemmScratch& scratch) {
  const Kind kind = precision == Precision::kFloat ? Kind::kKeys : Kind::kKeysBfloat16;
  return Product({kind, m, n, k}, queries, keys, scores, scratch);
}

Status MultiplyValues(Precision precision, size_t m, size_t n, size_t k, const void* weights, const void* values,
                      float* out, GemmScratch& scratch) {
  const Kind kind = precision == Precision::kFloat ? Kind::kValues : Kind::kValuesBfloat16;
  return Product({kind, m, n, k}, weights, values, out, scratch);
}

Status MultiplyFloats(size_t m, size_t n, size_t k, const float* input, const float* weights, const float* bias,
                      float* out) {
  const OneThread one_thread;
  for (size_t row = 0; row < m; ++row) {
    if (bias != nullptr) {
      std::memcpy(out + row * n, bias, n * sizeof(float));
    } else {
      std::fill_n(out + row * n, n, 0.f);
    }
  }
  if (m == 0 || n == 0) return {};
  const dnnl_status_t status = dnnl_sgemm('N', 'T', Dim(m), Dim(n), Dim(k), 1.f, input, Dim(k), weights, Dim(k), 1.f,
                                          out, Dim(n));
  if (status == dnnl_success) return {};
  return {Code::kInternal, "oneDNN: sgemm failed (status " + std::to_string(static_cast<int>(status)) + ")"};
}

}  // namespace quoth
