#ifndef COMMUNIQUE_TEXT_HEADINGS_H_
#define COMMUNIQUE_TEXT_HEADINGS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "text/body_lines.h"
#include "text/lines.h"

namespace communique::text {

// Short, begins like a heading, ends like none of a sentence, holds no address: it would do as one.
bool LooksLikeHeading(absl::string_view text);

// Sets heading_level (and the marker, for "## Heading") of the lines that are headings: a line by
// itself that looks like one, with text under it. Of several in a row the last is one; two in a row are
// a heading and one below it; the middle of three is the text of the first.
void MarkHeadings(const std::vector<Line>& lines, Body& body);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_HEADINGS_H_
