#include "render-service/image/pages/block_flow.h"

#include <algorithm>

#include "serving/status_macros.h"
#include "statement/erasure.h"

namespace communique::render {
namespace {

using content::v1::Block;
using Blocks = google::protobuf::RepeatedPtrField<Block>;

constexpr double kListIndent = 16;
constexpr double kLeastLabelWidth = 22;
constexpr double kMostLabelWidth = 64;
constexpr double kLabelGap = 7;

// One width for all labels that follow each other, so that their texts begin at one edge.
absl::StatusOr<double> LabelWidth(const Blocks& blocks, const FlowBuilder& flow) {
  double width = kLeastLabelWidth;
  for (const Block& block : blocks) {
    if (block.has_clause()) {
      ASSIGN_OR_RETURN(const double label, flow.WidthOf(block.clause().label()));
      width = std::max(width, label + kLabelGap);
    }
  }
  return std::min(width, kMostLabelWidth);
}

absl::Status AddTable(const content::v1::Table& table, double indent, FlowBuilder& flow) {
  if (!table.caption().empty()) {
    RETURN_IF_ERROR(flow.AddText({{table.caption(), false, true}},
                                 {.style = TextStyle::kSmall, .indent = indent, .keep_with_next = true}));
  }
  int columns = 1;
  for (const content::v1::TableRow& row : table.rows()) {
    columns = std::max(columns, row.cells_size());
  }
  for (int r = 0; r < table.rows_size(); ++r) {
    std::vector<std::vector<TextSpan>> cells;
    for (int c = 0; c < table.rows(r).cells_size(); ++c) {
      cells.push_back(SpansOf(table.rows(r).cells(c).inlines()));
      if (r < table.header_rows() || c < table.header_columns()) {
        for (TextSpan& span : cells.back()) {
          span.strong = true;
        }
      }
    }
    RETURN_IF_ERROR(flow.AddCells(cells, static_cast<size_t>(columns),
                                  {.style = TextStyle::kSmall,
                                   .role = RowRole::kTableRow,
                                   .space_before = 6,
                                   .indent = indent,
                                   .keep_with_next = r < table.header_rows(),
                                   .rule_above = true}));
  }
  return absl::OkStatus();
}

absl::Status AddImage(const content::v1::Image& image, double indent, const BlockContext& context,
                      FlowBuilder& flow) {
  for (const content::v1::Attachment& attachment : context.attachments) {
    if (attachment.entry_id() != image.attachment()) {
      continue;
    }
    std::string words = attachment.caption();
    if (words.empty()) {
      words = attachment.alternative_text();
    }
    if (words.empty()) {
      words = attachment.file_name();
    }
    return flow.AddText({{"[" + words + "]", true}}, {.style = TextStyle::kSmall, .indent = indent});
  }
  return absl::OkStatus();
}

absl::Status AddBulletList(const Block& list, double indent, const BlockContext& context, FlowBuilder& flow) {
  for (const content::v1::ListItem& item : list.bullet_list().items()) {
    RETURN_IF_ERROR(flow.AddLabelled("•", kListIndent, SpansOf(list, item.inlines(), context),
                                     {.role = RowRole::kListItem, .space_before = 4, .indent = indent}));
    RETURN_IF_ERROR(AddBlocks(item.children(), indent + kListIndent, context, flow));
  }
  return absl::OkStatus();
}

absl::Status AddHeading(const Block& block, double indent, const BlockContext& context, FlowBuilder& flow) {
  const content::v1::Heading& heading = block.heading();
  std::vector<TextSpan> spans = SpansOf(block, heading.inlines(), context);
  if (!heading.label().empty()) {
    spans.insert(spans.begin(), TextSpan{heading.label() + (spans.empty() ? "" : " ")});
  }
  return flow.AddText(spans, {.style = heading.level() <= 2 ? TextStyle::kHeading : TextStyle::kBody,
                              .role = RowRole::kHeading,
                              .space_before = heading.level() <= 2 ? 16.0 : 11.0,
                              .indent = indent,
                              .keep_with_next = true,
                              .outline_level = heading.level() + 1});
}

absl::Status AddQuotation(const content::v1::Quotation& quotation, double indent, const BlockContext& context,
                          FlowBuilder& flow) {
  RETURN_IF_ERROR(AddBlocks(quotation.children(), indent + 20, context, flow));
  if (quotation.attribution_size() == 0) {
    return absl::OkStatus();
  }
  flow.KeepLastWithNext();
  std::vector<TextSpan> spans = SpansOf(quotation.attribution());
  spans.insert(spans.begin(), TextSpan{"— "});
  return flow.AddText(spans, {.style = TextStyle::kSmall, .space_before = 3, .indent = indent + 20});
}

absl::Status AddContact(const content::v1::Contact& contact, double indent, FlowBuilder& flow) {
  double space = 12;
  for (const content::v1::ContactLine& line : contact.lines()) {
    RETURN_IF_ERROR(flow.AddText(SpansOf(line.inlines()),
                                 {.style = TextStyle::kSmall, .space_before = space, .indent = indent}));
    space = 1;
  }
  return absl::OkStatus();
}

absl::Status AddClause(const Block& block, double label_width, double indent, const BlockContext& context,
                       FlowBuilder& flow) {
  const content::v1::Clause& clause = block.clause();
  RETURN_IF_ERROR(flow.AddLabelled(clause.label(), label_width, SpansOf(block, clause.inlines(), context),
                                   {.role = RowRole::kListItem, .indent = indent}));
  // A parent never ends a page without the first of its children.
  if (clause.children_size() > 0) {
    flow.KeepLastWithNext();
  }
  return AddBlocks(clause.children(), indent + label_width, context, flow);
}

}  // namespace

std::vector<TextSpan> SpansOf(const google::protobuf::RepeatedPtrField<content::v1::Inline>& inlines) {
  std::vector<TextSpan> spans;
  for (const content::v1::Inline& part : inlines) {
    TextSpan span;
    span.emphasis = part.emphasis();
    span.strong = part.strong();
    span.link = part.link();
    switch (part.content_case()) {
      case content::v1::Inline::kText:
        span.text = part.text();
        break;
      case content::v1::Inline::kFootnoteReference:
        span.text = part.footnote_reference();
        span.raised = true;
        break;
      case content::v1::Inline::kLineBreak:
        span.text = "\u2028";
        break;
      case content::v1::Inline::CONTENT_NOT_SET:
        continue;
    }
    spans.push_back(std::move(span));
  }
  return spans;
}

std::vector<TextSpan> SpansOf(const Block& block,
                              const google::protobuf::RepeatedPtrField<content::v1::Inline>& inlines,
                              const BlockContext& context) {
  return block.erased() ? std::vector<TextSpan>{{context.erased_mark}} : SpansOf(inlines);
}

absl::Status AddBlocks(const Blocks& blocks, double indent, const BlockContext& context, FlowBuilder& flow) {
  ASSIGN_OR_RETURN(const double label_width, LabelWidth(blocks, flow));
  for (const Block& block : blocks) {
    if (IsErasedWhole(block) && !block.has_notes_to_editors()) {
      RETURN_IF_ERROR(flow.AddText({{context.erased_mark}}, {.indent = indent}));
      continue;
    }
    switch (block.kind_case()) {
      case Block::kParagraph:
        RETURN_IF_ERROR(
            flow.AddText(SpansOf(block, block.paragraph().inlines(), context), {.indent = indent}));
        break;
      case Block::kHeading:
        RETURN_IF_ERROR(AddHeading(block, indent, context, flow));
        break;
      case Block::kClause:
        RETURN_IF_ERROR(AddClause(block, label_width, indent, context, flow));
        break;
      case Block::kBulletList:
        RETURN_IF_ERROR(AddBulletList(block, indent, context, flow));
        break;
      case Block::kQuotation:
        RETURN_IF_ERROR(AddQuotation(block.quotation(), indent, context, flow));
        break;
      case Block::kTable:
        RETURN_IF_ERROR(AddTable(block.table(), indent, flow));
        break;
      case Block::kImage:
        RETURN_IF_ERROR(AddImage(block.image(), indent, context, flow));
        break;
      case Block::kContact:
        RETURN_IF_ERROR(AddContact(block.contact(), indent, flow));
        break;
      case Block::kFootnote:
      case Block::kNotesToEditors:
      case Block::KIND_NOT_SET:
        break;
    }
  }
  return absl::OkStatus();
}

}  // namespace communique::render
