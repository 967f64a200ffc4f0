// A backup, what happens after it, and the store that is made from it, over real gRPC.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "communique/content/v1/admin_service.grpc.pb.h"
#include "content-service/restore.h"
#include "content-service/restore_options.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/refused.h"
#include "tests/testing/service_process.h"
#include "tests/testing/upload.h"

namespace communique::testing {
namespace {

using namespace content::v1;  // NOLINT: the words of the API
using ::testing::HasSubstr;

class ContentRestore : public ContentServiceTest {
 protected:
  using Admin = AdminService::Stub;

  void SetUp() override {
    options_.backup_directory = directory_.path() / "backups";
    StartService();
    ASSERT_OK(CreateSection("press"));
  }
  void Backup() {
    Admin admin(channel_);
    ASSERT_OK(Call(admin, &Admin::CreateBackup, CreateBackupRequest()));
  }
  // The service is lost, and its store is made anew in another directory.
  absl::Status Restore(bool with_journal = true, uint32_t backup = 0) {
    StopService();
    content::RestoreOptions restore;
    restore.backup_directory = options_.backup_directory;
    restore.backup = backup;
    restore.data_directory = directory_.path() / "restored";
    if (with_journal) restore.journal = directory_.path() / "backups.journal";
    report_.str("");
    return content::RestoreStore(restore, report_);
  }
  void RestoreAndStart() {
    ASSERT_OK(Restore());
    options_.data_directory = directory_.path() / "restored";
    StartService();
  }

  absl::Status Withdraw(const std::string& id) {
    WithdrawStatementRequest request;
    request.set_name("statements/" + id);
    request.set_etag(EtagOf(id));
    request.set_reason("It is forged.");
    return Call(*statements_, &Statements::WithdrawStatement, request).status();
  }
  absl::Status Erase(EraseRequest request, const std::string& id) {
    request.set_name("statements/" + id);
    request.set_etag(EtagOf(id));
    return Call(*statements_, &Statements::Erase, request).status();
  }
  absl::Status Sign(const std::string& id, const std::string& name) {
    AddSignatoriesRequest request;
    request.set_parent("statements/" + id);
    request.set_although_closed(true);
    request.add_signatories()->mutable_organisation()->set_name(name);
    return Call(*statements_, &Statements::AddSignatories, request).status();
  }
  // A further edition with this text.
  absl::Status Rewrite(const std::string& id, Content content) {
    content.mutable_change_note()->set_severity(CHANGE_SEVERITY_MAJOR);
    content.mutable_change_note()->set_text("The text is another.");
    UpdateStatementRequest update;
    update.set_name("statements/" + id);
    update.set_etag(EtagOf(id));
    *update.mutable_content() = std::move(content);
    const auto updated = Call(*statements_, &Statements::UpdateStatement, update);
    return updated.ok() ? Publish(updated->statement()).status() : updated.status();
  }
  std::string EtagOf(const std::string& id) {
    const auto got = Get(id, VIEW_EDITORIAL);
    return got.ok() ? got->statement().etag() : "";
  }
  PublicState StateOf(const std::string& id) {
    const auto got = Get(id, VIEW_EDITORIAL);
    EXPECT_OK(got);
    return got.ok() ? got->statement().public_state() : PUBLIC_STATE_UNSPECIFIED;
  }
  bool IsInTheStore(const std::string& bytes) const {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(options_.data_directory)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      if (absl::StrContains(std::string{std::istreambuf_iterator<char>(file), {}}, bytes)) return true;
    }
    return false;
  }

  std::ostringstream report_;
};

TEST_F(ContentRestore, WhatWasTakenDownOrErasedAfterTheBackupIsSoAgain) {
  for (const char* id : {"withdrawn", "removed", "erased", "signed", "live"}) {
    ASSERT_OK(CreateAndPublish(id, absl::StrCat("Of ", id)));
  }
  ASSERT_OK(Sign("signed", "Xylophena Quarterstaff"));
  ASSERT_OK(Sign("signed", "Fishers of the Delta"));
  Backup();
  ASSERT_OK(Withdraw("withdrawn"));
  RemoveStatementRequest remove;
  remove.set_name("statements/removed");
  remove.set_etag(EtagOf("removed"));
  remove.set_gone("It was never ours.");
  ASSERT_OK(Call(*statements_, &Statements::RemoveStatement, remove));
  ASSERT_OK(Rewrite("erased", MakeContent("Another text")));
  EraseRequest erase;
  erase.set_revision("statements/erased/revisions/1");
  ASSERT_OK(Erase(erase, "erased"));
  erase.set_signatory("statements/signed/signatories/1");
  ASSERT_OK(Erase(erase, "signed"));
  ListSignatoriesRequest list;
  list.set_parent("statements/signed");
  list.set_view(VIEW_EDITORIAL);
  ASSERT_OK_AND_ASSIGN(const auto rows, Call(*statements_, &Statements::ListSignatories, list));
  WithdrawSignatoryRequest withdraw_row;
  withdraw_row.set_name("statements/signed/signatories/2");
  withdraw_row.set_etag(rows.signatories(1).etag());
  withdraw_row.set_reason("They asked for it.");
  ASSERT_OK(Call(*statements_, &Statements::WithdrawSignatory, withdraw_row));
  ASSERT_OK(CreateAndPublish("later", "Published after the backup"));
  ASSERT_OK(Withdraw("later"));

  RestoreAndStart();
  EXPECT_THAT(report_.str(), HasSubstr("6 taken down again, 1 that the backup does not have"));
  EXPECT_EQ(StateOf("withdrawn"), PUBLIC_STATE_WITHDRAWN);
  EXPECT_EQ(StateOf("removed"), PUBLIC_STATE_REMOVED);
  EXPECT_EQ(StateOf("erased"), PUBLIC_STATE_REMOVED);
  EXPECT_EQ(StateOf("live"), PUBLIC_STATE_LIVE);
  EXPECT_THAT(Get("later", VIEW_EDITORIAL), StatusIs(absl::StatusCode::kNotFound));
  ASSERT_OK_AND_ASSIGN(const auto after, Call(*statements_, &Statements::ListSignatories, list));
  EXPECT_TRUE(after.signatories(0).erased());
  EXPECT_EQ(after.signatories(1).status(), SIGNATORY_STATUS_WITHDRAWN);
  for (const char* text : {"Xylophena", "The text of Of erased"}) EXPECT_FALSE(IsInTheStore(text)) << text;
  EXPECT_TRUE(IsInTheStore("Of live"));
  // The commits of the restore have an actor, and the service goes on.
  ListRevisionsRequest revisions;
  revisions.set_parent("statements/live");
  EXPECT_OK(Call(*statements_, &Statements::ListRevisions, revisions));
  EXPECT_OK(CreateAndPublish("later", "Published again"));
}

TEST_F(ContentRestore, APositionOfTheOldHistoryIsToldSoEverywhere) {
  ASSERT_OK(CreateAndPublish("a", "One"));
  ASSERT_OK_AND_ASSIGN(const auto written, CreateAndPublish("b", "Two"));
  ListStatementsRequest list;
  list.set_page_size(1);
  ASSERT_OK_AND_ASSIGN(const auto page, Call(*statements_, &Statements::ListStatements, list));
  list.set_page_token(page.next_page_token());
  WatchRequest from_snapshot;
  from_snapshot.set_view(VIEW_PUBLIC);
  {
    grpc::ClientContext context;
    const auto stream = changes_->Watch(&context, from_snapshot);
    WatchResponse message;
    ASSERT_TRUE(stream->Read(&message));
    from_snapshot.set_snapshot_resume_token(message.snapshot().resume_token());
    context.TryCancel();
    while (stream->Read(&message)) continue;
    stream->Finish();
  }
  Backup();
  RestoreAndStart();
  const auto old = [](const std::string& what) {
    return Refused(absl::StatusCode::kFailedPrecondition, "EPOCH_CHANGED", what);
  };
  EXPECT_THAT(Get("a", VIEW_PUBLIC, written.position()), old("another history"));
  EXPECT_THAT(Get("a", VIEW_EDITORIAL, written.position()), old("another history"));
  GetStatementRequest past;
  past.set_name("statements/a");
  past.set_at_position(written.position());
  EXPECT_THAT(Call(*statements_, &Statements::GetStatement, past), old("another history"));
  EXPECT_THAT(Call(*statements_, &Statements::ListStatements, list), old("another history"));
  WatchRequest from_cursor;
  from_cursor.set_view(VIEW_PUBLIC);
  from_cursor.set_cursor(written.position());
  for (const WatchRequest& request : {from_snapshot, from_cursor}) {
    grpc::ClientContext context;
    const auto stream = changes_->Watch(&context, request);
    WatchResponse message;
    EXPECT_FALSE(stream->Read(&message));
    EXPECT_THAT(serving::FromGrpcStatus(stream->Finish()), old("begin again"));
  }
  // A position of the new one is good.
  ASSERT_OK_AND_ASSIGN(const auto now, Get("a", VIEW_PUBLIC));
  EXPECT_OK(Get("a", VIEW_PUBLIC, now.position()));
}

TEST_F(ContentRestore, ATakedownThatWasUndoneIsNotDoneAgain) {
  ASSERT_OK(CreateAndPublish("a", "One"));
  Backup();
  ASSERT_OK(Withdraw("a"));
  RestoreStatementRequest restore;
  restore.set_name("statements/a");
  restore.set_etag(EtagOf("a"));
  ASSERT_OK(Call(*statements_, &Statements::RestoreStatement, restore));
  RestoreAndStart();
  EXPECT_EQ(StateOf("a"), PUBLIC_STATE_LIVE);
}

TEST_F(ContentRestore, AnEmbargoThatWasCalledOffIsNotBrokenByARestore) {
  ASSERT_OK_AND_ASSIGN(const auto created, Create("secret", "Secret"));
  PublishStatementRequest schedule;
  schedule.set_name("statements/secret");
  schedule.set_etag(created.statement().etag());
  schedule.mutable_publish_time()->set_seconds(absl::ToUnixSeconds(absl::Now()) + 3600);
  ASSERT_OK(Call(*statements_, &Statements::PublishStatement, schedule));
  Backup();
  CancelScheduleRequest cancel;
  cancel.set_name("statements/secret");
  cancel.set_etag(EtagOf("secret"));
  ASSERT_OK(Call(*statements_, &Statements::CancelSchedule, cancel));
  RestoreAndStart();
  EXPECT_EQ(Get("secret", VIEW_EDITORIAL)->statement().draft_state(), DRAFT_STATE_DRAFT);
}

TEST_F(ContentRestore, AnEmbargoThatWasPutOffInOneTransactionIsNotBrokenByARestore) {
  ASSERT_OK_AND_ASSIGN(const auto created, Create("secret", "Secret"));
  PublishStatementRequest schedule;
  schedule.set_name("statements/secret");
  schedule.set_etag(created.statement().etag());
  schedule.mutable_publish_time()->set_seconds(absl::ToUnixSeconds(absl::Now()) + 3600);
  ASSERT_OK(Call(*statements_, &Statements::PublishStatement, schedule));
  Backup();
  TransactRequest put_off;
  CancelScheduleRequest& cancel = *put_off.add_operations()->mutable_cancel_schedule();
  cancel.set_name("statements/secret");
  cancel.set_etag(EtagOf("secret"));
  schedule.clear_etag();
  schedule.mutable_publish_time()->set_seconds(absl::ToUnixSeconds(absl::Now()) + 7200);
  *put_off.add_operations()->mutable_publish() = schedule;
  ASSERT_OK(Call(*statements_, &Statements::Transact, put_off));
  RestoreAndStart();
  EXPECT_EQ(Get("secret", VIEW_EDITORIAL)->statement().draft_state(), DRAFT_STATE_DRAFT);
}

// The backup has it in a text that was to be published later, and was.
TEST_F(ContentRestore, AFileThatWasReplacedComesWithNoScheduleEither) {
  const Upload upload("an annex with a telephone number");
  ASSERT_OK_AND_ASSIGN(const auto sent, upload.Send(*blobs_));
  auto create = CreateRequest("appeal", "Appeal");
  Attachment& annex = *create.mutable_statement()->mutable_draft()->mutable_content()->add_attachments();
  annex.set_file_name("annex.txt");
  annex.set_blob(sent.blob().name());
  ASSERT_OK_AND_ASSIGN(const auto created, Call(*statements_, &Statements::CreateStatement, create));
  PublishStatementRequest schedule;
  schedule.set_name("statements/appeal");
  schedule.set_etag(created.statement().etag());
  schedule.mutable_publish_time()->set_seconds(absl::ToUnixSeconds(absl::Now()) + 3600);
  ASSERT_OK(Call(*statements_, &Statements::PublishStatement, schedule));
  Backup();
  TransactRequest at_once;
  CancelScheduleRequest& cancel = *at_once.add_operations()->mutable_cancel_schedule();
  cancel.set_name("statements/appeal");
  cancel.set_etag(EtagOf("appeal"));
  at_once.add_operations()->mutable_publish()->set_name("statements/appeal");
  ASSERT_OK(Call(*statements_, &Statements::Transact, at_once));
  ASSERT_OK(Rewrite("appeal", MakeContent("Appeal")));
  RestoreAndStart();
  EXPECT_EQ(Get("appeal", VIEW_EDITORIAL)->statement().draft_state(), DRAFT_STATE_DRAFT);
}

TEST_F(ContentRestore, AFileThatWasReplacedIsNotPublicAgain) {
  const Upload upload("an annex with a telephone number");
  ASSERT_OK_AND_ASSIGN(const auto sent, upload.Send(*blobs_));
  auto create = CreateRequest("appeal", "Appeal");
  Attachment& annex = *create.mutable_statement()->mutable_draft()->mutable_content()->add_attachments();
  annex.set_file_name("annex.txt");
  annex.set_blob(sent.blob().name());
  ASSERT_OK_AND_ASSIGN(const auto created, Call(*statements_, &Statements::CreateStatement, create));
  ASSERT_OK(Publish(created.statement()));
  Backup();
  ASSERT_OK(Rewrite("appeal", MakeContent("Appeal")));
  RestoreAndStart();
  GetBlobRequest get;
  get.set_name(sent.blob().name());
  EXPECT_THAT(Call(*blobs_, &Blobs::GetBlob, get), StatusIs(absl::StatusCode::kNotFound));
  const auto appeal = Get("appeal", VIEW_PUBLIC);
  ASSERT_OK(appeal);
  EXPECT_EQ(appeal->statement().public_state(), PUBLIC_STATE_LIVE);
  EXPECT_EQ(appeal->statement().live().content().attachments_size(), 0);
  EXPECT_THAT(report_.str(), HasSubstr("without the file"));
}

TEST_F(ContentRestore, WithoutAJournalSchedulesAreCancelledAndTheOperatorIsWarned) {
  ASSERT_OK_AND_ASSIGN(const auto created, Create("secret", "Secret"));
  PublishStatementRequest schedule;
  schedule.set_name("statements/secret");
  schedule.set_etag(created.statement().etag());
  schedule.mutable_publish_time()->set_seconds(absl::ToUnixSeconds(absl::Now()) + 3600);
  ASSERT_OK(Call(*statements_, &Statements::PublishStatement, schedule));
  Backup();
  StopService();
  std::filesystem::remove(directory_.path() / "backups.journal");
  EXPECT_THAT(Restore(), Refused(absl::StatusCode::kFailedPrecondition, "NO_JOURNAL", "--no-journal"));
  ASSERT_OK(Restore(false));
  EXPECT_THAT(report_.str(), HasSubstr("may be public again"));
  options_.data_directory = directory_.path() / "restored";
  StartService();
  EXPECT_EQ(Get("secret", VIEW_EDITORIAL)->statement().draft_state(), DRAFT_STATE_DRAFT);
}

TEST_F(ContentRestore, AStoreThatWasRestoredCanBeBackedUpAndRestoredAgain) {
  ASSERT_OK(CreateAndPublish("a", "One"));
  ASSERT_OK(CreateAndPublish("b", "Two"));
  Backup();
  ASSERT_OK(Withdraw("a"));
  RestoreAndStart();
  Backup();
  ASSERT_OK(Withdraw("b"));
  StopService();
  std::filesystem::remove_all(directory_.path() / "restored");
  RestoreAndStart();
  EXPECT_EQ(StateOf("a"), PUBLIC_STATE_WITHDRAWN);
  EXPECT_EQ(StateOf("b"), PUBLIC_STATE_WITHDRAWN);
}

TEST_F(ContentRestore, ASignatoryWhoHasTheNumberOfOneErasedInAnotherHistoryStays) {
  ASSERT_OK(CreateAndPublish("signed", "Signed"));
  ASSERT_OK(Sign("signed", "Of both histories"));
  Backup();
  ASSERT_OK(Sign("signed", "Of the first history"));
  Backup();
  ASSERT_OK(Restore(true, 1));
  options_.data_directory = directory_.path() / "restored";
  StartService();
  ASSERT_OK(Sign("signed", "Of the second history"));
  for (const char* number : {"1", "2"}) {
    EraseRequest erase;
    erase.set_signatory(absl::StrCat("statements/signed/signatories/", number));
    ASSERT_OK(Erase(erase, "signed"));
  }
  StopService();
  std::filesystem::remove_all(directory_.path() / "restored");
  ASSERT_OK(Restore(true, 2));
  StartService();
  EXPECT_THAT(report_.str(), HasSubstr("signatories/2 was left as it is"));
  ListSignatoriesRequest list;
  list.set_parent("statements/signed");
  list.set_view(VIEW_EDITORIAL);
  ASSERT_OK_AND_ASSIGN(const auto rows, Call(*statements_, &Statements::ListSignatories, list));
  ASSERT_EQ(rows.signatories_size(), 2);
  EXPECT_TRUE(rows.signatories(0).erased());
  EXPECT_EQ(rows.signatories(1).organisation().name(), "Of the first history");
}

TEST_F(ContentRestore, AnythingInTheDirectoryOrWrongWithTheBackupIsRefused) {
  ASSERT_OK(CreateAndPublish("a", "One"));
  EXPECT_THAT(Restore(), Refused(absl::StatusCode::kFailedPrecondition, "NO_BACKUPS", "--backup-dir"));
  StartService();
  Backup();
  std::filesystem::create_directories(directory_.path() / "restored");
  std::ofstream(directory_.path() / "restored" / "notes.txt") << "mine";
  std::filesystem::remove_all(directory_.path() / "restored" / "restoring");
  EXPECT_THAT(Restore(), Refused(absl::StatusCode::kFailedPrecondition, "TARGET_NOT_EMPTY", "notes.txt"));
  std::filesystem::remove_all(directory_.path() / "restored");
  std::filesystem::path table;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(options_.backup_directory)) {
    if (entry.path().extension() == ".sst" && entry.file_size() > 200) table = entry.path();
  }
  std::fstream file(table, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(100);
  file.put('!');
  file.close();
  EXPECT_THAT(Restore(), Refused(absl::StatusCode::kDataLoss, "BACKUP_DAMAGED", "damaged"));
  options_.data_directory = directory_.path() / "restored";
  EXPECT_THAT(content::ContentServer::Start(options_, log_),
              Refused(absl::StatusCode::kFailedPrecondition, "RESTORE_UNFINISHED", "again"));
}

// Else a restore of hours would end at its first takedown.
TEST(RestoreOptions, ANoticeOrAnActorThatNoTakedownTakesIsRefusedBeforeAnythingIsCopied) {
  const auto parse = [](const char* option, const char* value) {
    const std::vector<const char*> words = {"restore", "--backup-dir", "b", "--data-dir", "d", option, value};
    return content::ParseRestoreOptions(static_cast<int>(words.size()), words.data());
  };
  for (const char* notice : {"", "Two\x01 of them", "\xFF"})
    EXPECT_EQ(std::get<int>(parse("--notice", notice)), 2);
  EXPECT_EQ(std::get<int>(parse("--notice", std::string(2001, 'n').c_str())), 2);
  for (const char* actor : {"", "two words"}) EXPECT_EQ(std::get<int>(parse("--actor", actor)), 2);
  EXPECT_EQ(std::get<content::RestoreOptions>(parse("--notice", "Taken down.")).notice, "Taken down.");
}

// The service as a process that ends at a moment of its first batch; "a" is to be withdrawn by that.
class KilledTakedown : public ContentRestore {
 protected:
  void WithdrawAndDie(const std::string& failpoint) {
    ASSERT_OK(CreateAndPublish("a", "One"));
    Backup();
    StopService();
    const std::filesystem::path ports = directory_.path() / "ports";
    // The environment of this process is read by threads that live on.
    ServiceProcess service(
        "/usr/bin/env",
        {absl::StrCat("COMMUNIQUE_FAILPOINT=", failpoint), COMMUNIQUE_CONTENT_PROGRAM, "--data-dir",
         options_.data_directory.string(), "--backup-dir", options_.backup_directory.string(), "--listen",
         "127.0.0.1:0", "--port-file", ports.string()},
        directory_.path() / "dying");
    ConnectTo(service.WaitForPort(ports, "grpc"));
    EXPECT_FALSE(Withdraw("a").ok());
    EXPECT_EQ(service.WaitForExit(), 128 + SIGKILL);
    StartService();
  }
};

TEST_F(KilledTakedown, OneThatWasJournaledAndNotWrittenDidNotHappen) {
  WithdrawAndDie("before_write:1");
  EXPECT_EQ(StateOf("a"), PUBLIC_STATE_LIVE);
  RestoreAndStart();
  EXPECT_EQ(StateOf("a"), PUBLIC_STATE_LIVE);
}

TEST_F(KilledTakedown, OneThatWasWrittenAndNotAnsweredDidHappen) {
  WithdrawAndDie("after_write:1");
  EXPECT_EQ(StateOf("a"), PUBLIC_STATE_WITHDRAWN);
  RestoreAndStart();
  EXPECT_EQ(StateOf("a"), PUBLIC_STATE_WITHDRAWN);
}

TEST_F(ContentRestore, KilledHalfWayItIsNoStoreAndIsRunAgain) {
  ASSERT_OK(CreateAndPublish("a", "One"));
  Backup();
  ASSERT_OK(Withdraw("a"));
  StopService();
  const std::vector<std::string> words = {"restore", "--backup-dir", options_.backup_directory.string(),
                                          "--data-dir", (directory_.path() / "restored").string()};
  std::vector<std::string> with_failpoint = {"COMMUNIQUE_FAILPOINT=after_write:1",
                                             COMMUNIQUE_CONTENT_PROGRAM};
  with_failpoint.insert(with_failpoint.end(), words.begin(), words.end());
  ServiceProcess killed("/usr/bin/env", with_failpoint, directory_.path() / "killed");
  EXPECT_EQ(killed.WaitForExit(), 128 + SIGKILL);
  options_.data_directory = directory_.path() / "restored";
  EXPECT_THAT(content::ContentServer::Start(options_, log_),
              Refused(absl::StatusCode::kFailedPrecondition, "RESTORE_UNFINISHED", "again"));
  ServiceProcess again(COMMUNIQUE_CONTENT_PROGRAM, words, directory_.path() / "again");
  EXPECT_EQ(again.WaitForExit(), 0) << again.Err();
  EXPECT_THAT(again.Out(), HasSubstr("statements/a was withdrawn"));
  StartService();
  EXPECT_EQ(StateOf("a"), PUBLIC_STATE_WITHDRAWN);
}

}  // namespace
}  // namespace communique::testing
