#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "serving/status_macros.h"
#include "text/characters.h"
#include "text/coverage.h"
#include "text/dates.h"
#include "text/finish.h"
#include "text/front_matter.h"
#include "text/import.h"
#include "text/input.h"
#include "text/language_guess.h"
#include "text/markdown_blocks.h"
#include "text/markdown_inlines.h"
#include "text/markdown_tail.h"
#include "text/markdown_tree.h"
#include "text/outline.h"
#include "text/section_words.h"
#include "text/visible_text.h"

namespace communique::text {
namespace {

using content::v1::Block;
using Nodes = std::vector<cmark_node*>;

constexpr std::size_t kLongestTitle = 500;

// One line of text, as a reader sees it, of a paragraph or heading.
std::string OneLine(cmark_node* node) {
  Block block;
  AppendMarkdown(node, *block.mutable_paragraph()->mutable_inlines());
  const std::vector<std::string> lines = VisibleTextOf(block);
  std::string text = lines.empty() ? "" : lines[0];
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

bool IsHeading(cmark_node* node) { return cmark_node_get_type(node) == CMARK_NODE_HEADING; }
bool IsParagraph(cmark_node* node) { return cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH; }

// The first heading where nothing but a line or two stands above it, else the first line.
void TakeTitle(Nodes& nodes, Imported& imported) {
  for (std::size_t i = 0; i < nodes.size() && i < 3; ++i) {
    const bool usable =
        IsHeading(nodes[i]) || (i == 0 && IsParagraph(nodes[0]) && nodes.size() > 1 && !IsHeading(nodes[1]));
    std::string title = usable ? OneLine(nodes[i]) : "";
    if (usable && !title.empty() && title.size() <= kLongestTitle) {
      imported.content.set_title(std::move(title));
      nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
  }
  std::string words = nodes.empty() ? "" : LiteralText(nodes[0]);
  words = std::string(TrimSpace(words));
  std::size_t cut = 0;
  while (cut < words.size()) {
    const std::size_t start = cut;
    if (IsSpace(NextCodePoint(words, cut)) && start > 60) {
      cut = start;
      break;
    }
    if (cut > 120) {
      break;
    }
  }
  imported.content.set_title(words.substr(0, cut) + (cut < words.size() ? " …" : ""));
  imported.findings.push_back({1, "the text has no title; its first words were taken as the title"});
}

// A day, or a place and a day, as the paragraph below the title.
void TakeDateBelowTitle(Nodes& nodes, Imported& imported) {
  if (nodes.empty() || !IsParagraph(nodes[0])) {
    return;
  }
  const std::string text = OneLine(nodes[0]);
  content::v1::LetterDate letter;
  if (const auto date = ReadDate(text)) {
    letter.set_text(text);
    *letter.mutable_date() = date->date;
  } else if (const auto both = ReadPlaceAndDate(text)) {
    letter.set_text(both->date_text);
    *letter.mutable_date() = both->date.date;
    imported.content.set_place(both->place);
  } else {
    return;
  }
  *imported.content.mutable_letter_date() = std::move(letter);
  nodes.erase(nodes.begin());
}

Nodes TakeFootnotes(Nodes& nodes) {
  const auto first = std::stable_partition(nodes.begin(), nodes.end(), [](cmark_node* node) {
    return cmark_node_get_type(node) != CMARK_NODE_FOOTNOTE_DEFINITION;
  });
  Nodes footnotes(first, nodes.end());
  nodes.erase(first, nodes.end());
  return footnotes;
}

// The levels of headings, so that the highest is 1.
void LiftHeadings(Blocks& blocks) {
  int highest = 4;
  for (const Block& block : blocks) {
    highest = block.has_heading() ? std::min(highest, block.heading().level()) : highest;
  }
  for (Block& block : blocks) {
    if (block.has_heading()) {
      block.mutable_heading()->set_level(block.heading().level() - highest + 1);
    }
  }
}

// Text, notes to editors and contact, as their headings set them apart.
class Sections {
 public:
  Sections(const Nodes& nodes, Imported& imported) : nodes_(nodes), imported_(imported) {}

  void Read() {
    Blocks* target = imported_.content.mutable_blocks();
    Nodes run;
    const auto flush = [&] {
      AppendMarkdownBlocks(run, *target, imported_.findings);
      run.clear();
    };
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const std::string heading = IsHeading(nodes_[i]) ? OneLine(nodes_[i]) : "";
      const bool paragraph_below = i + 1 < nodes_.size() && IsParagraph(nodes_[i + 1]);
      if (IsNotesHeading(heading)) {
        flush();
        content::v1::NotesToEditors& notes = *imported_.content.add_blocks()->mutable_notes_to_editors();
        notes.set_heading(heading);
        target = notes.mutable_children();
      } else if (IsContactHeading(heading) && paragraph_below) {
        flush();
        target = imported_.content.mutable_blocks();
        AppendMarkdownBlocks({nodes_[i]}, *target, imported_.findings);
        ReadContact(nodes_[++i]);
      } else {
        run.push_back(nodes_[i]);
      }
    }
    flush();
  }

 private:
  void ReadContact(cmark_node* paragraph) {
    content::v1::Contact& contact = *imported_.content.add_blocks()->mutable_contact();
    for (MarkdownLine& line : ReadMarkdownLines(paragraph)) {
      contact.add_lines()->mutable_inlines()->Swap(&line.inlines);
    }
  }

  const Nodes& nodes_;
  Imported& imported_;
};

}  // namespace

absl::StatusOr<Imported> ImportMarkdown(absl::string_view utf8, absl::Span<const std::string> files) {
  ASSIGN_OR_RETURN(const std::string clean, CleanInput(utf8));
  Imported imported;
  imported.language_guess = GuessLanguage(clean);
  const MarkdownTree tree = ParseMarkdown(TakeFrontMatter(clean, imported));
  RETURN_IF_ERROR(CheckReferences(tree.get()));
  Nodes nodes;
  for (cmark_node* node = cmark_node_first_child(tree.get()); node != nullptr; node = cmark_node_next(node)) {
    nodes.push_back(node);
  }
  const Nodes footnotes = TakeFootnotes(nodes);
  if (imported.content.title().empty() || (!nodes.empty() && IsHeading(nodes[0]))) {
    TakeTitle(nodes, imported);
  }
  TakeDateBelowTitle(nodes, imported);
  Blocks rest_of_tail;
  TakeMarkdownTail(nodes, files, imported, rest_of_tail);
  Sections(nodes, imported).Read();
  Blocks& blocks = *imported.content.mutable_blocks();
  blocks.MergeFrom(rest_of_tail);
  AppendMarkdownBlocks(footnotes, blocks, imported.findings);
  LiftHeadings(blocks);
  Finish(imported);
  KeepMissing(FindMissingMarkdownLines(clean, imported), imported);
  return imported;
}

}  // namespace communique::text
