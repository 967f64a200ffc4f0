#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "content-service/commit/committer.h"
#include "google/rpc/error_details.pb.h"
#include "statement/errors.h"
#include "tests/testing/commands.h"
#include "tests/testing/failing_disk.h"
#include "tests/testing/refused.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/store_under_test.h"

namespace communique::content {
namespace {

using ::communique::testing::FailingDisk;
using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::Refused;
using ::communique::testing::StoreUnderTest;

constexpr int64_t kMost = std::numeric_limits<int64_t>::max();

class Views : public ::testing::Test {
 protected:
  Views() {
    EXPECT_OK(store_.Do(MakeSection("press")));
    EXPECT_OK(store_.Do(MakeStatement("a", "A")));
    EXPECT_OK(store_.Do(MakeStatement("b", "B")));
  }
  // The fields that an error names.
  static std::vector<std::string> FieldsOf(const absl::Status& status) {
    google::rpc::BadRequest found;
    if (const auto payload = status.GetPayload(kBadRequestType); payload.has_value()) {
      found.ParseFromString(std::string(*payload));
    }
    std::vector<std::string> fields;
    for (const auto& violation : found.field_violations()) fields.push_back(violation.field());
    return fields;
  }
  static Upkeep Once(RecordViews views, char payload = 'h') {
    return {std::move(views), "alice", "r-1", std::string(32, payload)};
  }
  int64_t Count(const std::string& id) { return store_.store().ViewCount(id).value_or(-1); }

  StoreUnderTest store_;
};

TEST_F(Views, CountsAddUpAlsoWithinOneCallAndOutlastTheProcess) {
  ASSERT_OK(store_.Do(RecordViews{{{"a", 5}, {"b", 1}, {"a", 7}}}));
  ASSERT_OK(store_.Do(RecordViews{{{"a", 30}}}));
  EXPECT_EQ(Count("a"), 42);
  EXPECT_EQ(Count("b"), 1);
  EXPECT_EQ(Count("nothing"), 0);
  store_.Reopen();
  ASSERT_OK(store_.Do(RecordViews{{{"a", 1}}}));
  EXPECT_EQ(Count("a"), 43);
}

// They stand beside the history.
TEST_F(Views, NoCommitIsMadeAndNothingOfTheStatementChanges) {
  const std::string etag = store_.EtagOf("a");
  const uint64_t head = store_.store().Head().sequence;
  ASSERT_OK_AND_ASSIGN(const CommitOutcome outcome, store_.Do(RecordViews{{{"a", 5}}}));
  EXPECT_EQ(outcome.sequence, head) << "the head, which is what a reader may wait for";
  EXPECT_EQ(store_.store().Head().sequence, head);
  EXPECT_EQ(store_.EtagOf("a"), etag);
  store_.Reopen();
  EXPECT_EQ(store_.store().Head().sequence, head);
  EXPECT_OK(store_.Do(MakeStatement("c", "C"))) << "the chain goes on";
}

TEST_F(Views, ARepeatedRequestIsCountedOnceAlsoAfterARestart) {
  ASSERT_OK(store_.committer().SubmitAndWait(Once({{{"a", 5}}})));
  ASSERT_OK_AND_ASSIGN(const CommitOutcome again, store_.committer().SubmitAndWait(Once({{{"a", 5}}})));
  EXPECT_TRUE(again.replayed);
  store_.Reopen();
  ASSERT_OK(store_.committer().SubmitAndWait(Once({{{"a", 5}}})));
  EXPECT_EQ(Count("a"), 5);
  EXPECT_THAT(store_.committer().SubmitAndWait(Once({{{"a", 6}}}, 'x')),
              Refused(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED", "give each call its own"));
  const Command other{MakeStatement("c", "C"), "alice", "r-1", std::string(32, 'y'), "", false};
  EXPECT_THAT(store_.committer().SubmitAndWait(other),
              Refused(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED", "give each call its own"));
  EXPECT_EQ(Count("a"), 5);
}

TEST_F(Views, WhereOneIsNoStatementNothingIsAddedAndAllSuchAreNamed) {
  const absl::Status refused = store_.Do(RecordViews{{{"a", 5}, {"nowhere", 1}, {"gone", 2}}}).status();
  EXPECT_THAT(refused, Refused(absl::StatusCode::kNotFound, "NO_SUCH_STATEMENT", "statements/nowhere"));
  EXPECT_THAT(refused, Refused(absl::StatusCode::kNotFound, "NO_SUCH_STATEMENT", "statements/gone"));
  EXPECT_EQ(Count("a"), 0);
}

TEST_F(Views, AllThatIsWrongWithACallIsToldAtOnce) {
  const absl::Status refused = store_.Do(RecordViews{{{"a", 0}, {"", 1}, {"b", -3}}}).status();
  EXPECT_EQ(FieldsOf(refused),
            (std::vector<std::string>{"counts[0].count", "counts[1].statement", "counts[2].count"}));
  EXPECT_THAT(store_.Do(RecordViews()),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "1 to 1000"));
  RecordViews many{std::vector<RecordViews::Count>(1001, {"a", 1})};
  EXPECT_THAT(store_.Do(many), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "1 to 1000"));
  many.counts.pop_back();
  EXPECT_OK(store_.Do(many));
  EXPECT_EQ(Count("a"), 1000);
}

TEST_F(Views, ACounterStaysAtTheLargestNumber) {
  ASSERT_OK(store_.Do(RecordViews{{{"a", kMost}, {"a", kMost}}}));
  EXPECT_EQ(Count("a"), kMost);
  ASSERT_OK(store_.Do(RecordViews{{{"a", kMost}}}));
  EXPECT_EQ(Count("a"), kMost);
  store_.Reopen();
  EXPECT_EQ(Count("a"), kMost);
}

TEST_F(Views, WhatIsReadWhileItIsTakenDownCountsToo) {
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(RecordViews{{{"a", 1}}}));
  ASSERT_OK(store_.Do(WithdrawStatement{{"a", store_.EtagOf("a")}, "A figure is wrong."}));
  ASSERT_OK(store_.Do(RecordViews{{{"a", 1}}}));
  RemoveStatement remove;
  remove.statement = {"a", store_.EtagOf("a")};
  remove.gone = "It was never ours.";
  ASSERT_OK(store_.Do(std::move(remove)));
  ASSERT_OK(store_.Do(RecordViews{{{"a", 1}}}));
  EXPECT_EQ(Count("a"), 3);
}

TEST_F(Views, CommitsAndCountsThatWaitTogetherAreDecidedInTheirOrder) {
  absl::Notification held;
  absl::Notification go_on;
  store_.committer().Submit(Command{MakeSection("first"), "alice", "", "", "", false}, [&](const auto&) {
    held.Notify();
    go_on.WaitForNotification();
  });
  held.WaitForNotification();
  std::vector<absl::StatusOr<CommitOutcome>> ends(3, absl::UnknownError("not answered"));
  absl::BlockingCounter answered(3);
  const auto keep = [&](size_t i) {
    return [&, i](absl::StatusOr<CommitOutcome> outcome) {
      ends[i] = std::move(outcome);
      answered.DecrementCount();
    };
  };
  store_.committer().Submit(Upkeep{RecordViews{{{"new", 3}}}, "alice", "", ""}, keep(0));
  store_.committer().Submit(Command{MakeStatement("new", "New"), "alice", "", "", "", false}, keep(1));
  store_.committer().Submit(Upkeep{RecordViews{{{"new", 4}}}, "alice", "", ""}, keep(2));
  go_on.Notify();
  answered.Wait();
  EXPECT_THAT(ends[0], Refused(absl::StatusCode::kNotFound, "NO_SUCH_STATEMENT", "statements/new"));
  ASSERT_OK(ends[1]);
  ASSERT_OK(ends[2]);
  EXPECT_EQ(ends[2]->sequence, ends[1]->sequence);
  EXPECT_EQ(Count("new"), 4);
}

TEST_F(Views, WhatTheDiskDoesNotTakeIsNotAnswered) {
  const auto disk = std::make_shared<FailingDisk>();
  StoreUnderTest store(disk);
  ASSERT_OK(store.Do(MakeSection("press")));
  ASSERT_OK(store.Do(MakeStatement("a", "A")));
  disk->says_full = true;
  EXPECT_THAT(store.Do(RecordViews{{{"a", 1}}}),
              Refused(absl::StatusCode::kResourceExhausted, "DISK_FULL", "make room"));
  EXPECT_EQ(*store.store().ViewCount("a"), 0);
  disk->says_full = false;
  EXPECT_OK(store.Do(RecordViews{{{"a", 1}}}));
}

}  // namespace
}  // namespace communique::content
