#include "encoder/model_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cerrno>
#include <cmath>
#include <cstring>
#include <map>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

namespace quoth {
namespace {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "model files are read in place: little-endian machines only");

constexpr char kMagic[8] = {'Q', 'U', 'O', 'T', 'H', 'M', 'D', 'L'};
constexpr uint32_t kVersion = 1;
constexpr size_t kFixed = 64;      // bytes before the header
constexpr size_t kAlignment = 64;  // of every tensor
constexpr size_t kMaxHeader = 4u << 20;
constexpr size_t kMaxDimensions = 4;
constexpr size_t kMaxNesting = 64;
constexpr size_t kChecksumAt = 32;

enum class Type { kFloat32, kInt8, kUint8 };

struct Tensor {
  Type type = Type::kFloat32;
  std::vector<size_t> shape;
  const uint8_t* data = nullptr;
  size_t bytes = 0;
};

template <typename T>
T Load(const uint8_t* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

// A file, mapped.  Files are only read, so that all processes share one copy.
class Mapping {
 public:
  Mapping() = default;
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() {
    if (data_ != nullptr) munmap(const_cast<uint8_t*>(data_), size_);
  }

  Status Open(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
      const int error = errno;
      const bool missing = error == ENOENT || error == ENOTDIR;
      return {missing ? Code::kNotFound : Code::kUnreadable,
              path + ": cannot open the model file: " + std::generic_category().message(error)};
    }
    struct stat info;
    Status status;
    if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
      status = {Code::kUnreadable, path + ": not a regular file; a model file was expected"};
    } else if (info.st_size > 0) {
      void* data = mmap(nullptr, static_cast<size_t>(info.st_size), PROT_READ, MAP_SHARED, file, 0);
      if (data == MAP_FAILED) {
        status = {Code::kUnreadable, path + ": cannot map the model file: " + std::generic_category().message(errno)};
      } else {
        data_ = static_cast<const uint8_t*>(data);
        size_ = static_cast<size_t>(info.st_size);
        madvise(data, size_, MADV_WILLNEED);
      }
    }
    close(file);
    return status;
  }

  const uint8_t* data() const { return data_; }
  size_t size() const { return size_; }

 private:
  const uint8_t* data_ = nullptr;
  size_t size_ = 0;
};

uint64_t Checksum(const uint8_t* data, size_t size) {
  XXH64_state_t state;
  XXH64_reset(&state, 0);
  XXH64_update(&state, data, kChecksumAt);
  XXH64_update(&state, data + kChecksumAt + 8, size - kChecksumAt - 8);
  return XXH64_digest(&state);
}

// The parser builds its tree on the heap, but the tree is taken down level by
// level: a header of a million brackets is refused before it becomes one.
bool NestsTooDeep(std::string_view json) {
  size_t depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        in_string = false;
      }
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxNesting) return true;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return false;
}

// A tensor's entry in the header, or what is wrong with it.
Result<Tensor> ReadEntry(const nlohmann::json& entry, const uint8_t* data, size_t size) {
  const auto wrong = [](const char* what) { return Status(Code::kCorrupt, what); };
  if (!entry.is_object()) return wrong("has no object");
  const auto type = entry.find("type"), shape = entry.find("shape"), offset = entry.find("offset");
  if (type == entry.end() || shape == entry.end() || offset == entry.end()) return wrong("lacks type, shape or offset");

  Tensor tensor;
  size_t width = 1;
  if (*type == "float32") {
    tensor.type = Type::kFloat32;
    width = 4;
  } else if (*type == "int8") {
    tensor.type = Type::kInt8;
  } else if (*type == "uint8") {
    tensor.type = Type::kUint8;
  } else {
    return wrong("has a type that is not known");
  }
  if (!shape->is_array() || shape->empty() || shape->size() > kMaxDimensions) return wrong("has a shape that is no shape");
  tensor.bytes = width;
  for (const nlohmann::json& length : *shape) {
    if (!length.is_number_unsigned()) return wrong("has a shape that is no shape");
    const uint64_t n = length.get<uint64_t>();
    if (n == 0 || n > size / tensor.bytes) return wrong("does not fit into the file");
    tensor.bytes *= n;
    tensor.shape.push_back(n);
  }
  if (!offset->is_number_unsigned()) return wrong("has an offset that is no offset");
  const uint64_t at = offset->get<uint64_t>();
  if (at % kAlignment != 0) return wrong("is not aligned");
  if (at > size || tensor.bytes > size - at) return wrong("does not fit into the file");
  tensor.data = data + at;
  return tensor;
}

std::string Shape(const std::vector<size_t>& shape) {
  std::string text;
  for (size_t length : shape) text += (text.empty() ? "" : "×") + std::to_string(length);
  return text;
}

}  // namespace

struct ModelFile::Impl {
  std::string path;
  Mapping mapping;
  nlohmann::json header;
  std::map<std::string, Tensor, std::less<>> tensors;

  Status Corrupt(const std::string& what) const { return {Code::kCorrupt, path + ": " + what}; }

  Status Check() {
    const uint8_t* data = mapping.data();
    const size_t size = mapping.size();
    if (size < sizeof kMagic || std::memcmp(data, kMagic, sizeof kMagic) != 0) {
      return Corrupt("not a model file of Quoth (it does not begin with QUOTHMDL)");
    }
    if (size < kFixed) return Corrupt("truncated: it has " + std::to_string(size) + " bytes; copy the model file again");
    const uint32_t version = Load<uint32_t>(data + 8);
    if (version != kVersion) {
      return {Code::kUnsupported, path + ": the model file has format version " + std::to_string(version) +
                                      "; this build of Quoth reads version " + std::to_string(kVersion)};
    }
    const uint64_t length = Load<uint64_t>(data + 16);
    if (length != size) {
      return Corrupt(std::string(size < length ? "truncated" : "too long") + ": it has " + std::to_string(size) +
                     " bytes and should have " + std::to_string(length) + "; copy the model file again");
    }
    if (Load<uint64_t>(data + kChecksumAt) != Checksum(data, size)) {
      return Corrupt("damaged: its checksum does not match its bytes; copy the model file again");
    }
    const uint64_t header_length = Load<uint64_t>(data + 24);
    if (header_length > kMaxHeader || header_length > size - kFixed) {
      return Corrupt("written wrong: its header is longer than it may be");
    }
    const size_t begin = (kFixed + header_length + kAlignment - 1) / kAlignment * kAlignment;
    if (begin > size) return Corrupt("written wrong: the data begin after its end");
    return ReadHeader({reinterpret_cast<const char*>(data) + kFixed, header_length}, data + begin, size - begin);
  }

  Status ReadHeader(std::string_view text, const uint8_t* data, size_t size) {
    if (NestsTooDeep(text)) return Corrupt("written wrong: its header nests too deep");
    header = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (header.is_discarded() || !header.is_object()) return Corrupt("written wrong: its header is no JSON object");
    const auto listing = header.find("tensors");
    if (listing == header.end() || !listing->is_object()) return Corrupt("written wrong: its header lists no tensors");
    for (const auto& [name, entry] : listing->items()) {
      Result<Tensor> tensor = ReadEntry(entry, data, size);
      if (!tensor.ok()) return Corrupt("written wrong: tensor " + name + " " + tensor.status().message());
      tensors.emplace(name, std::move(*tensor));
    }
    header.erase("tensors");
    return {};
  }

  Result<const Tensor*> Find(std::string_view name, Type type, const char* kind, const size_t* shape,
                             size_t dimensions) const {
    const auto found = tensors.find(name);
    const std::string title = "tensor " + std::string(name);
    if (found == tensors.end()) return Corrupt(title + " is missing");
    const Tensor& tensor = found->second;
    if (tensor.type != type) return Corrupt(title + " is not of type " + kind);
    bool fits = tensor.shape.size() == dimensions;
    for (size_t i = 0; fits && i < dimensions; ++i) fits = shape[i] == 0 || shape[i] == tensor.shape[i];
    if (!fits) {
      return Corrupt(title + " has shape " + Shape(tensor.shape) + ", not " + Shape({shape, shape + dimensions}) +
                     " as expected (0: any)");
    }
    return &tensor;
  }

  // What stands at the dotted path, or null.
  const nlohmann::json* At(std::string_view key) const {
    const nlohmann::json* node = &header;
    while (true) {
      const size_t dot = key.find('.');
      const std::string name(key.substr(0, dot));
      if (node->is_object()) {
        const auto found = node->find(name);
        if (found == node->end()) return nullptr;
        node = &*found;
      } else if (node->is_array()) {
        if (name.empty() || name.size() > 9 || name.find_first_not_of("0123456789") != name.npos) return nullptr;
        const size_t place = std::stoul(name);
        if (place >= node->size()) return nullptr;
        node = &(*node)[place];
      } else {
        return nullptr;
      }
      if (dot == key.npos) return node;
      key.remove_prefix(dot + 1);
    }
  }
};

ModelFile::ModelFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ModelFile::~ModelFile() = default;

Result<std::shared_ptr<const ModelFile>> ModelFile::Open(const std::string& path) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  if (Status status = impl->mapping.Open(path); !status.ok()) return status;
  if (Status status = impl->Check(); !status.ok()) return status;
  return std::shared_ptr<const ModelFile>(new ModelFile(std::move(impl)));
}

Result<TensorView<float>> ModelFile::Floats(std::string_view name, std::initializer_list<size_t> shape) const {
  auto found = impl_->Find(name, Type::kFloat32, "float32", shape.begin(), shape.size());
  if (!found.ok()) return found.status();
  return TensorView<float>{reinterpret_cast<const float*>((*found)->data), (*found)->shape};
}

Result<Int8Matrix> ModelFile::Matrix(std::string_view name, size_t rows, size_t columns) const {
  const size_t shape[] = {rows, columns};
  auto found = impl_->Find(name, Type::kInt8, "int8", shape, 2);
  if (!found.ok()) return found.status();
  const std::vector<size_t>& actual = (*found)->shape;
  auto scales = Floats(std::string(name) + ".scales", {actual[0]});
  if (!scales.ok()) return scales.status();
  return Int8Matrix{reinterpret_cast<const int8_t*>((*found)->data), scales->data, actual[0], actual[1]};
}

Result<std::string_view> ModelFile::Bytes(std::string_view name) const {
  const size_t any = 0;
  auto found = impl_->Find(name, Type::kUint8, "uint8", &any, 1);
  if (!found.ok()) return found.status();
  return std::string_view(reinterpret_cast<const char*>((*found)->data), (*found)->bytes);
}

bool ModelFile::Has(std::string_view name) const { return impl_->tensors.find(name) != impl_->tensors.end(); }

double ModelFile::Number(std::string_view key, double fallback) const {
  const nlohmann::json* node = impl_->At(key);
  return node != nullptr && node->is_number() ? node->get<double>() : fallback;
}

size_t ModelFile::Size(std::string_view key, size_t limit) const {
  const double number = Number(key, 0);
  return number >= 1 && number <= static_cast<double>(limit) && number == std::floor(number)
             ? static_cast<size_t>(number) : 0;
}

std::string ModelFile::Text(std::string_view key, std::string_view fallback) const {
  const nlohmann::json* node = impl_->At(key);
  return node != nullptr && node->is_string() ? node->get<std::string>() : std::string(fallback);
}

std::vector<double> ModelFile::Numbers(std::string_view key) const {
  const nlohmann::json* node = impl_->At(key);
  std::vector<double> numbers;
  if (node == nullptr || !node->is_array()) return numbers;
  for (const nlohmann::json& number : *node) {
    if (!number.is_number()) return {};
    numbers.push_back(number.get<double>());
  }
  return numbers;
}

std::string ModelFile::Json(std::string_view key) const {
  const nlohmann::json* node = impl_->At(key);
  return node == nullptr ? std::string() : node->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

const std::string& ModelFile::path() const { return impl_->path; }
size_t ModelFile::bytes() const { return impl_->mapping.size(); }

}  // namespace quoth
