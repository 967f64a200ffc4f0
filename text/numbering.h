#ifndef COMMUNIQUE_TEXT_NUMBERING_H_
#define COMMUNIQUE_TEXT_NUMBERING_H_

#include <cstddef>
#include <string>
#include <vector>

#include "text/body_lines.h"
#include "text/import.h"
#include "text/lines.h"

namespace communique::text {

// Clauses nest so deep at most, so that their paragraphs stay within the depth of a content.
inline constexpr std::size_t kDeepestClause = 7;

// A line that begins a clause.
struct ClauseMark {
  std::size_t line = 0;
  std::string label;
  // Where the text behind the label begins.
  std::size_t rest = 0;
  // Index of the clause above it in the same result, -1 for none.
  int parent = -1;
  // Index of the clause before it in the same list, -1 for the first.
  int previous = -1;
};

// Decides which lines with a label are clauses, in the order of lines. A label counts where it continues
// a list, is the child of one ("5.1" under "5"), or begins one that goes on; a label that fits nowhere
// (a year, a quoted "7.", "(i)" in running text) leaves its line a paragraph and, where an editor may
// wonder, makes a finding. Time is linear in the number of lines.
std::vector<ClauseMark> DecideClauses(const std::vector<Line>& lines, const Body& body,
                                      std::vector<Finding>& findings);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_NUMBERING_H_
