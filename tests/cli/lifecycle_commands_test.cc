#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/cli/cli_fixture.h"

namespace communique::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class LifecycleCommandsTest : public CliTest {
 protected:
  LifecycleCommandsTest() {
    for (const std::string name : {"statements/a", "statements/b"}) {
      v1::Statement& statement = content.statements[name];
      statement.set_name(name);
      statement.set_etag("etag of " + name);
      statement.set_public_state(v1::PUBLIC_STATE_LIVE);
      statement.set_draft_state(v1::DRAFT_STATE_NONE);
    }
  }
};

TEST_F(LifecycleCommandsTest, AWithdrawalNeedsAReasonAndCanWaitForTheSite) {
  EXPECT_EQ(RunCli({"statement", "withdraw", "a"}).code, ExitCode::kUsage);
  EXPECT_THAT(content.lifecycle_requests, IsEmpty());
  EXPECT_EQ(RunCli({"statement", "withdraw", "a", "--reason", "Wrong.", "--wait"}).code, ExitCode::kOk);
  EXPECT_THAT(content.lifecycle_requests, ElementsAre("name: \"statements/a\" reason: \"Wrong.\""));
  EXPECT_THAT(render.waited_for, ElementsAre("p-life"));
}

TEST_F(LifecycleCommandsTest, ARemovalSaysWhyOrWhereTo) {
  const Result neither = RunCli({"statement", "remove", "a"});
  EXPECT_EQ(neither.code, ExitCode::kUsage);
  EXPECT_THAT(neither.err, HasSubstr("either --reason"));
  EXPECT_EQ(RunCli({"statement", "remove", "a", "--reason", "Forged."}).code, ExitCode::kOk);
  EXPECT_EQ(RunCli({"statement", "remove", "a", "--redirect", "b"}).code, ExitCode::kOk);
  EXPECT_EQ(RunCli({"statement", "remove", "a", "--redirect", "https://water.example/"}).code, ExitCode::kOk);
  EXPECT_THAT(content.lifecycle_requests,
              ElementsAre("name: \"statements/a\" gone: \"Forged.\"",
                          "name: \"statements/a\" redirect_statement: \"statements/b\"",
                          "name: \"statements/a\" redirect_uri: \"https://water.example/\""));
}

TEST_F(LifecycleCommandsTest, AScheduleHasATimeWithItsZoneAndHoldsSeveral) {
  const Result wrong = RunCli({"statement", "publish", "a", "--at", "tomorrow"});
  EXPECT_EQ(wrong.code, ExitCode::kUsage);
  EXPECT_THAT(wrong.err, HasSubstr("--at 2024-05-16T09:00:00+09:00"));
  EXPECT_EQ(RunCli({"statement", "publish", "a", "--at", "2024-05-16T09:00:00+09:00", "--with", "b"}).code,
            ExitCode::kOk);
  EXPECT_THAT(content.lifecycle_requests,
              ElementsAre("name: \"statements/a\" publish_time { seconds: 1715817600 } together_with { name: "
                          "\"statements/b\" etag: \"etag of statements/b\" }"));
}

TEST_F(LifecycleCommandsTest, OneThatWasChangedMeanwhileIsAConflict) {
  for (const char* command : {"restore", "discard", "unschedule"}) {
    EXPECT_EQ(RunCli({"statement", command, "a", "--etag", "older"}).code, ExitCode::kConflict) << command;
    EXPECT_EQ(RunCli({"statement", command, "a"}).code, ExitCode::kOk) << command;
  }
}

TEST_F(LifecycleCommandsTest, WhatWasTakenDownIsShownWithItsNotice) {
  v1::Statement& statement = content.statements["statements/a"];
  statement.set_public_state(v1::PUBLIC_STATE_REMOVED);
  statement.mutable_notice()->set_redirect_statement("statements/b");
  EXPECT_THAT(RunCli({"statement", "get", "a"}).out, HasSubstr("leads to statements/b"));
}

}  // namespace
}  // namespace communique::cli
