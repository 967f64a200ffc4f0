#include "serving/signal.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>

#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "serving/watchdog.h"

namespace communique::serving {
namespace {

TEST(TerminationSignal, WaitReturnsTheFirstAndASecondEndsTheProcess) {
  EXPECT_EXIT(
      {
        TerminationSignal signal;
        ::kill(::getpid(), SIGTERM);
        if (signal.Wait() != SIGTERM) ::_exit(1);
        ::kill(::getpid(), SIGINT);
        ::_exit(2);
      },
      ::testing::KilledBySignal(SIGINT), "");
}

TEST(Watchdog, CallsWhenLateAndNotWhenInTime) {
  absl::Notification late;
  {
    const Watchdog watchdog(absl::Milliseconds(1), [&late] { late.Notify(); });
    late.WaitForNotification();
  }
  bool called = false;
  {
    const Watchdog watchdog(absl::Hours(1), [&called] { called = true; });
  }
  EXPECT_FALSE(called);
}

}  // namespace
}  // namespace communique::serving
