#include "cli/progress_bar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <sstream>

#include "cli/text_layout.h"

namespace communique::cli {
namespace {

// What is on the line of a terminal so wide.
std::string Shown(const std::string& what, size_t columns) {
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal{.out = out, .err = err, .err_is_terminal = true, .err_width = columns};
  ProgressBar bar(what, terminal);
  bar.Show(1'200'000, 2'400'000, "1.2 MB of 2.4 MB");
  const std::string wipe = "\r\x1b[K";
  EXPECT_EQ(err.str().substr(0, wipe.size()), wipe);
  return err.str().substr(wipe.size());
}

TEST(ProgressBar, ShowsHowMuchIsDone) {
  EXPECT_EQ(Shown("uploading a.jpg", 80),
            "uploading a.jpg  [============>           ]  50%  1.2 MB of 2.4 MB");
}

TEST(ProgressBar, NeverWraps) {
  for (size_t columns = 40; columns < 120; ++columns) {
    EXPECT_LT(DisplayWidth(Shown("uploading /home/me/statements/the signed statement.jpg", columns)),
              columns);
  }
  EXPECT_EQ(Shown("uploading /home/me/scan.jpg", 40), "…ome/me/scan.jpg  50%  1.2 MB of 2.4 MB");
  EXPECT_EQ(Shown("성명 성명 성명 성명.pdf", 40), "… 성명 성명.pdf  50%  1.2 MB of 2.4 MB");
}

TEST(ProgressBar, ShowsNothingWhereThereIsNoTerminal) {
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal{.out = out, .err = err};
  ProgressBar("uploading a.jpg", terminal).Show(1, 2, "");
  EXPECT_EQ(err.str(), "");
}

TEST(ProgressBarDeathTest, AnInterruptLeavesACleanLine) {
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal{.out = out, .err = err, .err_is_terminal = true};
  const auto interrupted = [&] {
    ProgressBar bar("uploading a.jpg", terminal);
    bar.Show(1, 2, "");
    ::raise(SIGINT);
  };
  EXPECT_EXIT(interrupted(), ::testing::KilledBySignal(SIGINT), "communique: interrupted");
}

}  // namespace
}  // namespace communique::cli
