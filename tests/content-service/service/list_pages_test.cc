#include "content-service/service/list_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "communique/content/v1/statement_service.pb.h"
#include "statement/errors.h"
#include "tests/testing/status_matchers.h"

namespace communique::content {
namespace {

using ::communique::testing::StatusIs;
using ::testing::HasSubstr;

v1::ListStatementsRequest Request(int page_size) {
  v1::ListStatementsRequest request;
  request.set_page_size(page_size);
  request.set_filter("language = en");
  return request;
}

TEST(ListPages, TheFirstPageBeginsAtTheBeginningWithTheStandardSize) {
  ASSERT_OK_AND_ASSIGN(const PageAsked page, ReadPage("ListStatements", Request(0), 50, 500));
  EXPECT_EQ(page.size, 50);
  EXPECT_EQ(page.after, "");
}

TEST(ListPages, ATokenGoesOnAfterTheKeyItWasMadeFor) {
  v1::ListStatementsRequest request = Request(7);
  ASSERT_OK_AND_ASSIGN(const PageAsked first, ReadPage("ListStatements", request, 50, 500));
  request.set_page_token(first.NextToken("joint-statement"));
  ASSERT_OK_AND_ASSIGN(const PageAsked second, ReadPage("ListStatements", request, 50, 500));
  EXPECT_EQ(second.after, "joint-statement");
  EXPECT_EQ(second.size, 7);
}

TEST(ListPages, TheNextPageMayBeOfAnotherSize) {
  ASSERT_OK_AND_ASSIGN(const PageAsked first, ReadPage("ListStatements", Request(7), 50, 500));
  v1::ListStatementsRequest request = Request(2);
  request.set_page_token(first.NextToken("joint-statement"));
  ASSERT_OK_AND_ASSIGN(const PageAsked second, ReadPage("ListStatements", request, 50, 500));
  EXPECT_EQ(second.after, "joint-statement");
  EXPECT_EQ(second.size, 2);
}

TEST(ListPages, ATokenOfOtherArgumentsOrAnotherMethodIsRefused) {
  v1::ListStatementsRequest request = Request(7);
  ASSERT_OK_AND_ASSIGN(const PageAsked first, ReadPage("ListStatements", request, 50, 500));
  request.set_page_token(first.NextToken("a"));
  const auto other_method = ReadPage("ListSections", request, 50, 500);
  EXPECT_THAT(other_method, StatusIs(absl::StatusCode::kInvalidArgument));
  request.set_filter("language = ko");
  const auto other_arguments = ReadPage("ListStatements", request, 50, 500);
  EXPECT_THAT(other_arguments, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("arguments")));
  EXPECT_EQ(ReasonOf(other_arguments.status()), "BAD_PAGE_TOKEN");
}

TEST(ListPages, GarbageIsNoToken) {
  for (const char* garbage : {"x", "!!!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
    v1::ListStatementsRequest request = Request(7);
    request.set_page_token(garbage);
    EXPECT_EQ(ReasonOf(ReadPage("ListStatements", request, 50, 500).status()), "BAD_PAGE_TOKEN") << garbage;
  }
}

TEST(ListPages, ASizeOutsideTheRangeIsABadField) {
  EXPECT_OK(ReadPage("ListStatements", Request(500), 50, 500));
  for (int size : {-1, 501}) {
    EXPECT_THAT(ReadPage("ListStatements", Request(size), 50, 500),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("1 to 500")));
  }
}

TEST(RequestDigest, TheRequestIdIsNoPartOfThePayload) {
  v1::PublishStatementRequest request;
  request.set_name("statements/a");
  request.set_request_id("one");
  const std::string digest = PayloadHash("PublishStatement", request);
  EXPECT_EQ(digest.size(), 32u);
  request.set_request_id("two");
  EXPECT_EQ(PayloadHash("PublishStatement", request), digest);
  request.set_validate_only(true);
  EXPECT_NE(PayloadHash("PublishStatement", request), digest);
  EXPECT_NE(PayloadHash("UpdateStatement", request), PayloadHash("PublishStatement", request));
}

}  // namespace
}  // namespace communique::content
