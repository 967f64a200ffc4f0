// What a client of content-service does with statements, signatories and sections, over real gRPC.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "statement/errors.h"
#include "tests/testing/content_service_fixture.h"

namespace communique::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using namespace content::v1;  // NOLINT: the words of the API

class ContentStatements : public ContentServiceTest {
 protected:
  void SetUp() override {
    StartService();
    ASSERT_OK(CreateSection("press"));
  }

  absl::StatusOr<AddSignatoriesResponse> Sign(const std::string& id, int count) {
    AddSignatoriesRequest request;
    request.set_parent(absl::StrCat("statements/", id));
    for (int i = 0; i < count; ++i) {
      request.add_signatories()->mutable_organisation()->set_name(absl::StrCat("Organisation ", i));
    }
    return Call(*statements_, &Statements::AddSignatories, request);
  }

  // Names of all statements, page by page.
  std::vector<std::string> ListAll(View view, int page_size) {
    std::vector<std::string> names;
    ListStatementsRequest request;
    request.set_page_size(page_size);
    request.set_view(view);
    do {
      auto page = Call(*statements_, &Statements::ListStatements, request);
      EXPECT_OK(page);
      if (!page.ok()) break;
      for (const Statement& statement : page->statements()) names.push_back(statement.name());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
};

TEST_F(ContentStatements, ADraftIsSeenInEditorialAndNotInPublicUntilItIsPublished) {
  ASSERT_OK_AND_ASSIGN(const auto created, Create("first", "A first statement"));
  EXPECT_EQ(created.statement().name(), "statements/first");
  EXPECT_EQ(created.statement().draft().path(), "/en/press/a-first-statement/");
  EXPECT_THAT(created.statement().etag(), Not(IsEmpty()));
  EXPECT_THAT(created.position(), Not(IsEmpty()));
  EXPECT_THAT(Get("first", VIEW_PUBLIC), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_OK(Get("first", VIEW_EDITORIAL));

  ASSERT_OK_AND_ASSIGN(const auto published, Publish(created.statement()));
  EXPECT_EQ(published.statement().public_state(), PUBLIC_STATE_LIVE);
  ASSERT_OK_AND_ASSIGN(const auto read, Get("first", VIEW_PUBLIC, published.position()));
  EXPECT_EQ(read.statement().live().content().title(), "A first statement");
  EXPECT_EQ(read.statement().path(), "/en/press/a-first-statement/");
  EXPECT_EQ(read.statement().etag(), "");
  EXPECT_FALSE(read.statement().has_draft());
}

TEST_F(ContentStatements, AnUpdateStaysADraftUntilItIsTheNextEdition) {
  ASSERT_OK_AND_ASSIGN(const auto published, CreateAndPublish("one", "Before"));
  UpdateStatementRequest update;
  update.set_name("statements/one");
  update.set_etag(published.statement().etag());
  update.mutable_content()->set_title("After");
  update.mutable_content()->mutable_change_note()->set_severity(CHANGE_SEVERITY_MAJOR);
  update.mutable_content()->mutable_change_note()->set_text("The title was wrong.");
  update.mutable_update_mask()->add_paths("title");
  update.mutable_update_mask()->add_paths("change_note");
  ASSERT_OK_AND_ASSIGN(const auto updated, Call(*statements_, &Statements::UpdateStatement, update));
  ASSERT_OK_AND_ASSIGN(const auto before, Get("one", VIEW_PUBLIC));
  EXPECT_EQ(before.statement().live().content().title(), "Before");

  ASSERT_OK(Publish(updated.statement()));
  ASSERT_OK_AND_ASSIGN(const auto after, Get("one", VIEW_PUBLIC));
  EXPECT_EQ(after.statement().live().content().title(), "After");
  EXPECT_EQ(after.statement().live().number(), 2);
  EXPECT_EQ(after.statement().path(), "/en/press/before/") << "no address moves by accident";
}

TEST_F(ContentStatements, BatchGetAnswersInOrderAndNamesWhatIsNotThere) {
  ASSERT_OK(CreateAndPublish("b", "B"));
  ASSERT_OK(CreateAndPublish("a", "A"));
  ASSERT_OK(Create("hidden", "Hidden"));
  BatchGetStatementsRequest request;
  for (const char* id : {"b", "hidden", "missing", "a"}) request.add_names(absl::StrCat("statements/", id));
  ASSERT_OK_AND_ASSIGN(const auto got, Call(*statements_, &Statements::BatchGetStatements, request));
  ASSERT_EQ(got.statements_size(), 2);
  EXPECT_EQ(got.statements(0).name(), "statements/b");
  EXPECT_EQ(got.statements(1).name(), "statements/a");
  EXPECT_THAT(got.not_found(), ElementsAre("statements/hidden", "statements/missing"));
  EXPECT_THAT(got.remaining(), IsEmpty());
}

TEST_F(ContentStatements, ABatchThatWouldBeTooLargeSaysWhatToAskForAgain) {
  BatchGetStatementsRequest request;
  for (int i = 0; i < 8; ++i) {
    CreateStatementRequest create = CreateRequest(absl::StrCat("s", i), absl::StrCat("Large ", i));
    auto& blocks = *create.mutable_statement()->mutable_draft()->mutable_content()->mutable_blocks();
    for (int b = 0; b < 49; ++b) {
      blocks.Add()->mutable_paragraph()->add_inlines()->set_text(std::string(10'000, 'x'));
    }
    ASSERT_OK(Call(*statements_, &Statements::CreateStatement, create));
    request.add_names(absl::StrCat("statements/s", i));
  }
  request.set_view(VIEW_EDITORIAL);
  std::vector<std::string> got;
  while (request.names_size() > 0) {
    ASSERT_OK_AND_ASSIGN(const auto part, Call(*statements_, &Statements::BatchGetStatements, request));
    ASSERT_GT(part.statements_size(), 0);
    EXPECT_LE(part.ByteSizeLong(), size_t{3} << 20);
    for (const Statement& statement : part.statements()) got.push_back(statement.name());
    *request.mutable_names() = part.remaining();
  }
  EXPECT_EQ(got.size(), 8u);
}

TEST_F(ContentStatements, AListIsPagedWithoutGapOrRepeatAndPublicHoldsOnlyWhatIsPublic) {
  for (int i = 0; i < 7; ++i) {
    ASSERT_OK_AND_ASSIGN(const auto created, Create(absl::StrCat("s", i), absl::StrCat("Title ", i)));
    if (i % 2 == 0) {
      ASSERT_OK(Publish(created.statement()));
    }
  }
  EXPECT_THAT(ListAll(VIEW_EDITORIAL, 3),
              ElementsAre("statements/s0", "statements/s1", "statements/s2", "statements/s3", "statements/s4",
                          "statements/s5", "statements/s6"));
  EXPECT_THAT(ListAll(VIEW_PUBLIC, 1),
              ElementsAre("statements/s0", "statements/s2", "statements/s4", "statements/s6"));
}

TEST_F(ContentStatements, AListCanBeOfOneSectionAndLanguage) {
  ASSERT_OK(CreateSection("letters"));
  ASSERT_OK(Create("english", "English"));
  ASSERT_OK(Call(*statements_, &Statements::CreateStatement, CreateRequest("korean", "Korean", "ko")));
  ListStatementsRequest request;
  request.set_view(VIEW_EDITORIAL);
  request.set_filter("section = \"sections/press\" AND language = KO");
  ASSERT_OK_AND_ASSIGN(const auto korean, Call(*statements_, &Statements::ListStatements, request));
  ASSERT_EQ(korean.statements_size(), 1);
  EXPECT_EQ(korean.statements(0).name(), "statements/korean");
  request.set_filter("section = sections/letters");
  ASSERT_OK_AND_ASSIGN(const auto letters, Call(*statements_, &Statements::ListStatements, request));
  EXPECT_EQ(letters.statements_size(), 0);
}

TEST_F(ContentStatements, SignatoriesOfManyCallsAtOnceAreAllThereAndListedInPages) {
  CreateStatementRequest create = CreateRequest("open", "An open letter");
  create.mutable_statement()->mutable_draft()->mutable_content()->mutable_signature_call()->set_open(true);
  ASSERT_OK_AND_ASSIGN(const auto created, Call(*statements_, &Statements::CreateStatement, create));
  ASSERT_OK(Publish(created.statement()));
  std::vector<std::thread> signers;
  signers.reserve(8);
  for (int i = 0; i < 8; ++i) {
    signers.emplace_back([this] {
      const auto signed_by = Sign("open", 5);
      ASSERT_OK(signed_by);
      EXPECT_EQ(signed_by->signatories_size(), 5);
      EXPECT_EQ(signed_by->signatories(0).organisation().name(), "Organisation 0");
    });
  }
  for (std::thread& signer : signers) signer.join();
  std::set<std::string> names;
  ListSignatoriesRequest request;
  request.set_parent("statements/open");
  request.set_page_size(7);
  do {
    ASSERT_OK_AND_ASSIGN(const auto page, Call(*statements_, &Statements::ListSignatories, request));
    for (const Signatory& signatory : page.signatories()) names.insert(signatory.name());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(names.size(), 40u);
  ASSERT_OK_AND_ASSIGN(const auto read, Get("open", VIEW_PUBLIC));
  EXPECT_EQ(read.statement().signatory_count(), 40);
}

TEST_F(ContentStatements, SectionsAreReadBackAndListedByName) {
  ASSERT_OK(CreateSection("letters"));
  GetSectionRequest get;
  get.set_name("sections/letters");
  get.set_view(VIEW_EDITORIAL);
  ASSERT_OK_AND_ASSIGN(const auto section, Call(*sections_, &Sections::GetSection, get));
  EXPECT_EQ(section.section().titles().at("en"), "Section letters");
  ListSectionsRequest list;
  list.set_view(VIEW_EDITORIAL);
  list.set_page_size(1);
  ASSERT_OK_AND_ASSIGN(const auto first, Call(*sections_, &Sections::ListSections, list));
  EXPECT_EQ(first.sections(0).name(), "sections/letters");
  list.set_page_token(first.next_page_token());
  ASSERT_OK_AND_ASSIGN(const auto second, Call(*sections_, &Sections::ListSections, list));
  EXPECT_EQ(second.sections(0).name(), "sections/press");
  EXPECT_EQ(second.next_page_token(), "");
  list.clear_page_token();
  list.set_view(VIEW_PUBLIC);
  ASSERT_OK_AND_ASSIGN(const auto in_public, Call(*sections_, &Sections::ListSections, list));
  EXPECT_EQ(in_public.sections_size(), 0) << "nothing public is filed there yet";
}

TEST_F(ContentStatements, AListOfSectionsWithVeryManyTitlesIsCutToWhatAClientCanReceive) {
  constexpr int kCount = 120;
  for (int i = 0; i < kCount; ++i) {
    CreateSectionRequest create;
    create.set_section_id(absl::StrCat("many-", i));
    for (char first = 'a'; first < 'a' + 26; ++first) {
      for (char second = 'a'; second < 'a' + 7; ++second) {
        (*create.mutable_section()->mutable_titles())[std::string{'q', second, first}] =
            std::string(200, 'x');
      }
    }
    ASSERT_OK(Call(*sections_, &Sections::CreateSection, create));
  }
  ListSectionsRequest list;
  list.set_view(VIEW_EDITORIAL);
  list.set_page_size(500);
  std::set<std::string> names;
  int pages = 0;
  do {
    ASSERT_OK_AND_ASSIGN(const auto page, Call(*sections_, &Sections::ListSections, list));
    EXPECT_LE(page.ByteSizeLong(), (size_t{3} << 20) + 1000);
    for (const Section& section : page.sections()) names.insert(section.name());
    list.set_page_token(page.next_page_token());
    ++pages;
  } while (!list.page_token().empty());
  EXPECT_EQ(names.size(), 1u + kCount);
  EXPECT_EQ(pages, 2);
}

TEST_F(ContentStatements, TheSameRequestIdHasTheOutcomeOfTheFirstCall) {
  CreateStatementRequest request = CreateRequest("", "Once only");
  request.set_request_id("retry-1");
  ASSERT_OK_AND_ASSIGN(const auto first, Call(*statements_, &Statements::CreateStatement, request));
  ASSERT_OK_AND_ASSIGN(const auto again, Call(*statements_, &Statements::CreateStatement, request));
  EXPECT_EQ(again.statement().name(), first.statement().name());
  EXPECT_EQ(again.position(), first.position());
  request.mutable_statement()->mutable_draft()->mutable_content()->set_title("Something else");
  const auto other = Call(*statements_, &Statements::CreateStatement, request);
  EXPECT_THAT(other, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(ReasonOf(other.status()), "REQUEST_ID_REUSED");
}

TEST_F(ContentStatements, ValidateOnlyRunsEveryCheckAndWritesNothing) {
  CreateStatementRequest request = CreateRequest("dry", "Dry run");
  request.set_validate_only(true);
  ASSERT_OK_AND_ASSIGN(const auto checked, Call(*statements_, &Statements::CreateStatement, request));
  EXPECT_THAT(checked.position(), Not(IsEmpty()));
  EXPECT_THAT(Get("dry", VIEW_EDITORIAL), StatusIs(absl::StatusCode::kNotFound));
  request.mutable_statement()->mutable_draft()->mutable_content()->set_section("sections/none");
  EXPECT_THAT(Call(*statements_, &Statements::CreateStatement, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("section")));
}

TEST_F(ContentStatements, EverythingIsThereAfterARestart) {
  ASSERT_OK_AND_ASSIGN(const auto published, CreateAndPublish("kept", "Kept"));
  StopService();
  StartService();
  ASSERT_OK_AND_ASSIGN(const auto read, Get("kept", VIEW_PUBLIC, published.position()));
  EXPECT_EQ(read.statement().live().content().title(), "Kept");
}

}  // namespace
}  // namespace communique::testing
