#include "text/tables.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_split.h"
#include "text/characters.h"

namespace communique::text {
namespace {

using Cells = std::vector<std::string>;

// A table with more is left as ragged as it is: one wide row above many narrow ones would fill the memory.
constexpr std::size_t kMostCellsOfTabs = 100'000;

// Of one row: the columns that the tabs make, trimmed.
Cells SplitRow(absl::string_view raw) {
  Cells cells;
  for (const absl::string_view cell : absl::StrSplit(raw, '\t')) {
    cells.emplace_back(TrimSpace(cell));
  }
  while (cells.size() > 1 && cells.back().empty()) {
    cells.pop_back();
  }
  return cells;
}

bool HasDigit(absl::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (DigitValue(NextCodePoint(text, i)) >= 0) {
      return true;
    }
  }
  return false;
}

bool AnyDigitBehindFirst(const Cells& row) {
  return std::any_of(row.begin() + 1, row.end(), [](const std::string& cell) { return HasDigit(cell); });
}

// Rows with an empty first cell above the others, or one row of words above rows with numbers.
std::size_t CountHeaderRows(const std::vector<Cells>& rows) {
  std::size_t empty_corner = 0;
  while (empty_corner < rows.size() && rows[empty_corner][0].empty()) {
    ++empty_corner;
  }
  if (empty_corner > 0) {
    return empty_corner < rows.size() ? empty_corner : 0;
  }
  const bool words_above =
      std::none_of(rows[0].begin(), rows[0].end(), [](const std::string& c) { return HasDigit(c); });
  return words_above && std::all_of(rows.begin() + 1, rows.end(), AnyDigitBehindFirst) ? 1 : 0;
}

bool FirstColumnIsHeading(const std::vector<Cells>& rows, std::size_t header_rows) {
  return std::all_of(
      rows.begin() + static_cast<std::ptrdiff_t>(header_rows), rows.end(), [](const Cells& row) {
        const bool words = std::any_of(row[0].begin(), row[0].end(),
                                       [](char c) { return static_cast<unsigned char>(c) > '9'; });
        return words && AnyDigitBehindFirst(row);
      });
}

}  // namespace

std::size_t ReadTable(const std::vector<Line>& lines, const Body& body, const FootnoteLabels& footnotes,
                      std::size_t line, content::v1::Table& table) {
  std::vector<Cells> rows;
  std::size_t end = line;
  for (std::size_t i = line; i < body.end && (lines[i].blank() || body.lines[i].kind == LineKind::kTable);
       ++i) {
    if (!lines[i].blank()) {
      rows.push_back(SplitRow(lines[i].raw));
      end = i + 1;
    }
  }
  // A column that is empty throughout comes from indentation alone.
  const bool empty_first =
      std::all_of(rows.begin(), rows.end(), [](const Cells& row) { return row[0].empty(); });
  std::size_t width = 1;
  for (Cells& row : rows) {
    if (empty_first && row.size() > 1) {
      row.erase(row.begin());
    }
    width = std::max(width, row.size());
  }
  const bool fills_up = width * rows.size() <= kMostCellsOfTabs;
  for (Cells& row : rows) {
    row.resize(fills_up ? width : row.size());
    content::v1::TableRow& out = *table.add_rows();
    for (const std::string& cell : row) {
      AppendInlines(cell, footnotes, *out.add_cells()->mutable_inlines());
    }
  }
  const std::size_t header_rows = CountHeaderRows(rows);
  table.set_header_rows(static_cast<int>(header_rows));
  table.set_header_columns(FirstColumnIsHeading(rows, header_rows) ? 1 : 0);
  return end;
}

}  // namespace communique::text
