#include "serving/grpc_status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/error_info.pb.h"
#include "google/rpc/status.pb.h"
#include "statement/errors.h"
#include "tests/testing/status_matchers.h"

namespace communique::serving {
namespace {

using ::communique::testing::StatusIs;
using ::testing::EndsWith;
using ::testing::HasSubstr;

google::rpc::Status Details(const grpc::Status& status) {
  google::rpc::Status details;
  EXPECT_TRUE(details.ParseFromString(status.error_details()));
  return details;
}

int CountViolations(const grpc::Status& status) {
  const google::rpc::Status details = Details(status);
  for (const google::protobuf::Any& any : details.details()) {
    google::rpc::BadRequest bad_request;
    if (any.UnpackTo(&bad_request)) return bad_request.field_violations_size();
  }
  return 0;
}

TEST(GrpcStatus, OkIsOkBothWays) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
  EXPECT_THAT(FromGrpcStatus(grpc::Status::OK), communique::testing::IsOk());
}

TEST(GrpcStatus, CodeMessageReasonAndMetadataSurviveTheWayThereAndBack) {
  const absl::Status sent =
      ErrorWithReason(absl::StatusCode::kAborted, "ETAG_MISMATCH",
                      "the statement was changed since; read it again", {{"etag", "abc"}});
  const absl::Status received = FromGrpcStatus(ToGrpcStatus(sent));
  EXPECT_EQ(received, sent);
}

TEST(GrpcStatus, TheDetailsRepeatCodeAndMessageForClientsThatReadNothingElse) {
  const google::rpc::Status details = Details(ToGrpcStatus(
      ErrorWithReason(absl::StatusCode::kAborted, "ETAG_MISMATCH", "the statement was changed since")));
  EXPECT_EQ(details.code(), 10);
  EXPECT_EQ(details.message(), "the statement was changed since");
}

TEST(GrpcStatus, ALongMessageAndManyDetailsTogetherFitWhatAClientAcceptsAsMetadata) {
  FieldViolations violations;
  for (int i = 0; i < 500; ++i) violations.Add(absl::StrCat("content.blocks[", i, "]"), "must have a text");
  absl::Status both(absl::StatusCode::kInvalidArgument, std::string(10'000, 'x'));
  violations.ToStatus().ForEachPayload(
      [&both](absl::string_view type, const absl::Cord& payload) { both.SetPayload(type, payload); });
  const grpc::Status sent = ToGrpcStatus(both);
  EXPECT_LT(absl::Base64Escape(sent.error_details()).size() + sent.error_message().size(), 7'000u);
  EXPECT_EQ(Details(sent).message(), sent.error_message());
  EXPECT_GT(CountViolations(sent), 5);
  EXPECT_EQ(ReasonOf(FromGrpcStatus(sent)), "BAD_FIELD");
}

TEST(GrpcStatus, WhereReasonAndMessageAreTooLongTogetherTheReasonStays) {
  const grpc::Status sent = ToGrpcStatus(ErrorWithReason(
      absl::StatusCode::kAborted, "LONG", std::string(10'000, 'x'), {{"key", std::string(2'500, 'y')}}));
  EXPECT_LT(absl::Base64Escape(sent.error_details()).size(), 5'000u);
  EXPECT_EQ(Details(sent).message(), "");
  EXPECT_EQ(ReasonOf(FromGrpcStatus(sent)), "LONG");
}

TEST(GrpcStatus, EveryFieldViolationIsToldAtOnce) {
  FieldViolations violations;
  violations.Add("content.title", "must not be empty");
  violations.Add("content.slug", "must not be all digits");
  const absl::Status received = FromGrpcStatus(ToGrpcStatus(violations.ToStatus()));
  EXPECT_THAT(received, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("content.title")));
  EXPECT_EQ(ReasonOf(received), "BAD_FIELD");
  EXPECT_EQ(CountViolations(ToGrpcStatus(violations.ToStatus())), 2);
}

TEST(GrpcStatus, AnErrorWithoutReasonGetsTheNameOfItsCode) {
  const absl::Status received = FromGrpcStatus(ToGrpcStatus(absl::NotFoundError("no such thing")));
  EXPECT_EQ(ReasonOf(received), "NOT_FOUND");
}

TEST(GrpcStatus, WhatIsTooLongForMetadataIsCutButNeverTheReason) {
  FieldViolations violations;
  for (int i = 0; i < 500; ++i) {
    violations.Add(absl::StrCat("content.blocks[", i, "].paragraph.inlines[0].text"),
                   "must not contain U+FFFC, which nothing can draw");
  }
  const grpc::Status sent = ToGrpcStatus(violations.ToStatus());
  EXPECT_LT(absl::Base64Escape(sent.error_details()).size(), 5'000u);
  EXPECT_GT(CountViolations(sent), 10);
  EXPECT_EQ(ReasonOf(FromGrpcStatus(sent)), "BAD_FIELD");
  EXPECT_THAT(sent.error_message(), HasSubstr("499 more"));
}

TEST(GrpcStatus, ALongMessageIsCutBetweenCharacters) {
  std::string korean;
  for (int i = 0; i < 2'000; ++i) korean += "한";
  const grpc::Status sent = ToGrpcStatus(absl::InvalidArgumentError(korean));
  EXPECT_LT(sent.error_message().size() * 3, 2'100u);
  EXPECT_THAT(sent.error_message(), EndsWith("한 …"));
}

TEST(GrpcStatus, DetailsThatCannotBeReadAreLeftOut) {
  const grpc::Status strange(grpc::StatusCode::INTERNAL, "broken", "\xff\xff not a message");
  EXPECT_THAT(FromGrpcStatus(strange), StatusIs(absl::StatusCode::kInternal, "broken"));
}

TEST(GrpcStatus, CodesHaveTheirWellKnownNames) {
  EXPECT_EQ(CodeName(grpc::StatusCode::OK), "OK");
  EXPECT_EQ(CodeName(grpc::StatusCode::DATA_LOSS), "DATA_LOSS");
  EXPECT_EQ(CodeName(grpc::StatusCode::UNAUTHENTICATED), "UNAUTHENTICATED");
}

}  // namespace
}  // namespace communique::serving
