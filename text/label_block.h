#ifndef COMMUNIQUE_TEXT_LABEL_BLOCK_H_
#define COMMUNIQUE_TEXT_LABEL_BLOCK_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "text/lines.h"

namespace communique::text {

// A label with its value beside it or on the line below: "Name :", "Date : 2014-04-28", "Published" above a
// day. The value may be empty. The views point into the text.
struct HeadPair {
  absl::string_view label;
  absl::string_view value;
  // Its lines, as [line, end).
  std::size_t line = 0;
  std::size_t end = 0;
};

// Pairs in a row, with at least one label that heads are known by: the lines [begin, end), without a blank
// one between.
struct LabelBlock {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<HeadPair> pairs;
};

// The first one that begins on one of the lines `candidates`, which are the visible lines from the first on,
// where it stands in the head of a page: below titles and navigation, not below any of the text. One line of
// "From: here on we …" in running text is none.
std::optional<LabelBlock> FindLabelBlock(const std::vector<Line>& lines,
                                         const std::vector<std::size_t>& candidates);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_LABEL_BLOCK_H_
