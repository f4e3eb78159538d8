// Embeddings, and the layers on top of them (layers.h).
#include "encoder/encoder.h"

#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "encoder/kernels.h"

namespace quoth {
namespace {

constexpr size_t kMaxPositions = LayerStack::kMaxLength;
constexpr size_t kMaxVocabulary = 1000000;
constexpr size_t kLetterCases = 3;
constexpr size_t kQuoteStates = 8;

}  // namespace

struct Encoder::Impl {
  std::shared_ptr<const ModelFile> model;
  size_t hidden = 0, positions = 0, vocabulary = 0;
  LayerSizes sizes;
  Int8Matrix words;
  const float* position = nullptr;
  const float* letter_case = nullptr;
  const float* quote = nullptr;
  kernels::Norm norm{};
  std::optional<LayerStack> layers;

  Status Read();
  Status Check(std::span<const Token> tokens, std::span<const uint32_t> starts) const;
};

Status Encoder::Impl::Read() {
  const auto unsupported = [&](const std::string& what) {
    return Status(Code::kUnsupported, model->path() + ": " + what);
  };
  const std::string architecture = model->Text("config.architecture");
  if (architecture != "bert") return unsupported("the encoder's architecture is \"" + architecture + "\", not \"bert\"");
  auto read_sizes = LayerSizes::Read(*model);
  if (!read_sizes.ok()) return read_sizes.status();
  sizes = *read_sizes;
  hidden = sizes.hidden;
  positions = model->Size("config.positions", kMaxPositions);
  vocabulary = model->Size("config.vocabulary", kMaxVocabulary);
  if (positions == 0 || vocabulary == 0) return unsupported("positions or vocabulary is out of range (docs/model.md)");

  auto word_table = model->Matrix("embeddings.word", vocabulary, hidden);
  if (!word_table.ok()) return word_table.status();
  words = *word_table;
  const std::pair<const char*, const float**> tables[] = {
      {"position", &position}, {"letter_case", &letter_case}, {"quote", &quote}};
  const size_t rows[] = {positions, kLetterCases, kQuoteStates};
  for (size_t i = 0; i < 3; ++i) {
    auto table = model->Floats(std::string("embeddings.") + tables[i].first, {rows[i], hidden});
    if (!table.ok()) return table.status();
    *tables[i].second = table->data;
  }
  auto first_norm = ReadNorm(*model, "embeddings.norm", hidden, sizes.epsilon);
  if (!first_norm.ok()) return first_norm.status();
  norm = *first_norm;

  auto stack = LayerStack::Create(model, "layers.", sizes);
  if (!stack.ok()) return stack.status();
  layers.emplace(std::move(*stack));
  return {};
}

Status Encoder::Impl::Check(std::span<const Token> tokens, std::span<const uint32_t> starts) const {
  const auto invalid = [](const std::string& what) { return Status(Code::kInvalidInput, what); };
  if (starts.empty() != tokens.empty() || (!starts.empty() && starts[0] != 0)) {
    return invalid("the first sequence of a pack does not begin at token 0");
  }
  for (size_t i = 0; i < starts.size(); ++i) {
    const size_t end = i + 1 < starts.size() ? starts[i + 1] : tokens.size();
    if (end <= starts[i] || end > tokens.size()) {
      return invalid("sequence " + std::to_string(i) + " of a pack is empty or begins past the pack's end");
    }
    if (end - starts[i] > positions) {
      return invalid("sequence " + std::to_string(i) + " of a pack has " + std::to_string(end - starts[i]) +
                     " tokens; the encoder takes at most " + std::to_string(positions));
    }
  }
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.id < 0 || static_cast<size_t>(token.id) >= vocabulary || token.letter_case >= kLetterCases ||
        token.quote >= kQuoteStates) {
      return invalid("token " + std::to_string(i) + " of a pack has id " + std::to_string(token.id) +
                     ", letter case " + std::to_string(token.letter_case) + ", quote state " +
                     std::to_string(token.quote) + ": out of range");
    }
  }
  return {};
}

Encoder::Encoder(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Encoder::Encoder(Encoder&&) noexcept = default;
Encoder& Encoder::operator=(Encoder&&) noexcept = default;
Encoder::~Encoder() = default;

Result<Encoder> Encoder::Create(std::shared_ptr<const ModelFile> model) {
  auto impl = std::make_unique<Impl>();
  impl->model = std::move(model);
  if (Status status = impl->Read(); !status.ok()) return status;
  return Encoder(std::move(impl));
}

Status Encoder::Encode(std::span<const Token> tokens, std::span<const uint32_t> starts, Scratch& scratch,
                       std::vector<float>* hidden) const {
  if (Status status = impl_->Check(tokens, starts); !status.ok()) return status;
  const size_t width = impl_->hidden;
  hidden->resize(tokens.size() * width);
  for (size_t sequence = 0; sequence < starts.size(); ++sequence) {
    const size_t end = sequence + 1 < starts.size() ? starts[sequence + 1] : tokens.size();
    for (size_t i = starts[sequence]; i < end; ++i) {
      const Token& token = tokens[i];
      const auto id = static_cast<size_t>(token.id);
      kernels::Embed(impl_->words.values + id * width, impl_->words.scales[id],
                     impl_->position + (i - starts[sequence]) * width, impl_->letter_case + token.letter_case * width,
                     impl_->quote + token.quote * width, width, hidden->data() + i * width);
    }
  }
  return impl_->layers->Run(starts, tokens.size(), &impl_->norm, scratch, hidden->data());
}

size_t Encoder::hidden() const { return impl_->hidden; }
size_t Encoder::max_length() const { return impl_->positions; }
const LayerSizes& Encoder::sizes() const { return impl_->sizes; }

}  // namespace quoth
