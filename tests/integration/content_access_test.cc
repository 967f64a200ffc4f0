// Who may do what, and what a stranger can find out about the server itself.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "absl/strings/str_replace.h"
#include "serving/roles.h"
#include "statement/errors.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/reflection_client.h"
#include "tests/testing/upload.h"

namespace communique::testing {
namespace {

using ::testing::IsSupersetOf;
using namespace content::v1;  // NOLINT: the words of the API

constexpr char kReader[] = "reader-token-0001";
constexpr char kAuthor[] = "author-token-0001";
constexpr char kPublisher[] = "publisher-token-0001";

class ContentAccess : public ContentServiceTest {
 protected:
  void StartWithTokens() {
    options_.serving.token_file = (directory_.path() / "tokens").string();
    std::ofstream(options_.serving.token_file) << kReader << " reader ann\n"
                                               << kAuthor << " author bob\n"
                                               << kPublisher << " publisher cem\n";
    StartService();
  }
};

TEST_F(ContentAccess, ReflectionListsEveryServiceAndEachMethodOfOursHasARole) {
  StartService();
  EXPECT_THAT(ListServices(channel_),
              IsSupersetOf({"communique.content.v1.BlobService", "communique.content.v1.ChangeService",
                            "communique.content.v1.SectionService", "communique.content.v1.StatementService",
                            "grpc.health.v1.Health"}));
}

TEST_F(ContentAccess, WithoutTokenOnlyWhatIsPublicCanBeRead) {
  StartWithTokens();
  EXPECT_THAT(Get("a", VIEW_PUBLIC), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Get("a", VIEW_EDITORIAL), StatusIs(absl::StatusCode::kUnauthenticated));
  EXPECT_THAT(CreateSection("press"), StatusIs(absl::StatusCode::kUnauthenticated));
  EXPECT_THAT(Get("a", VIEW_PUBLIC, "", "no-such-token-0001"), StatusIs(absl::StatusCode::kUnauthenticated));
}

TEST_F(ContentAccess, EachRoleDoesWhatIsItsAndNoMore) {
  StartWithTokens();
  EXPECT_THAT(CreateSection("press", kAuthor), StatusIs(absl::StatusCode::kPermissionDenied));
  ASSERT_OK(CreateSection("press", kPublisher));
  EXPECT_THAT(Call(*statements_, &Statements::CreateStatement, CreateRequest("a", "A"), kReader),
              StatusIs(absl::StatusCode::kPermissionDenied));
  ASSERT_OK_AND_ASSIGN(const auto created,
                       Call(*statements_, &Statements::CreateStatement, CreateRequest("a", "A"), kAuthor));
  EXPECT_OK(Get("a", VIEW_EDITORIAL, "", kReader));
  PublishStatementRequest publish;
  publish.set_name("statements/a");
  publish.set_etag(created.statement().etag());
  EXPECT_THAT(Call(*statements_, &Statements::PublishStatement, publish, kAuthor),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_OK(Call(*statements_, &Statements::PublishStatement, publish, kPublisher));
}

TEST_F(ContentAccess, TheActorOfATokenIsInTheEditorialStream) {
  StartWithTokens();
  ASSERT_OK(CreateSection("press", kPublisher));
  ASSERT_OK(Call(*statements_, &Statements::CreateStatement, CreateRequest("a", "A"), kAuthor));
  GetHeadRequest head;
  ASSERT_OK_AND_ASSIGN(const auto public_head, Call(*changes_, &Changes::GetHead, head));
  WatchRequest request;
  request.set_view(VIEW_EDITORIAL);
  request.set_cursor(public_head.position());
  grpc::ClientContext context;
  context.AddMetadata("authorization", absl::StrCat("Bearer ", kReader));
  const auto reader = changes_->Watch(&context, request);
  std::vector<std::string> actors;
  WatchResponse response;
  while (actors.size() < 2 && reader->Read(&response)) {
    for (const ChangeSet& change_set : response.change_sets().change_sets())
      actors.push_back(change_set.actor());
  }
  EXPECT_THAT(actors, ::testing::ElementsAre("cem", "bob"));
  context.TryCancel();
}

TEST_F(ContentAccess, AnEditorialWatchNeedsARoleToo) {
  StartWithTokens();
  WatchRequest request;
  request.set_view(VIEW_EDITORIAL);
  grpc::ClientContext context;
  const auto reader = changes_->Watch(&context, request);
  WatchResponse response;
  EXPECT_FALSE(reader->Read(&response));
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::UNAUTHENTICATED);
}

// Whoever guesses ids must not learn which of them are taken.
TEST_F(ContentAccess, InPublicWhatIsHiddenIsAnsweredExactlyAsWhatIsNotThere) {
  StartService();
  ASSERT_OK(CreateSection("press"));
  ASSERT_OK(Create("hidden", "Hidden"));
  AddSignatoriesRequest sign;
  sign.set_parent("statements/hidden");
  sign.add_signatories()->mutable_organisation()->set_name("Union");
  ASSERT_OK(Call(*statements_, &Statements::AddSignatories, sign));
  const Upload file("hidden file");
  ASSERT_OK(file.Send(*blobs_));

  const auto expect_same = [](const absl::Status& hidden, const std::string& name,
                              const absl::Status& missing, const std::string& missing_name) {
    EXPECT_THAT(hidden, StatusIs(absl::StatusCode::kNotFound));
    EXPECT_EQ(absl::StrReplaceAll(hidden.ToString(), {{name, missing_name}}), missing.ToString());
  };
  expect_same(Get("hidden", VIEW_PUBLIC).status(), "hidden", Get("absent", VIEW_PUBLIC).status(), "absent");
  ListSignatoriesRequest signatories;
  signatories.set_parent("statements/hidden");
  const auto of_hidden = Call(*statements_, &Statements::ListSignatories, signatories);
  signatories.set_parent("statements/absent");
  expect_same(of_hidden.status(), "hidden",
              Call(*statements_, &Statements::ListSignatories, signatories).status(), "absent");
  GetSectionRequest section;
  section.set_name("sections/press");
  const auto of_press = Call(*sections_, &Sections::GetSection, section);
  section.set_name("sections/other");
  expect_same(of_press.status(), "press", Call(*sections_, &Sections::GetSection, section).status(), "other");
  GetBlobRequest blob;
  blob.set_name("blobs/" + file.header.sha256());
  const auto of_file = Call(*blobs_, &Blobs::GetBlob, blob);
  const std::string other(64, 'a');
  blob.set_name("blobs/" + other);
  expect_same(of_file.status(), file.header.sha256(), Call(*blobs_, &Blobs::GetBlob, blob).status(), other);

  ListStatementsRequest list;
  list.set_filter("section = sections/press");
  ASSERT_OK_AND_ASSIGN(const auto listed, Call(*statements_, &Statements::ListStatements, list));
  EXPECT_EQ(listed.statements_size(), 0);
  ASSERT_OK_AND_ASSIGN(const auto head, Call(*changes_, &Changes::GetHead, GetHeadRequest()));
  EXPECT_EQ(head.number(), 0u);
  EXPECT_EQ(listed.position(), head.position());
}

}  // namespace
}  // namespace communique::testing
