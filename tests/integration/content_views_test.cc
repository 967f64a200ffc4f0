// How often statements were read, over real gRPC.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/testing/content_service_fixture.h"
#include "tests/testing/refused.h"

namespace communique::testing {
namespace {

using namespace content::v1;  // NOLINT: the words of the API

class ContentViews : public ContentServiceTest {
 protected:
  void SetUp() override {
    StartService();
    ASSERT_OK(CreateSection("press"));
  }
  absl::StatusOr<RecordViewsResponse> Record(const std::vector<std::pair<std::string, int64_t>>& counts,
                                             const std::string& request_id = "") {
    RecordViewsRequest request;
    request.set_request_id(request_id);
    for (const auto& [statement, count] : counts) {
      ViewCount& entry = *request.add_counts();
      entry.set_statement(statement);
      entry.set_count(count);
    }
    return Call(*statements_, &Statements::RecordViews, request);
  }
};

TEST_F(ContentViews, EditorsReadBesideAStatementHowOftenItWasReadAndThePublicDoesNot) {
  ASSERT_OK(CreateAndPublish("appeal", "Appeal"));
  ASSERT_OK_AND_ASSIGN(const auto before, Get("appeal", VIEW_EDITORIAL));
  ASSERT_OK_AND_ASSIGN(const auto recorded, Record({{"statements/appeal", 12}, {"statements/appeal", 3}}));
  EXPECT_EQ(recorded.position(), before.position()) << "no commit was made";
  ASSERT_OK_AND_ASSIGN(const auto after, Get("appeal", VIEW_EDITORIAL, recorded.position()));
  EXPECT_EQ(after.view_count(), 15);
  EXPECT_EQ(after.statement().etag(), before.statement().etag());
  ASSERT_OK_AND_ASSIGN(const auto in_public, Get("appeal", VIEW_PUBLIC));
  EXPECT_EQ(in_public.view_count(), 0);
}

TEST_F(ContentViews, ACallIsCountedOnceAndInWholeOrNotAtAll) {
  ASSERT_OK(Create("appeal", "Appeal"));
  for (int i = 0; i < 3; ++i) ASSERT_OK(Record({{"statements/appeal", 5}}, "log-1"));
  EXPECT_THAT(Record({{"statements/appeal", 6}}, "log-1"),
              Refused(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED", "give each call its own"));
  EXPECT_THAT(Record({{"statements/appeal", 7}, {"statements/other", 1}}),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_STATEMENT", "statements/other"));
  EXPECT_THAT(Record({{"appeal", 7}, {"statements/appeal", 0}}),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "counts[0].statement"));
  EXPECT_EQ(Get("appeal", VIEW_EDITORIAL)->view_count(), 5);
}

}  // namespace
}  // namespace communique::testing
