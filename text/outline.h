#ifndef COMMUNIQUE_TEXT_OUTLINE_H_
#define COMMUNIQUE_TEXT_OUTLINE_H_

#include <vector>

#include "communique/content/v1/block.pb.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "text/import.h"
#include "text/numbering.h"
#include "text/pieces.h"

namespace communique::text {

using Blocks = google::protobuf::RepeatedPtrField<content::v1::Block>;

// Appends the pieces as a tree, in their order: clauses under clauses as the marks say, and every
// paragraph, list, table and quotation in the clause it belongs to.
//
// A piece belongs to the clause before it where it is indented under it, stands right below it, is
// announced by its colon, or lies between it and the next clause of its list. What ends with a colon right
// before the next clause leads in to that one ("These are the steps that we ask for:") and stands where that
// one stands. Behind the last clause of a list text belongs to it only where the clauses are headed sections,
// or each before it had text of its own, and not more than they had where three or more had the same number
// of paragraphs; else it stands free. A heading stands where the next clause stands.
void BuildOutline(std::vector<Piece> pieces, const std::vector<ClauseMark>& clauses, Blocks& blocks);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_OUTLINE_H_
