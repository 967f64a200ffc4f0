#ifndef COMMUNIQUE_TEXT_PIECES_H_
#define COMMUNIQUE_TEXT_PIECES_H_

#include <cstddef>
#include <vector>

#include "communique/content/v1/block.pb.h"
#include "text/body_lines.h"
#include "text/inlines.h"
#include "text/lines.h"
#include "text/numbering.h"

namespace communique::text {

// A block in the order of the text, before it is known which clause it belongs to.
struct Piece {
  content::v1::Block block;
  std::size_t line = 0;
  int indent = 0;
  // Index into the clause marks; -1 for anything but a clause.
  int clause = -1;
  // Stands directly below the lines of a clause, without a blank line between.
  bool attached = false;
  bool ends_with_colon = false;
  // A clause whose own line reads like a heading, with blank lines around it or text right below.
  bool like_heading = false;
};

// Cuts the body into pieces: every line that is not blank is in exactly one. `seen_footnotes` has the labels
// that are footnotes of the content already, and gets those of this body.
std::vector<Piece> CutPieces(const std::vector<Line>& lines, const Body& body,
                             const std::vector<ClauseMark>& clauses, const FootnoteLabels& footnotes,
                             FootnoteLabels& seen_footnotes);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_PIECES_H_
