#ifndef COMMUNIQUE_TEXT_BULLETS_H_
#define COMMUNIQUE_TEXT_BULLETS_H_

#include <cstddef>
#include <vector>

#include "communique/content/v1/block.pb.h"
#include "text/body_lines.h"
#include "text/inlines.h"
#include "text/lines.h"

namespace communique::text {

// Reads the bullet list that begins at `line`: items with their continuations, items below items by
// indentation, items with blank lines between. `is_clause` says for every line whether it begins a
// clause. Returns the line behind the list.
std::size_t ReadBulletList(const std::vector<Line>& lines, const Body& body,
                           const std::vector<bool>& is_clause, const FootnoteLabels& footnotes,
                           std::size_t line, content::v1::BulletList& list);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_BULLETS_H_
