// The power fails at random moments, on a disk that forgets what was not synced.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/fault/power_run.h"
#include "tests/fault/soak.h"

namespace communique::testing {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// Long enough for tables and compactions to pile up, short enough to be read again after each failure.
constexpr int kRoundsOfAStore = 10;

TEST(PowerFailure, LosesNothingThatWasAcknowledgedAndLeavesNothingHalf) {
  const int rounds = Rounds(12);
  size_t acknowledged = 0;
  size_t faults = 0;
  for (int done = 0; done < rounds; done += kRoundsOfAStore) {
    PowerRun run(Seed() + static_cast<uint32_t>(done));
    for (int round = done; round < done + kRoundsOfAStore && round < rounds; ++round) {
      SCOPED_TRACE(absl::StrCat("round ", round, " of seed ", Seed()));
      // Every third time the disk fails before that.
      const PowerRun::Conditions conditions{.sync_fails = round % 3 == 2, .sync_finds_full = round % 2 == 0};
      const std::vector<std::string> found = run.Round(conditions);
      EXPECT_THAT(found, IsEmpty());
      faults += found.size();
      if (!found.empty()) break;
    }
    acknowledged += run.acknowledged();
  }
  EXPECT_GT(acknowledged, static_cast<size_t>(rounds) * 10);
  TellFigures("power failures ", rounds, ", acknowledged ", acknowledged, ", lost or wrong ", faults);
}

// The same rounds on a disk that only says that it syncs the log. So the test above would find it if the
// store did not wait for the disk.
TEST(PowerFailure, IsFoundOutToLoseWritesWhereTheLogIsNotSynced) {
  std::vector<std::string> faults;
  for (uint32_t seed = 1; seed <= 5; ++seed) {
    PowerRun run(seed);
    for (const std::string& fault : run.Round({.log_syncs_lie = true, .makes_tables = false}))
      faults.push_back(fault);
  }
  EXPECT_THAT(faults,
              Contains(AnyOf(StartsWith("lost: "), HasSubstr("what it held there was stored for good"))));
}

}  // namespace
}  // namespace communique::testing
