#ifndef COMMUNIQUE_TEXT_MARKDOWN_BLOCKS_H_
#define COMMUNIQUE_TEXT_MARKDOWN_BLOCKS_H_

#include <cmark-gfm.h>

#include <vector>

#include "communique/content/v1/block.pb.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "text/import.h"

namespace communique::text {

// Appends blocks made of Markdown nodes that stand beside each other. Ordered lists become clauses with start
// number and delimiter as stored labels; a line of a paragraph that begins with a label ("5.1.", "(a)")
// becomes a clause by the rules of plain text (numbering.h), and nests by them.
void AppendMarkdownBlocks(const std::vector<cmark_node*>& nodes,
                          google::protobuf::RepeatedPtrField<content::v1::Block>& blocks,
                          std::vector<Finding>& findings);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_MARKDOWN_BLOCKS_H_
