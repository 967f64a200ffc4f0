#ifndef COMMUNIQUE_TEXT_LINES_H_
#define COMMUNIQUE_TEXT_LINES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace communique::text {

// One line of a text. The views point into the text that was scanned, which must outlive it.
struct Line {
  // From 1.
  int number = 0;
  // Columns of white space in front; a tab goes to the next multiple of 8.
  int indent = 0;
  // As it stands, without its line ending.
  absl::string_view raw;
  // Without white space around it; empty for a line that shows nothing.
  absl::string_view text;
  // A tab between visible text.
  bool has_inner_tab = false;
  // Used already (by the head, the tail, as an attachment line): the body takes it for blank.
  bool taken = false;

  bool blank() const { return taken || text.empty(); }
};

// A heading that is marked within a line, behind a gap ("… the end.   ##Next part"), counts as a line of its
// own with blank ones around it; all have the line's number.
std::vector<Line> ScanLines(absl::string_view text);

// Lines that stand together without a blank one between, as [begin, end).
struct Group {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
};

std::vector<Group> FindGroups(const std::vector<Line>& lines, std::size_t begin, std::size_t end);

// The width at which the text was wrapped by its author's editor, or 0 where lines end where the
// author wanted them to.
int WrapWidth(const std::vector<Line>& lines);

// Whether `next`, which stands directly below `line`, only continues it (was wrapped).
bool Continues(const Line& line, const Line& next, int wrap_width);

// Joins a wrapped line: with a space, or none between characters of scripts that set none and after a
// hyphen at the end.
void JoinWrapped(absl::string_view next, std::string& text);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_LINES_H_
