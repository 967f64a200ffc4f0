#include "render-service/image/pages/page_flow.h"

namespace communique::render {
namespace {

// One past the last row that must stand on the same page as `begin`.
size_t EndOfGroup(const std::vector<Row>& rows, size_t begin) {
  size_t end = begin;
  while (end < rows.size() && rows[end].keep_with_next) {
    ++end;
  }
  return end < rows.size() ? end + 1 : end;
}

double HeightOf(const std::vector<Row>& rows, size_t begin, size_t end, bool at_top) {
  double height = 0;
  for (size_t i = begin; i < end; ++i) {
    height += rows[i].height + (at_top && i == begin ? 0 : rows[i].space_before);
  }
  return height;
}

}  // namespace

void KeepEndsTogether(std::vector<Row>& rows, size_t first_of_block) {
  const size_t count = rows.size() - first_of_block;
  for (size_t i = 0; i + 1 < count; ++i) {
    if (count <= 3 || i == 0 || i + 2 == count) {
      rows[first_of_block + i].keep_with_next = true;
    }
  }
}

std::vector<Page> BreakIntoPages(const std::vector<Row>& rows, double height) {
  std::vector<Page> pages(1);
  double y = 0;
  for (size_t begin = 0; begin < rows.size();) {
    const size_t end = EndOfGroup(rows, begin);
    const bool fits_nowhere = HeightOf(rows, begin, end, true) > height;
    if (!pages.back().empty() && !fits_nowhere && y + HeightOf(rows, begin, end, false) > height) {
      pages.emplace_back();
      y = 0;
    }
    for (size_t i = begin; i < end; ++i) {
      double space = pages.back().empty() ? 0 : rows[i].space_before;
      if (!pages.back().empty() && y + space + rows[i].height > height) {
        pages.emplace_back();
        y = 0;
        space = 0;
      }
      pages.back().push_back({&rows[i], y + space});
      y += space + rows[i].height;
    }
    begin = end;
  }
  return pages;
}

}  // namespace communique::render
