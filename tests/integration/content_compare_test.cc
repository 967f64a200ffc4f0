// Versions of a statement beside each other, over real gRPC.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/testing/content_service_fixture.h"
#include "tests/testing/refused.h"

namespace communique::testing {
namespace {

using ::testing::SizeIs;
using namespace content::v1;  // NOLINT: the words of the API

class ContentCompare : public ContentServiceTest {
 protected:
  void SetUp() override {
    StartService();
    ASSERT_OK(CreateSection("press"));
    ASSERT_OK(CreateAndPublish("a", "One"));
  }
  absl::StatusOr<UpdateStatementResponse> Retitle(const std::string& title) {
    UpdateStatementRequest request;
    request.set_name("statements/a");
    request.set_etag(Get("a", VIEW_EDITORIAL)->statement().etag());
    request.mutable_content()->set_title(title);
    request.mutable_update_mask()->add_paths("title");
    return Call(*statements_, &Statements::UpdateStatement, request);
  }
  absl::StatusOr<CompareVersionsResponse> Compare(const std::string& from, const std::string& to,
                                                  View view = VIEW_UNSPECIFIED,
                                                  const std::string& min_position = "") {
    CompareVersionsRequest request;
    request.set_from(from);
    request.set_to(to);
    request.set_view(view);
    request.set_min_position(min_position);
    return Call(*statements_, &Statements::CompareVersions, request);
  }
};

TEST_F(ContentCompare, ADraftIsComparedWithWhatIsPublished) {
  ASSERT_OK_AND_ASSIGN(const auto updated, Retitle("One and all"));
  ASSERT_OK_AND_ASSIGN(const auto compared, Compare("statements/a/editions/1", "statements/a/revisions/2",
                                                    VIEW_EDITORIAL, updated.position()));
  EXPECT_EQ(compared.position(), updated.position());
  ASSERT_THAT(compared.comparison().fields(), SizeIs(1));
  const auto& words = compared.comparison().fields(0).words();
  ASSERT_THAT(words, SizeIs(2));
  EXPECT_EQ(words[0].text(), "One");
  EXPECT_EQ(words[1].kind(), DIFFERENCE_KIND_ADDED);
  EXPECT_EQ(words[1].text(), " and all");
}

TEST_F(ContentCompare, ThePublicComparesEditionsAlone) {
  ASSERT_OK_AND_ASSIGN(const auto same, Compare("statements/a/editions/1", "statements/a/editions/1"));
  EXPECT_FALSE(same.has_comparison() && same.comparison().ByteSizeLong() > 0);
  // Also of one that is not there: what is a revision is never told.
  for (const char* revision : {"statements/a/revisions/1", "statements/a/revisions/99"}) {
    EXPECT_THAT(Compare("statements/a/editions/1", revision),
                Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "editors"));
  }
  ASSERT_OK(Create("b", "Hidden"));
  EXPECT_THAT(Compare("statements/b/editions/1", "statements/b/editions/1"),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_STATEMENT", "no statement"));
}

TEST_F(ContentCompare, EveryNameThatIsNoneIsToldAtOnce) {
  const auto wrong = Compare("a", "statements/a/editions/0", VIEW_EDITORIAL);
  EXPECT_THAT(wrong, Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "from"));
  EXPECT_THAT(wrong, Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "1 more"));
  ASSERT_OK(CreateAndPublish("b", "Other"));
  EXPECT_THAT(Compare("statements/a/editions/1", "statements/b/editions/1"),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "another statement"));
}

}  // namespace
}  // namespace communique::testing
