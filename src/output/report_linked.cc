// Linked data: schema.org's Quotation and W3C's Web Annotation, each one JSON-LD
// document, written as it goes.
//
// A Web Annotation has a target for each span of the content, selected twice: by its
// words with up to 32 characters before and after (TextQuoteSelector), and by its
// place in code points in the article's text (TextPositionSelector).
#include <algorithm>

#include "output/json.h"
#include "output/report_format.h"
#include "text/utf8.h"

namespace quoth {
namespace {

constexpr size_t kContextPoints = 32;

std::string Urn(const Report& report) { return "urn:quoth:statement:" + report.statement.id; }

// A document of `head`, then one item after the other.
class LinkedData : public ReportFormat {
 public:
  explicit LinkedData(std::string head) : head_(std::move(head)) {}
  void Begin(Sink& sink) override { sink.Write(head_); }
  void Add(const ShownReport& shown, Sink& sink) override {
    sink.Write(any_ ? ",\n" : "\n");
    any_ = true;
    sink.Write(Item(shown).dump(-1, ' ', false, Json::error_handler_t::replace));
  }
  void End(Sink& sink) override { sink.Write("\n]}\n"); }

 protected:
  virtual Json Item(const ShownReport& shown) = 0;

 private:
  const std::string head_;
  bool any_ = false;
};

const char* TypeOf(SpeakerKind kind) { return kind == SpeakerKind::kPerson ? "Person" : "Organization"; }

class SchemaOrg : public LinkedData {
 public:
  SchemaOrg() : LinkedData("{\"@context\":\"https://schema.org\",\"@graph\":[") {}

 protected:
  Json Item(const ShownReport& shown) override {
    const Report& report = shown.report;
    Json item = {{"@type", "Quotation"}, {"@id", Urn(report)}};
    if (!report.content.empty()) item["text"] = report.content;
    if (report.statement.speaker) {
      Json speakers = Json::array();
      for (const std::string& name : report.statement.speaker->names) {
        speakers.push_back({{"@type", TypeOf(report.statement.speaker->kind)}, {"name", name}});
      }
      if (speakers.size() == 1) item["spokenByCharacter"] = speakers[0];
      else if (!speakers.empty()) item["spokenByCharacter"] = speakers;
    }
    if (!report.source.empty()) item["creditText"] = report.source;  // as printed
    if (!report.day.empty()) item["dateCreated"] = report.day;
    if (!report.language.empty()) item["inLanguage"] = report.language;
    Json about = Json::array();
    for (const About& named : report.statement.about) about.push_back({{"@type", "Thing"}, {"name", named.name}});
    if (!about.empty()) item["about"] = about;
    Json article = {{"@type", "NewsArticle"}, {"url", report.url}};
    if (!report.title.empty()) article["headline"] = report.title;
    if (!report.published.empty()) article["datePublished"] = report.published;
    if (!report.outlet.empty()) article["publisher"] = {{"@type", "Organization"}, {"name", report.outlet}};
    item["isPartOf"] = article;
    return item;
  }
};

// `span` reaching `points` code points further to the left, or to the right.
size_t Left(std::string_view text, size_t at) {
  for (size_t points = 0; at > 0 && points < kContextPoints; ++points) {
    do --at;
    while (at > 0 && (text[at] & 0xc0) == 0x80);
  }
  return at;
}

size_t Right(std::string_view text, size_t at) {
  for (size_t points = 0; at < text.size() && points < kContextPoints; ++points) {
    do ++at;
    while (at < text.size() && (text[at] & 0xc0) == 0x80);
  }
  return at;
}

class WebAnnotation : public LinkedData {
 public:
  WebAnnotation() : LinkedData("{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",\"items\":[") {}

 protected:
  Json Item(const ShownReport& shown) override {
    const Report& report = shown.report;
    const std::string_view text = shown.text;
    if (points_ == nullptr || edition_ != report.edition) {
      edition_ = report.edition;
      text_ = text;
      points_ = std::make_unique<CodePointIndex>(text_);
    }
    Json item = {{"id", Urn(report)}, {"type", "Annotation"}, {"motivation", "identifying"}};
    if (!report.who.empty()) {
      item["body"] = {{"type", "TextualBody"}, {"value", report.who}, {"purpose", "identifying"}};
    }
    Json targets = Json::array();
    for (const Span& span : report.statement.content) {
      Json selectors = Json::array();
      if (span.end <= text.size()) {
        const size_t left = Left(text, span.begin), right = Right(text, span.end);
        selectors.push_back({{"type", "TextQuoteSelector"},
                             {"exact", text.substr(span.begin, span.size())},
                             {"prefix", text.substr(left, span.begin - left)},
                             {"suffix", text.substr(span.end, right - span.end)}});
        selectors.push_back({{"type", "TextPositionSelector"}, {"start", points_->At(span.begin)}, {"end", points_->At(span.end)}});
      }
      Json target = {{"source", report.url}};
      if (!selectors.empty()) target["selector"] = selectors;
      targets.push_back(target);
    }
    if (targets.empty()) targets.push_back({{"source", report.url}});
    item["target"] = targets.size() == 1 ? targets[0] : targets;
    return item;
  }

 private:
  int64_t edition_ = 0;
  std::string text_;
  std::unique_ptr<CodePointIndex> points_;
};

// PolNeAR's standoff: each edition's statements after a line with its address.
class ReportBrat : public ReportFormat {
 public:
  void Add(const ShownReport& shown, Sink& sink) override {
    if (shown.report.edition != edition_) Flush(sink);
    if (shown.text.empty()) return;  // standoff points into a text
    edition_ = shown.report.edition;
    if (reading_.statements.empty()) {
      reading_.article.text = shown.text;
      reading_.article.path = shown.report.url;
    }
    reading_.statements.push_back(shown.report.statement);
  }
  void End(Sink& sink) override { Flush(sink); }

 private:
  void Flush(Sink& sink) {
    if (!reading_.statements.empty()) brat_->Add(reading_, sink);
    reading_ = {};
  }

  const std::unique_ptr<Format> brat_ = MakeBrat({.several = true});
  int64_t edition_ = 0;
  Reading reading_;
};

}  // namespace

std::unique_ptr<ReportFormat> MakeSchemaOrg() { return std::make_unique<SchemaOrg>(); }
std::unique_ptr<ReportFormat> MakeWebAnnotation() { return std::make_unique<WebAnnotation>(); }
std::unique_ptr<ReportFormat> MakeReportBrat() { return std::make_unique<ReportBrat>(); }

}  // namespace quoth
