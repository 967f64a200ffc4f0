#include "text/markdown_inlines.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "text/lines.h"
#include "text/markdown_tree.h"

namespace communique::text {
namespace {

using content::v1::Inline;

// Marks nested deeper are left out; their text stays.
constexpr int kDeepestMark = 32;

class Reader {
 public:
  std::vector<MarkdownLine> Read(cmark_node* node) {
    lines_.emplace_back();
    ReadChildren(node, 0);
    return std::move(lines_);
  }

 private:
  void ReadChildren(cmark_node* node, int depth) {
    for (cmark_node* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child)) {
      ReadOne(child, depth);
    }
  }

  void ReadOne(cmark_node* node, int depth) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (depth > kDeepestMark) {
      return Text(LiteralText(node));
    }
    if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG) {
      bool& mark = type == CMARK_NODE_EMPH ? emphasis_ : strong_;
      const bool before = std::exchange(mark, true);
      ReadChildren(node, depth + 1);
      mark = before;
    } else if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
      Link(node, type == CMARK_NODE_IMAGE, depth);
    } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
      lines_.back().broken = type == CMARK_NODE_LINEBREAK;
      lines_.emplace_back();
    } else if (type == CMARK_NODE_FOOTNOTE_REFERENCE) {
      Inline& run = Add();
      run.set_footnote_reference(std::string(View(cmark_node_get_literal(node))));
    } else if (const absl::string_view literal = View(cmark_node_get_literal(node)); !literal.empty()) {
      Text(literal);
    } else {
      ReadChildren(node, depth + 1);
    }
  }

  // An address that is no link for us stays readable behind the text.
  void Link(cmark_node* node, bool image, int depth) {
    const std::string url(View(cmark_node_get_url(node)));
    const std::string title(View(cmark_node_get_title(node)));
    const bool linkable = !image && IsLinkable(url);
    const std::string before = std::exchange(link_, linkable ? url : link_);
    const std::string text = LiteralText(node);
    ReadChildren(node, depth + 1);
    link_ = before;
    if (!linkable && !url.empty() && url != text) {
      Text(text.empty() ? url : absl::StrCat(" (", url, ")"));
    }
    if (!title.empty() && title != text) {
      Text(absl::StrCat(" (", title, ")"));
    }
  }

  Inline& Add() {
    Inline& run = *lines_.back().inlines.Add();
    run.set_emphasis(emphasis_);
    run.set_strong(strong_);
    run.set_link(link_);
    return run;
  }

  // Addresses written out become links of their own, where the text is no link already.
  void Text(absl::string_view text) {
    Inlines runs;
    AppendInlines(text, {}, runs);
    for (Inline& run : runs) {
      // A line end inside raw HTML or code ends the line.
      std::string value = run.text();
      std::replace(value.begin(), value.end(), '\n', ' ');
      const std::string address = link_.empty() ? run.link() : link_;
      Inlines& line = lines_.back().inlines;
      if (!line.empty() && line.rbegin()->has_text() && SameMarks(*line.rbegin(), address)) {
        line.rbegin()->mutable_text()->append(value);
        continue;
      }
      Inline& out = Add();
      out.set_text(value);
      out.set_link(address);
    }
  }

  bool SameMarks(const Inline& run, const std::string& link) const {
    return run.emphasis() == emphasis_ && run.strong() == strong_ && run.link() == link;
  }

  std::vector<MarkdownLine> lines_;
  bool emphasis_ = false;
  bool strong_ = false;
  std::string link_;
};

}  // namespace

std::vector<MarkdownLine> ReadMarkdownLines(cmark_node* node) { return Reader().Read(node); }

void AppendMarkdownLine(MarkdownLine line, bool after_break, Inlines& inlines) {
  if (!inlines.empty() && !line.inlines.empty()) {
    if (after_break) {
      inlines.Add()->mutable_line_break();
    } else if (inlines.rbegin()->has_text() && line.inlines[0].has_text()) {
      std::string joined = inlines.rbegin()->text();
      const std::size_t before = joined.size();
      JoinWrapped(line.inlines[0].text(), joined);
      if (joined.size() > before + line.inlines[0].text().size()) {
        inlines.rbegin()->mutable_text()->push_back(' ');
      }
    } else {
      inlines.Add()->set_text(" ");
    }
  }
  for (Inline& run : line.inlines) {
    *inlines.Add() = std::move(run);
  }
}

void AppendMarkdown(cmark_node* node, Inlines& inlines) {
  bool after_break = false;
  for (MarkdownLine& line : ReadMarkdownLines(node)) {
    const bool broken = line.broken;
    AppendMarkdownLine(std::move(line), after_break, inlines);
    after_break = broken;
  }
}

void RemovePrefix(std::size_t bytes, Inlines& inlines) {
  int gone = 0;
  while (gone < inlines.size() && bytes > 0) {
    std::string& text = *inlines[gone].mutable_text();
    if (text.size() > bytes) {
      text.erase(0, bytes);
      break;
    }
    bytes -= text.size();
    ++gone;
  }
  inlines.DeleteSubrange(0, gone);
}

}  // namespace communique::text
