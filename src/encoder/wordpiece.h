// WordPiece: the uncased BERT tokenizer, with offsets.
//
//   auto wordpiece = WordPiece::FromVocabulary(vocabulary);
//   std::vector<Piece> pieces;
//   wordpiece->Encode("Unquotable!", &pieces);  // un ##quo ##table !
//
// Gives the ids and offsets of the reference tokenizer (the PyPI package
// `tokenizers`, BertNormalizer and BertPreTokenizer) but for one thing: a special
// token spelled out in the text, such as "[SEP]", is plain text here ("[", "sep",
// "]"), so that no text can put a control token into the encoder's input.  No
// [CLS] or [SEP] is added.  tests/wordpiece_reference.py compares the two.
//
// Thread rule: immutable once made; any number of threads may call Encode at once.
#ifndef QUOTH_ENCODER_WORDPIECE_H_
#define QUOTH_ENCODER_WORDPIECE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "quoth/status.h"

namespace quoth {

struct Piece {
  int32_t id = 0;      // row of the vocabulary
  uint32_t begin = 0;  // bytes in the text, half-open
  uint32_t end = 0;
  uint32_t word = 0;   // index of the word (basic token) that it belongs to, from 0
};

class WordPiece {
 public:
  // `vocabulary` has one entry a line; the line's number, from 0, is the id.  It is
  // only read during the call.  Fails with kCorrupt where it has no [UNK], has an
  // entry twice, or is not UTF-8.
  static Result<WordPiece> FromVocabulary(std::string_view vocabulary);

  // Appends the pieces of `text` (well-formed UTF-8, under 4 GiB) in text order.
  // Characters that make no piece (white space, control and format characters,
  // accents) lie between or inside pieces.  Pieces of one character that the
  // folding takes apart (a Hangul syllable) share its bytes.  Words number from 0.
  // A word of more than 100 characters, or one that the vocabulary cannot spell,
  // is one [UNK].  Linear time.
  void Encode(std::string_view text, std::vector<Piece>* pieces) const;

  // The id of a whole entry ("[CLS]", "\"", "##s"), or -1.
  int32_t Id(std::string_view entry) const;

  // Number of entries.
  size_t size() const { return size_; }

  int32_t unknown_id() const { return unknown_; }

 private:
  friend class WordBuffer;
  WordPiece() = default;

  void Insert(std::string_view entry, int32_t id);
  // The child of `node` by `byte`, or 0.
  uint32_t Child(uint32_t node, unsigned char byte) const;
  int32_t IdUnder(uint32_t root, std::string_view entry) const;
  void Grow();

  // A trie whose edges lie in one open-addressing hash table.  Node 1 is the root
  // of entries that begin a word, node 2 of those that continue one (after "##").
  struct Edge {
    uint32_t key = 0;    // node << 8 | byte; 0: free
    uint32_t child = 0;
  };
  std::vector<Edge> edges_;
  std::vector<int32_t> ids_;  // by node; -1: no entry ends here
  size_t used_ = 0;
  size_t size_ = 0;
  int32_t unknown_ = 0;
};

}  // namespace quoth

#endif  // QUOTH_ENCODER_WORDPIECE_H_
