#ifndef COMMUNIQUE_STATEMENT_INLINE_TEXT_H_
#define COMMUNIQUE_STATEMENT_INLINE_TEXT_H_

#include <string>

#include "communique/content/v1/block.pb.h"
#include "google/protobuf/repeated_ptr_field.h"

namespace communique {

// What a reader reads, without marks, links and references to footnotes. Pure.

// Line breaks are '\n'.
std::string PlainText(const google::protobuf::RepeatedPtrField<content::v1::Inline>& inlines);

// The block with all that is in it, labels included, one line for each piece that stands on a line of
// its own: list items, table rows (cells with a tab between them), nested blocks. No '\n' at the end.
std::string PlainText(const content::v1::Block& block);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_INLINE_TEXT_H_
