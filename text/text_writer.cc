#include "text/text_writer.h"

#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "statement/block_walk.h"
#include "statement/erasure.h"
#include "text/inlines.h"

namespace communique::text {
namespace {

// The address behind the last run of a link, in angle brackets, unless it is the text itself.
std::string ReadableText(const Inlines& inlines) {
  std::string text;
  std::string linked;
  for (int i = 0; i < inlines.size(); ++i) {
    const std::string run = PlainText(inlines[i]);
    const std::string& link = inlines[i].link();
    text += run;
    linked = link.empty() ? "" : linked + run;
    if (!link.empty() && (i + 1 == inlines.size() || inlines[i + 1].link() != link)) {
      if (!absl::StrContains(linked, absl::StripPrefix(link, "mailto:"))) {
        absl::StrAppend(&text, " <", link, ">");
      }
      linked.clear();
    }
  }
  return text;
}

}  // namespace

void TextWriter::Gap() {
  if (!out_.empty() && !tight_) {
    const absl::string_view bar = absl::StripTrailingAsciiWhitespace(margin_);
    absl::StrAppend(&out_, bar, "\n");
  }
  tight_ = false;
}

void TextWriter::Lines(absl::string_view first, absl::string_view text, absl::string_view rest) {
  Gap();
  bool is_first = true;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    absl::StrAppend(&out_, margin_, is_first ? first : rest, line, "\n");
    is_first = false;
  }
}

void TextWriter::Paragraph(absl::string_view text) { Lines("", text, ""); }

void TextWriter::Line(absl::string_view text) {
  tight_ = true;
  Lines("", text, "  ");
}

void TextWriter::Blocks(const BlockList& blocks) {
  for (const content::v1::Block& block : blocks) {
    Block(block);
  }
}

std::string TextWriter::TextOf(const content::v1::Block& block, const Inlines& inlines) const {
  return block.erased() ? erased_mark_ : ReadableText(inlines);
}

void TextWriter::Block(const content::v1::Block& block) {
  using Kind = content::v1::Block;
  if (IsErasedWhole(block)) {
    return Paragraph(erased_mark_);
  }
  switch (block.kind_case()) {
    case Kind::kParagraph:
      return Paragraph(TextOf(block, block.paragraph().inlines()));
    case Kind::kHeading: {
      const content::v1::Heading& heading = block.heading();
      return Paragraph(absl::StrCat(heading.label(), heading.label().empty() ? "" : " ",
                                    TextOf(block, heading.inlines())));
    }
    case Kind::kClause:
      return Clause(block);
    case Kind::kBulletList:
      return List(block);
    case Kind::kQuotation:
      return Quotation(block.quotation());
    case Kind::kTable:
      return Table(block.table());
    case Kind::kContact:
      for (int i = 0; i < block.contact().lines_size(); ++i) {
        tight_ = i > 0;
        Paragraph(ReadableText(block.contact().lines(i).inlines()));
      }
      return;
    case Kind::kNotesToEditors:
      if (!block.notes_to_editors().heading().empty()) {
        Paragraph(block.notes_to_editors().heading());
      }
      return Blocks(block.notes_to_editors().children());
    case Kind::kFootnote:  // at the end
    case Kind::kImage:     // among the attachments
    case Kind::KIND_NOT_SET:
      return;
  }
}

void TextWriter::Clause(const content::v1::Block& block) {
  const content::v1::Clause& clause = block.clause();
  const std::string text = TextOf(block, clause.inlines());
  Lines(absl::StrCat(clause.label(), text.empty() ? "" : " "), text, "  ");
  const std::size_t before = margin_.size();
  margin_ += "  ";
  Blocks(clause.children());
  margin_.resize(before);
}

void TextWriter::List(const content::v1::Block& list) {
  bool first = true;
  for (const content::v1::ListItem& item : list.bullet_list().items()) {
    // The first stands below what is above it, as its parent has it.
    tight_ = tight_ || !first;
    first = false;
    Lines("- ", TextOf(list, item.inlines()), "  ");
    const std::size_t before = margin_.size();
    margin_ += "  ";
    for (const content::v1::Block& child : item.children()) {
      tight_ = child.has_bullet_list();
      Block(child);
    }
    margin_.resize(before);
  }
}

void TextWriter::Quotation(const content::v1::Quotation& quotation) {
  Gap();
  tight_ = true;
  const std::size_t before = margin_.size();
  margin_ += "> ";
  Blocks(quotation.children());
  if (!quotation.attribution().empty()) {
    tight_ = true;
    Paragraph(ReadableText(quotation.attribution()));
  }
  margin_.resize(before);
}

void TextWriter::Table(const content::v1::Table& table) {
  if (!table.caption().empty()) {
    Paragraph(table.caption());
  }
  for (int i = 0; i < table.rows_size(); ++i) {
    std::string row;
    for (int j = 0; j < table.rows(i).cells_size(); ++j) {
      // A cell is one line: its breaks are spaces.
      std::string cell = ReadableText(table.rows(i).cells(j).inlines());
      for (char& c : cell) {
        c = c == '\n' ? ' ' : c;
      }
      absl::StrAppend(&row, j == 0 ? "" : "\t", cell);
    }
    tight_ = i > 0 || !table.caption().empty();
    Paragraph(row);
  }
}

void TextWriter::Footnotes(const BlockList& blocks) {
  bool first = true;
  const auto write = [&](const auto& self, const BlockList& list) -> void {
    for (const content::v1::Block& block : list) {
      if (block.has_footnote()) {
        tight_ = !first;
        first = false;
        Lines(absl::StrCat("[", block.footnote().label(), "] "), TextOf(block, block.footnote().inlines()),
              "  ");
      }
      for (const BlockList* children : ChildLists(block)) {
        self(self, *children);
      }
    }
  };
  write(write, blocks);
}

std::string TextWriter::Take() && { return std::move(out_); }

}  // namespace communique::text
