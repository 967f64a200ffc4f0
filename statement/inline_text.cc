#include "statement/inline_text.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace communique {
namespace {

using content::v1::Block;
using content::v1::Inline;
using google::protobuf::RepeatedPtrField;

using Lines = std::vector<std::string>;

void AddLine(std::string line, Lines& lines) {
  if (!line.empty()) lines.push_back(std::move(line));
}

std::string Labelled(const std::string& label, const RepeatedPtrField<Inline>& inlines) {
  const std::string text = PlainText(inlines);
  return absl::StrCat(label, label.empty() || text.empty() ? "" : " ", text);
}

void AddBlock(const Block& block, Lines& lines);

void AddBlocks(const RepeatedPtrField<Block>& blocks, Lines& lines) {
  for (const Block& block : blocks) AddBlock(block, lines);
}

void AddTable(const content::v1::Table& table, Lines& lines) {
  AddLine(table.caption(), lines);
  for (const auto& row : table.rows()) {
    AddLine(absl::StrJoin(row.cells(), "\t",
                          [](std::string* out, const auto& cell) { *out += PlainText(cell.inlines()); }),
            lines);
  }
}

void AddBlock(const Block& block, Lines& lines) {
  switch (block.kind_case()) {
    case Block::kParagraph:
      return AddLine(PlainText(block.paragraph().inlines()), lines);
    case Block::kHeading:
      return AddLine(Labelled(block.heading().label(), block.heading().inlines()), lines);
    case Block::kClause:
      AddLine(Labelled(block.clause().label(), block.clause().inlines()), lines);
      return AddBlocks(block.clause().children(), lines);
    case Block::kBulletList:
      for (const auto& item : block.bullet_list().items()) {
        AddLine(PlainText(item.inlines()), lines);
        AddBlocks(item.children(), lines);
      }
      return;
    case Block::kQuotation:
      AddBlocks(block.quotation().children(), lines);
      return AddLine(PlainText(block.quotation().attribution()), lines);
    case Block::kTable:
      return AddTable(block.table(), lines);
    case Block::kFootnote:
      return AddLine(Labelled(block.footnote().label(), block.footnote().inlines()), lines);
    case Block::kContact:
      for (const auto& line : block.contact().lines()) AddLine(PlainText(line.inlines()), lines);
      return;
    case Block::kNotesToEditors:
      AddLine(block.notes_to_editors().heading(), lines);
      return AddBlocks(block.notes_to_editors().children(), lines);
    case Block::kImage:  // its words are those of its attachment
    case Block::KIND_NOT_SET:
      return;
  }
}

}  // namespace

std::string PlainText(const RepeatedPtrField<Inline>& inlines) {
  std::string text;
  for (const Inline& piece : inlines) text += piece.has_line_break() ? "\n" : piece.text();
  return text;
}

std::string PlainText(const Block& block) {
  Lines lines;
  AddBlock(block, lines);
  return absl::StrJoin(lines, "\n");
}

}  // namespace communique
