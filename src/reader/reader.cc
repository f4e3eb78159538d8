#include "quoth/reader.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "attribution/attributor.h"
#include "base/ids.h"
#include "speaker/people.h"
#include "speaker/speakers.h"
#include "text/headline.h"
#include "text/paragraphs.h"
#include "text/utf8.h"

namespace quoth {
namespace {

// A title stands at the very beginning; so much of a long text is looked at for it.
constexpr size_t kTitleBytes = 1u << 16;

std::string Title(std::string_view text) {
  size_t end = std::min(text.size(), kTitleBytes);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  const std::string_view front = text.substr(0, end);
  const Span headline = HeadlineSpan(front, Paragraphs(front));
  return std::string(front.substr(headline.begin, headline.size()));
}

// A statement whose outer one goes is taken to stand in the next one further out.
void LeaveOutUnsure(double min_confidence, Reading* reading) {
  std::vector<Statement>& all = reading->statements;
  const auto stays = [&](size_t i) { return all[i].confidence >= min_confidence; };
  std::vector<size_t> place(all.size());
  size_t kept = 0;
  for (size_t i = 0; i < all.size(); ++i) place[i] = stays(i) ? kept++ : all.size();
  if (kept == all.size()) return;
  for (size_t i = 0; i < all.size(); ++i) {
    std::optional<size_t>& within = all[i].within;
    for (size_t steps = 0; within && !stays(*within); ++steps) {
      within = steps < all.size() ? all[*within].within : std::nullopt;
    }
  }
  for (size_t i = 0; i < all.size(); ++i) {
    if (place[i] == all.size()) continue;
    if (all[i].within) all[i].within = place[*all[i].within];
    if (place[i] != i) all[place[i]] = std::move(all[i]);
  }
  reading->unsure = all.size() - kept;
  all.resize(kept);
}

}  // namespace

struct Reader::Impl {
  ReaderOptions options;
  Attributor attributor;
  std::optional<PeopleTable> people;
};

Result<Reader> Reader::Open(const ReaderOptions& options) {
  auto attributor = Attributor::Open(options.model);
  if (!attributor.ok()) return attributor.status();
  auto impl = std::make_unique<Impl>(Impl{options, std::move(*attributor), std::nullopt});
  if (!options.people.empty()) {
    auto people = PeopleTable::Open(options.people);
    if (!people.ok()) return people.status();
    impl->people.emplace(std::move(*people));
  }
  return Reader(std::move(impl));
}

Result<Reading> Reader::Read(std::string_view text, const ArticleContext& context) const {
  const ReaderOptions& options = impl_->options;
  if (options.max_bytes && text.size() > options.max_bytes) {
    return Status(Code::kTooLarge, "the text has " + std::to_string(text.size()) + " bytes, more than the limit of " +
                                       std::to_string(options.max_bytes) +
                                       "; is it an article? If so, split it or raise the limit (max_bytes)");
  }
  auto decoded = DecodeUtf8(text, options.lenient);
  if (!decoded.ok()) return decoded.status();
  Reading reading;
  Article& article = reading.article;
  article.text = std::move(decoded->text);
  article.replaced = decoded->replaced;
  article.published = context.published;
  article.characters = CodePointIndex(article.text).total();
  article.id = ArticleId(article.text);
  article.title = Title(article.text);

  std::vector<SourceLinks> links;
  if (Status status = impl_->attributor.Attribute(article.text, &reading.statements, &links); !status.ok()) return status;
  ResolveSpeakers(article.text, {.published = article.published,
                                 .people = impl_->people ? &*impl_->people : nullptr,
                                 .links = &links}, &reading.statements);
  for (Statement& statement : reading.statements) statement.id = StatementId(article.id, statement);
  LeaveOutUnsure(options.min_confidence, &reading);
  return reading;
}

const std::string& Reader::model_version() const { return impl_->attributor.version(); }

Reader::Reader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

}  // namespace quoth
