#ifndef COMMUNIQUE_TEXT_BODY_LINES_H_
#define COMMUNIQUE_TEXT_BODY_LINES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "text/inlines.h"
#include "text/labels.h"
#include "text/lines.h"

namespace communique::text {

// What a line of the body is by its own look and its neighbours'.
enum class LineKind { kBlank, kText, kBullet, kQuote, kTable, kFootnote };

struct BodyLine {
  LineKind kind = LineKind::kBlank;
  // For kText: what may be a label at its beginning.
  LabelCandidate label;
  // Bytes of the marker before the text: the bullet, "[1] ", "> ", "## ".
  std::size_t marker = 0;
  // "1" for a line that begins a footnote.
  std::string footnote;
  // 1 to 4 for a heading, 0 otherwise.
  int heading_level = 0;
  // Never joined to the line above it, however wide that is.
  bool own_line = false;
  // First line of its group.
  bool starts_group = false;
};

// A part of the text that is read by itself. Indices are those of `lines`.
struct Body {
  std::size_t begin = 0;
  std::size_t end = 0;
  // As long as all lines, so that indices agree; filled between begin and end.
  std::vector<BodyLine> lines;
  int wrap_width = 0;
};

// Labels of footnotes: "[1]" stands in some line and "[1] text" begins another.
FootnoteLabels FindFootnotes(const std::vector<Line>& lines);

// Classifies the lines of [begin, end) and finds the headings among them.
Body ClassifyLines(const std::vector<Line>& lines, std::size_t begin, std::size_t end, int wrap_width,
                   const FootnoteLabels& footnotes);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_BODY_LINES_H_
