#include "serving/wait.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "statement/errors.h"
#include "tests/testing/status_matchers.h"

namespace communique::serving {
namespace {

using ::communique::testing::StatusIs;

class WaitTest : public ::testing::Test {
 protected:
  void Start(Patience patience) {
    executor_.Post([this, patience = std::move(patience)]() mutable {
      Await(
          {.end = [this] { return EndNow(); }, .late = [] { return absl::DeadlineExceededError("not yet"); }},
          std::move(patience), events_, executor_, [this](const absl::Status& status) {
            ended_with_ = status;
            ++ends_;
            ended_.Notify();
          });
    });
  }

  std::optional<absl::Status> EndNow() {
    ++looks_;
    return is_true_ ? std::optional(absl::OkStatus()) : std::nullopt;
  }

  void AwaitLooks(int count) const {
    while (looks_ < count) std::this_thread::yield();
  }

  // How it ended; fails where it does not.
  absl::Status End() {
    if (!ended_.WaitForNotificationWithTimeout(absl::Seconds(30)))
      return absl::UnknownError("it still waits");
    EXPECT_EQ(ends_, 1);
    return ended_with_;
  }

  WakeList events_;
  std::atomic<bool> is_true_ = false;
  std::atomic<int> looks_ = 0;
  std::atomic<int> ends_ = 0;
  absl::Notification ended_;
  absl::Status ended_with_;
  Executor executor_{2, 10};
};

TEST_F(WaitTest, EndsAtOnceWhereThereIsNothingToWaitFor) {
  is_true_ = true;
  Start({});
  EXPECT_OK(End());
  EXPECT_EQ(events_.size(), 0u);
}

TEST_F(WaitTest, EndsWithTheEventThatMakesItTrueAndNotWithOneBefore) {
  Start({});
  AwaitLooks(1);
  events_.WakeAll();
  AwaitLooks(2);
  EXPECT_FALSE(ended_.HasBeenNotified());
  is_true_ = true;
  events_.WakeAll();
  EXPECT_OK(End());
  EXPECT_EQ(events_.size(), 0u);
}

TEST_F(WaitTest, EndsAtTheDeadlineWithWhatItsOwnerSays) {
  Start({.deadline = absl::Now() + absl::Milliseconds(5)});
  EXPECT_THAT(End(), StatusIs(absl::StatusCode::kDeadlineExceeded, "not yet"));
}

TEST_F(WaitTest, IsForgottenWhenItsClientWentAwayThoughNothingHappens) {
  std::atomic<bool> is_gone = false;
  Start({.is_gone = [&is_gone] { return is_gone.load(); }, .look_interval = absl::Milliseconds(1)});
  AwaitLooks(2);
  is_gone = true;
  EXPECT_THAT(End(), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(events_.size(), 0u);
}

TEST_F(WaitTest, EndsWhenTheServerStopsAlsoWhereItBeginsAfterThat) {
  Start({});
  AwaitLooks(1);
  events_.Close();
  EXPECT_EQ(ReasonOf(End()), "SHUTTING_DOWN");
  absl::Notification late;
  executor_.Post([&] {
    Await({.end = [] { return std::optional<absl::Status>(); }, .late = [] { return absl::OkStatus(); }}, {},
          events_, executor_, [&late](const absl::Status& status) {
            EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
            late.Notify();
          });
  });
  late.WaitForNotification();
}

}  // namespace
}  // namespace communique::serving
