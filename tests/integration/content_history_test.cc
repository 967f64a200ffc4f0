// What a statement was before, over real gRPC.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "statement/position.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/refused.h"

namespace communique::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace content::v1;  // NOLINT: the words of the API

class ContentHistory : public ContentServiceTest {
 protected:
  void SetUp() override {
    StartService();
    ASSERT_OK(CreateSection("press"));
  }

  absl::StatusOr<UpdateStatementResponse> Retitle(const std::string& id, const std::string& title) {
    UpdateStatementRequest request;
    request.set_name(absl::StrCat("statements/", id));
    request.set_etag(Get(id, VIEW_EDITORIAL)->statement().etag());
    request.mutable_content()->set_title(title);
    request.mutable_content()->mutable_change_note()->set_severity(CHANGE_SEVERITY_MAJOR);
    request.mutable_content()->mutable_change_note()->set_text("Another title.");
    request.mutable_update_mask()->add_paths("title");
    request.mutable_update_mask()->add_paths("change_note");
    return Call(*statements_, &Statements::UpdateStatement, request);
  }
  absl::StatusOr<RemoveStatementResponse> Remove(const std::string& id) {
    RemoveStatementRequest request;
    request.set_name(absl::StrCat("statements/", id));
    request.set_etag(Get(id, VIEW_EDITORIAL)->statement().etag());
    request.set_gone("It was never ours.");
    return Call(*statements_, &Statements::RemoveStatement, request);
  }
  absl::StatusOr<GetStatementResponse> GetAt(const std::string& id, View view, const std::string& position) {
    GetStatementRequest request;
    request.set_name(absl::StrCat("statements/", id));
    request.set_view(view);
    request.set_at_position(position);
    return Call(*statements_, &Statements::GetStatement, request);
  }
};

TEST_F(ContentHistory, RevisionsCanBeListedPageByPageAndRead) {
  ASSERT_OK(Create("a", "One"));
  ASSERT_OK(Retitle("a", "Two"));
  ASSERT_OK(Retitle("a", "Three"));
  ListRevisionsRequest request;
  request.set_parent("statements/a");
  request.set_page_size(2);
  ASSERT_OK_AND_ASSIGN(const auto first, Call(*statements_, &Statements::ListRevisions, request));
  ASSERT_THAT(first.revisions(), SizeIs(2));
  EXPECT_EQ(first.revisions(0).name(), "statements/a/revisions/3");
  EXPECT_FALSE(first.position().empty());
  request.set_page_token(first.next_page_token());
  ASSERT_OK_AND_ASSIGN(const auto second, Call(*statements_, &Statements::ListRevisions, request));
  ASSERT_THAT(second.revisions(), SizeIs(1));
  EXPECT_EQ(second.revisions(0).content().title(), "One");
  EXPECT_EQ(second.next_page_token(), "");
  GetRevisionRequest get;
  get.set_name("statements/a/revisions/2");
  ASSERT_OK_AND_ASSIGN(const auto revision, Call(*statements_, &Statements::GetRevision, get));
  EXPECT_EQ(revision.revision().content().title(), "Two");
  EXPECT_EQ(revision.revision().actor(), "local");
}

TEST_F(ContentHistory, NamesAndTokensThatAreNoneAreRefusedAtTheirField) {
  ASSERT_OK(Create("a", "One"));
  for (const char* name : {"", "statements/a", "statements/a/revisions/0", "statements/a/revisions/01",
                           "statements/a/revisions/-1", "statements/a/editions/1"}) {
    GetRevisionRequest get;
    get.set_name(name);
    EXPECT_THAT(Call(*statements_, &Statements::GetRevision, get),
                Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "name"))
        << name;
  }
  GetEditionRequest edition;
  edition.set_name("statements/a/editions/99999999999");
  EXPECT_THAT(Call(*statements_, &Statements::GetEdition, edition),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "name"));
  edition.set_name("statements/a/editions/1");
  edition.set_view(VIEW_EDITORIAL);
  EXPECT_THAT(Call(*statements_, &Statements::GetEdition, edition),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_EDITION", "has no edition"));
  ListCommitsRequest commits;
  commits.set_parent("a");
  EXPECT_THAT(Call(*statements_, &Statements::ListCommits, commits),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "parent"));
  commits.set_parent("statements/a");
  commits.set_page_token("rubbish");
  EXPECT_THAT(Call(*statements_, &Statements::ListCommits, commits),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_PAGE_TOKEN", "leave"));
}

TEST_F(ContentHistory, TheCommitsOfAStatementLeadToEachOfItsStates) {
  ASSERT_OK(CreateAndPublish("a", "One"));
  ASSERT_OK(Retitle("a", "Two"));
  ListCommitsRequest request;
  request.set_parent("statements/a");
  request.set_page_size(1);
  std::vector<std::string> titles;
  do {
    ASSERT_OK_AND_ASSIGN(const auto page, Call(*statements_, &Statements::ListCommits, request));
    ASSERT_THAT(page.commits(), SizeIs(1));
    ASSERT_OK_AND_ASSIGN(const auto then, GetAt("a", VIEW_EDITORIAL, page.commits(0).position()));
    EXPECT_EQ(then.position(), page.commits(0).position());
    titles.push_back(absl::StrCat(then.statement().draft().content().title(), "/",
                                  then.statement().live().content().title()));
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(titles, ElementsAre("Two/One", "/One", "One/"));
}

TEST_F(ContentHistory, ThePublicReadsAtPublicPositionsAlone) {
  ASSERT_OK_AND_ASSIGN(const auto first, CreateAndPublish("a", "One"));
  ASSERT_OK(Retitle("a", "Two"));
  ASSERT_OK_AND_ASSIGN(const auto second, Publish(Get("a", VIEW_EDITORIAL)->statement()));
  // With a sequence that the public must not learn of: neither to read by nor in the answer.
  ASSERT_OK_AND_ASSIGN(const auto then, GetAt("a", VIEW_PUBLIC, first.position()));
  EXPECT_EQ(then.statement().live().content().title(), "One");
  ASSERT_OK_AND_ASSIGN(const Position told, DecodePosition(then.position()));
  EXPECT_EQ(told.sequence, 0u);
  ASSERT_OK_AND_ASSIGN(Position position, DecodePosition(first.position()));
  EXPECT_EQ(told.public_position, position.public_position);
  position.sequence = 1'000'000;
  EXPECT_OK(GetAt("a", VIEW_PUBLIC, EncodePosition(position)));
  EXPECT_THAT(GetAt("a", VIEW_EDITORIAL, EncodePosition(position)),
              Refused(absl::StatusCode::kOutOfRange, "POSITION_AHEAD", "min_position"));
  position = {told.epoch, 0, told.public_position + 5};
  EXPECT_THAT(GetAt("a", VIEW_PUBLIC, EncodePosition(position)),
              Refused(absl::StatusCode::kOutOfRange, "POSITION_AHEAD", "min_position"));
  EXPECT_THAT(GetAt("a", VIEW_PUBLIC, EncodePosition({"0123456789abcdef", 0, 1})),
              Refused(absl::StatusCode::kFailedPrecondition, "EPOCH_CHANGED", "another history"));
  EXPECT_THAT(GetAt("a", VIEW_PUBLIC, "rubbish"),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_POSITION", "position"));
  EXPECT_THAT(GetAt("a", VIEW_PUBLIC, EncodePosition({told.epoch, 0, 0})),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_STATEMENT", "no statement"));
  ASSERT_OK(Remove("a"));
  EXPECT_THAT(GetAt("a", VIEW_PUBLIC, first.position()),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_STATEMENT", "no statement"));
  EXPECT_OK(GetAt("a", VIEW_EDITORIAL, first.position()));
}

TEST_F(ContentHistory, EveryReadCanBeOfAPosition) {
  ASSERT_OK_AND_ASSIGN(const auto before, CreateAndPublish("a", "One"));
  ASSERT_OK(CreateAndPublish("b", "Other"));
  AddSignatoriesRequest sign;
  sign.set_parent("statements/a");
  sign.set_although_closed(true);
  sign.add_signatories()->mutable_organisation()->set_name("Union");
  ASSERT_OK(Call(*statements_, &Statements::AddSignatories, sign));
  ASSERT_OK(CreateSection("letters"));
  const std::string& then = before.position();
  ListStatementsRequest list;
  list.set_at_position(then);
  EXPECT_THAT(Call(*statements_, &Statements::ListStatements, list)->statements(), SizeIs(1));
  BatchGetStatementsRequest batch;
  batch.add_names("statements/a");
  batch.add_names("statements/b");
  batch.set_at_position(then);
  ASSERT_OK_AND_ASSIGN(const auto found, Call(*statements_, &Statements::BatchGetStatements, batch));
  EXPECT_THAT(found.statements(), SizeIs(1));
  EXPECT_THAT(found.not_found(), ElementsAre("statements/b"));
  ListSignatoriesRequest signatories;
  signatories.set_parent("statements/a");
  signatories.set_at_position(then);
  EXPECT_THAT(Call(*statements_, &Statements::ListSignatories, signatories)->signatories(), IsEmpty());
  GetSectionRequest section;
  section.set_name("sections/letters");
  section.set_view(VIEW_EDITORIAL);
  section.set_at_position(then);
  EXPECT_THAT(Call(*sections_, &Sections::GetSection, section), StatusIs(absl::StatusCode::kNotFound));
  ListSectionsRequest sections;
  sections.set_view(VIEW_EDITORIAL);
  sections.set_at_position(then);
  EXPECT_THAT(Call(*sections_, &Sections::ListSections, sections)->sections(), SizeIs(1));
}

}  // namespace
}  // namespace communique::testing
