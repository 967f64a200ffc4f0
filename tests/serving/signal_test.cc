#include "serving/signal.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <sstream>

#include "absl/time/time.h"
#include "serving/logging.h"
#include "serving/shutdown_limit.h"

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

TEST(ShutdownLimit, EndsAProcessThatDoesNotStopInTime) {
  EXPECT_EXIT(
      {
        const Log log("test", LogFormat::kText, LogLevel::kInfo);
        const ShutdownLimit limit(absl::ZeroDuration(), log);
        ::alarm(60);
        ::pause();
      },
      ::testing::ExitedWithCode(70), "did not stop in time");
}

TEST(ShutdownLimit, LeavesOneAloneThatDoes) {
  std::ostringstream lines;
  const Log log("test", LogFormat::kText, LogLevel::kInfo, lines);
  { const ShutdownLimit limit(absl::Hours(1), log); }
  EXPECT_EQ(lines.str(), "");
}

}  // namespace
}  // namespace communique::serving
