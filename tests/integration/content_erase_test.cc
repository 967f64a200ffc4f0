// Erase over real gRPC: who may, what is refused, and what nobody reads any more afterwards.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "statement/position.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/files_with.h"
#include "tests/testing/refused.h"

namespace communique::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using namespace content::v1;  // NOLINT: the words of the API

// Nothing else is called so.
constexpr char kSecret[] = "Xylophena Quarterstaff";

class ContentErase : public ContentServiceTest {
 protected:
  void StartWithAStatement() {
    StartService();
    ASSERT_OK(CreateSection("press"));
  }

  Statement Read(View view = VIEW_EDITORIAL) {
    const auto read = Get("a", view);
    EXPECT_OK(read);
    return read.ok() ? read->statement() : Statement();
  }
  EraseRequest Request() {
    EraseRequest request;
    request.set_name("statements/a");
    request.set_etag(Read().etag());
    return request;
  }
  EraseRequest BlockAt(const std::string& anchor) {
    EraseRequest request = Request();
    request.set_block_anchor(anchor);
    return request;
  }
  EraseRequest Row(int number) {
    EraseRequest request = Request();
    request.set_signatory(absl::StrCat("statements/a/signatories/", number));
    return request;
  }
  EraseRequest Revision(int number) {
    EraseRequest request = Request();
    request.set_revision(absl::StrCat("statements/a/revisions/", number));
    return request;
  }
  absl::StatusOr<EraseResponse> Erase(const EraseRequest& request, const std::string& token = "") {
    return Call(*statements_, &Statements::Erase, request, token);
  }
  absl::Status Sign(const std::string& name) {
    AddSignatoriesRequest request;
    request.set_parent("statements/a");
    request.set_although_closed(true);
    request.add_signatories()->mutable_organisation()->set_name(name);
    return Call(*statements_, &Statements::AddSignatories, request).status();
  }
  // Another edition with this title and this text.
  absl::Status Rewrite(const std::string& title, const std::string& text, bool publish = true) {
    UpdateStatementRequest request;
    request.set_name("statements/a");
    request.set_etag(Read().etag());
    *request.mutable_content() = MakeContent(title);
    // The same paragraph; without its anchor it would be another one.
    Block& paragraph = *request.mutable_content()->mutable_blocks(0);
    paragraph.set_anchor("p-1");
    paragraph.mutable_paragraph()->mutable_inlines(0)->set_text(text);
    request.mutable_content()->mutable_change_note()->set_severity(CHANGE_SEVERITY_MAJOR);
    request.mutable_content()->mutable_change_note()->set_text("Another text.");
    const auto updated = Call(*statements_, &Statements::UpdateStatement, request);
    if (!updated.ok() || !publish) return updated.status();
    return ContentServiceTest::Publish(updated->statement()).status();
  }
  std::string HeadOf(View view) {
    GetHeadRequest request;
    request.set_view(view);
    return Call(*changes_, &Changes::GetHead, request)->position();
  }
  // Every change that whoever has this cursor is told, up to the head.
  std::vector<Change> ToldAfter(View view, const std::string& cursor) {
    const std::string head = HeadOf(view);
    std::vector<Change> told;
    if (cursor == head) return told;
    WatchRequest request;
    request.set_view(view);
    request.set_cursor(cursor);
    grpc::ClientContext context;
    const auto reader = changes_->Watch(&context, request);
    for (WatchResponse response; reader->Read(&response);) {
      for (const ChangeSet& set : response.change_sets().change_sets()) {
        told.insert(told.end(), set.changes().begin(), set.changes().end());
        if (set.position() == head) {
          context.TryCancel();
          return told;
        }
      }
    }
    ADD_FAILURE() << "the stream ended before the head";
    return told;
  }
  // What a commit is about, a change each.
  static std::vector<std::string> Kinds(const std::vector<Change>& changes) {
    std::vector<std::string> kinds;
    for (const Change& change : changes) {
      if (change.has_erasure()) {
        kinds.push_back(
            absl::StrCat("erasure ", change.erasure().resource(), change.erasure().block_anchor()));
      } else {
        kinds.push_back(change.has_statement() ? ChangeReason_Name(change.statement().reason())
                                               : change.signatory().name());
      }
    }
    return kinds;
  }
  // In no stream from its beginning, in no snapshot, in no file.
  void ExpectTheSecretIsGone() {
    for (const View view : {VIEW_PUBLIC, VIEW_EDITORIAL}) {
      const Position start{DecodePosition(HeadOf(view))->epoch, 0, 0};
      for (const Change& change : ToldAfter(view, EncodePosition(start))) {
        EXPECT_FALSE(absl::StrContains(change.SerializeAsString(), kSecret));
      }
      WatchRequest request;
      request.set_view(view);
      grpc::ClientContext context;
      const auto reader = changes_->Watch(&context, request);
      for (WatchResponse response; reader->Read(&response) && !response.has_snapshot_end();) {
        EXPECT_FALSE(absl::StrContains(response.SerializeAsString(), kSecret));
      }
      context.TryCancel();
    }
    EXPECT_THAT(FilesWith(options_.data_directory, kSecret), IsEmpty());
    EXPECT_FALSE(absl::StrContains(log_lines_.str(), kSecret));
    StopService();
    EXPECT_THAT(FilesWith(options_.data_directory, kSecret), IsEmpty());
  }
};

TEST_F(ContentErase, IsForAdminsAlone) {
  options_.serving.token_file = (directory_.path() / "tokens").string();
  std::ofstream(options_.serving.token_file)
      << "author-token-0001 author ann\npublisher-token-0001 publisher "
         "bob\nadmin-token-0001 admin cem\n";
  StartService();
  ASSERT_OK(CreateSection("press", "publisher-token-0001"));
  ASSERT_OK(
      Call(*statements_, &Statements::CreateStatement, CreateRequest("a", "Title"), "author-token-0001"));
  EraseRequest request;
  request.set_name("statements/a");
  request.set_etag(Get("a", VIEW_EDITORIAL, "", "author-token-0001")->statement().etag());
  request.set_block_anchor("p-1");
  EXPECT_THAT(Erase(request), StatusIs(absl::StatusCode::kUnauthenticated));
  for (const char* token : {"author-token-0001", "publisher-token-0001"}) {
    EXPECT_THAT(Erase(request, token),
                Refused(absl::StatusCode::kPermissionDenied, "ROLE_REQUIRED", "admin"));
  }
  ASSERT_OK_AND_ASSIGN(const auto erased, Erase(request, "admin-token-0001"));
  EXPECT_TRUE(erased.statement().draft().content().blocks(0).erased());
}

TEST_F(ContentErase, ASignatoryIsReadByNobodyAnyMore) {
  StartWithAStatement();
  ASSERT_OK(CreateAndPublish("a", "Title"));
  ASSERT_OK(Sign(kSecret));
  const std::string signed_at = HeadOf(VIEW_EDITORIAL);
  const std::string public_cursor = HeadOf(VIEW_PUBLIC);
  const Statement before = Read();
  ASSERT_FALSE(FilesWith(options_.data_directory, kSecret).empty());
  ASSERT_OK_AND_ASSIGN(const auto erased, Erase(Row(1)));
  EXPECT_NE(erased.statement().etag(), before.etag());
  EXPECT_EQ(erased.statement().signatory_count(), 1);
  EXPECT_EQ(erased.statement().content_digest(), before.content_digest());
  for (const View view : {VIEW_PUBLIC, VIEW_EDITORIAL}) {
    for (const std::string& at : {std::string(), signed_at}) {
      if (view == VIEW_PUBLIC && !at.empty()) continue;
      ListSignatoriesRequest list;
      list.set_parent("statements/a");
      list.set_view(view);
      list.set_at_position(at);
      ASSERT_OK_AND_ASSIGN(const auto page, Call(*statements_, &Statements::ListSignatories, list));
      ASSERT_THAT(page.signatories(), SizeIs(1));
      EXPECT_TRUE(page.signatories(0).erased());
      EXPECT_FALSE(page.signatories(0).has_organisation());
      EXPECT_EQ(page.signatories(0).digest().size(), 32u);
    }
  }
  const auto told =
      ElementsAre("erasure statements/a/signatories/1", "CHANGE_REASON_ERASED", "statements/a/signatories/1");
  EXPECT_THAT(Kinds(ToldAfter(VIEW_PUBLIC, public_cursor)), told);
  EXPECT_THAT(Kinds(ToldAfter(VIEW_EDITORIAL, signed_at)), told);
  EXPECT_THAT(Erase(Row(1)), Refused(absl::StatusCode::kNotFound, "ALREADY_ERASED", "nothing left"));
  EXPECT_THAT(Erase(Row(2)), Refused(absl::StatusCode::kNotFound, "NO_SUCH_SIGNATORY", "list"));
  ExpectTheSecretIsGone();
}

TEST_F(ContentErase, ABlockIsReadByNobodyAnyMoreInNoEditionAndAtNoPosition) {
  StartWithAStatement();
  ASSERT_OK(CreateAndPublish("a", "Title"));
  ASSERT_OK(Rewrite("Title", kSecret));
  ASSERT_OK(Rewrite("Title", absl::StrCat(kSecret, " again")));
  ASSERT_OK(Rewrite("Title", absl::StrCat(kSecret, " in a draft"), /*publish=*/false));
  const std::string cursor = HeadOf(VIEW_PUBLIC);
  const std::string before = HeadOf(VIEW_EDITORIAL);
  ASSERT_FALSE(FilesWith(options_.data_directory, kSecret).empty());
  ASSERT_OK_AND_ASSIGN(const auto erased, Erase(BlockAt("p-1")));
  EXPECT_TRUE(erased.statement().live().content().blocks(0).erased());
  EXPECT_TRUE(erased.statement().draft().content().blocks(0).erased()) << "an editor sees it in the draft";
  EXPECT_EQ(Read(VIEW_PUBLIC).live().content().blocks(0).anchor(), "p-1");
  for (int number = 1; number <= 3; ++number) {
    GetEditionRequest edition;
    edition.set_name(absl::StrCat("statements/a/editions/", number));
    edition.set_view(VIEW_PUBLIC);
    ASSERT_OK_AND_ASSIGN(const auto read, Call(*statements_, &Statements::GetEdition, edition));
    EXPECT_TRUE(read.edition().content().blocks(0).erased()) << number;
    EXPECT_FALSE(read.edition().erased()) << "the rest of it is there";
    GetRevisionRequest revision;
    revision.set_name(absl::StrCat("statements/a/revisions/", number));
    ASSERT_OK_AND_ASSIGN(const auto written, Call(*statements_, &Statements::GetRevision, revision));
    EXPECT_TRUE(written.revision().content().blocks(0).erased()) << number;
  }
  GetStatementRequest past;
  past.set_name("statements/a");
  past.set_view(VIEW_EDITORIAL);
  past.set_at_position(before);
  ASSERT_OK_AND_ASSIGN(const auto then, Call(*statements_, &Statements::GetStatement, past));
  EXPECT_TRUE(then.statement().live().content().blocks(0).erased());
  EXPECT_THAT(Kinds(ToldAfter(VIEW_PUBLIC, cursor)),
              ElementsAre("erasure statements/ap-1", "CHANGE_REASON_ERASED"));
  EXPECT_THAT(Erase(BlockAt("p-1")), Refused(absl::StatusCode::kNotFound, "ALREADY_ERASED", "nothing left"));
  EXPECT_THAT(Erase(BlockAt("p-9")), Refused(absl::StatusCode::kNotFound, "NO_SUCH_BLOCK", "behind #"));
  ExpectTheSecretIsGone();
}

TEST_F(ContentErase, ARevisionAndItsEditionAreReadAndFoundByNobodyAnyMore) {
  StartWithAStatement();
  ASSERT_OK(CreateAndPublish("a", kSecret));
  const std::string first = HeadOf(VIEW_EDITORIAL);
  ASSERT_OK(Rewrite("Title", "Text"));
  const std::string cursor = HeadOf(VIEW_PUBLIC);
  ASSERT_OK(Erase(Revision(1)));
  GetEditionRequest edition;
  edition.set_name("statements/a/editions/1");
  edition.set_view(VIEW_PUBLIC);
  ASSERT_OK_AND_ASSIGN(const auto read, Call(*statements_, &Statements::GetEdition, edition));
  EXPECT_TRUE(read.edition().erased());
  EXPECT_FALSE(read.edition().has_content());
  EXPECT_THAT(read.edition().parts(), Not(IsEmpty()));
  GetRevisionRequest revision;
  revision.set_name("statements/a/revisions/1");
  ASSERT_OK_AND_ASSIGN(const auto written, Call(*statements_, &Statements::GetRevision, revision));
  EXPECT_TRUE(written.revision().erased());
  ListEditionsRequest editions;
  editions.set_parent("statements/a");
  editions.set_view(VIEW_PUBLIC);
  ASSERT_OK_AND_ASSIGN(const auto listed, Call(*statements_, &Statements::ListEditions, editions));
  ASSERT_THAT(listed.editions(), SizeIs(2));
  EXPECT_THAT(listed.ShortDebugString(), Not(HasSubstr(kSecret)));
  EXPECT_TRUE(Read(VIEW_PUBLIC).editions(0).erased());
  for (const std::string& at : {std::string(), first}) {
    ListStatementsRequest list;
    list.set_view(VIEW_EDITORIAL);
    list.set_filter("title : \"xylophena\"");
    list.set_at_position(at);
    ASSERT_OK_AND_ASSIGN(const auto found, Call(*statements_, &Statements::ListStatements, list));
    EXPECT_THAT(found.statements(), IsEmpty());
  }
  EXPECT_THAT(Kinds(ToldAfter(VIEW_PUBLIC, cursor)),
              ElementsAre("erasure statements/a/editions/1", "CHANGE_REASON_ERASED"));
  EXPECT_THAT(Erase(Revision(1)), Refused(absl::StatusCode::kNotFound, "ALREADY_ERASED", "nothing left"));
  ExpectTheSecretIsGone();
}

TEST_F(ContentErase, ARevisionThatWasNeverPublicIsErasedWithoutAWordToThePublic) {
  StartWithAStatement();
  ASSERT_OK(Create("a", kSecret));
  const std::string draft_was = HeadOf(VIEW_EDITORIAL);
  ASSERT_OK(Rewrite("Title", "Text"));
  const std::string cursor = HeadOf(VIEW_PUBLIC);
  ASSERT_OK(Erase(Revision(1)));
  EXPECT_EQ(HeadOf(VIEW_PUBLIC), cursor);
  GetStatementRequest past;
  past.set_name("statements/a");
  past.set_view(VIEW_EDITORIAL);
  past.set_at_position(draft_was);
  ASSERT_OK_AND_ASSIGN(const auto then, Call(*statements_, &Statements::GetStatement, past));
  EXPECT_EQ(then.statement().draft().revision(), 1);
  EXPECT_EQ(then.statement().draft().content().title(), "");
  EXPECT_EQ(then.statement().draft().path(), "");
  ExpectTheSecretIsGone();
}

TEST_F(ContentErase, WhatIsReadOrWrittenNowIsRefusedAndNothingIsLost) {
  StartWithAStatement();
  ASSERT_OK(CreateAndPublish("a", "Title"));
  EXPECT_THAT(Erase(Revision(1)),
              Refused(absl::StatusCode::kFailedPrecondition, "REVISION_IN_USE", "publish another one"));
  ASSERT_OK(Rewrite("Other", "Text", /*publish=*/false));
  EXPECT_THAT(Erase(Revision(2)),
              Refused(absl::StatusCode::kFailedPrecondition, "REVISION_IN_USE", "write another one"));
  EXPECT_THAT(Erase(Revision(3)), Refused(absl::StatusCode::kNotFound, "NO_SUCH_REVISION", "list"));
  PublishStatementRequest schedule;
  schedule.set_name("statements/a");
  schedule.set_etag(Read().etag());
  schedule.mutable_publish_time()->set_seconds(absl::ToUnixSeconds(absl::Now()) + 3600);
  ASSERT_OK(Call(*statements_, &Statements::PublishStatement, schedule));
  EXPECT_THAT(Erase(BlockAt("p-1")), Refused(absl::StatusCode::kFailedPrecondition, "SCHEDULED", "cancel"));
  EXPECT_EQ(Read().live().content().title(), "Title");
}

TEST_F(ContentErase, TakesAnEtagATargetOfTheSameStatementAndARequestIdOnce) {
  StartWithAStatement();
  ASSERT_OK(CreateAndPublish("a", "Title"));
  ASSERT_OK(Sign("Union"));
  EraseRequest stale = Row(1);
  ASSERT_OK(Sign("League"));
  ASSERT_OK(Rewrite("Title", "Text"));
  EXPECT_THAT(Erase(stale), Refused(absl::StatusCode::kAborted, "ETAG_MISMATCH", ""));
  EraseRequest without_etag = Row(1);
  without_etag.clear_etag();
  EXPECT_THAT(Erase(without_etag), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "etag"));
  EXPECT_THAT(Erase(Request()), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "name a block"));
  EraseRequest foreign = Request();
  foreign.set_signatory("statements/b/signatories/1");
  EXPECT_THAT(Erase(foreign), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "another statement"));
  EraseRequest judged = Row(1);
  judged.set_validate_only(true);
  EXPECT_OK(Erase(judged));
  EraseRequest once = Row(1);
  once.set_request_id("erase-1");
  ASSERT_OK_AND_ASSIGN(const auto first, Erase(once));
  ASSERT_OK_AND_ASSIGN(const auto again, Erase(once));
  EXPECT_EQ(first.position(), again.position());
  once.set_signatory("statements/a/signatories/2");
  EXPECT_THAT(Erase(once), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(ContentErase, WhoeverFollowsIsToldAndWhoeverComesLaterHearsNothingOfTheText) {
  StartWithAStatement();
  ASSERT_OK(CreateAndPublish("a", "Title"));
  const std::string cursor = HeadOf(VIEW_PUBLIC);
  WatchRequest request;
  request.set_view(VIEW_PUBLIC);
  request.set_cursor(cursor);
  grpc::ClientContext context;
  const auto follower = changes_->Watch(&context, request);
  const auto next = [&] {
    for (WatchResponse response; follower->Read(&response);) {
      if (response.has_change_sets()) return response.ShortDebugString();
    }
    return std::string("the stream ended");
  };
  ASSERT_OK(Sign(kSecret));
  EXPECT_THAT(next(), HasSubstr(kSecret));
  ASSERT_OK(Erase(Row(1)));
  for (const Change& change : ToldAfter(VIEW_PUBLIC, cursor)) {
    EXPECT_FALSE(absl::StrContains(change.SerializeAsString(), kSecret));
  }
  EXPECT_THAT(next(), HasSubstr("erasure { resource: \"statements/a/signatories/1\" }"));
  context.TryCancel();
}

}  // namespace
}  // namespace communique::testing
