// ModelFile: the one file that holds a model, mapped into memory and read in
// place.  docs/model.md specifies its format.
//
//   auto file = ModelFile::Open("models/read.model");
//   if (!file.ok()) return file.status();
//   auto bias = (*file)->Floats("heads.tag.bias", {7});
//
//   ModelFile::Open("README.md").status();  // kCorrupt: README.md is not a model file of Quoth …
//
// Thread rule: immutable once open; share it between any number of threads.
// Ownership: every view (TensorView, Int8Matrix, string_view) points into the
// mapping and lives as long as the ModelFile.
#ifndef QUOTH_ENCODER_MODEL_FILE_H_
#define QUOTH_ENCODER_MODEL_FILE_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/status.h"

namespace quoth {

// Numbers in a model file, row by row, the last index fastest.  Aligned to 64 bytes.
template <typename T>
struct TensorView {
  const T* data = nullptr;
  std::vector<size_t> shape;

  size_t size() const {
    size_t product = 1;
    for (size_t length : shape) product *= length;
    return product;
  }
};

// rows × columns numbers; row r stands for values[r * columns + c] * scales[r].
struct Int8Matrix {
  const int8_t* values = nullptr;
  const float* scales = nullptr;
  size_t rows = 0;
  size_t columns = 0;
};

class ModelFile {
 public:
  // Maps the file and checks all of it, checksum included (about 5 ms for 23 MB).
  // Fails with kNotFound or kUnreadable (no such file, may not be read), with
  // kCorrupt (foreign, truncated, damaged or written wrong: the message tells
  // which) or with kUnsupported (a version of the format that this build does
  // not know).
  static Result<std::shared_ptr<const ModelFile>> Open(const std::string& path);

  // A tensor by its name.  `shape` is what the caller expects; 0 stands for any
  // length.  Fails with kCorrupt where the tensor is missing or has another type
  // or shape.
  Result<TensorView<float>> Floats(std::string_view name, std::initializer_list<size_t> shape) const;
  // The same for a matrix with its scales; 0 rows or columns: any.
  Result<Int8Matrix> Matrix(std::string_view name, size_t rows, size_t columns) const;
  // A tensor of bytes, such as "vocabulary".
  Result<std::string_view> Bytes(std::string_view name) const;
  bool Has(std::string_view name) const;

  // What the header says besides the tensors.  `key` is a path of names (or
  // places in a list) joined by dots: "config.layers", "metadata.name".
  // A key that is missing or of another kind gives the fallback.
  double Number(std::string_view key, double fallback) const;
  // A whole number from 1 to `limit`; 0 where the key has none.
  size_t Size(std::string_view key, size_t limit) const;
  std::string Text(std::string_view key, std::string_view fallback = {}) const;
  // The numbers of a list; empty where the key is missing or no list of numbers.
  std::vector<double> Numbers(std::string_view key) const;
  // Whatever stands at the key, as JSON; empty where the key is missing.
  std::string Json(std::string_view key) const;

  const std::string& path() const;
  size_t bytes() const;  // length of the file

  ~ModelFile();
  ModelFile(const ModelFile&) = delete;
  ModelFile& operator=(const ModelFile&) = delete;

 private:
  struct Impl;
  explicit ModelFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace quoth

#endif  // QUOTH_ENCODER_MODEL_FILE_H_
