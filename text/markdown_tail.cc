#include "text/markdown_tail.h"

#include <cstddef>
#include <deque>
#include <string>
#include <utility>

#include "text/attachment_lines.h"
#include "text/characters.h"
#include "text/lines.h"
#include "text/markdown_inlines.h"
#include "text/section_words.h"
#include "text/tail.h"

namespace communique::text {
namespace {

constexpr int kWidestTailLine = 160;

// The last nodes as lines of plain text, a blank one between nodes.
class TailLines {
 public:
  explicit TailLines(const std::vector<cmark_node*>& nodes) : nodes_(nodes), first_(nodes.size()) {
    while (first_ > 0 && IsTailNode(nodes[first_ - 1])) {
      --first_;
    }
    for (std::size_t n = first_; n < nodes.size(); ++n) {
      begin_.push_back(lines_.size());
      AddNode(n);
      AddLine(n, cmark_node_get_end_line(nodes[n]) + 1, "", {});
    }
  }

  std::vector<Line>& lines() { return lines_; }

  // Whether all, some, or none of the lines of node `n` are taken.
  bool AnyTaken(std::size_t n) const { return Any(n, true); }
  bool AnyLeft(std::size_t n) const { return Any(n, false); }
  std::size_t first() const { return first_; }

  void AppendRest(std::size_t n, Blocks& rest) {
    Inlines& inlines = *rest.Add()->mutable_paragraph()->mutable_inlines();
    for (std::size_t i = begin_[n - first_]; i < lines_.size() && node_of_[i] == n; ++i) {
      if (!lines_[i].blank()) {
        AppendMarkdownLine(std::move(sources_[i]), true, inlines);
      }
    }
  }

 private:
  static bool IsShort(cmark_node* node) {
    for (const MarkdownLine& line : ReadMarkdownLines(node)) {
      if (DisplayWidth(PlainText(line.inlines)) > kWidestTailLine) {
        return false;
      }
    }
    return true;
  }

  static bool IsTailNode(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_PARAGRAPH:
        return IsShort(node);
      case CMARK_NODE_HEADING: {
        Inlines inlines;
        AppendMarkdown(node, inlines);
        return IsSignatoriesHeading(PlainText(inlines));
      }
      case CMARK_NODE_LIST:
        for (cmark_node* item = cmark_node_first_child(node); item != nullptr; item = cmark_node_next(item)) {
          cmark_node* only = cmark_node_first_child(item);
          if (only == nullptr || cmark_node_next(only) != nullptr ||
              cmark_node_get_type(only) != CMARK_NODE_PARAGRAPH || !IsShort(only)) {
            return false;
          }
        }
        return cmark_node_get_list_type(node) == CMARK_BULLET_LIST;
      default:
        return false;
    }
  }

  void AddNode(std::size_t n) {
    cmark_node* node = nodes_[n];
    if (cmark_node_get_type(node) == CMARK_NODE_LIST) {
      for (cmark_node* item = cmark_node_first_child(node); item != nullptr; item = cmark_node_next(item)) {
        AddLines(n, cmark_node_first_child(item));
      }
      return;
    }
    AddLines(n, node);
  }

  void AddLines(std::size_t n, cmark_node* node) {
    int number = cmark_node_get_start_line(node);
    for (MarkdownLine& source : ReadMarkdownLines(node)) {
      std::string text = PlainText(source.inlines);
      AddLine(n, number++, std::move(text), std::move(source));
    }
  }

  void AddLine(std::size_t n, int number, std::string text, MarkdownLine source) {
    texts_.push_back(std::move(text));
    Line line;
    line.number = number;
    line.raw = texts_.back();
    line.text = TrimSpace(texts_.back());
    lines_.push_back(line);
    node_of_.push_back(n);
    sources_.push_back(std::move(source));
  }

  bool Any(std::size_t n, bool taken) const {
    for (std::size_t i = begin_[n - first_]; i < lines_.size() && node_of_[i] == n; ++i) {
      if (!lines_[i].text.empty() && lines_[i].taken == taken) {
        return true;
      }
    }
    return false;
  }

  const std::vector<cmark_node*>& nodes_;
  std::size_t first_;
  std::deque<std::string> texts_;
  std::vector<Line> lines_;
  std::vector<std::size_t> node_of_;
  // The first line of each node, from first_ on.
  std::vector<std::size_t> begin_;
  std::vector<MarkdownLine> sources_;
};

}  // namespace

void TakeMarkdownTail(std::vector<cmark_node*>& nodes, absl::Span<const std::string> files,
                      Imported& imported, Blocks& rest) {
  TailLines tail(nodes);
  const std::vector<Announcement> announcements = SetAttachmentLinesAside(tail.lines());
  TakeTail(tail.lines(), 0, tail.lines().size(), imported);
  SettleAttachmentLines(announcements, files, tail.lines(), imported);
  std::vector<cmark_node*> left(nodes.begin(), nodes.begin() + static_cast<std::ptrdiff_t>(tail.first()));
  for (std::size_t n = tail.first(); n < nodes.size(); ++n) {
    if (!tail.AnyTaken(n)) {
      left.push_back(nodes[n]);
    } else if (tail.AnyLeft(n)) {
      tail.AppendRest(n, rest);
    }
  }
  nodes = std::move(left);
}

}  // namespace communique::text
