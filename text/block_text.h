#ifndef COMMUNIQUE_TEXT_BLOCK_TEXT_H_
#define COMMUNIQUE_TEXT_BLOCK_TEXT_H_

#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <unordered_map>

#include "absl/strings/string_view.h"
#include "communique/content/v1/statement.pb.h"

namespace communique::text {

// The visible text of all blocks, for the check that no line was lost: one piece a printed line or
// paragraph, without white space. What was found once is not found again. Lines are asked for in the order
// of the input, without white space. A value; not thread-safe.
class BlockText {
 public:
  explicit BlockText(const content::v1::Content& content);

  // A line that goes on right where the one before ended.
  bool TakeNext(absl::string_view line);
  // A line that is a whole piece, wherever it stands.
  bool TakeWhole(const std::string& line);
  // A line inside a piece: behind the one before, else in what was passed over.
  bool Take(absl::string_view line);

 private:
  using Intervals = std::map<std::size_t, std::size_t>;

  void AddPiece(const std::string& piece);
  // The free interval that holds `at`, or the next one behind it.
  Intervals::iterator IntervalAt(std::size_t at);
  bool TakeBetween(Intervals::iterator begin, Intervals::iterator end, absl::string_view line);
  void TakeAt(Intervals::iterator interval, std::size_t at, std::size_t size);

  std::string text_;
  // Where each piece begins, by its text.
  std::unordered_map<std::string, std::deque<std::size_t>> pieces_;
  // Begin and end of what was not found yet.
  Intervals free_;
  std::size_t behind_last_ = 0;
};

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_BLOCK_TEXT_H_
