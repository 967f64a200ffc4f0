#ifndef COMMUNIQUE_TEXT_TABLES_H_
#define COMMUNIQUE_TEXT_TABLES_H_

#include <cstddef>
#include <vector>

#include "communique/content/v1/block.pb.h"
#include "text/body_lines.h"
#include "text/inlines.h"
#include "text/lines.h"

namespace communique::text {

// Reads the table of tab-separated lines that begins at `line`. Rows get as many cells as the widest, unless
// that would be more than anybody wrote (100,000 in all);
// heading rows and columns are guessed from where there are digits. Returns the line behind it.
std::size_t ReadTable(const std::vector<Line>& lines, const Body& body, const FootnoteLabels& footnotes,
                      std::size_t line, content::v1::Table& table);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_TABLES_H_
