#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/cli_fixture.h"

namespace communique::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class EraseCommandTest : public CliTest {
 protected:
  EraseCommandTest() {
    content.statements["statements/a"].set_name("statements/a");
    content.statements["statements/a"].set_etag("etag-1");
  }
};

TEST_F(EraseCommandTest, NothingIsErasedUnlessItIsSaidToBeForGood) {
  const Result refused = RunCli({"statement", "erase", "a", "--block", "5.1"});
  EXPECT_EQ(refused.code, ExitCode::kUsage);
  EXPECT_THAT(refused.err, HasSubstr("--for-good"));
  EXPECT_EQ(RunCli({"statement", "erase", "a", "--block", "5.1", "--for-good", "--dry-run"}).code,
            ExitCode::kUsage);
  EXPECT_THAT(content.lifecycle_requests, IsEmpty());
}

TEST_F(EraseCommandTest, ExactlyOneThingIsErased) {
  EXPECT_EQ(RunCli({"statement", "erase", "a", "--for-good"}).code, ExitCode::kUsage);
  EXPECT_EQ(RunCli({"statement", "erase", "a", "--block", "1", "--revision", "1", "--for-good"}).code,
            ExitCode::kUsage);
  EXPECT_THAT(content.lifecycle_requests, IsEmpty());
  EXPECT_EQ(RunCli({"statement", "erase", "a", "--block", "5.1", "--for-good"}).code, ExitCode::kOk);
  EXPECT_EQ(RunCli({"statement", "erase", "a", "--signatory", "7", "--for-good", "--wait"}).code,
            ExitCode::kOk);
  EXPECT_EQ(
      RunCli({"statement", "erase", "a", "--signatory", "statements/a/signatories/8", "--for-good"}).code,
      ExitCode::kOk);
  EXPECT_EQ(RunCli({"statement", "erase", "a", "--revision", "3", "--for-good"}).code, ExitCode::kOk);
  EXPECT_THAT(content.lifecycle_requests,
              ElementsAre("name: \"statements/a\" block_anchor: \"5.1\"",
                          "name: \"statements/a\" signatory: \"statements/a/signatories/7\"",
                          "name: \"statements/a\" signatory: \"statements/a/signatories/8\"",
                          "name: \"statements/a\" revision: \"statements/a/revisions/3\""));
  EXPECT_THAT(render.waited_for, ElementsAre("p-life"));
}

TEST_F(EraseCommandTest, ADryRunChecksAlone) {
  const Result dry = RunCli({"statement", "erase", "a", "--revision", "3", "--dry-run"});
  EXPECT_EQ(dry.code, ExitCode::kOk);
  EXPECT_EQ(dry.out, "");
  EXPECT_THAT(dry.err, HasSubstr("nothing was"));
  EXPECT_THAT(content.lifecycle_requests, ElementsAre(HasSubstr("validate_only: true")));
}

TEST_F(EraseCommandTest, OneThatWasChangedMeanwhileIsAConflict) {
  EXPECT_EQ(RunCli({"statement", "erase", "a", "--block", "1", "--etag", "older", "--for-good"}).code,
            ExitCode::kConflict);
}

}  // namespace
}  // namespace communique::cli
