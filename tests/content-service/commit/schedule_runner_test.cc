#include "content-service/commit/schedule_runner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
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

TEST_F(ScheduleRunnerTest, WhileTheDiskIsFullItIsTriedAgain) {
  Schedule("a");
  disk_->says_full = true;
  SetTime(kDue + 1);
  const auto runner = Run();
  const auto outcomes = WaitForOutcomes(3);
  EXPECT_TRUE(outcomes[2].tried_again);
  EXPECT_TRUE(absl::IsResourceExhausted(outcomes[2].status)) << outcomes[2].status;
  disk_->says_full = false;
  size_t seen = 3;
  while (!WaitForOutcomes(seen).back().status.ok()) ++seen;
  EXPECT_EQ(Get("a").public_state(), v1::PUBLIC_STATE_LIVE);
}

}  // namespace
}  // namespace communique::content
