// Bad input gets the code of the error table, a stable reason, and a message that says what to do.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/rpc/error_details.pb.h"
#include "statement/errors.h"
#include "statement/position.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/refused.h"

namespace communique::testing {
namespace {

using ::testing::HasSubstr;
using namespace content::v1;  // NOLINT: the words of the API

class ContentErrors : public ContentServiceTest {
 protected:
  void SetUp() override {
    StartService();
    ASSERT_OK(CreateSection("press"));
  }
  absl::StatusOr<CreateStatementResponse> Create(const CreateStatementRequest& request) {
    return Call(*statements_, &Statements::CreateStatement, request);
  }

  std::string Head() {
    GetHeadRequest request;
    request.set_view(VIEW_EDITORIAL);
    const auto head = Call(*changes_, &Changes::GetHead, request);
    EXPECT_OK(head);
    return head.ok() ? head->position() : "";
  }

  // `call` is refused with these, and no commit comes of it.
  template <typename Write>
  void ExpectRefused(Write call, absl::StatusCode code, const std::string& reason,
                     const std::string& what_to_do) {
    const std::string before = Head();
    EXPECT_THAT(call(), Refused(code, reason, what_to_do));
    EXPECT_EQ(Head(), before) << "something was stored by half";
  }
  void ExpectCreateRefused(const CreateStatementRequest& request, absl::StatusCode code,
                           const std::string& reason, const std::string& what_to_do) {
    ExpectRefused([&] { return Create(request).status(); }, code, reason, what_to_do);
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

// Half a MiB of blocks of two bytes each: it must cost no more than any other request.
TEST_F(ContentErrors, ARequestOfNothingButMistakesIsRefusedAtOnce) {
  CreateStatementRequest request = CreateRequest("a", "A");
  auto& content = *request.mutable_statement()->mutable_draft()->mutable_content();
  for (int i = 0; i < 200'000; ++i) content.add_blocks();
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  CreateStatementResponse response;
  const grpc::Status refused = statements_->CreateStatement(&context, request, &response);
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << refused.error_message();
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
  ExpectCreateRefused(request, absl::StatusCode::kInvalidArgument, "BAD_FIELD",
                      "there is no sections/nowhere; create it, or name one that ListSections shows");
  EXPECT_OK(Create(CreateRequest("a", "A"))) << "id and address are free still";
}

TEST_F(ContentErrors, AnUnknownSectionAboveAnotherIsRefused) {
  CreateSectionRequest request;
  request.set_section_id("below");
  (*request.mutable_section()->mutable_titles())["en"] = "Below";
  request.mutable_section()->set_parent("sections/nowhere");
  ExpectRefused([&] { return Call(*sections_, &Sections::CreateSection, request).status(); },
                absl::StatusCode::kInvalidArgument, "BAD_FIELD", "create it first");
}

TEST_F(ContentErrors, AContentOverHalfAMebibyteIsTooLarge) {
  CreateStatementRequest request = CreateRequest("a", "A");
  auto& content = *request.mutable_statement()->mutable_draft()->mutable_content();
  for (int i = 0; i < 60; ++i)
    content.add_blocks()->mutable_paragraph()->add_inlines()->set_text(std::string(10'000, 'x'));
  ExpectCreateRefused(request, absl::StatusCode::kResourceExhausted, "CONTENT_TOO_LARGE",
                      "move long tables and annexes into attachments");

  ASSERT_OK_AND_ASSIGN(const auto small, Create(CreateRequest("a", "A")));
  UpdateStatementRequest update;
  update.set_name("statements/a");
  update.set_etag(small.statement().etag());
  *update.mutable_content() = content;
  update.mutable_update_mask()->add_paths("blocks");
  ExpectRefused([&] { return Call(*statements_, &Statements::UpdateStatement, update).status(); },
                absl::StatusCode::kResourceExhausted, "CONTENT_TOO_LARGE", "attachments");
}

TEST_F(ContentErrors, TooManySignatoriesInOneCallAreRefusedTogether) {
  ASSERT_OK(Create(CreateRequest("a", "A")));
  AddSignatoriesRequest request;
  request.set_parent("statements/a");
  for (int i = 0; i < 1001; ++i) request.add_signatories()->mutable_organisation()->set_name("Union");
  ExpectRefused([&] { return Call(*statements_, &Statements::AddSignatories, request).status(); },
                absl::StatusCode::kInvalidArgument, "BAD_FIELD", "give 1 to 1000 in one call");
}

TEST_F(ContentErrors, OneBadSignatoryRefusesAllOfTheCall) {
  ASSERT_OK(Create(CreateRequest("a", "A")));
  AddSignatoriesRequest request;
  request.set_parent("statements/a");
  request.add_signatories()->mutable_organisation()->set_name("Union");
  request.add_signatories()->mutable_person()->set_name(" ");
  ExpectRefused([&] { return Call(*statements_, &Statements::AddSignatories, request).status(); },
                absl::StatusCode::kInvalidArgument, "BAD_FIELD", "signatories[1].person.name");
}

TEST_F(ContentErrors, ATakenIdATakenSlugAndATakenLanguageAreToldApart) {
  CreateStatementRequest first = CreateRequest("a", "A title");
  first.mutable_statement()->set_group("g");
  first.mutable_statement()->mutable_draft()->mutable_content()->set_slug("taken");
  ASSERT_OK(Create(first));
  ExpectCreateRefused(CreateRequest("a", "Other title"), absl::StatusCode::kAlreadyExists, "ID_TAKEN",
                      "choose another id");
  CreateStatementRequest slug = CreateRequest("b", "Other title");
  slug.mutable_statement()->mutable_draft()->mutable_content()->set_slug("taken");
  ExpectCreateRefused(slug, absl::StatusCode::kAlreadyExists, "PATH_TAKEN",
                      "/en/press/taken/ is taken by another statement; choose another slug");
  CreateStatementRequest language = CreateRequest("b", "Other title");
  language.mutable_statement()->set_group("g");
  ExpectCreateRefused(language, absl::StatusCode::kAlreadyExists, "LANGUAGE_TAKEN", "statements/a");
  EXPECT_OK(Create(CreateRequest("b", "Other title")));
}

TEST_F(ContentErrors, AnUpdateCannotTakeTheSlugOfAnother) {
  ASSERT_OK(CreateAndPublish("a", "Taken"));
  ASSERT_OK_AND_ASSIGN(const auto other, Create(CreateRequest("b", "Other")));
  UpdateStatementRequest update;
  update.set_name("statements/b");
  update.set_etag(other.statement().etag());
  update.mutable_content()->set_slug("taken");
  update.mutable_update_mask()->add_paths("slug");
  ExpectRefused([&] { return Call(*statements_, &Statements::UpdateStatement, update).status(); },
                absl::StatusCode::kAlreadyExists, "PATH_TAKEN", "choose another slug");
  ASSERT_OK_AND_ASSIGN(const auto unchanged, Get("b", VIEW_EDITORIAL));
  EXPECT_EQ(unchanged.statement().etag(), other.statement().etag());
}

TEST_F(ContentErrors, ASlugThatCouldBeMistakenForSomethingElseIsABadField) {
  for (const char* slug : {"2014", "page", "Not A Slug"}) {
    CreateStatementRequest request = CreateRequest("a", "A");
    request.mutable_statement()->mutable_draft()->mutable_content()->set_slug(slug);
    ExpectCreateRefused(request, absl::StatusCode::kInvalidArgument, "BAD_FIELD",
                        "statement.draft.content.slug: ");
  }
}

TEST_F(ContentErrors, ATakenSectionIdIsRefused) {
  ExpectRefused([&] { return CreateSection("press").status(); }, absl::StatusCode::kAlreadyExists, "ID_TAKEN",
                "sections/press is there already; choose another id");
}

TEST_F(ContentErrors, AStaleEtagIsAborted) {
  ASSERT_OK_AND_ASSIGN(const auto created, Create(CreateRequest("a", "A")));
  ASSERT_OK(Publish(created.statement()));
  const char what_to_do[] = "get it again, see what changed, and repeat the call with the new etag";
  ExpectRefused([&] { return Publish(created.statement()).status(); }, absl::StatusCode::kAborted,
                "ETAG_MISMATCH", what_to_do);
  UpdateStatementRequest update;
  update.set_name("statements/a");
  update.set_etag(created.statement().etag());
  update.mutable_content()->set_title("B");
  update.mutable_update_mask()->add_paths("title");
  ExpectRefused([&] { return Call(*statements_, &Statements::UpdateStatement, update).status(); },
                absl::StatusCode::kAborted, "ETAG_MISMATCH", what_to_do);
}

TEST_F(ContentErrors, AFieldOfAMaskThatIsNoneIsABadField) {
  ASSERT_OK_AND_ASSIGN(const auto created, Create(CreateRequest("a", "A")));
  UpdateStatementRequest update;
  update.set_name("statements/a");
  update.set_etag(created.statement().etag());
  update.mutable_update_mask()->add_paths("blocks.paragraph");
  ExpectRefused([&] { return Call(*statements_, &Statements::UpdateStatement, update).status(); },
                absl::StatusCode::kInvalidArgument, "BAD_FIELD", "is no top-level field of Content");
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
  list.set_filter("language = en");
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
              Refused(absl::StatusCode::kInvalidArgument, "BAD_POSITION", "or leave the field empty"));
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
