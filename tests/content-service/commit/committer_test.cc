#include "content-service/commit/committer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "statement/names.h"
#include "tests/testing/commands.h"
#include "tests/testing/failing_disk.h"
#include "tests/testing/refused.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/store_under_test.h"

namespace communique::content {
namespace {

using ::communique::testing::ContentOf;
using ::communique::testing::FailingDisk;
using ::communique::testing::IsOk;
using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::Refused;
using ::communique::testing::Retitle;
using ::communique::testing::SignWith;
using ::communique::testing::StatusIs;
using ::communique::testing::StoreUnderTest;

TEST(Committer, WhatWaitsTogetherIsCommittedTogetherEachByItself) {
  StoreUnderTest store;
  ASSERT_OK(store.Do(MakeSection("press")));
  constexpr int kCallers = 200;
  std::vector<absl::Status> ends(kCallers);
  absl::BlockingCounter answered(kCallers);
  for (int i = 0; i < kCallers; ++i) {
    // Every tenth names a section that is not there.
    CreateStatement create = MakeStatement(absl::StrCat("s", i), absl::StrCat("Title ", i));
    if (i % 10 == 0) create.content.set_section("sections/nowhere");
    store.committer().Submit({std::move(create), "alice", "", "", "", false},
                             [&, i](const absl::StatusOr<CommitOutcome>& outcome) {
                               ends[static_cast<size_t>(i)] = outcome.status();
                               answered.DecrementCount();
                             });
  }
  answered.Wait();
  for (int i = 0; i < kCallers; ++i) {
    const absl::StatusCode expected =
        i % 10 == 0 ? absl::StatusCode::kInvalidArgument : absl::StatusCode::kOk;
    EXPECT_EQ(ends[static_cast<size_t>(i)].code(), expected) << ends[static_cast<size_t>(i)];
  }
  EXPECT_EQ(store.store().Head().sequence, 1 + 180u);
  EXPECT_LT(store.committer().counts().batches, 181u) << "one sync serves many";
}

// Else a disk that falls behind would fill the memory.
TEST(Committer, MoreThanMayWaitIsRefusedAtOnceAndWhatWaitsIsDone) {
  StoreUnderTest store;
  ASSERT_OK(store.Do(MakeSection("press")));
  // Callbacks run on the committing thread here, so this one holds it up.
  absl::Notification held;
  absl::Notification go_on;
  store.committer().Submit({MakeSection("first"), "alice", "", "", "", false}, [&](const auto& outcome) {
    EXPECT_OK(outcome);
    held.Notify();
    go_on.WaitForNotification();
  });
  held.WaitForNotification();
  constexpr int kMost = (64 << 20) / (16 << 10);
  std::atomic<int> done = 0;
  std::atomic<int> refused = 0;
  absl::BlockingCounter answered(kMost);
  for (int i = 0; i < kMost; ++i) {
    store.committer().Submit({MakeSection(absl::StrCat("s", i)), "alice", "", "", "", false},
                             [&](const absl::StatusOr<CommitOutcome>& outcome) {
                               ++(outcome.ok() ? done : refused);
                               if (!outcome.ok()) {
                                 EXPECT_THAT(outcome, Refused(absl::StatusCode::kResourceExhausted,
                                                              "OVERLOADED", "ask again in a moment"));
                               }
                               answered.DecrementCount();
                             });
  }
  EXPECT_GT(refused, 0) << "while the others wait";
  EXPECT_LT(refused, kMost / 10);
  go_on.Notify();
  answered.Wait();
  EXPECT_EQ(done + refused, kMost);
  EXPECT_EQ(store.store().Head().sequence, static_cast<uint64_t>(2 + done));
  EXPECT_OK(store.Do(MakeSection("later")));
}

TEST(Committer, ARequestIsAnsweredAsBeforeAlsoAfterARestart) {
  StoreUnderTest store;
  ASSERT_OK(store.Do(MakeSection("press")));
  const Command once{
      CreateStatement{"", "", "en", ContentOf("Once")}, "alice", "r-1", std::string(32, 'h'), "", false};
  ASSERT_OK_AND_ASSIGN(const CommitOutcome first, store.committer().SubmitAndWait(once));
  store.Reopen();
  ASSERT_OK_AND_ASSIGN(const CommitOutcome again, store.committer().SubmitAndWait(once));
  EXPECT_EQ(again.touched.resource, first.touched.resource);
  EXPECT_EQ(again.sequence, first.sequence);
  EXPECT_EQ(store.store().Head().sequence, first.sequence);
  const Command other{
      CreateStatement{"", "", "en", ContentOf("Other")}, "bob", "r-1", std::string(32, 'x'), "", false};
  EXPECT_OK(store.committer().SubmitAndWait(other)) << "each caller has request ids of its own";
}

// What is answered right after a commit is made from what it wrote, without reading that again.
TEST(Committer, WhatIsAnsweredIsWhatIsStored) {
  StoreUnderTest store;
  ASSERT_OK(store.Do(MakeSection("press")));
  int answers = 0;
  const auto expect_same = [&](Action action) {
    ASSERT_OK_AND_ASSIGN(const CommitOutcome outcome,
                         store.committer().SubmitAndWait({std::move(action), "alice", "", "", "", false}));
    ASSERT_NE(outcome.touched.fresh, nullptr);
    ASSERT_OK_AND_ASSIGN(const std::string id, ParseStatementName(outcome.touched.resource));
    const ReadAt at{v1::VIEW_EDITORIAL, outcome.sequence};
    ASSERT_OK_AND_ASSIGN(const v1::Statement answered,
                         store.store().GetFreshStatement(id, at, outcome.touched.fresh.get()));
    ASSERT_OK_AND_ASSIGN(const v1::Statement stored, store.store().GetStatement(id, at));
    EXPECT_EQ(answered.ShortDebugString(), stored.ShortDebugString());
    ++answers;
  };
  expect_same(CreateStatement{"", "", "en", ContentOf("A title")});
  expect_same(MakeStatement("first", "First"));
  expect_same(MakeStatement("zweite", "Zweite", "de", "group-first"));
  expect_same(PublishStatement{{{"first", store.EtagOf("first")}}});
  expect_same(Retitle("first", store.EtagOf("first"), "Another"));
  expect_same(PublishStatement{{{"first", store.EtagOf("first")}, {"zweite", store.EtagOf("zweite")}}});
  expect_same(SignWith("first", {"One", "Two"}));
  expect_same(WithdrawStatement{{"first", store.EtagOf("first")}, "It was wrong."});
  EXPECT_EQ(answers, 8);
}

TEST(Committer, AFullDiskRefusesUntilThereIsRoomAndStoresNothingByHalf) {
  const auto disk = std::make_shared<FailingDisk>();
  StoreUnderTest store(disk);
  ASSERT_OK(store.Do(MakeSection("press")));
  ASSERT_OK(store.Do(MakeStatement("kept", "Kept")));
  const uint64_t before = store.store().Head().sequence;

  disk->says_full = true;
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(store.Do(MakeStatement("refused", "Refused")),
                Refused(absl::StatusCode::kResourceExhausted, "DISK_FULL", "make room"));
    EXPECT_THAT(store.committer().health(), StatusIs(absl::StatusCode::kResourceExhausted));
  }
  EXPECT_EQ(store.store().Head().sequence, before);
  EXPECT_THAT(store.store().GetStatement("kept", store.Now(v1::VIEW_EDITORIAL)), IsOk());

  disk->says_full = false;
  ASSERT_OK(store.Do(MakeStatement("after", "After")));
  EXPECT_OK(store.committer().health());
  EXPECT_EQ(store.store().Head().sequence, before + 1);
  EXPECT_EQ(store.write_failures(), 0);
  store.Reopen();
  EXPECT_EQ(store.store().Head().sequence, before + 1);
  EXPECT_THAT(store.store().GetStatement("refused", store.Now(v1::VIEW_EDITORIAL)),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(store.store().GetStatement("after", store.Now(v1::VIEW_EDITORIAL)), IsOk());
}

// Somebody else may fill the disk between the question whether there is room and the write.
TEST(Committer, ALogThatHitTheEndOfTheDiskIsTakenUpWholeByANewStart) {
  const auto disk = std::make_shared<FailingDisk>();
  StoreUnderTest store(disk);
  ASSERT_OK(store.Do(MakeSection("press")));
  ASSERT_OK(store.Do(MakeStatement("kept", "Kept")));
  disk->full = true;
  EXPECT_THAT(store.Do(MakeStatement("lost", "Lost")),
              Refused(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN", "the same request_id settles it"));
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(store.Do(MakeStatement("refused", "Refused")),
                Refused(absl::StatusCode::kResourceExhausted, "DISK_FULL", "make room"));
  }
  EXPECT_EQ(store.write_failures(), 1) << "told, so that a new start can be made";
  EXPECT_THAT(store.store().GetStatement("kept", store.Now(v1::VIEW_EDITORIAL)), IsOk());
  store.Close();
  disk->full = false;
  store.Open();
  EXPECT_EQ(store.store().Head().sequence, 2u);
  EXPECT_OK(store.Do(MakeStatement("after", "After")));
}

TEST(Committer, WhereTheDiskFailsTheOutcomeIsUnknownAndTheSameRequestSettlesIt) {
  const auto disk = std::make_shared<FailingDisk>();
  StoreUnderTest store(disk);
  ASSERT_OK(store.Do(MakeSection("press")));
  const Command once{MakeStatement("a", "A"), "alice", "r-1", std::string(32, 'h'), "", false};
  disk->sync_fails = true;
  EXPECT_THAT(store.committer().SubmitAndWait(once),
              Refused(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN", "the same request_id settles it"));
  EXPECT_THAT(store.committer().health(), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(store.write_failures(), 1);
  store.Close();
  disk->sync_fails = false;
  store.Open();
  ASSERT_OK_AND_ASSIGN(const CommitOutcome settled, store.committer().SubmitAndWait(once));
  EXPECT_EQ(settled.sequence, 2u);
  EXPECT_EQ(store.store().Head().sequence, 2u) << "done once";
}

// DISK_FULL would promise that nothing was stored.
TEST(Committer, WhatADiskFindsNoSpaceForOnlyWhenItIsSyncedMayBeThereAllTheSame) {
  const auto disk = std::make_shared<FailingDisk>();
  StoreUnderTest store(disk);
  ASSERT_OK(store.Do(MakeSection("press")));
  const Command once{MakeStatement("a", "A"), "alice", "r-1", std::string(32, 'h'), "", false};
  disk->sync_finds_full = true;
  EXPECT_THAT(store.committer().SubmitAndWait(once),
              Refused(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN", "the same request_id settles it"));
  EXPECT_THAT(store.Do(MakeStatement("b", "B")),
              Refused(absl::StatusCode::kResourceExhausted, "DISK_FULL", "make room"));
  store.Close();
  disk->sync_finds_full = false;
  store.Open();
  EXPECT_EQ(store.store().Head().sequence, 2u) << "it was";
  EXPECT_THAT(store.store().GetStatement("b", store.Now(v1::VIEW_EDITORIAL)),
              StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace communique::content
