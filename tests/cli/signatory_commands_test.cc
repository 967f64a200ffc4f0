#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/cli/cli_fixture.h"

namespace communique::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SignatoryCommandsTest : public CliTest {
 protected:
  SignatoryCommandsTest() {
    v1::Signatory& union_row = content.signatories["statements/a"].emplace_back();
    union_row.set_name("statements/a/signatories/1");
    union_row.mutable_organisation()->set_name("Union");
    union_row.mutable_organisation()->set_country("Norway");
    union_row.set_status(v1::SIGNATORY_STATUS_SIGNED);
    union_row.set_etag("etag-1");
  }
  const std::string row_ = "statements/a/signatories/1";
};

TEST_F(SignatoryCommandsTest, AListShowsWhoSignedAndWhoWithdrew) {
  content.signatories["statements/a"][0].set_status(v1::SIGNATORY_STATUS_WITHDRAWN);
  const Result list = RunCli({"signatory", "list", "a"});
  EXPECT_EQ(list.code, ExitCode::kOk);
  EXPECT_THAT(list.out, HasSubstr("statements/a/signatories/1  withdrawn"));
  EXPECT_THAT(list.out, HasSubstr("Union"));
}

TEST_F(SignatoryCommandsTest, SomeAreAddedTogether) {
  EXPECT_EQ(RunCli({"signatory", "add", "a"}).code, ExitCode::kUsage);
  const Result added = RunCli(
      {"signatory", "add", "a", "--organisation", "League", "--person", "Kim Hana", "--heading", "Friends"});
  EXPECT_EQ(added.code, ExitCode::kOk);
  ASSERT_THAT(content.signatories["statements/a"], SizeIs(3));
  EXPECT_EQ(content.signatories["statements/a"][2].person().name(), "Kim Hana");
  EXPECT_EQ(content.signatories["statements/a"][2].group_heading(), "Friends");
}

TEST_F(SignatoryCommandsTest, AWithdrawalNeedsAReasonAndTakesTheNewestEtag) {
  EXPECT_EQ(RunCli({"signatory", "withdraw", row_}).code, ExitCode::kUsage);
  EXPECT_EQ(RunCli({"signatory", "withdraw", row_, "--reason", "Asked.", "--wait"}).code, ExitCode::kOk);
  EXPECT_EQ(RunCli({"signatory", "withdraw", row_, "--reason", "Asked.", "--etag", "older"}).code,
            ExitCode::kOk);
  EXPECT_THAT(content.row_requests,
              ElementsAre("name: \"statements/a/signatories/1\" etag: \"etag-1\" reason: \"Asked.\"",
                          "name: \"statements/a/signatories/1\" etag: \"older\" reason: \"Asked.\""));
  EXPECT_THAT(render.waited_for, ElementsAre("p-row"));
}

TEST_F(SignatoryCommandsTest, ACorrectionChangesWhatIsGivenAndKeepsTheRestOfTheParty) {
  EXPECT_EQ(RunCli({"signatory", "correct", row_, "--reason", "Misspelt."}).code, ExitCode::kUsage);
  const Result wrong =
      RunCli({"signatory", "correct", row_, "--affiliation", "University", "--reason", "Misspelt."});
  EXPECT_EQ(wrong.code, ExitCode::kUsage);
  EXPECT_THAT(wrong.err, HasSubstr("organisation"));
  EXPECT_THAT(content.row_requests, IsEmpty());
  EXPECT_EQ(RunCli({"signatory", "correct", row_, "--name", "Union of all", "--reason", "Misspelt."}).code,
            ExitCode::kOk);
  ASSERT_THAT(content.row_requests, SizeIs(1));
  EXPECT_THAT(content.row_requests[0],
              HasSubstr("organisation { name: \"Union of all\" country: \"Norway\" }"));
  EXPECT_THAT(content.row_requests[0], HasSubstr("update_mask { paths: \"organisation\" }"));
  EXPECT_EQ(content.signatory_lists, 0) << "the one row was read, and not the list";
}

TEST_F(SignatoryCommandsTest, ARowThatIsNotThereIsSaidToBeNone) {
  const Result missing =
      RunCli({"signatory", "withdraw", "statements/a/signatories/9", "--reason", "Asked."});
  EXPECT_EQ(missing.code, ExitCode::kNotFound);
  EXPECT_THAT(missing.err, HasSubstr("statements/a/signatories/9 is not there"));
  EXPECT_THAT(content.row_requests, IsEmpty());
}

TEST_F(SignatoryCommandsTest, ACheckShowsCountsAndWhoIsThereTwice) {
  content.check.set_signatory_count(2);
  content.check.set_stated_count(3);
  v1::DuplicateSignatory& duplicate = *content.check.add_duplicates();
  duplicate.set_signatory("statements/a/signatories/2");
  duplicate.set_same_as("statements/a/signatories/1");
  const Result check = RunCli({"signatory", "check", "a"});
  EXPECT_EQ(check.code, ExitCode::kOk);
  EXPECT_THAT(check.out, HasSubstr("seems to be the same as statements/a/signatories/1"));
  EXPECT_THAT(check.err, HasSubstr("another number"));
}

}  // namespace
}  // namespace communique::cli
