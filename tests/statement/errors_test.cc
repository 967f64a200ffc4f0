#include "statement/errors.h"

#include <gmock/gmock.h>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/error_info.pb.h"
#include "tests/testing/status_matchers.h"

namespace communique {
namespace {

using ::communique::testing::StatusIs;
using ::testing::HasSubstr;

TEST(Errors, CarryTheirReasonAndMetadataInAnErrorInfo) {
  const absl::Status status =
      ErrorWithReason(absl::StatusCode::kAborted, "ETAG_MISMATCH", "read again", {{"etag", "7"}});
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAborted, "read again"));
  EXPECT_EQ(ReasonOf(status), "ETAG_MISMATCH");
  google::rpc::ErrorInfo info;
  ASSERT_TRUE(info.ParseFromString(std::string(*status.GetPayload(kErrorInfoType))));
  EXPECT_EQ(info.domain(), "communique");
  EXPECT_EQ(info.metadata().at("etag"), "7");
}

TEST(Errors, HaveNoReasonWhereNoneWasGiven) {
  EXPECT_EQ(ReasonOf(absl::NotFoundError("not there")), "");
  EXPECT_EQ(ReasonOf(absl::OkStatus()), "");
}

TEST(FieldViolations, AreOkWhenThereAreNone) { EXPECT_OK(FieldViolations().ToStatus()); }

TEST(FieldViolations, TellAllOfThemAtOnce) {
  FieldViolations violations;
  violations.Add("content.title", "must not be empty");
  violations.Add("content.slug", "is reserved");
  violations.Add("content.section", "must be set");
  const absl::Status status = violations.ToStatus();
  EXPECT_THAT(status,
              StatusIs(absl::StatusCode::kInvalidArgument, "content.title: must not be empty (and 2 more)"));
  EXPECT_EQ(ReasonOf(status), "BAD_FIELD");
  google::rpc::BadRequest bad_request;
  ASSERT_TRUE(bad_request.ParseFromString(std::string(*status.GetPayload(kBadRequestType))));
  ASSERT_EQ(bad_request.field_violations_size(), 3);
  EXPECT_EQ(bad_request.field_violations(2).field(), "content.section");
  EXPECT_EQ(bad_request.field_violations(2).description(), "must be set");
}

TEST(FieldViolations, OfVeryManyTheFirstAreToldAndAllAreCounted) {
  FieldViolations violations;
  for (int i = 0; i < 200'000; ++i) violations.Add("content.blocks", "is of no kind");
  const absl::Status status = violations.ToStatus();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("(and 199999 more)")));
  google::rpc::BadRequest bad_request;
  ASSERT_TRUE(bad_request.ParseFromString(std::string(*status.GetPayload(kBadRequestType))));
  EXPECT_EQ(bad_request.field_violations_size(), static_cast<int>(FieldViolations::kMostKept));
}

TEST(QuoteForMessage, EscapesControlsAndCutsBetweenCharacters) {
  EXPECT_EQ(QuoteForMessage("성명"), "'성명'");
  EXPECT_EQ(QuoteForMessage("a\nb"), "'a\\nb'");
  EXPECT_EQ(QuoteForMessage(std::string(79, 'a') + "명명"), "'" + std::string(79, 'a') + "…'");
}

}  // namespace
}  // namespace communique
