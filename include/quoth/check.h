// Check: holds a claimed quotation against the record.
//
//   auto record = quoth::Record::Open("record.db", {.create = false, .read_only = true});
//   quoth::Checker checker(&*record);
//   auto finding = checker.Check({.words = "There will be no toll", .by = "Marran"});
//   // finding->verdict: Verdict::kExact; finding->evidence[0].report.url: where it stands
//
//   checker.Check({.words = "There will be a toll", .by = "Marran"})->verdict;  // kAltered
//   checker.Check({.words = ""}).status();  // kInvalidInput: a claim without words
//
// Words decide, not likeness: the claim is aligned with what the record holds, and
// a changed negation, number, name or modal verb is always kAltered, however alike
// the two are.  docs/verdicts.md specifies each verdict.
//
// Thread rule: a Checker belongs to one thread at a time, with its Record; Compare
// and the names are pure functions.
#ifndef QUOTH_CHECK_H_
#define QUOTH_CHECK_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/api.h"
#include "quoth/record.h"
#include "quoth/statement.h"
#include "quoth/status.h"

namespace quoth {

// What the record says to a claim.  Stored: the numbers keep their meaning.
enum class Verdict {
  kExact = 0,         // a whole quotation, as printed
  kTypography = 1,    // but for marks, spaces, dashes, ligatures and the case at the start
  kTrimmed = 2,       // a part of one, or one cut with … or [ ], and the sense stays
  kAltered = 3,       // words differ, or what was cut turned the sense
  kSpliced = 4,       // parts brought together from different places, or in another order
  kOtherSpeaker = 5,  // the words are somebody else's
  kSpeakerUnknown = 6,  // the words are there, but the record cannot tell whose they are
  kIndirectOnly = 7,  // the record has it in an outlet's words, not as a quotation
  kNotInRecord = 8,   // nothing like it was found; that does not make it false
  kTooShort = 9,      // too few words, or too common ones, to tell
};

// "exact", "typography", "trimmed", "altered", "spliced", "other speaker", "speaker
// unknown", "indirect only", "not in the record", "too short to tell".  The view is static.
QUOTH_API const char* VerdictName(Verdict verdict);

// Whether the claim may stand: exact, typography or trimmed.
QUOTH_API bool Passes(Verdict verdict);

// How a part of a claim stands to the record.  Stored: the numbers keep their meaning.
enum class Change {
  kSame = 0,        // the same words, typography aside
  kCut = 1,         // left out, where the claim says so by … or [ ], or the outlet had put it in [ ] or ( )
  kBracketed = 2,   // an editor's [words]
  kWord = 3,        // other words, added words, words left out
  kCase = 4,        // another case inside: us for US
  kNegation = 5,    // from here on the sense is turned: not, never, without, deny …
  kNumber = 6,      // forty, 40, %
  kName = 7,        // a name or another word written with a capital
  kModal = 8,       // will, would, must …
  kCondition = 9,   // if, unless, until …
  kQuestion = 10,   // a question became a statement, or the other way round
  kSentence = 11,   // an end of a sentence beside a negation came or went
  kJump = 12,       // many words left out without a sign
};

// "same", "cut", "bracketed", "word", "case", "negation", "number", "name", "modal",
// "condition", "question", "sentence", "jump".  The view is static.
QUOTH_API const char* ChangeName(Change change);

// A part of the word diff, in the order of the claim.
struct DiffPart {
  Change change = Change::kSame;  // what became of it
  std::string claim;   // the claim's words; empty where they were left out
  std::string record;  // the record's; empty where they were added
};

// What somebody is said to have said.
struct Claim {
  std::string words;  // with or without marks around them
  std::string by;     // their name, or a part of it; empty: whoever said it
  std::string on;     // an ISO 8601 day, month or year on which it was said; empty: any
};

// Words of the record with which a claim is compared.
struct Passage {
  std::string text;          // what was attributed; several spans joined by one space
  std::vector<Span> quoted;  // its stretches between quotation marks, in bytes of `text`
  std::vector<size_t> joints;  // bytes of `text` where a span begins that does not follow on the one before:
                               // in the article, words such as "she said" stand there
};

// A claim beside one passage.
struct Comparison {
  Verdict verdict = Verdict::kNotInRecord;  // who speaks does not enter
  double likeness = 0;  // the share of the claim's words that are there, common ones counting less; 0 to 1
  std::vector<DiffPart> diff;  // empty where nothing alike was found
  Span found;           // bytes of the passage that the claim is aligned with
};

// Compares by alignment alone.  Claims and passages of any length have an answer; what
// is longer than 2^26 pairs of words is kNotInRecord.  Time grows with the product
// of their lengths, memory with the passage.
QUOTH_API Comparison Compare(std::string_view claim, const Passage& passage);

// Who of the record is meant by a name: "Putin", "President Putin" and "Vladimir Putin"
// all mean "Vladimir Putin"; "Bill Clinton" does not mean "Hillary Clinton".  Case,
// accents, titles, "the" and initials in the middle do not count.
QUOTH_API bool SameName(std::string_view claimed, std::string_view recorded);

// Whether two reports are of one utterance: the same speaker, at most a week apart, and
// the same words, a part of them, or an overlap of ten words in a row, no negation,
// number, name or modal verb changed.  For RecordOptions::same_utterance.
QUOTH_API bool SameSaying(const Saying& fresh, const Saying& known);

// What a verdict rests on.
struct Evidence {
  Report report;          // the statement, its speaker as printed, its article
  std::string sentence;   // the sentences in which it stands; the content alone where the text was not kept
  Comparison comparison;  // the claim beside it
};

// What was looked through.
struct Searched {
  size_t articles = 0;    // in the record
  size_t statements = 0;  // in them
  std::string first, last;  // days of publication; empty: none is known
  size_t candidates = 0;  // statements that the index proposed and that were compared
};

// The answer to a claim.
struct Finding {
  Claim claim;  // as it was asked
  Verdict verdict = Verdict::kNotInRecord;  // the best that the record allows
  std::string why;                  // one sentence for people
  std::vector<Evidence> evidence;   // what it rests on, the strongest first, copies left out; may be empty
  Searched searched;                // what was looked through
};

// How far to look.
struct CheckOptions {
  size_t candidates = 512;  // statements to compare, at most
  size_t evidence = 3;      // to show, at most
  size_t max_words = 2000;  // a longer claim is refused with kTooLarge
};

// Answers claims from one record.
class QUOTH_API Checker {
 public:
  // `record` stays the caller's and outlives the Checker.
  explicit Checker(Record* record, CheckOptions options = {});

  // Fails with kInvalidInput (no words, or not UTF-8, or `on` is no day), kTooLarge, or as the record does.
  // A claim that is not in the record is no failure.
  Result<Finding> Check(const Claim& claim);

 private:
  Record* record_;
  CheckOptions options_;
  Searched covered_;
  bool counted_ = false;
};

}  // namespace quoth

#endif  // QUOTH_CHECK_H_
