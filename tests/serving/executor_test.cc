#include "serving/executor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "absl/synchronization/barrier.h"
#include "absl/synchronization/notification.h"
#include "statement/errors.h"
#include "tests/testing/status_matchers.h"

namespace communique::serving {
namespace {

using ::communique::testing::StatusIs;

TEST(Executor, RunsWorkOnItsThreadsAtTheSameTime) {
  Executor executor(2, 10);
  absl::Notification first;
  absl::Notification second;
  ASSERT_OK(executor.Submit([&] {
    first.Notify();
    second.WaitForNotification();
  }));
  ASSERT_OK(executor.Submit([&] {
    first.WaitForNotification();
    second.Notify();
  }));
  second.WaitForNotification();
}

TEST(Executor, RefusesWhatWouldWaitTooLongAndRunsThatWhichIsPosted) {
  absl::Notification running;
  absl::Notification go;
  std::atomic<int> ran = 0;
  {
    Executor executor(1, 2);
    ASSERT_OK(executor.Submit([&] {
      running.Notify();
      go.WaitForNotification();
    }));
    running.WaitForNotification();
    ASSERT_OK(executor.Submit([&] { ++ran; }));
    ASSERT_OK(executor.Submit([&] { ++ran; }));
    const absl::Status refused = executor.Submit([&] { ran += 100; });
    EXPECT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted));
    EXPECT_EQ(ReasonOf(refused), "OVERLOADED");
    executor.Post([&] { ++ran; });
    go.Notify();
  }
  EXPECT_EQ(ran, 3) << "the destructor runs what was accepted";
}

}  // namespace
}  // namespace communique::serving
