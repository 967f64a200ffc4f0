#include "render-service/image/pages/page_flow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace communique::render {
namespace {

using ::testing::ElementsAre;

std::vector<Row> Rows(size_t count, double height) {
  std::vector<Row> rows(count);
  for (Row& row : rows) {
    row.height = height;
  }
  return rows;
}

std::vector<size_t> RowsOnEachPage(const std::vector<Row>& rows, double height) {
  std::vector<size_t> counts;
  for (const Page& page : BreakIntoPages(rows, height)) {
    counts.push_back(page.size());
  }
  return counts;
}

TEST(PageFlow, RowsFillAPageBeforeTheNextBegins) {
  EXPECT_THAT(RowsOnEachPage(Rows(5, 10), 20), ElementsAre(2, 2, 1));
}

TEST(PageFlow, NothingAtAllIsStillOnePage) { EXPECT_THAT(RowsOnEachPage({}, 20), ElementsAre(0)); }

TEST(PageFlow, AHeadingMovesToThePageOfItsText) {
  std::vector<Row> rows = Rows(4, 10);
  rows[2].keep_with_next = true;
  EXPECT_THAT(RowsOnEachPage(rows, 30), ElementsAre(2, 2));
}

TEST(PageFlow, AGroupTallerThanAPageIsBrokenAndNotLost) {
  std::vector<Row> rows = Rows(5, 10);
  for (size_t i = 0; i < 4; ++i) {
    rows[i].keep_with_next = true;
  }
  EXPECT_THAT(RowsOnEachPage(rows, 20), ElementsAre(2, 2, 1));
}

TEST(PageFlow, SpaceBeforeABlockIsLeftOutAtTheTopOfAPage) {
  std::vector<Row> rows = Rows(3, 10);
  rows[2].space_before = 8;
  const std::vector<Page> pages = BreakIntoPages(rows, 25);
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[1][0].y, 0);
}

TEST(PageFlow, AShortBlockStaysWholeAndALongOneKeepsTwoLinesAtEitherEnd) {
  std::vector<Row> three = Rows(3, 10);
  KeepEndsTogether(three, 0);
  EXPECT_TRUE(three[0].keep_with_next && three[1].keep_with_next && !three[2].keep_with_next);
  std::vector<Row> six = Rows(6, 10);
  KeepEndsTogether(six, 0);
  std::vector<bool> kept;
  for (const Row& row : six) {
    kept.push_back(row.keep_with_next);
  }
  EXPECT_THAT(kept, ElementsAre(true, false, false, false, true, false));
}

}  // namespace
}  // namespace communique::render
