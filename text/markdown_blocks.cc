#include "text/markdown_blocks.h"

#include <algorithm>
#include <deque>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "text/body_lines.h"
#include "text/characters.h"
#include "text/dates.h"
#include "text/headings.h"
#include "text/markdown_inlines.h"
#include "text/markdown_tree.h"
#include "text/numbering.h"
#include "text/outline.h"
#include "text/pieces.h"

namespace communique::text {
namespace {

// What is nested deeper, in blocks or in ordered items, becomes paragraphs of its text.
constexpr int kDeepestNode = 16;
// How far the content of an ordered item is set in, so that it nests below it.
constexpr int kItemIndent = 4;

std::vector<cmark_node*> Children(cmark_node* node) {
  std::vector<cmark_node*> children;
  for (cmark_node* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child)) {
    children.push_back(child);
  }
  return children;
}

void AppendBlocks(const std::vector<cmark_node*>& nodes, int depth, Blocks& blocks,
                  std::vector<Finding>& findings);

// Lays the nodes out as lines and pieces, one piece a line, and lets numbering and outline do the rest.
class Layout {
 public:
  Layout(int depth, std::vector<Finding>& findings) : depth_(depth), findings_(findings) {}

  void Add(cmark_node* node, int indent) {
    if (depth_ > kDeepestNode || indent > kDeepestNode * kItemIndent) {
      return AddFlat(node, indent);
    }
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_PARAGRAPH:
        return AddParagraph(node, indent);
      case CMARK_NODE_LIST:
        return cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? AddOrdered(node, indent)
                                                                    : AddBullets(node, indent);
      case CMARK_NODE_HEADING:
        return AddHeading(node, indent);
      case CMARK_NODE_BLOCK_QUOTE:
        AppendBlocks(Children(node), depth_ + 1,
                     *NewPiece(node, indent).block.mutable_quotation()->mutable_children(), findings_);
        return;
      case CMARK_NODE_CODE_BLOCK:
      case CMARK_NODE_HTML_BLOCK:
        return AddLiteral(node, indent);
      case CMARK_NODE_THEMATIC_BREAK:
        return;
      case CMARK_NODE_FOOTNOTE_DEFINITION:
        return AddFootnote(node, indent);
      default:
        return IsTable(node) ? AddTable(node, indent) : AddParagraph(node, indent);
    }
  }

  void Build(Blocks& blocks) {
    Body body{0, lines_.size(), std::move(body_), 0};
    const std::vector<ClauseMark> clauses = DecideClauses(lines_, body, findings_);
    for (std::size_t c = 0; c < clauses.size(); ++c) {
      MakeClause(clauses[c], static_cast<int>(c));
    }
    std::vector<Piece> pieces;
    for (Piece& piece : pieces_) {
      const bool goes_on = piece.attached && piece.clause < 0 && !pieces.empty();
      if (!goes_on) {
        piece.attached = false;
        pieces.push_back(std::move(piece));
        continue;
      }
      // A line without a label goes on with the paragraph, or the clause, that it stands in.
      content::v1::Block& above = pieces.back().block;
      Inlines& inlines = above.has_clause() ? *above.mutable_clause()->mutable_inlines()
                                            : *above.mutable_paragraph()->mutable_inlines();
      MarkdownLine line;
      line.inlines.Swap(piece.block.mutable_paragraph()->mutable_inlines());
      AppendMarkdownLine(std::move(line), broken_before_[piece.line], inlines);
      pieces.back().ends_with_colon = piece.ends_with_colon;
    }
    BuildOutline(std::move(pieces), clauses, blocks);
  }

 private:
  // A line and a piece for a node; the line is blank to the numbering unless it is given text.
  Piece& NewPiece(cmark_node* node, int indent) {
    Line line;
    line.number = cmark_node_get_start_line(node);
    line.indent = indent;
    lines_.push_back(line);
    body_.emplace_back();
    body_.back().kind = LineKind::kTable;  // anything but text
    body_.back().starts_group = true;
    broken_before_.push_back(false);
    Piece piece;
    piece.line = lines_.size() - 1;
    piece.indent = indent;
    pieces_.push_back(std::move(piece));
    return pieces_.back();
  }

  void SetText(Piece& piece, std::string text) {
    texts_.push_back(std::move(text));
    lines_.back().text = TrimSpace(texts_.back());
    body_.back().kind = LineKind::kText;
    piece.ends_with_colon = EndsWithColon(lines_.back().text);
  }

  void AddParagraph(cmark_node* node, int indent) {
    bool first = true;
    bool broken = false;
    for (MarkdownLine& source : ReadMarkdownLines(node)) {
      Piece& piece = NewPiece(node, indent);
      lines_.back().number += first ? 0 : static_cast<int>(lines_.size() - 1 - first_line_);
      first_line_ = first ? lines_.size() - 1 : first_line_;
      SetText(piece, PlainText(source.inlines));
      if (!ReadDate(lines_.back().text)) {
        body_.back().label = ScanLabel(lines_.back().text);
      }
      body_.back().starts_group = first;
      piece.attached = !first;
      broken_before_.back() = broken;
      broken = source.broken;
      piece.block.mutable_paragraph()->mutable_inlines()->Swap(&source.inlines);
      first = false;
    }
  }

  void AddOrdered(cmark_node* list, int indent) {
    int number = cmark_node_get_list_start(list);
    const std::string delimiter = cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM ? ")" : ".";
    for (cmark_node* item : Children(list)) {
      std::vector<cmark_node*> inside = Children(item);
      Piece& piece = NewPiece(item, indent);
      LabelCandidate label;
      label.label = absl::StrCat(number, delimiter);
      label.readings = {{{Numerals::kDecimal, "", delimiter}, {number}}};
      label.sure = true;
      Inlines inlines;
      if (!inside.empty() && cmark_node_get_type(inside[0]) == CMARK_NODE_PARAGRAPH) {
        AppendMarkdown(inside[0], inlines);
        inside.erase(inside.begin());
      }
      SetText(piece, PlainText(inlines));
      piece.like_heading = !inside.empty() && LooksLikeHeading(lines_.back().text);
      piece.block.mutable_paragraph()->mutable_inlines()->Swap(&inlines);
      body_.back().label = std::move(label);
      for (cmark_node* child : inside) {
        Add(child, indent + kItemIndent);
      }
      ++number;
    }
  }

  void AddBullets(cmark_node* list, int indent) {
    content::v1::BulletList& out = *NewPiece(list, indent).block.mutable_bullet_list();
    for (cmark_node* item : Children(list)) {
      content::v1::ListItem& out_item = *out.add_items();
      std::vector<cmark_node*> inside = Children(item);
      if (!inside.empty() && cmark_node_get_type(inside[0]) == CMARK_NODE_PARAGRAPH) {
        AppendMarkdown(inside[0], *out_item.mutable_inlines());
        inside.erase(inside.begin());
      }
      AppendBlocks(inside, depth_ + 1, *out_item.mutable_children(), findings_);
    }
  }

  void AddHeading(cmark_node* node, int indent) {
    Piece& piece = NewPiece(node, indent);
    content::v1::Heading& heading = *piece.block.mutable_heading();
    heading.set_level(std::min(cmark_node_get_heading_level(node), 4));
    AppendMarkdown(node, *heading.mutable_inlines());
    body_.back().heading_level = heading.level();
  }

  void AddFlat(cmark_node* node, int indent) {
    if (const std::string text = LiteralText(node); HasVisible(text)) {
      AppendInlines(text, {}, *NewPiece(node, indent).block.mutable_paragraph()->mutable_inlines());
    }
  }

  void AddLiteral(cmark_node* node, int indent) {
    std::vector<std::string> lines;
    for (const absl::string_view line :
         absl::StrSplit(absl::string_view(cmark_node_get_literal(node)), '\n')) {
      lines.emplace_back(line);
    }
    while (!lines.empty() && !HasVisible(lines.back())) {
      lines.pop_back();
    }
    if (!lines.empty()) {
      AppendLines(lines, {}, *NewPiece(node, indent).block.mutable_paragraph()->mutable_inlines());
    }
  }

  void AddFootnote(cmark_node* node, int indent) {
    content::v1::Footnote& footnote = *NewPiece(node, indent).block.mutable_footnote();
    footnote.set_label(absl::StrCat(++footnotes_));
    for (cmark_node* child : Children(node)) {
      if (footnote.inlines_size() > 0) {
        footnote.add_inlines()->mutable_line_break();
      }
      AppendMarkdown(child, *footnote.mutable_inlines());
    }
  }

  void AddTable(cmark_node* node, int indent) {
    content::v1::Table& table = *NewPiece(node, indent).block.mutable_table();
    for (cmark_node* row : Children(node)) {
      table.set_header_rows(table.header_rows() + (IsTableHeader(row) ? 1 : 0));
      content::v1::TableRow& out = *table.add_rows();
      for (cmark_node* cell : Children(row)) {
        AppendMarkdown(cell, *out.add_cells()->mutable_inlines());
      }
    }
  }

  void MakeClause(const ClauseMark& mark, int index) {
    Piece& piece = pieces_[mark.line];
    Inlines inlines;
    inlines.Swap(piece.block.mutable_paragraph()->mutable_inlines());
    RemovePrefix(mark.rest, inlines);
    piece.clause = index;
    piece.block.mutable_clause()->set_label(mark.label);
    piece.block.mutable_clause()->mutable_inlines()->Swap(&inlines);
  }

  const int depth_;
  std::vector<Finding>& findings_;
  std::vector<Line> lines_;
  std::vector<BodyLine> body_;
  // One a line, in the same order.
  std::vector<Piece> pieces_;
  std::vector<bool> broken_before_;
  std::deque<std::string> texts_;
  std::size_t first_line_ = 0;
  int footnotes_ = 0;
};

void AppendBlocks(const std::vector<cmark_node*>& nodes, int depth, Blocks& blocks,
                  std::vector<Finding>& findings) {
  Layout layout(depth, findings);
  for (cmark_node* node : nodes) {
    layout.Add(node, 0);
  }
  layout.Build(blocks);
}

}  // namespace

void AppendMarkdownBlocks(const std::vector<cmark_node*>& nodes, Blocks& blocks,
                          std::vector<Finding>& findings) {
  AppendBlocks(nodes, 0, blocks, findings);
}

}  // namespace communique::text
