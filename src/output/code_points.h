// From bytes to code points, for outputs whose readers count characters.
//
//   CodePoints points("naïve");
//   points.At(2) == 2;  // before the ï, which takes two bytes
//   points.At(4) == 3;  // after it
//
// Thread rule: immutable once made; any number of threads.
#ifndef QUOTH_OUTPUT_CODE_POINTS_H_
#define QUOTH_OUTPUT_CODE_POINTS_H_

#include <cstddef>
#include <string_view>
#include <vector>

namespace quoth {

class CodePoints {
 public:
  // `text` is valid UTF-8 and outlives this.  One pass; keeps a number for every
  // 256 bytes.
  explicit CodePoints(std::string_view text);

  // How many code points begin before `byte`; a byte past the end counts as the end.
  size_t At(size_t byte) const;

  // Code points in the whole text.
  size_t size() const { return size_; }

 private:
  std::string_view text_;
  std::vector<size_t> before_;  // code points before byte 256 * i
  size_t size_ = 0;
};

}  // namespace quoth

#endif  // QUOTH_OUTPUT_CODE_POINTS_H_
