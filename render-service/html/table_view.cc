#include "render-service/html/table_view.h"

#include <ctemplate/template_dictionary.h>

#include <algorithm>

#include "render-service/html/inline_view.h"

namespace communique::render {
namespace {

using content::v1::Table;
using content::v1::TableCell;
using ctemplate::StaticTemplateString;
using ctemplate::TemplateDictionary;

const StaticTemplateString kCaptioned = STS_INIT(kCaptioned, "CAPTIONED");
const StaticTemplateString kNotCaptioned = STS_INIT(kNotCaptioned, "NOT_CAPTIONED");
const StaticTemplateString kCaption = STS_INIT(kCaption, "CAPTION");
const StaticTemplateString kTableHead = STS_INIT(kTableHead, "TABLE_HEAD");
const StaticTemplateString kTableBody = STS_INIT(kTableBody, "TABLE_BODY");
const StaticTemplateString kRow = STS_INIT(kRow, "ROW");
const StaticTemplateString kCell = STS_INIT(kCell, "CELL");
const StaticTemplateString kColumnHead = STS_INIT(kColumnHead, "COLUMN_HEAD");
const StaticTemplateString kRowHead = STS_INIT(kRowHead, "ROW_HEAD");
const StaticTemplateString kData = STS_INIT(kData, "DATA");

// A table that would get more cells than this is left ragged: one wide row above very many narrow ones would
// fill the memory.
constexpr int64_t kMostCellsFilledUp = 100'000;

// How many cells each row gets at least.
int ColumnsOf(const Table& table) {
  int columns = 0;
  for (const content::v1::TableRow& row : table.rows()) columns = std::max(columns, row.cells_size());
  return int64_t{columns} * table.rows_size() <= kMostCellsFilledUp ? columns : 0;
}

// A heading without words heads nothing.
const StaticTemplateString& KindOf(const Table& table, int row, int column, const TableCell& cell) {
  if (IsBlank(cell.inlines())) return kData;
  if (row < table.header_rows()) return kColumnHead;
  return column < table.header_columns() ? kRowHead : kData;
}

void AddRow(const Table& table, int row, int columns, FootnoteLinks& footnotes, TemplateDictionary& part) {
  TemplateDictionary* row_view = part.AddSectionDictionary(kRow);
  for (int column = 0; column < std::max(columns, table.rows(row).cells_size()); ++column) {
    const TableCell& cell =
        column < table.rows(row).cells_size() ? table.rows(row).cells(column) : TableCell::default_instance();
    TemplateDictionary* cell_view = row_view->AddSectionDictionary(kCell);
    cell_view->ShowSection(KindOf(table, row, column, cell));
    AddInlines(cell.inlines(), footnotes, *cell_view);
  }
}

}  // namespace

void FillTable(const Table& table, FootnoteLinks& footnotes, TemplateDictionary& view) {
  if (table.caption().empty()) {
    view.ShowSection(kNotCaptioned);
  } else {
    view.SetValue(kCaption, table.caption());
    view.ShowSection(kCaptioned);
  }
  const int columns = ColumnsOf(table);
  const int header_rows = std::clamp(table.header_rows(), 0, table.rows_size());
  TemplateDictionary* head = header_rows > 0 ? view.AddSectionDictionary(kTableHead) : nullptr;
  TemplateDictionary* body =
      header_rows < table.rows_size() ? view.AddSectionDictionary(kTableBody) : nullptr;
  for (int row = 0; row < table.rows_size(); ++row) {
    AddRow(table, row, columns, footnotes, row < header_rows ? *head : *body);
  }
}

}  // namespace communique::render
