#include "content-service/domain/statement_filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/testing/status_matchers.h"

namespace communique::content {
namespace {

using ::communique::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr absl::StatusCode kBad = absl::StatusCode::kInvalidArgument;

absl::StatusOr<StatementFilter> Parse(const std::string& text) {
  return ParseStatementFilter(text, v1::VIEW_EDITORIAL);
}

TEST(StatementFilter, ComparisonsAreJoinedByAnd) {
  ASSERT_OK_AND_ASSIGN(const StatementFilter filter,
                       Parse("state = live AND draft_state=scheduled AND section : \"sections/energy\" AND "
                             "language = KO AND title : \"Power \\\"Grid\\\"\" AND title:now"));
  EXPECT_EQ(filter.public_state, v1::PUBLIC_STATE_LIVE);
  EXPECT_EQ(filter.draft_state, v1::DRAFT_STATE_SCHEDULED);
  EXPECT_EQ(filter.section, "energy");
  EXPECT_TRUE(filter.and_below);
  EXPECT_EQ(filter.language, "ko");
  EXPECT_THAT(filter.title_parts, ElementsAre("power \"grid\"", "now"));
}

TEST(StatementFilter, AnEmptyOneLetsEverythingThrough) {
  ASSERT_OK_AND_ASSIGN(const StatementFilter filter, Parse("  "));
  EXPECT_FALSE(filter.public_state.has_value());
  EXPECT_EQ(filter.section, "");
  EXPECT_EQ(filter.last_date, "");
}

// Whether a day is between the bounds.
bool Has(const std::string& text, const std::string& day) {
  const auto filter = Parse(text);
  EXPECT_THAT(filter, communique::testing::IsOk());
  return day >= filter->first_date && (filter->last_date.empty() || day <= filter->last_date);
}

TEST(StatementFilter, DatesAreDaysMonthsOrYears) {
  EXPECT_TRUE(Has("publish_date = 2024", "2024-12-31"));
  EXPECT_TRUE(Has("publish_date = 2024-02", "2024-02-00"));
  EXPECT_FALSE(Has("publish_date = 2024-02", "2024-03-01"));
  EXPECT_TRUE(Has("publish_date < 2024-05-17", "2024-05-16"));
  EXPECT_TRUE(Has("publish_date < 2024-05-10", "2024-05-09"));
  EXPECT_FALSE(Has("publish_date < 2024-05-10", "2024-05-10"));
  EXPECT_FALSE(Has("publish_date < 2024", "2024-00-00"));
  EXPECT_TRUE(Has("publish_date < 2024", "2023-12-31"));
  EXPECT_FALSE(Has("publish_date > 2024-05-17", "2024-05-17"));
  EXPECT_TRUE(Has("publish_date > 2024-05-17", "2024-05-18"));
  EXPECT_FALSE(Has("publish_date > 2024", "2024-12-31"));
  EXPECT_TRUE(Has("publish_date >= 2023-05 AND publish_date <= 2024-02", "2024-02-29"));
  EXPECT_FALSE(Has("publish_date >= 2023-05 AND publish_date <= 2024-02", "2023-04-30"));
}

TEST(StatementFilter, WhatIsWrongIsToldWithItsPlaceAndWhatWouldBeRight) {
  EXPECT_THAT(Parse("state = open"), StatusIs(kBad, HasSubstr("never, live, withdrawn or removed")));
  EXPECT_THAT(Parse("state = live OR state = removed"),
              StatusIs(kBad, AllOf(HasSubstr("byte 13"), HasSubstr("OR is not supported"))));
  EXPECT_THAT(Parse("author = anna"), StatusIs(kBad, HasSubstr("fields are state, draft_state")));
  EXPECT_THAT(Parse("title = now"), StatusIs(kBad, HasSubstr("by : alone")));
  EXPECT_THAT(Parse("title : \"...\""), StatusIs(kBad, HasSubstr("a letter or a digit")));
  EXPECT_THAT(Parse("title : \"open"), StatusIs(kBad, HasSubstr("do not end")));
  EXPECT_THAT(Parse("state = live AND"), StatusIs(kBad, HasSubstr("nothing follows AND")));
  EXPECT_THAT(Parse("state = live AND state = removed"), StatusIs(kBad, HasSubstr("given twice")));
  EXPECT_THAT(Parse("state"), StatusIs(kBad, HasSubstr("was expected behind the field")));
  EXPECT_THAT(Parse("publish_date > May"), StatusIs(kBad, HasSubstr("is no date")));
  EXPECT_THAT(Parse("publish_date : 2024"), StatusIs(kBad, HasSubstr("publish_date is compared by")));
  EXPECT_THAT(Parse("section = energy"), StatusIs(kBad, HasSubstr("filter")));
  EXPECT_THAT(Parse(std::string(2'001, ' ')), StatusIs(kBad, HasSubstr("the most is 2000")));
  EXPECT_THAT(Parse("title : \"\xff\""), StatusIs(kBad, HasSubstr("UTF-8")));
}

TEST(StatementFilter, ThePublicAsksForNothingHidden) {
  EXPECT_THAT(ParseStatementFilter("draft_state = draft", v1::VIEW_PUBLIC),
              StatusIs(kBad, HasSubstr("VIEW_EDITORIAL alone")));
  EXPECT_THAT(ParseListOrder("update_time", v1::VIEW_PUBLIC), StatusIs(kBad, HasSubstr("publish_date")));
}

TEST(ListOrder, IsOneFieldAndADirection) {
  ASSERT_OK_AND_ASSIGN(const ListOrder order, ParseListOrder(" publish_date  desc ", v1::VIEW_PUBLIC));
  EXPECT_EQ(order.by, ListBy::kPublishDate);
  EXPECT_TRUE(order.descending);
  ASSERT_OK_AND_ASSIGN(const ListOrder standard, ParseListOrder("", v1::VIEW_PUBLIC));
  EXPECT_EQ(standard.by, ListBy::kName);
  EXPECT_THAT(ParseListOrder("title, name", v1::VIEW_PUBLIC), StatusIs(kBad, HasSubstr("order_by")));
  EXPECT_THAT(ParseListOrder("title down", v1::VIEW_PUBLIC), StatusIs(kBad, HasSubstr("has one field")));
}

}  // namespace
}  // namespace communique::content
