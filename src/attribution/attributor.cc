#include "attribution/attributor.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

#include "attribution/decoder.h"
#include "attribution/features.h"
#include "attribution/further_paragraphs.h"
#include "attribution/signed_quotations.h"
#include "attribution/transcript.h"
#include "attribution/words.h"
#include "base/data_files.h"
#include "encoder/encoder.h"
#include "encoder/model_file.h"
#include "encoder/wordpiece.h"

namespace quoth {
namespace {

constexpr const char* kModelName = "quoth-read.model";

// A pack of windows goes through the encoder at once, up to this many pieces.
constexpr size_t kPackPieces = 512;

// A longer text is read in parts cut at paragraph breaks, so that memory does not
// grow with it.
constexpr size_t kPartBytes = 1u << 20;

// The model's own marks, by their names in its vocabulary.
struct Marks {
  int32_t begin = 0;      // [CLS]
  int32_t end = 0;        // [SEP]
  int32_t paragraph = 0;  // [unused0]
};

struct Scratch {
  Encoder::Scratch encoder;
  DecoderScratch decoder;
  std::vector<Token> tokens;
  std::vector<uint32_t> starts;
  std::vector<uint32_t> rows;  // of each word of the pack: its row in hidden
  std::vector<float> hidden, gathered;
  std::vector<Attribution> attributions;
};

size_t PieceCount(const Window& window, const std::vector<Word>& words) {
  size_t count = 2;
  for (size_t w = window.begin; w < window.end; ++w) {
    count += words[w].last - words[w].first;
    count += w > window.begin && words[w].paragraph != words[w - 1].paragraph;
  }
  return count;
}

// Puts signed quotations among the attributions, but for those whose cue the model
// has found itself.
void AddSigned(std::vector<Attribution> signed_quotations, std::vector<Attribution>* attributions) {
  for (Attribution& a : signed_quotations) {
    const auto at = std::partition_point(attributions->begin(), attributions->end(),
                                         [&](const Attribution& b) { return b.cue.end <= a.cue.begin; });
    if (at == attributions->end() || at->cue.begin >= a.cue.end) attributions->insert(at, std::move(a));
  }
}

// The end of the part that begins at `begin`: the text's own end, or the last line
// break within kPartBytes, or (in one long line) the last space, or any character.
size_t PartEnd(std::string_view text, size_t begin) {
  if (text.size() - begin <= kPartBytes) return text.size();
  const std::string_view part = text.substr(begin, kPartBytes);
  for (const char* breaks : {"\n", " "}) {
    const size_t at = part.find_last_of(breaks);
    if (at != std::string_view::npos && at > 0) return begin + at + 1;
  }
  size_t end = kPartBytes;
  while (end > 1 && (static_cast<unsigned char>(part[end - 1]) & 0xC0) == 0x80) --end;
  // part[end - 1] begins a character that may be cut: leave it to the next part.
  return begin + (end > 1 ? end - 1 : kPartBytes);
}

}  // namespace

struct Attributor::Impl {
  std::shared_ptr<const ModelFile> model;
  WordPiece wordpiece;
  Encoder encoder;
  Decoder decoder;
  WindowOptions windows;
  Marks marks;
  std::string version;

  // Scratch memory of calls that have ended, for the next ones.
  std::mutex mutex;
  std::vector<std::unique_ptr<Scratch>> idle;

  Impl(WordPiece w, Encoder e, Decoder d) : wordpiece(std::move(w)), encoder(std::move(e)), decoder(std::move(d)) {}

  std::unique_ptr<Scratch> TakeScratch() {
    std::lock_guard<std::mutex> lock(mutex);
    if (idle.empty()) return std::make_unique<Scratch>();
    auto scratch = std::move(idle.back());
    idle.pop_back();
    return scratch;
  }

  void GiveBack(std::unique_ptr<Scratch> scratch) {
    std::lock_guard<std::mutex> lock(mutex);
    idle.push_back(std::move(scratch));
  }

  Status ReadPart(std::string_view part, Scratch& scratch, std::vector<Statement>* statements,
                  std::vector<SourceLinks>* links) const;
  Status ReadPack(const Features& features, const std::vector<Word>& words, const Window* first, const Window* last,
                  Scratch& scratch) const;
};

Status Attributor::Impl::ReadPack(const Features& features, const std::vector<Word>& words, const Window* first,
                              const Window* last, Scratch& scratch) const {
  scratch.tokens.clear();
  scratch.starts.clear();
  scratch.rows.clear();
  for (const Window* window = first; window != last; ++window) {
    scratch.starts.push_back(static_cast<uint32_t>(scratch.tokens.size()));
    scratch.tokens.push_back({marks.begin, 0, 0});
    // A word of more pieces than a sequence may have is read by its first ones.
    const size_t room = scratch.starts.back() + encoder.max_length() - 1;
    for (size_t w = window->begin; w < window->end; ++w) {
      if (w > window->begin && words[w].paragraph != words[w - 1].paragraph) {
        scratch.tokens.push_back({marks.paragraph, 0, 0});
      }
      scratch.rows.push_back(static_cast<uint32_t>(scratch.tokens.size()));
      for (size_t i = words[w].first; i < words[w].last && scratch.tokens.size() < room; ++i) {
        scratch.tokens.push_back({features.pieces[i].id, features.letter_case[i], features.quote[i]});
      }
    }
    scratch.tokens.push_back({marks.end, 0, 0});
  }
  Status status = encoder.Encode(scratch.tokens, scratch.starts, scratch.encoder, &scratch.hidden);
  if (!status.ok()) return status;

  const size_t size = encoder.hidden();
  const uint32_t* row = scratch.rows.data();
  for (const Window* window = first; window != last; ++window) {
    const size_t count = window->end - window->begin;
    scratch.gathered.resize(count * size);
    for (size_t w = 0; w < count; ++w, ++row) {
      const float* from = scratch.hidden.data() + *row * size;
      std::copy(from, from + size, scratch.gathered.begin() + static_cast<ptrdiff_t>(w * size));
    }
    status = decoder.Decode(words, *window, scratch.gathered, scratch.decoder, &scratch.attributions);
    if (!status.ok()) return status;
  }
  return Status();
}

Status Attributor::Impl::ReadPart(std::string_view part, Scratch& scratch, std::vector<Statement>* statements,
                                  std::vector<SourceLinks>* links) const {
  links->clear();
  const Features features = MakeFeatures(part, wordpiece);
  const std::vector<Word> words = GatherWords(features);
  const std::vector<Window> cut = CutWindows(words, windows);
  scratch.attributions.clear();
  for (size_t i = 0; i < cut.size();) {
    size_t end = i, pieces = 0;
    do {
      pieces += PieceCount(cut[end], words);
      ++end;
    } while (end < cut.size() && pieces + PieceCount(cut[end], words) <= kPackPieces);
    Status status = ReadPack(features, words, &cut[i], &cut[i] + (end - i), scratch);
    if (!status.ok()) return status;
    i = end;
  }
  TakeFurtherParagraphs(part, features, words, &scratch.attributions);
  AddSigned(SignedQuotations(part, features, words), &scratch.attributions);
  AddTurns(TranscriptTurns(part, words), &scratch.attributions);
  *statements = decoder.Assemble(part, features, words, scratch.attributions, links);
  return Status();
}

Result<Attributor> Attributor::Open(const std::string& file) {
  auto path = FindModel(file, kModelName);
  if (!path.ok()) return path.status();
  auto model = ModelFile::Open(*path);
  if (!model.ok()) return model.status();
  auto vocabulary = (*model)->Bytes("vocabulary");
  if (!vocabulary.ok()) return vocabulary.status();
  auto wordpiece = WordPiece::FromVocabulary(*vocabulary);
  if (!wordpiece.ok()) return wordpiece.status();
  auto encoder = Encoder::Create(*model);
  if (!encoder.ok()) return encoder.status();
  auto decoder = Decoder::Create(*model);
  if (!decoder.ok()) return decoder.status();

  auto impl = std::make_unique<Impl>(std::move(*wordpiece), std::move(*encoder), std::move(*decoder));
  impl->model = *model;
  impl->marks = {impl->wordpiece.Id("[CLS]"), impl->wordpiece.Id("[SEP]"), impl->wordpiece.Id("[unused0]")};
  if (impl->marks.begin < 0 || impl->marks.end < 0 || impl->marks.paragraph < 0) {
    return Status(Code::kCorrupt, *path + ": the vocabulary lacks [CLS], [SEP] or [unused0]");
  }
  impl->windows.pieces = static_cast<size_t>((*model)->Number("metadata.windows.pieces", 320));
  impl->windows.overlap = static_cast<size_t>((*model)->Number("metadata.windows.overlap", 0));
  // [CLS] and [SEP] stand in each window too.
  if (impl->windows.pieces + 2 > impl->encoder.max_length() || impl->windows.pieces < 16 ||
      impl->windows.overlap > impl->windows.pieces / 2) {
    return Status(Code::kCorrupt, *path + ": windows of " + std::to_string(impl->windows.pieces) +
                                      " pieces do not fit the encoder's " +
                                      std::to_string(impl->encoder.max_length()));
  }
  impl->version = (*model)->Text("metadata.name", "unnamed") + " " + (*model)->Text("metadata.version", "0");
  return Attributor(std::move(impl));
}

Status Attributor::Attribute(std::string_view text, std::vector<Statement>* statements,
                             std::vector<SourceLinks>* links) const {
  statements->clear();
  links->clear();
  auto scratch = impl_->TakeScratch();
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = PartEnd(text, begin);
    std::vector<Statement> found;
    std::vector<SourceLinks> pointed;
    Status status = impl_->ReadPart(text.substr(begin, end - begin), *scratch, &found, &pointed);
    if (!status.ok()) return status;
    const size_t before = statements->size();
    for (Statement& s : found) {
      for (auto* spans : {&s.source, &s.cue, &s.content, &s.quoted}) {
        for (Span& span : *spans) span.begin += begin, span.end += begin;
      }
      if (s.within) *s.within += before;
      if (begin > 0) s.headline = false;
      statements->push_back(std::move(s));
    }
    for (SourceLinks& link : pointed) {
      for (auto* scores : {&link.words, &link.circumstances[kTo], &link.circumstances[kOccasion], &link.circumstances[kWhen]}) {
        for (auto& [span, score] : *scores) span.begin += begin, span.end += begin;
      }
      links->push_back(std::move(link));
    }
    begin = end;
  }
  impl_->GiveBack(std::move(scratch));
  return Status();
}

const std::string& Attributor::version() const { return impl_->version; }

Attributor::Attributor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Attributor::Attributor(Attributor&&) noexcept = default;
Attributor& Attributor::operator=(Attributor&&) noexcept = default;
Attributor::~Attributor() = default;

}  // namespace quoth
