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

// Rounds on a disk that only says that it syncs the log, until one is found out; what the last one found.
std::vector<std::string> FoundWhereSyncsLie(const PowerRun::Conditions& conditions,
                                            const ::testing::Matcher<const std::string&>& fault) {
  std::vector<std::string> found;
  for (uint32_t seed = 1; seed <= 30 && !::testing::Matches(Contains(fault))(found); ++seed) {
    found = PowerRun(seed).Round(conditions);
  }
  return found;
}

// So the first test would find it if the store did not wait for the disk: nothing but the judge tells here.
TEST(PowerFailure, IsFoundOutToLoseWritesWhereTheLogIsNotSynced) {
  const auto lost = StartsWith("lost: ");
  EXPECT_THAT(FoundWhereSyncsLie({.log_syncs_lie = true, .mark_is_lost = true, .makes_tables = false}, lost),
              Contains(lost));
}

// And the store itself refuses to open with less than it knows to have been on the disk.
TEST(PowerFailure, IsRefusedWhereTheLogHasLessThanWasSaidToBeSynced) {
  const auto refused = HasSubstr("what it held there was stored for good");
  EXPECT_THAT(FoundWhereSyncsLie({.log_syncs_lie = true, .makes_tables = false}, refused), Contains(refused));
}

}  // namespace
}  // namespace communique::testing
