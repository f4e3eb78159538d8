// A small writer of model files (docs/model.md) for tests: training/export.py is
// the real one.  Header only; not part of the library.
#ifndef QUOTH_ENCODER_MODEL_WRITER_H_
#define QUOTH_ENCODER_MODEL_WRITER_H_

#include <unistd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace quoth::test {

// Gathers tensors, then gives the file's bytes.
class ModelWriter {
 public:
  nlohmann::json config = nlohmann::json::object();
  nlohmann::json metadata = nlohmann::json::object();

  void Add(const std::string& name, const char* type, std::vector<size_t> shape, const void* data, size_t bytes) {
    tensors_[name] = {{"type", type}, {"shape", shape}, {"offset", data_.size()}};
    data_.append(static_cast<const char*>(data), bytes);
    data_.resize((data_.size() + 63) / 64 * 64);
  }
  void AddFloats(const std::string& name, std::vector<size_t> shape, const std::vector<float>& values) {
    Add(name, "float32", std::move(shape), values.data(), values.size() * sizeof(float));
  }
  void AddMatrix(const std::string& name, size_t rows, size_t columns, const std::vector<int8_t>& values,
                 const std::vector<float>& scales) {
    Add(name, "int8", {rows, columns}, values.data(), values.size());
    AddFloats(name + ".scales", {rows}, scales);
  }

  std::string Bytes() const {
    return Seal(nlohmann::json{{"config", config}, {"metadata", metadata}, {"tensors", tensors_}}.dump(), data_);
  }

  // A sound file around any header and data.
  static std::string Seal(const std::string& header, const std::string& data) {
    std::string file = "QUOTHMDL";
    file.resize(64);
    file += header;
    file.resize((file.size() + 63) / 64 * 64);
    file += data;
    Put(file, 8, uint32_t{1});
    Put(file, 16, uint64_t{file.size()});
    Put(file, 24, uint64_t{header.size()});
    return Resum(file);
  }

  // Sets the checksum that belongs to the file's bytes.
  static std::string Resum(std::string file) {
    const std::string summed = file.substr(0, 32) + file.substr(40);
    Put(file, 32, uint64_t{XXH64(summed.data(), summed.size(), 0)});
    return file;
  }

  template <typename T>
  static void Put(std::string& file, size_t at, T value) {
    std::memcpy(&file[at], &value, sizeof value);
  }

 private:
  nlohmann::json tensors_ = nlohmann::json::object();
  std::string data_;
};

// A file that is gone at the end of its scope.
class ScratchFile {
 public:
  explicit ScratchFile(const std::string& bytes) {
    static int count = 0;
    path_ = (std::filesystem::temp_directory_path() /
             ("quoth-test-" + std::to_string(getpid()) + "-" + std::to_string(count++))).string();
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~ScratchFile() { std::filesystem::remove(path_); }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace quoth::test

#endif  // QUOTH_ENCODER_MODEL_WRITER_H_
