#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "cli/limited_list.h"
#include "tests/cli/cli_fixture.h"

namespace communique::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class HistoryCommandsTest : public CliTest {
 protected:
  HistoryCommandsTest() {
    for (int number = 3; number > 0; --number) {
      v1::Revision& revision = content.revisions.emplace_back();
      revision.set_name(absl::StrCat("statements/a/revisions/", number));
      revision.set_number(number);
      revision.set_actor("alice");
      revision.mutable_create_time()->set_seconds(1'715'817'600);
      revision.mutable_content()->set_title(absl::StrCat("Title ", number));
      revision.mutable_content()->add_blocks()->mutable_paragraph()->add_inlines()->set_text("We ask.");
    }
    v1::Edition& edition = content.editions.emplace_back();
    edition.set_name("statements/a/editions/1");
    edition.set_number(1);
    edition.set_path("/en/press/a-title/");
    edition.mutable_content()->set_title("Title 2");
    edition.mutable_content()->mutable_change_note()->set_text("A date was wrong.");
  }
};

TEST_F(HistoryCommandsTest, RevisionsAreListedOverAllPagesUpToTheLimit) {
  const Result all = RunCli({"statement", "revisions", "a"});
  EXPECT_EQ(all.code, ExitCode::kOk);
  EXPECT_EQ(all.out,
            "3  2024-05-16T00:00:00Z  alice  Title 3\n"
            "2  2024-05-16T00:00:00Z  alice  Title 2\n"
            "1  2024-05-16T00:00:00Z  alice  Title 1\n");
  EXPECT_THAT(content.history_requests,
              ElementsAre("parent: \"statements/a\" page_size: 50",
                          "parent: \"statements/a\" page_size: 48 page_token: \"2\""));
  const Result one = RunCli({"statement", "revisions", "a", "--limit", "1"});
  EXPECT_THAT(one.out, Not(HasSubstr("Title 2")));
  EXPECT_THAT(one.err, HasSubstr("--limit 10 shows more"));
  EXPECT_EQ(RunCli({"statement", "revisions", "a", "--limit", "none"}).code, ExitCode::kUsage);
}

TEST_F(HistoryCommandsTest, NoMoreIsAskedForThanTheLimitSoThatNothingIsDroppedUnsaid) {
  v1::Revision older = content.revisions.back();
  older.mutable_content()->set_title("Title 0");
  content.revisions.push_back(older);
  const Result three = RunCli({"statement", "revisions", "a", "--limit", "3", "--json"});
  EXPECT_THAT(content.history_requests,
              ElementsAre("parent: \"statements/a\" page_size: 3",
                          "parent: \"statements/a\" page_size: 1 page_token: \"2\""));
  EXPECT_THAT(three.out, AllOf(HasSubstr("Title 1"), Not(HasSubstr("Title 0"))));
  EXPECT_THAT(three.out, HasSubstr("\"nextPageToken\": \"3\"")) << "where the oldest is";
  EXPECT_THAT(three.err, HasSubstr("there are older ones; --limit 30 shows more"));
  content.history_requests.clear();
  EXPECT_EQ(RunCli({"statement", "revisions", "a", "--limit", "700"}).err, "");
  EXPECT_THAT(content.history_requests[0], HasSubstr("page_size: 500"));
}

TEST_F(HistoryCommandsTest, TheLimitToTryNextIsANumberThatCanBeGiven) {
  EXPECT_EQ(LargerLimit(700), 7000);
  EXPECT_EQ(LargerLimit(2'000'000'000), 2'147'483'647);
}

TEST_F(HistoryCommandsTest, ARevisionIsShownWithItsText) {
  const Result shown = RunCli({"statement", "revision", "a", "2"});
  EXPECT_EQ(shown.code, ExitCode::kOk);
  EXPECT_THAT(shown.out, AllOf(HasSubstr("statements/a/revisions/2"), HasSubstr("by:       alice"),
                               HasSubstr("Title 2"), HasSubstr("We ask.")));
  EXPECT_EQ(RunCli({"statement", "revision", "a", "9"}).code, ExitCode::kNotFound);
  EXPECT_EQ(RunCli({"statement", "revision", "a"}).code, ExitCode::kUsage);
  EXPECT_THAT(RunCli({"statement", "revision", "a", "2", "--json"}).out, HasSubstr("\"number\": \"2\""));
}

TEST_F(HistoryCommandsTest, AnErasedTextIsSaidToBeGone) {
  content.revisions[0].set_erased(true);
  content.revisions[0].clear_content();
  EXPECT_THAT(RunCli({"statement", "revisions", "a"}).out, HasSubstr("(erased)"));
  EXPECT_THAT(RunCli({"statement", "revision", "a", "3"}).out, HasSubstr("gone for good"));
}

TEST_F(HistoryCommandsTest, EditionsSayWhatTheyChangedAndCanBeReadAsThePublicDoes) {
  const Result list = RunCli({"statement", "editions", "a", "--view", "public"});
  EXPECT_THAT(list.out, HasSubstr("Title 2 (A date was wrong.)"));
  EXPECT_THAT(content.history_requests, ElementsAre(HasSubstr("view: VIEW_PUBLIC")));
  EXPECT_THAT(RunCli({"statement", "edition", "a", "1"}).out, HasSubstr("/en/press/a-title/"));
  content.editions.clear();
  const Result none = RunCli({"statement", "editions", "a"});
  EXPECT_EQ(none.out, "");
  EXPECT_THAT(none.err, HasSubstr("never published"));
}

TEST_F(HistoryCommandsTest, CommitsTellWhoDidWhatWhen) {
  v1::StatementCommit& commit = content.commits.emplace_back();
  commit.mutable_time()->set_seconds(1'715'817'600);
  commit.set_actor("bob");
  commit.set_reason(v1::CHANGE_REASON_PUBLISHED);
  commit.set_public_state(v1::PUBLIC_STATE_LIVE);
  commit.set_draft_state(v1::DRAFT_STATE_NONE);
  commit.set_edition(2);
  EXPECT_EQ(RunCli({"statement", "commits", "a"}).out,
            "2024-05-16T00:00:00Z  bob  published  live  edition 2\n");
}

}  // namespace
}  // namespace communique::cli
