#include "command/ingest_run.h"

#include <sys/stat.h>

#include <chrono>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>

#include "command/ingest_work.h"
#include "command/inputs.h"
#include "command/ordered.h"
#include "output/format.h"

namespace quoth::command {
namespace {

constexpr size_t kArticlesInBatch = 64;
constexpr size_t kBytesInBatch = 16u << 20;
constexpr double kSecondsInBatch = 2;

using Clock = std::chrono::steady_clock;

double Since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// A file that is being read, shared by its items.
struct OpenFile {
  std::string path;      // as typed
  std::string absolute;  // as the record has it
  Bookmark mark;         // where it is known; path empty: not a file to be marked
};

// An item on its way.
struct Going {
  std::shared_ptr<OpenFile> file;
  archive::Item item;
  bool end = false;      // the file has ended
  size_t passed_over = 0;
  Status failed;         // the file could not be opened
};

// Hands out items, file after file.
class Intake {
 public:
  Intake(const IngestRun& run, Record& marks) : run_(run), marks_(marks), inputs_(run.paths, archive::PageFileEndings()) {}

  std::optional<Going> Next() {
    for (;;) {
      if (pages_ != nullptr) {
        Going going;
        going.file = file_;
        if (auto item = pages_->Next()) {
          going.item = std::move(*item);
          return going;
        }
        going.end = true;
        going.passed_over = pages_->passed_over();
        pages_.reset();
        return going;
      }
      auto input = inputs_.Next();
      if (!input) return std::nullopt;
      file_ = std::make_shared<OpenFile>();
      file_->path = input->path;
      Going going;
      going.file = file_;
      going.failed = input->status;
      if (input->status.ok()) going.failed = Open();
      if (!going.failed.ok()) return going;
      if (pages_ == nullptr) {  // all of it is in the record
        going.end = true;
        return going;
      }
    }
  }

 private:
  Status Open() {
    archive::PageFileOptions options = run_.file;
    struct stat about;
    std::error_code error;
    file_->absolute = file_->path == "-" ? "-" : std::filesystem::weakly_canonical(file_->path, error).string();
    if (file_->path != "-" && stat(file_->path.c_str(), &about) == 0 && S_ISREG(about.st_mode)) {
      const int64_t modified = static_cast<int64_t>(about.st_mtim.tv_sec) * 1000000000 + about.st_mtim.tv_nsec;
      Result<Bookmark> mark = marks_.BookmarkOf(file_->absolute, static_cast<uint64_t>(about.st_size), modified);
      if (!mark.ok()) return mark.status();
      file_->mark = std::move(*mark);
      if (file_->mark.complete) return Status();
      options.position = file_->mark.position;
    }
    auto opened = archive::OpenPageFile(file_->path, options);
    if (!opened.ok()) return opened.status();
    pages_ = std::move(*opened);
    return Status();
  }

  const IngestRun& run_;
  Record& marks_;
  Inputs inputs_;
  std::unique_ptr<archive::PageFile> pages_;
  std::shared_ptr<OpenFile> file_;
};

// What has been read and waits to be written in one transaction.
class Batch {
 public:
  Batch(Record& record, const Reader& reader, IngestCounts* counts) : record_(record), reader_(reader), counts_(counts) {}

  void Add(Going going, IngestWork work) {
    bytes_ += work.reading.article.text.size() + work.origin.page.size() + 256 * work.reading.statements.size() + 256;
    waiting_.emplace_back(std::move(going), std::move(work));
  }

  bool IsDue() const {
    return waiting_.size() >= kArticlesInBatch || bytes_ >= kBytesInBatch || (!waiting_.empty() && Since(written_) >= kSecondsInBatch);
  }

  // A failure leaves nothing of the batch in the record, and the batch as it was.
  Status Write() {
    written_ = Clock::now();
    if (waiting_.empty()) return Status();
    if (Status status = record_.Begin(); !status.ok()) return status;
    IngestCounts counts = *counts_;
    for (size_t i = 0; i < waiting_.size(); ++i) {
      const auto& [going, work] = waiting_[i];
      Status status = WriteOne(work, &counts);
      if (status.ok() && !going.file->mark.path.empty()) {
        // The last word on a file in this batch is enough.
        const bool last = i + 1 == waiting_.size() || waiting_[i + 1].first.file != going.file;
        if (going.end) going.file->mark.complete = true;
        going.file->mark.position = std::max(going.file->mark.position, going.item.next);
        if (last) status = record_.SetBookmark(going.file->mark);
      }
      if (!status.ok()) {
        record_.Rollback();
        return status;
      }
    }
    if (Status status = record_.Commit(); !status.ok()) return status;
    *counts_ = counts;
    waiting_.clear();
    bytes_ = 0;
    return Status();
  }

 private:
  Status WriteOne(const IngestWork& work, IngestCounts* counts) {
    switch (work.kind) {
      case IngestWork::kArticle: return Store(work.origin, work.reading, counts);
      case IngestWork::kKnownPage: ++counts->unchanged; return Status();
      case IngestWork::kNoArticle: ++counts->no_article; return Status();
      case IngestWork::kNoPage: ++counts->passed_over; return Status();
      case IngestWork::kRevisit: return Revisit(work, counts);
      case IngestWork::kBad: return Status();
    }
    return Status();
  }

  Status Store(const ArticleOrigin& origin, const Reading& reading, IngestCounts* counts) {
    Result<Added> added = record_.Add(origin, reading);
    if (!added.ok()) return added.status();
    counts->articles += added->kind == AddedKind::kArticle;
    counts->editions += added->kind == AddedKind::kEdition;
    counts->unchanged += added->kind == AddedKind::kKnown;
    counts->statements += added->statements;
    counts->joined += added->joined;
    return Status();
  }

  // The page was the same as another time, or as another address's.  Under the same
  // address that is no news; under another it is a copy.
  Status Revisit(const IngestWork& work, IngestCounts* counts) {
    Result<std::vector<EditionFacts>> editions = record_.Editions(work.same_as);
    if (work.same_as == work.origin.url || !editions.ok()) {
      if (!editions.ok() && editions.status().code() != Code::kNotFound) return editions.status();
      ++(editions.ok() ? counts->unchanged : counts->passed_over);
      return Status();
    }
    const EditionFacts& same = editions->back();
    Result<std::string> text = record_.Text(same.id);
    if (!text.ok()) return text.status();
    if (text->empty()) {
      ++counts->passed_over;
      return Status();
    }
    Result<Reading> reading = reader_.Read(*text, {.published = same.published});
    if (!reading.ok()) return reading.status();
    ArticleOrigin origin = work.origin;
    origin.title = same.title;
    origin.outlet = same.outlet;
    origin.published = same.published;
    origin.language = same.language;
    origin.model = reader_.model_version();
    return Store(origin, *reading, counts);
  }

  Record& record_;
  const Reader& reader_;
  IngestCounts* counts_;
  std::deque<std::pair<Going, IngestWork>> waiting_;
  size_t bytes_ = 0;
  Clock::time_point written_ = Clock::now();
};

}  // namespace

Status RunIngest(const IngestRun& run, const Reader& reader, const IngestEars& ears, IngestCounts* counts) {
  const auto start = Clock::now();
  Result<Record> record = Record::Open(run.db, run.record);
  if (!record.ok()) return record.status();
  // Looks up what is known while the other writes.
  RecordOptions looking = run.record;
  looking.read_only = true;
  looking.cache_bytes = 8u << 20;
  Result<Record> marks = Record::Open(run.db, looking), pages = Record::Open(run.db, looking);
  if (!marks.ok()) return marks.status();
  if (!pages.ok()) return pages.status();

  Intake intake(run, *marks);
  std::mutex asking;
  const KnownPage known = [&](const std::string& url, const std::string& digest) {
    const std::lock_guard lock(asking);
    const Result<bool> has = pages->HasPage(url, digest);
    return has.ok() && *has;
  };
  Batch batch(*record, reader, counts);
  Status ended;
  RunOrdered<Going, IngestWork>(
      run.threads, [&] { return intake.Next(); },
      [&](Going& going) {
        if (!going.failed.ok() || going.end) return IngestWork{};
        archive::Item item = std::move(going.item);
        going.item = {.offset = item.offset, .next = item.next};
        return DoIngestWork(reader, going.file->absolute, run.file.max_bytes, run.record.keep_pages, known, std::move(item));
      },
      [&](Going&& going, IngestWork&& work) {
        const std::string path = going.file->path;
        const uint64_t size = going.file->mark.size, next = going.item.next;
        const bool bad = !going.end && work.kind == IngestWork::kBad;
        if (bad) {
          const bool whole = !going.failed.ok();
          const BadRecord one{path, going.item.offset, whole, whole ? going.failed : work.status};
          ++counts->bad[ReasonName(one.status.code())];
          counts->unreadable_files += whole;
          if (ears.bad) ears.bad(one);
          if (run.strict) {
            ended = Status(one.status.code(), "--strict: a bad record ends the run");
            return false;
          }
          if (whole) return true;
        }
        if (going.end) {
          ++counts->files;
          counts->passed_over += going.passed_over;
        }
        batch.Add(std::move(going), std::move(work));
        if (batch.IsDue()) ended = batch.Write();
        if (ears.progress) ears.progress(*counts, path, size == 0 ? 0 : static_cast<double>(next) / static_cast<double>(size));
        return ended.ok();
      });
  // Under --strict, what came before the bad record is kept.
  if (ended.ok() || run.strict) {
    if (Status last = batch.Write(); ended.ok()) ended = last;
  }
  counts->seconds = Since(start);
  return ended;
}

}  // namespace quoth::command
