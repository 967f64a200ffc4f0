#ifndef COMMUNIQUE_TEXT_MARKDOWN_TREE_H_
#define COMMUNIQUE_TEXT_MARKDOWN_TREE_H_

#include <cmark-gfm.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "text/inlines.h"

namespace communique::text {

// The tree that cmark-gfm makes of GitHub Flavored Markdown, with tables and footnotes. This is the only
// place that knows how it is called.

struct NodeDeleter {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using MarkdownTree = std::unique_ptr<cmark_node, NodeDeleter>;

// Never null. Footnotes stand at the end, in the order in which they are first referred to. Tables are not
// looked for where their rows would have far more cells than anybody wrote.
MarkdownTree ParseMarkdown(absl::string_view text);

bool IsTable(cmark_node* node);
bool IsTableHeader(cmark_node* row);

// The text of a node with what is below it, in order, as a reader sees it, on one line.
std::string LiteralText(cmark_node* node);

// What cmark-gfm says of a node; empty where it says nothing.
inline absl::string_view View(const char* text) {
  return text == nullptr ? absl::string_view() : absl::string_view(text);
}

// FORBIDDEN_CHARACTER, as import.h says it, where a reference such as "&#x202E;" stands for such a character.
absl::Status CheckReferences(cmark_node* root);
// "caf&eacute;" as "café".
std::string DecodeEntities(absl::string_view text);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_MARKDOWN_TREE_H_
