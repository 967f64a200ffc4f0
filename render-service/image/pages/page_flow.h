#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_FLOW_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_FLOW_H_

#include <string>
#include <vector>

#include "render-service/image/pages/text_layout.h"

namespace communique::render {

// What a row is for someone who hears the document: names of PDF structure types.
enum class RowRole { kTitle, kHeading, kParagraph, kListItem, kTableRow };

// A line and where its layout stands, from the left edge of the page in points.
struct Piece {
  LaidLine line;
  double x = 0;
  // The label of a list item, tagged apart from its text.
  bool is_label = false;
};

// Everything that stands side by side at one height: a line with its label, or a row of a table.
struct Row {
  std::vector<Piece> pieces;
  double height = 0;
  // Left out at the top of a page.
  double space_before = 0;
  RowRole role = RowRole::kParagraph;
  // A page may not end between this row and the next one.
  bool keep_with_next = false;
  // Rows of one block share a number, so that its tag is opened once.
  int block = 0;
  // Set on the first row of what the outline lists.
  std::string outline_title;
  int outline_level = 0;
  // A hairline across the text above the row.
  bool rule_above = false;
};

// One page: rows and how far below its top margin each stands.
struct PlacedRow {
  const Row* row = nullptr;
  double y = 0;
};
using Page = std::vector<PlacedRow>;

// Gives lines of a block the breaks a typesetter would: blocks of up to three lines stay whole, else
// two lines stay together at either end.
void KeepEndsTogether(std::vector<Row>& rows, size_t first_of_block);

// Fills pages of `height` points. A group that must stay together and is taller than a page is broken
// where the page ends. `rows` must outlive the pages. At least one page.
std::vector<Page> BreakIntoPages(const std::vector<Row>& rows, double height);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_FLOW_H_
