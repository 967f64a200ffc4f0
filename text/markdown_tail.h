#ifndef COMMUNIQUE_TEXT_MARKDOWN_TAIL_H_
#define COMMUNIQUE_TEXT_MARKDOWN_TAIL_H_

#include <cmark-gfm.h>

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "text/import.h"
#include "text/outline.h"

namespace communique::text {

// Takes day, place, signatories and attachment lines from the last paragraphs, headings and bullet lists of
// `nodes` by the rules of plain text (tail.h). Nodes of which nothing is left are removed. Of a node that
// was taken in part, the rest is appended to `rest`. `files` came with the text (import.h).
void TakeMarkdownTail(std::vector<cmark_node*>& nodes, absl::Span<const std::string> files,
                      Imported& imported, Blocks& rest);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_MARKDOWN_TAIL_H_
