// What the scorer sees of a source and of an entity that may be its speaker.
//
// Thread rule: plain values and a pure function.
#ifndef QUOTH_SPEAKER_FEATURES_H_
#define QUOTH_SPEAKER_FEATURES_H_

#include <array>
#include <cstdint>
#include <vector>

#include "quoth/statement.h"
#include "speaker/article_view.h"
#include "speaker/names.h"
#include "speaker/sources.h"

namespace quoth {

constexpr size_t kSpeakerColumns = 92;

struct SpeakerRow {
  uint32_t statement = 0;
  uint32_t entity = 0;
  uint32_t mention = UINT32_MAX;  // the name within the source, if it is there
  std::array<float, kSpeakerColumns> columns{};
};

struct SpeakerRows {
  std::vector<SpeakerRow> rows;     // by statement
  std::vector<uint32_t> around;     // of each statement: the one whose content holds its source; UINT32_MAX: none
};

// The entities that each statement's source may mean, each with its columns; by
// statement.  A bounded number for each statement, however long the article.
SpeakerRows MakeRows(const ArticleView& view, const Names& names, const std::vector<Statement>& statements,
                     const std::vector<Source>& sources);

}  // namespace quoth

#endif  // QUOTH_SPEAKER_FEATURES_H_
