// The reference works in passes over the whole text: drop control characters, put
// spaces around Han characters, decompose (NFD), drop accents, lower the case; then
// split at white space and around punctuation; then spell each word by the longest
// entries from the left.  Every one of these passes decides by one character alone,
// so here they are one fold, from a character to what it becomes, kept in a table
// for the scripts of most news and computed by ICU for the rest.
//
// What a piece's bytes are: each folded character remembers the bytes of the one it
// came from, a piece runs from the begin of its first to the end of its last.
//
// Not done: NFD's reordering of combining marks, which could only show between two
// spacing marks with combining classes, in the wrong order, in one word.
#include "encoder/wordpiece.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "text/utf8.h"

namespace quoth {
namespace {

constexpr size_t kMaxWordCharacters = 100;

enum Kind : uint8_t {
  kDrop,    // makes nothing; the word goes on
  kSpace,   // ends the word
  kLetter,  // joins the word as `bytes`
  kAlone,   // is a word by itself, as `bytes`
  kMixed,   // folds to several characters of which some stand alone
};

struct Fold {
  Kind kind = kDrop;
  uint8_t length = 0;      // bytes
  uint8_t characters = 0;
  char bytes[13] = {};
};

// General_Category as Unicode 8.0 had it, for the reference's tables are that old: a
// character that came later is unassigned to it, which makes it a letter.
int8_t Category(UChar32 c) {
  switch (c) {  // what later versions changed
    case 0x1734: return U_NON_SPACING_MARK;
    case 0xA9BD: return U_COMBINING_SPACING_MARK;
    case 0x1885:
    case 0x1886: return U_OTHER_LETTER;
    case 0x166D:
    case 0x111C9: return U_OTHER_PUNCTUATION;
  }
  UVersionInfo age;
  u_charAge(c, age);
  return age[0] <= 8 ? u_charType(c) : static_cast<int8_t>(U_UNASSIGNED);
}

bool IsControl(UChar32 c) {
  const int8_t category = Category(c);
  return category == U_CONTROL_CHAR || category == U_FORMAT_CHAR ||
         u_charType(c) == U_PRIVATE_USE_CHAR;
}

bool IsPunctuation(UChar32 c) {
  if (c < 0x80) {
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
  }
  return (U_MASK(Category(c)) & U_GC_P_MASK) != 0;
}

bool IsHan(UChar32 c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x20000 && c <= 0x2A6DF) || (c >= 0x2A700 && c <= 0x2B73F) ||
         (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B920 && c <= 0x2CEAF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

Fold FoldOf(UChar32 c) {
  Fold fold;
  if (c == '\t' || c == '\n' || c == '\r') {
    fold.kind = kSpace;
    return fold;
  }
  if (c == 0 || c == 0xFFFD || IsControl(c)) return fold;
  if (u_isUWhiteSpace(c)) {
    fold.kind = kSpace;
    return fold;
  }
  UChar32 decomposed[8];
  int count = 0;
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2* nfd = unorm2_getNFDInstance(&error);
  UChar units[16];
  const int32_t length = nfd ? unorm2_getDecomposition(nfd, c, units, 16, &error) : -1;
  if (length < 0 || U_FAILURE(error)) {
    decomposed[count++] = c;
  } else {
    for (int32_t i = 0; i < length && count < 8;) {
      UChar32 d;
      U16_NEXT(units, i, length, d);
      decomposed[count++] = d;
    }
  }
  bool any_alone = false, any_letter = false;
  for (int i = 0; i < count; ++i) {
    if (Category(decomposed[i]) == U_NON_SPACING_MARK) continue;
    const UChar32 lower = u_tolower(decomposed[i]);
    (IsPunctuation(lower) ? any_alone : any_letter) = true;
    size_t at = fold.length;
    if (at + U8_LENGTH(lower) > sizeof fold.bytes) break;
    U8_APPEND_UNSAFE(fold.bytes, at, lower);
    fold.length = static_cast<uint8_t>(at);
    ++fold.characters;
  }
  if (fold.characters == 0) return fold;
  if (IsHan(c)) {
    fold.kind = kAlone;
  } else if (any_alone) {
    fold.kind = any_letter || fold.characters > 1 ? kMixed : kAlone;
  } else {
    fold.kind = kLetter;
  }
  return fold;
}

// Latin, Greek, Cyrillic, Hebrew, Arabic, Indic scripts, Thai, general punctuation.
constexpr UChar32 kTableSize = 0x2100;

const std::array<Fold, kTableSize>& FoldTable() {
  static const auto* table = [] {
    auto* folds = new std::array<Fold, kTableSize>;
    for (UChar32 c = 0; c < kTableSize; ++c) (*folds)[c] = FoldOf(c);
    return folds;
  }();
  return *table;
}

}  // namespace

// The word that is being read: its folded bytes and the text bytes that each came from.
class WordBuffer {
 public:
  WordBuffer(const WordPiece& wordpiece, std::vector<Piece>* pieces)
      : wordpiece_(wordpiece), pieces_(pieces) {}

  void Add(const char* bytes, size_t length, size_t characters, uint32_t begin, uint32_t end) {
    if (characters_ == 0) begin_ = begin;
    end_ = end;
    characters_ += characters;
    if (characters_ > kMaxWordCharacters) return;
    std::memcpy(bytes_ + length_, bytes, length);
    for (size_t i = 0; i < length; ++i) {
      begins_[length_ + i] = begin;
      ends_[length_ + i] = end;
    }
    length_ += length;
  }

  void AddAscii(char lower, uint32_t at) {
    if (characters_ == 0) begin_ = at;
    end_ = at + 1;
    if (++characters_ > kMaxWordCharacters) return;
    bytes_[length_] = lower;
    begins_[length_] = at;
    ends_[length_] = at + 1;
    ++length_;
  }

  // Spells the word and empties the buffer.
  void Finish() {
    if (characters_ == 0) return;
    if (characters_ > kMaxWordCharacters || !Spell()) {
      pieces_->push_back({wordpiece_.unknown_, begin_, end_, word_});
    }
    ++word_;
    characters_ = 0;
    length_ = 0;
  }

 private:
  // The longest entry at each place, from the left.  Entries are well-formed UTF-8
  // and so are the bytes, hence no piece ends inside a character.
  bool Spell() {
    const size_t before = pieces_->size();
    size_t at = 0;
    while (at < length_) {
      uint32_t node = at == 0 ? 1 : 2;
      int32_t id = -1;
      size_t end = at;
      for (size_t i = at; i < length_; ++i) {
        node = wordpiece_.Child(node, static_cast<unsigned char>(bytes_[i]));
        if (node == 0) break;
        if (wordpiece_.ids_[node] >= 0) {
          id = wordpiece_.ids_[node];
          end = i + 1;
        }
      }
      if (id < 0) {
        pieces_->resize(before);
        return false;
      }
      pieces_->push_back({id, begins_[at], ends_[end - 1], word_});
      at = end;
    }
    return true;
  }

  const WordPiece& wordpiece_;
  std::vector<Piece>* pieces_;
  uint32_t word_ = 0;
  size_t characters_ = 0;
  size_t length_ = 0;
  uint32_t begin_ = 0, end_ = 0;  // of the whole word
  char bytes_[kMaxWordCharacters * 4 + 16];
  uint32_t begins_[kMaxWordCharacters * 4 + 16];
  uint32_t ends_[kMaxWordCharacters * 4 + 16];
};

void WordPiece::Encode(std::string_view text, std::vector<Piece>* pieces) const {
  const auto& table = FoldTable();
  WordBuffer word(*this, pieces);
  const auto* s = reinterpret_cast<const uint8_t*>(text.data());
  for (size_t i = 0; i < text.size();) {
    const uint32_t begin = static_cast<uint32_t>(i);
    Fold computed;
    const Fold* fold;
    if (s[i] < 0x80) {
      fold = &table[s[i++]];
      if (fold->kind == kLetter) {
        word.AddAscii(fold->bytes[0], begin);
        continue;
      }
    } else {
      UChar32 c;
      U8_NEXT_UNSAFE(s, i, c);
      if (c < kTableSize) {
        fold = &table[c];
      } else {
        computed = FoldOf(c);
        fold = &computed;
      }
    }
    const uint32_t end = static_cast<uint32_t>(i);
    switch (fold->kind) {
      case kDrop:
        break;
      case kSpace:
        word.Finish();
        break;
      case kLetter:
        word.Add(fold->bytes, fold->length, fold->characters, begin, end);
        break;
      case kAlone:
        word.Finish();
        word.Add(fold->bytes, fold->length, fold->characters, begin, end);
        word.Finish();
        break;
      case kMixed:
        for (size_t at = 0; at < fold->length;) {
          const size_t from = at;
          UChar32 c;
          U8_NEXT_UNSAFE(fold->bytes, at, c);
          if (IsPunctuation(c)) word.Finish();
          word.Add(fold->bytes + from, at - from, 1, begin, end);
          if (IsPunctuation(c)) word.Finish();
        }
        break;
    }
  }
  word.Finish();
}

uint32_t WordPiece::Child(uint32_t node, unsigned char byte) const {
  const uint32_t key = node << 8 | byte;
  const size_t mask = edges_.size() - 1;
  for (size_t slot = (key * 0x9E3779B1u) >> 7 & mask;; slot = (slot + 1) & mask) {
    if (edges_[slot].key == key) return edges_[slot].child;
    if (edges_[slot].key == 0) return 0;
  }
}

void WordPiece::Grow() {
  std::vector<Edge> old(edges_.empty() ? 1024 : edges_.size() * 2);
  old.swap(edges_);
  const size_t mask = edges_.size() - 1;
  for (const Edge& edge : old) {
    if (edge.key == 0) continue;
    size_t slot = (edge.key * 0x9E3779B1u) >> 7 & mask;
    while (edges_[slot].key != 0) slot = (slot + 1) & mask;
    edges_[slot] = edge;
  }
}

void WordPiece::Insert(std::string_view entry, int32_t id) {
  uint32_t node = 1;
  if (entry.size() > 2 && entry.substr(0, 2) == "##") {
    node = 2;
    entry.remove_prefix(2);
  }
  for (const char c : entry) {
    const auto byte = static_cast<unsigned char>(c);
    uint32_t child = Child(node, byte);
    if (child == 0) {
      if (++used_ * 2 > edges_.size()) Grow();
      child = static_cast<uint32_t>(ids_.size());
      ids_.push_back(-1);
      const uint32_t key = node << 8 | byte;
      const size_t mask = edges_.size() - 1;
      size_t slot = (key * 0x9E3779B1u) >> 7 & mask;
      while (edges_[slot].key != 0) slot = (slot + 1) & mask;
      edges_[slot] = {key, child};
    }
    node = child;
  }
  ids_[node] = id;
}

int32_t WordPiece::IdUnder(uint32_t node, std::string_view entry) const {
  for (const char c : entry) {
    node = Child(node, static_cast<unsigned char>(c));
    if (node == 0) return -1;
  }
  return ids_[node];
}

int32_t WordPiece::Id(std::string_view entry) const {
  if (entry.size() > 2 && entry.substr(0, 2) == "##") return IdUnder(2, entry.substr(2));
  return IdUnder(1, entry);
}

Result<WordPiece> WordPiece::FromVocabulary(std::string_view vocabulary) {
  const size_t well_formed = WellFormedPrefix(vocabulary);
  if (well_formed != vocabulary.size()) {
    return Status(Code::kCorrupt, "the vocabulary is not UTF-8 at byte " +
                                      std::to_string(well_formed) + ": fetch the model again");
  }
  if (vocabulary.size() >= (8u << 20)) {  // nodes must fit 24 bits
    return Status(Code::kCorrupt, "the vocabulary is larger than 8 MiB: fetch the model again");
  }
  WordPiece wordpiece;
  wordpiece.ids_.assign(3, -1);
  wordpiece.Grow();
  int32_t id = 0;
  while (!vocabulary.empty()) {
    const size_t end = std::min(vocabulary.find('\n'), vocabulary.size());
    std::string_view entry = vocabulary.substr(0, end);
    vocabulary.remove_prefix(std::min(end + 1, vocabulary.size()));
    if (!entry.empty() && entry.back() == '\r') entry.remove_suffix(1);
    if (!entry.empty()) {
      if (wordpiece.Id(entry) >= 0) {
        return Status(Code::kCorrupt, "the vocabulary has \"" + std::string(entry) +
                                          "\" twice, the second time on line " +
                                          std::to_string(id + 1) + ": fetch the model again");
      }
      wordpiece.Insert(entry, id);
    }
    ++id;
  }
  wordpiece.size_ = static_cast<size_t>(id);
  wordpiece.unknown_ = wordpiece.Id("[UNK]");
  if (wordpiece.unknown_ < 0) {
    return Status(Code::kCorrupt, "the vocabulary has no [UNK]: is this a BERT vocabulary?");
  }
  FoldTable();  // made now, so that the first Encode is as fast as the next
  return wordpiece;
}

}  // namespace quoth
