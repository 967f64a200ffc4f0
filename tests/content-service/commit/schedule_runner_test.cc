#include "content-service/commit/schedule_runner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "content-service/storage/keys.h"
#include "content-service/storage/rocks_state_view.h"
#include "content-service/storage/schedule_rows.h"
#include "rocksdb/db.h"
#include "statement/errors.h"
#include "tests/testing/commands.h"
#include "tests/testing/failing_disk.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/store_under_test.h"

namespace communique::content {
namespace {

using ::communique::testing::FailingDisk;
using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::StoreUnderTest;

constexpr int64_t kStart = 1'700'000'000;
constexpr int64_t kDue = kStart + 100;

class ScheduleRunnerTest : public ::testing::Test {
 protected:
  ScheduleRunnerTest() {
    EXPECT_OK(store_.Do(MakeSection("press")));
    EXPECT_OK(store_.Do(MakeStatement("a", "One")));
  }

  void Schedule(const std::string& id, int64_t seconds = kDue) {
    ASSERT_OK(store_.Do(PublishStatement{{{id, store_.EtagOf(id)}}, absl::FromUnixSeconds(seconds)}));
  }
  // A further statement, whose publication shows that the runner has passed the time.
  void ScheduleAnother(int64_t seconds) {
    ASSERT_OK(store_.Do(MakeStatement("another", "Another")));
    Schedule("another", seconds);
  }
  std::unique_ptr<ScheduleRunner> Run() {
    ScheduleRunnerOptions options;
    options.now = [this] {
      absl::MutexLock lock(&mutex_);
      ++looks_;
      return now_;
    };
    options.interval = absl::Milliseconds(1);
    options.on_outcome = [this](const ScheduleOutcome& outcome) {
      absl::MutexLock lock(&mutex_);
      outcomes_.push_back(outcome);
    };
    return std::make_unique<ScheduleRunner>(&store_.database(), &store_.committer(), std::move(options));
  }
  void SetTime(int64_t seconds) {
    store_.SetTime(seconds);
    absl::MutexLock lock(&mutex_);
    now_ = absl::FromUnixSeconds(seconds);
  }
  // Until the runner has compared the first schedule with the time twice more.
  void WaitForLooks() {
    absl::MutexLock lock(&mutex_);
    const auto looked = [this, until = looks_ + 2] {
      mutex_.AssertHeld();
      return looks_ >= until;
    };
    mutex_.Await(absl::Condition(&looked));
  }
  std::vector<ScheduleOutcome> WaitForOutcomes(size_t count) {
    absl::MutexLock lock(&mutex_);
    const auto enough = [this, count] {
      mutex_.AssertHeld();
      return outcomes_.size() >= count;
    };
    mutex_.Await(absl::Condition(&enough));
    return outcomes_;
  }
  // Damages the store.
  void Write(Family family, const std::string& key, const std::string& bytes) {
    ASSERT_TRUE(store_.database()
                    .db()
                    ->Put(rocksdb::WriteOptions(), store_.database().family(family), key, bytes)
                    .ok());
  }
  v1::Statement Get(const std::string& id) {
    return *store_.store().GetStatement(id, store_.Now(v1::VIEW_EDITORIAL));
  }

  const std::shared_ptr<FailingDisk> disk_ = std::make_shared<FailingDisk>();
  StoreUnderTest store_{disk_};
  absl::Mutex mutex_;
  absl::Time now_ ABSL_GUARDED_BY(mutex_) = absl::FromUnixSeconds(kStart);
  int looks_ ABSL_GUARDED_BY(mutex_) = 0;
  std::vector<ScheduleOutcome> outcomes_ ABSL_GUARDED_BY(mutex_);
};

TEST_F(ScheduleRunnerTest, PublishesAtItsTimeAndNotBefore) {
  Schedule("a");
  const auto runner = Run();
  SetTime(kDue - 1);
  WaitForLooks();
  EXPECT_EQ(Get("a").public_state(), v1::PUBLIC_STATE_NEVER);
  SetTime(kDue + 2);
  const auto outcomes = WaitForOutcomes(1);
  EXPECT_OK(outcomes[0].status);
  EXPECT_EQ(outcomes[0].delay, absl::Seconds(2));
  EXPECT_EQ(Get("a").public_state(), v1::PUBLIC_STATE_LIVE);
}

TEST_F(ScheduleRunnerTest, WhatCameDueWhileNothingRanIsPublishedOnceOnTheNextStart) {
  Schedule("a");
  store_.Reopen();
  SetTime(kDue + 3600);
  {
    const auto runner = Run();
    WaitForOutcomes(1);
  }
  store_.Reopen();
  ScheduleAnother(kDue + 7200);
  const uint64_t before = store_.store().Head().sequence;
  SetTime(kDue + 7200);
  {
    const auto runner = Run();
    WaitForOutcomes(2);
  }
  EXPECT_EQ(store_.store().Head().sequence, before + 1) << "the other one's alone";
  EXPECT_EQ(Get("a").editions_size(), 1);
}

TEST_F(ScheduleRunnerTest, ACancelledScheduleIsNotCarriedOut) {
  Schedule("a");
  ASSERT_OK(store_.Do(CancelSchedule{{"a", store_.EtagOf("a")}}));
  ScheduleAnother(kDue + 1);
  SetTime(kDue + 1);
  const auto runner = Run();
  WaitForOutcomes(1);
  EXPECT_EQ(Get("another").public_state(), v1::PUBLIC_STATE_LIVE);
  EXPECT_EQ(Get("a").public_state(), v1::PUBLIC_STATE_NEVER);
}

TEST_F(ScheduleRunnerTest, WhileTheDiskIsFullItIsTriedAgainAndToldOnce) {
  Schedule("a");
  disk_->says_full = true;
  SetTime(kDue + 1);
  const auto runner = Run();
  EXPECT_TRUE(absl::IsResourceExhausted(WaitForOutcomes(1)[0].status));
  WaitForLooks();
  disk_->says_full = false;
  const auto outcomes = WaitForOutcomes(2);
  EXPECT_TRUE(outcomes[0].tried_again);
  EXPECT_OK(outcomes[1].status) << "a second try that failed is not told";
  EXPECT_EQ(Get("a").public_state(), v1::PUBLIC_STATE_LIVE);
}

TEST_F(ScheduleRunnerTest, WhereTheOutcomeIsUnknownTheNextStartSettlesIt) {
  Schedule("a");
  disk_->sync_fails = true;
  SetTime(kDue + 1);
  {
    const auto runner = Run();
    const auto outcomes = WaitForOutcomes(1);
    EXPECT_TRUE(outcomes[0].tried_again);
    EXPECT_EQ(ReasonOf(outcomes[0].status), "OUTCOME_UNKNOWN");
  }
  store_.Close();
  disk_->sync_fails = false;
  store_.Open();
  ScheduleAnother(kDue + 2);
  SetTime(kDue + 2);
  const auto runner = Run();
  while (!WaitForOutcomes(2).back().status.ok()) WaitForLooks();
  EXPECT_EQ(Get("a").public_state(), v1::PUBLIC_STATE_LIVE);
  EXPECT_EQ(Get("a").editions_size(), 1) << "done once";
}

// Of what cannot be published the drafts are given back.
TEST_F(ScheduleRunnerTest, AScheduleThatCannotBeCarriedOutIsRecordedAsFailed) {
  ASSERT_OK(store_.Do(MakeStatement("b", "Two")));
  ASSERT_OK(store_.Do(
      PublishStatement{{{"a", store_.EtagOf("a")}, {"b", store_.EtagOf("b")}}, absl::FromUnixSeconds(kDue)}));
  const RocksStateView state(store_.database(), store_.store().Head().sequence);
  const auto row = state.FindStatement("a");
  ASSERT_OK(row);
  Write(Family::kBodies, BodyKey((*row)->draft().content()), "\xff");
  SetTime(kDue + 1);
  const auto runner = Run();
  const auto outcomes = WaitForOutcomes(1);
  EXPECT_EQ(ReasonOf(outcomes[0].status), "STORE_DAMAGED");
  EXPECT_FALSE(outcomes[0].tried_again);
  EXPECT_EQ(Get("b").draft_state(), v1::DRAFT_STATE_DRAFT);
  EXPECT_EQ(Get("b").draft().schedule_failure().reason(), "STORE_DAMAGED");
}

TEST_F(ScheduleRunnerTest, ADamagedScheduleStandsBeforeNoOther) {
  Schedule("a");
  ASSERT_OK_AND_ASSIGN(const auto schedules, DueSchedules(store_.database(), absl::FromUnixSeconds(kDue)));
  ASSERT_EQ(schedules.size(), 1u);
  Write(Family::kSchedules, ScheduleKey(schedules[0].publish_time, schedules[0].id), "\xff");
  Write(Family::kSchedules, "rubbish", "");
  ScheduleAnother(kDue + 1);
  SetTime(kDue + 1);
  const auto runner = Run();
  const auto outcomes = WaitForOutcomes(2);
  EXPECT_EQ(ReasonOf(outcomes[0].status), "STORE_DAMAGED");
  EXPECT_TRUE(outcomes[0].tried_again);
  EXPECT_OK(outcomes[1].status);
  EXPECT_EQ(Get("another").public_state(), v1::PUBLIC_STATE_LIVE);
}

TEST(PatienceTest, PausesGrowToAMinuteAndANewReasonIsTold) {
  Patience patience(absl::Seconds(10));
  const auto looks = [&] {
    int count = 0;
    while (patience.Waits()) ++count;
    return count;
  };
  EXPECT_EQ(looks(), 0);
  EXPECT_TRUE(patience.Fail("DISK_FULL"));
  EXPECT_EQ(looks(), 1);
  EXPECT_FALSE(patience.Fail("DISK_FULL"));
  EXPECT_EQ(looks(), 2);
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(patience.Fail("DISK_FULL"));
  EXPECT_EQ(looks(), 6) << "of ten seconds each";
  EXPECT_TRUE(patience.Fail("OUTCOME_UNKNOWN"));
  patience.Succeed();
  EXPECT_EQ(looks(), 0);
  EXPECT_TRUE(patience.Fail("OUTCOME_UNKNOWN"));
  EXPECT_EQ(looks(), 1);
}

}  // namespace
}  // namespace communique::content
