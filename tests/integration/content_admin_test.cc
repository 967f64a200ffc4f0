// AdminService over real gRPC.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "communique/content/v1/admin_service.grpc.pb.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/refused.h"

namespace communique::testing {
namespace {

using namespace content::v1;  // NOLINT: the words of the API

class ContentAdmin : public ContentServiceTest {
 protected:
  using Admin = AdminService::Stub;

  void Start() {
    StartService();
    admin_ = std::make_unique<Admin>(channel_);
  }

  std::unique_ptr<Admin> admin_;
};

TEST_F(ContentAdmin, ABackupIsMadeListedAndVerifiedWhileTheServiceServes) {
  options_.backup_directory = directory_.path() / "backups";
  Start();
  ASSERT_OK(CreateSection("press"));
  ASSERT_OK(CreateAndPublish("first", "First"));
  const auto made = Call(*admin_, &Admin::CreateBackup, CreateBackupRequest());
  ASSERT_OK(made);
  EXPECT_EQ(made->backup().name(), "backups/1");
  EXPECT_EQ(made->backup().sequence(), 3u);
  ASSERT_OK(Call(*admin_, &Admin::CreateBackup, CreateBackupRequest()));
  ListBackupsRequest page;
  page.set_page_size(1);
  const auto newest = Call(*admin_, &Admin::ListBackups, page);
  ASSERT_OK(newest);
  ASSERT_EQ(newest->backups_size(), 1);
  EXPECT_EQ(newest->backups(0).name(), "backups/2");
  page.set_page_token(newest->next_page_token());
  const auto older = Call(*admin_, &Admin::ListBackups, page);
  ASSERT_OK(older);
  ASSERT_EQ(older->backups_size(), 1);
  EXPECT_EQ(older->backups(0).name(), "backups/1");
  EXPECT_EQ(older->next_page_token(), "");
  VerifyBackupRequest verify;
  verify.set_name("backups/1");
  const auto check = Call(*admin_, &Admin::VerifyBackup, verify);
  ASSERT_OK(check);
  EXPECT_EQ(check->commits_checked(), 3u);
  EXPECT_GT(check->bytes_checked(), 0);
}

TEST_F(ContentAdmin, WithoutADirectoryForBackupsThereAreNone) {
  Start();
  EXPECT_THAT(Call(*admin_, &Admin::CreateBackup, CreateBackupRequest()),
              Refused(absl::StatusCode::kFailedPrecondition, "NO_BACKUP_DIRECTORY", "--backup-dir"));
}

TEST_F(ContentAdmin, AWrongRequestIsToldWhatIsWrong) {
  options_.backup_directory = directory_.path() / "backups";
  Start();
  CreateBackupRequest create;
  create.set_keep(-1);
  EXPECT_THAT(Call(*admin_, &Admin::CreateBackup, create),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "keep"));
  VerifyBackupRequest verify;
  verify.set_name("backups/007");
  EXPECT_THAT(Call(*admin_, &Admin::VerifyBackup, verify),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "backups/{number}"));
  verify.set_name("backups/7");
  EXPECT_THAT(Call(*admin_, &Admin::VerifyBackup, verify),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_BACKUP", "list the backups"));
}

TEST_F(ContentAdmin, TheStatusSaysWhatTheStoreHolds) {
  Start();
  ASSERT_OK(CreateSection("press"));
  const auto status = Call(*admin_, &Admin::GetStatus, GetStatusRequest());
  ASSERT_OK(status);
  EXPECT_EQ(status->sequence(), 1u);
  EXPECT_EQ(status->epoch().size(), 16u);
  EXPECT_GT(status->disk().free_bytes(), 0);
  EXPECT_EQ(status->faults_size(), 0) << status->DebugString();
}

TEST_F(ContentAdmin, TheStatusSaysWhatTheLastStartFound) {
  Start();
  ASSERT_OK(CreateSection("press"));
  ASSERT_OK(CreateAndPublish("first", "First"));
  StopService();
  Start();
  const auto status = Call(*admin_, &Admin::GetStatus, GetStatusRequest());
  ASSERT_OK(status);
  const Recovery& recovery = status->recovery();
  EXPECT_FALSE(recovery.unclean_stop());
  EXPECT_EQ(recovery.commits_from_log(), 3u) << "no table holds them yet";
  EXPECT_EQ(recovery.checked_from_sequence(), 1u);
  EXPECT_EQ(recovery.checked_to_sequence(), 3u);
  EXPECT_EQ(recovery.discarded_log_bytes(), 0);
  EXPECT_EQ(recovery.unfinished_uploads(), 0);
}

}  // namespace
}  // namespace communique::testing
