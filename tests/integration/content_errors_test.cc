// Bad input gets the code of the error table, a stable reason, and a message that says what to do.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/rpc/error_details.pb.h"
#include "statement/errors.h"
#include "statement/position.h"
#include "tests/testing/content_service_fixture.h"

namespace communique::testing {
namespace {

using ::testing::HasSubstr;
using namespace content::v1;  // NOLINT: the words of the API

// EXPECT_THAT(call, Refused(code, reason, message))
MATCHER_P3(Refused, code, reason, message, "") {
  const absl::Status& status = StatusOf(arg);
  *result_listener << status.ToString() << ", reason " << ReasonOf(status);
  return status.code() == code && ReasonOf(status) == reason &&
         ::testing::ExplainMatchResult(HasSubstr(message), std::string(status.message()), result_listener);
}

class ContentErrors : public ContentServiceTest {
 protected:
  void SetUp() override {
    StartService();
    ASSERT_OK(CreateSection("press"));
  }
  absl::StatusOr<CreateStatementResponse> Create(const CreateStatementRequest& request) {
    return Call(*statements_, &Statements::CreateStatement, request);
  }
};

TEST_F(ContentErrors, EveryWrongFieldIsToldAtOnce) {
  CreateStatementRequest request = CreateRequest("Not An Id", "");
  request.mutable_statement()->set_language("klingon!");
  const auto refused = Create(request);
  EXPECT_THAT(refused, Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", ""));
  google::rpc::BadRequest details;
  ASSERT_TRUE(details.ParseFromString(
      std::string(refused.status().GetPayload(kBadRequestType).value_or(absl::Cord()))));
  std::vector<std::string> fields;
  for (const auto& violation : details.field_violations()) fields.push_back(violation.field());
  EXPECT_THAT(fields, ::testing::IsSupersetOf(
                          {"statement_id", "statement.language", "statement.draft.content.title"}));
}

TEST_F(ContentErrors, ANameThatIsNoneIsABadField) {
  GetStatementRequest request;
  request.set_name("a-title-that-leaks");
  EXPECT_THAT(Call(*statements_, &Statements::GetStatement, request),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "statements/{id}"));
}

TEST_F(ContentErrors, AnUnknownSectionIsRefused) {
  CreateStatementRequest request = CreateRequest("a", "A");
  request.mutable_statement()->mutable_draft()->mutable_content()->set_section("sections/nowhere");
  EXPECT_THAT(Create(request), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "section"));
}

TEST_F(ContentErrors, ATooLargeContentIsRefused) {
  CreateStatementRequest request = CreateRequest("a", "A");
  for (int i = 0; i < 60; ++i) {
    request.mutable_statement()
        ->mutable_draft()
        ->mutable_content()
        ->add_blocks()
        ->mutable_paragraph()
        ->add_inlines()
        ->set_text(std::string(10'000, 'x'));
  }
  EXPECT_THAT(Create(request), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("bytes; at most")));
}

TEST_F(ContentErrors, ATakenIdAndATakenPathAreToldApart) {
  ASSERT_OK(Create(CreateRequest("a", "Same title")));
  EXPECT_THAT(Create(CreateRequest("a", "Other title")),
              Refused(absl::StatusCode::kAlreadyExists, "ID_TAKEN", "statements/a"));
  EXPECT_THAT(Create(CreateRequest("b", "Same title")),
              Refused(absl::StatusCode::kAlreadyExists, "PATH_TAKEN", "/en/press/same-title/"));
}

TEST_F(ContentErrors, ATakenSectionIdIsRefused) {
  EXPECT_THAT(CreateSection("press"),
              Refused(absl::StatusCode::kAlreadyExists, "ID_TAKEN", "sections/press"));
}

TEST_F(ContentErrors, AStaleEtagIsAborted) {
  ASSERT_OK_AND_ASSIGN(const auto created, Create(CreateRequest("a", "A")));
  ASSERT_OK(Publish(created.statement()));
  EXPECT_THAT(Publish(created.statement()), Refused(absl::StatusCode::kAborted, "ETAG_MISMATCH", ""));
}

TEST_F(ContentErrors, AnEtagThatIsNoneIsABadField) {
  ASSERT_OK_AND_ASSIGN(const auto created, Create(CreateRequest("a", "A")));
  Statement wrong = created.statement();
  wrong.set_etag("");
  EXPECT_THAT(Publish(wrong), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "etag"));
}

TEST_F(ContentErrors, PublishingWithoutADraftIsAFailedPrecondition) {
  ASSERT_OK_AND_ASSIGN(const auto published, CreateAndPublish("a", "A"));
  EXPECT_THAT(Publish(published.statement()),
              Refused(absl::StatusCode::kFailedPrecondition, "NO_DRAFT", "update it first"));
}

TEST_F(ContentErrors, WhatIsNotThereIsNotFound) {
  EXPECT_THAT(Get("none", VIEW_EDITORIAL), StatusIs(absl::StatusCode::kNotFound));
  Statement none;
  none.set_name("statements/none");
  none.set_etag("x");
  EXPECT_THAT(Publish(none), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(ContentErrors, APageTokenIsBoundToTheArgumentsOfItsCall) {
  ASSERT_OK(Create(CreateRequest("a", "A")));
  ASSERT_OK(Create(CreateRequest("b", "B")));
  ListStatementsRequest list;
  list.set_view(VIEW_EDITORIAL);
  list.set_page_size(1);
  ASSERT_OK_AND_ASSIGN(const auto page, Call(*statements_, &Statements::ListStatements, list));
  list.set_page_token(page.next_page_token());
  list.set_language("en");
  EXPECT_THAT(Call(*statements_, &Statements::ListStatements, list),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_PAGE_TOKEN", "arguments"));
  ListStatementsRequest garbage;
  garbage.set_page_token("AAAA");
  EXPECT_THAT(Call(*statements_, &Statements::ListStatements, garbage),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_PAGE_TOKEN", ""));
}

TEST_F(ContentErrors, APageSizeOutsideItsRangeIsABadField) {
  ListStatementsRequest list;
  for (int size : {-1, 501}) {
    list.set_page_size(size);
    EXPECT_THAT(Call(*statements_, &Statements::ListStatements, list),
                Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "page_size"));
  }
}

TEST_F(ContentErrors, AGarbagePositionAndOneOfAnotherHistoryAreToldApart) {
  EXPECT_THAT(Get("a", VIEW_PUBLIC, "garbage"),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_POSITION", ""));
  EXPECT_THAT(Get("a", VIEW_PUBLIC, EncodePosition({"0123456789abcdef", 1, 1})),
              Refused(absl::StatusCode::kFailedPrecondition, "EPOCH_CHANGED", ""));
}

TEST_F(ContentErrors, AReadOfAPositionThatDoesNotComeEndsAtItsDeadline) {
  ASSERT_OK_AND_ASSIGN(const auto section, CreateSection("letters"));
  ASSERT_OK_AND_ASSIGN(Position ahead, DecodePosition(section.position()));
  ahead.sequence += 100;
  GetStatementRequest request;
  request.set_name("statements/a");
  request.set_view(VIEW_EDITORIAL);
  request.set_min_position(EncodePosition(ahead));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(50));
  GetStatementResponse response;
  EXPECT_EQ(statements_->GetStatement(&context, request, &response).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
}

// Else whoever makes up positions could count the commits that nobody was told of.
TEST_F(ContentErrors, AMadeUpPositionDoesNotTellThePublicHowFarHiddenWorkHasCome) {
  ASSERT_OK_AND_ASSIGN(const auto published, CreateAndPublish("a", "A"));
  ASSERT_OK_AND_ASSIGN(Position made_up, DecodePosition(published.position()));
  made_up.sequence += 100;
  EXPECT_OK(Get("a", VIEW_PUBLIC, EncodePosition(made_up)));
}

TEST_F(ContentErrors, NothingOfARefusedCallIsStoredAndNoLogLineQuotesIt) {
  ASSERT_OK_AND_ASSIGN(const auto before, Call(*changes_, &Changes::GetHead, GetHeadRequest()));
  CreateStatementRequest request = CreateRequest("a", "An embargoed title");
  request.mutable_statement()->mutable_draft()->mutable_content()->set_section("sections/nowhere");
  ASSERT_FALSE(Create(request).ok());
  ASSERT_OK_AND_ASSIGN(const auto after, Call(*changes_, &Changes::GetHead, GetHeadRequest()));
  EXPECT_EQ(after.position(), before.position());
  EXPECT_THAT(log_lines_.str(), HasSubstr("BAD_FIELD"));
  EXPECT_THAT(log_lines_.str(), ::testing::Not(HasSubstr("embargoed")));
}

}  // namespace
}  // namespace communique::testing
