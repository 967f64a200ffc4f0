#ifndef COMMUNIQUE_TEXT_MARKDOWN_INLINES_H_
#define COMMUNIQUE_TEXT_MARKDOWN_INLINES_H_

#include <cmark-gfm.h>

#include <cstddef>
#include <string>
#include <vector>

#include "text/inlines.h"

namespace communique::text {

// One line of a paragraph as it stands in the source.
struct MarkdownLine {
  Inlines inlines;
  // Ended by the author with a hard break.
  bool broken = false;
};

// The inline content of a node, cut at its line ends. Emphasis, strong, links to http, https and mailto,
// references and hard breaks become marks; other links, images and raw HTML become visible text.
std::vector<MarkdownLine> ReadMarkdownLines(cmark_node* node);

// The same as one run of text: soft line ends as spaces, hard ones as line breaks.
void AppendMarkdown(cmark_node* node, Inlines& inlines);

// Appends a line to those before it.
void AppendMarkdownLine(MarkdownLine line, bool after_break, Inlines& inlines);

// Takes `bytes` bytes away from the beginning, across runs.
void RemovePrefix(std::size_t bytes, Inlines& inlines);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_MARKDOWN_INLINES_H_
