#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/rpc/error_info.pb.h"
#include "google/rpc/status.pb.h"
#include "tests/cli/cli_fixture.h"

namespace communique::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using AdminCommandsTest = CliTest;

TEST_F(AdminCommandsTest, ABackupIsMadeAndCheckedInOneGo) {
  const Result result = RunCli({"admin", "backup", "create", "--keep", "14", "--verify"});
  EXPECT_EQ(result.code, ExitCode::kOk) << result.err;
  EXPECT_THAT(result.out, HasSubstr("backups/1"));
  EXPECT_THAT(content.backup_requests, ElementsAre("create, keep 14", "verify backups/1"));
}

TEST_F(AdminCommandsTest, ABackupThatFailedIsNotBegunAgainButOneThatDidNotReachTheServiceIs) {
  google::rpc::ErrorInfo info;
  info.set_reason("BACKUP_FAILED");
  google::rpc::Status details;
  details.add_details()->PackFrom(info);
  content.failures = {{grpc::StatusCode::UNAVAILABLE, "the disk is away", details.SerializeAsString()}};
  const Result failed = RunCli({"admin", "backup", "create"});
  EXPECT_EQ(failed.code, ExitCode::kUnavailable);
  EXPECT_THAT(failed.err, AllOf(HasSubstr("the disk is away"), Not(HasSubstr("--content"))));
  EXPECT_THAT(content.backup_requests, IsEmpty());
  content.failures = {{grpc::StatusCode::UNAVAILABLE, "restarting"}};
  EXPECT_EQ(RunCli({"admin", "backup", "create"}).code, ExitCode::kOk);
}

TEST_F(AdminCommandsTest, AllBackupsAreListedAndTheNewestIsChecked) {
  EXPECT_THAT(RunCli({"admin", "backup", "list"}).err, HasSubstr("admin backup create"));
  EXPECT_EQ(RunCli({"admin", "backup", "verify"}).code, ExitCode::kNotFound);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(RunCli({"admin", "backup", "create"}).code, ExitCode::kOk);
  const Result list = RunCli({"admin", "backup", "list"});
  EXPECT_THAT(list.out, AllOf(HasSubstr("backups/1"), HasSubstr("backups/2"), HasSubstr("backups/3")));
  EXPECT_THAT(RunCli({"admin", "backup", "list", "--json"}).out, HasSubstr("\"name\": \"backups/3\""));
  content.backup_requests.clear();
  EXPECT_THAT(RunCli({"admin", "backup", "verify"}).out, HasSubstr("backups/3 is whole: 7 commits"));
  EXPECT_EQ(RunCli({"admin", "backup", "verify", "2"}).code, ExitCode::kOk);
  EXPECT_THAT(content.backup_requests, ElementsAre("verify backups/3", "verify backups/2"));
}

TEST_F(AdminCommandsTest, WhatDoesNotGoTogetherIsRefusedBeforeAnythingIsAsked) {
  for (const auto& words : {std::vector<std::string>{"admin", "backup", "destroy"},
                            {"admin", "backup", "list", "--keep", "2"},
                            {"admin", "backup", "create", "backups/2"},
                            {"admin", "backup", "create", "--keep", "0"},
                            {"admin", "backup"}}) {
    EXPECT_EQ(RunCli(words).code, ExitCode::kUsage) << words.back();
  }
  EXPECT_THAT(content.backup_requests, IsEmpty());
}

TEST_F(AdminCommandsTest, TheStatusNamesEachFault) {
  content.store_status.set_epoch("00000000000000aa");
  content.store_status.set_sequence(12);
  EXPECT_THAT(RunCli({"admin", "status"}).out, AllOf(HasSubstr("00000000000000aa"), HasSubstr("none")));
  content::v1::Fault& fault = *content.store_status.add_faults();
  fault.set_reason("BACKUP_FAILED");
  fault.set_message("the disk is away");
  EXPECT_THAT(RunCli({"admin", "status"}).out, HasSubstr("BACKUP_FAILED: the disk is away"));
  EXPECT_THAT(RunCli({"admin", "status", "--json"}).out, HasSubstr("\"reason\": \"BACKUP_FAILED\""));
}

TEST_F(AdminCommandsTest, AnotherHistoryIsShownBeforeItIsAccepted) {
  render::v1::EpochChange& change = *render.status.mutable_epoch_change();
  change.set_epoch("00000000000000bb");
  change.add_resurrected("statements/forged");
  change.set_resurrected_count(3);
  EXPECT_THAT(RunCli({"render", "status"}).out,
              AllOf(HasSubstr("another history"), HasSubstr("3 (statements/forged, …)")));
  EXPECT_THAT(RunCli({"render", "accept-epoch"}).out, HasSubstr("statements/forged"));
  EXPECT_EQ(render.accepted_epoch, "00000000000000bb");
  EXPECT_EQ(RunCli({"render", "accept-epoch", "00000000000000cc"}).code, ExitCode::kOk);
  EXPECT_EQ(render.accepted_epoch, "00000000000000cc") << "the service decides whether that is the one";
}

}  // namespace
}  // namespace communique::cli
