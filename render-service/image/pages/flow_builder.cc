#include "render-service/image/pages/flow_builder.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

constexpr double kColumnGap = 14;
// Text that is nested deeper than leaves so much of the column is set in no further, so that none of it
// leaves the page.
constexpr double kNarrowestText = 100;
constexpr double kNarrowestCell = 24;

// The cells of a row that has no room for columns, behind each other.
std::vector<TextSpan> InOneLine(const std::vector<std::vector<TextSpan>>& cells) {
  std::vector<TextSpan> line;
  for (const std::vector<TextSpan>& cell : cells) {
    if (!line.empty()) {
      line.push_back({" | "});
    }
    line.insert(line.end(), cell.begin(), cell.end());
  }
  return line;
}

std::string TextOf(const std::vector<TextSpan>& spans) {
  std::string text;
  for (const TextSpan& span : spans) {
    absl::StrAppend(&text, span.text);
  }
  return text;
}

}  // namespace

double FlowBuilder::LeftOf(double indent, double width) const {
  return layouter_.right_to_left() ? kPageWidth - kMarginSide - indent - width : kMarginSide + indent;
}

void FlowBuilder::OpenBlock(Row& first, const BlockSetting& setting) {
  first.space_before = setting.space_before + extra_space_;
  first.rule_above = setting.rule_above;
  extra_space_ = 0;
}

void FlowBuilder::AddLines(const std::vector<LaidLine>& lines, double left, const BlockSetting& setting,
                           const std::vector<TextSpan>& spans) {
  const size_t first = rows_.size();
  ++blocks_;
  for (const LaidLine& line : lines) {
    Row row;
    row.pieces.push_back({line, left, false});
    row.height = line.height;
    row.role = setting.role;
    row.block = blocks_;
    rows_.push_back(std::move(row));
  }
  OpenBlock(rows_[first], setting);
  if (setting.outline_level > 0) {
    rows_[first].outline_title = TextOf(spans);
    rows_[first].outline_level = setting.outline_level;
  }
  KeepEndsTogether(rows_, first);
  if (setting.keep_with_next) {
    KeepLastWithNext();
  }
}

void FlowBuilder::KeepLastWithNext() {
  if (!rows_.empty()) {
    rows_.back().keep_with_next = true;
  }
}

absl::Status FlowBuilder::AddText(const std::vector<TextSpan>& spans, const BlockSetting& setting) {
  const double indent = std::min(setting.indent, kTextWidth - kNarrowestText);
  const double width = kTextWidth - indent;
  ASSIGN_OR_RETURN(const std::vector<LaidLine> lines, layouter_.Lay(spans, setting.style, width));
  AddLines(lines, LeftOf(indent, width), setting, spans);
  return absl::OkStatus();
}

absl::StatusOr<double> FlowBuilder::WidthOf(const std::string& text) const {
  ASSIGN_OR_RETURN(const std::vector<LaidLine> lines, layouter_.Lay({{text}}, TextStyle::kBody, kTextWidth));
  return lines[0].width;
}

absl::Status FlowBuilder::AddLabelled(const std::string& label, double label_width,
                                      const std::vector<TextSpan>& spans, const BlockSetting& setting) {
  const double indent = std::min(setting.indent, kTextWidth - kNarrowestText - label_width);
  const double width = kTextWidth - indent - label_width;
  ASSIGN_OR_RETURN(const std::vector<LaidLine> label_lines,
                   layouter_.Lay({{label}}, setting.style, kTextWidth - indent));
  ASSIGN_OR_RETURN(const std::vector<LaidLine> lines, layouter_.Lay(spans, setting.style, width));
  const bool hangs = label_lines.size() == 1 && label_lines[0].width + 4 <= label_width;
  const double left_of_label = LeftOf(indent, kTextWidth - indent);
  const size_t first = rows_.size();
  AddLines(lines, LeftOf(indent + label_width, width), setting, spans);
  if (hangs) {
    Row& row = rows_[first];
    row.pieces.insert(row.pieces.begin(), {label_lines[0], left_of_label, true});
    row.height = std::max(row.height, label_lines[0].height);
    return absl::OkStatus();
  }
  std::vector<Row> above;
  for (const LaidLine& line : label_lines) {
    Row& row = above.emplace_back();
    row.pieces = {{line, left_of_label, true}};
    row.height = line.height;
    row.role = setting.role;
    row.block = rows_[first].block;
    row.keep_with_next = true;
  }
  above[0].space_before = std::exchange(rows_[first].space_before, 0);
  above[0].rule_above = std::exchange(rows_[first].rule_above, false);
  rows_.insert(rows_.begin() + static_cast<std::ptrdiff_t>(first), std::make_move_iterator(above.begin()),
               std::make_move_iterator(above.end()));
  return absl::OkStatus();
}

absl::Status FlowBuilder::AddCells(const std::vector<std::vector<TextSpan>>& cells, size_t columns,
                                   const BlockSetting& setting) {
  const double indent = std::min(setting.indent, kTextWidth - kNarrowestText);
  const double column = (kTextWidth - indent + kColumnGap) / static_cast<double>(columns);
  if (column - kColumnGap < kNarrowestCell) {
    return AddText(InOneLine(cells), setting);
  }
  std::vector<std::vector<LaidLine>> laid;
  size_t most_lines = 0;
  for (const std::vector<TextSpan>& cell : cells) {
    ASSIGN_OR_RETURN(std::vector<LaidLine> lines, layouter_.Lay(cell, setting.style, column - kColumnGap));
    most_lines = std::max(most_lines, lines.size());
    laid.push_back(std::move(lines));
  }
  // Line by line, so that a cell taller than a page can still be broken.
  const size_t first = rows_.size();
  ++blocks_;
  for (size_t i = 0; i < most_lines; ++i) {
    Row row;
    for (size_t c = 0; c < laid.size(); ++c) {
      if (i < laid[c].size()) {
        row.height = std::max(row.height, laid[c][i].height);
        row.pieces.push_back(
            {laid[c][i], LeftOf(indent + column * static_cast<double>(c), column - kColumnGap), false});
      }
    }
    row.role = setting.role;
    row.block = blocks_;
    rows_.push_back(std::move(row));
  }
  if (rows_.size() == first) {
    return absl::OkStatus();
  }
  OpenBlock(rows_[first], setting);
  for (size_t i = first; i + 1 < rows_.size(); ++i) {
    rows_[i].keep_with_next = true;
  }
  if (setting.keep_with_next) {
    KeepLastWithNext();
  }
  return absl::OkStatus();
}

}  // namespace communique::render
