// Words that tell running text from a page's furniture, in the languages of the
// press: function words, and what sites say around articles ("read more", "sign
// up", "all rights reserved").  General words of the trade, no site's own.
//
// Thread rule: the table is built once and only read.
#ifndef QUOTH_PAGE_LEXICON_H_
#define QUOTH_PAGE_LEXICON_H_

#include <cstdint>
#include <string_view>

namespace quoth::page {

// What a word, or two or three words in a row, may say.  The numbers are
// features of the trained scorer: add at the end, train again.
enum class Cue : uint8_t {
  kStop,        // a function word
  kAdvert,      // advertisement, sponsored
  kSubscribe,   // newsletter, sign up, inbox
  kReadMore,    // read more, related, see also
  kShare,       // share, follow us, tweet
  kComment,     // comments, log in to comment
  kRights,      // all rights reserved, copyright, terms of use
  kCredit,      // photo, getty-like credits: "photo:", "image:", "file photo"
  kDonate,      // donate, support us, become a member
  kByline,      // by, updated, published, min read
  kCookie,      // cookies, privacy, consent
  kPlayer,      // play, mute, loading, video
  kWe,          // first person plural
  kYou,         // second person
  kSaid,        // said, told, according to
  kCorrection,  // correction, editor's note, contact the newsroom
  kReader,      // dear reader, our readers, our journalism
  kForm,        // email address, submit, password, remind me
  kMonth,       // a month or a weekday
  kCount
};

using CueSet = uint32_t;
constexpr CueSet Bit(Cue cue) { return CueSet(1) << int(cue); }

// Words are hashed as they are read, folded to lower case (ASCII, Latin-1
// letters, Greek and Cyrillic as far as one step does it).
struct WordHash {
  static constexpr uint64_t kSeed = 1469598103934665603ull;
  uint64_t value = kSeed;
  void Add(uint8_t byte) { value = (value ^ byte) * 1099511628211ull; }
};

// The cues of one hash: of a word, or of words joined by one space.
CueSet CuesOf(uint64_t hash);

// The hash of `first` followed by a space and the bytes of `second` cannot be
// had from two hashes; a phrase's hash is therefore this combination.
inline uint64_t Joined(uint64_t first, uint64_t second) { return (first ^ (second + 0x9E3779B97F4A7C15ull)) * 1099511628211ull; }

}  // namespace quoth::page

#endif  // QUOTH_PAGE_LEXICON_H_
