#include "content-service/domain/common_history.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "statement/position.h"

namespace communique::content {
namespace {

using stored::v1::JournalLine;

const std::string kA = "000000000000000a";
const std::string kB = "000000000000000b";
const std::string kC = "000000000000000c";
const std::string kD = "000000000000000d";

JournalLine Begin(const std::string& epoch, const std::string& from, uint64_t sequence) {
  JournalLine line;
  line.set_epoch(epoch);
  line.set_head(sequence + 5);
  if (!from.empty()) line.set_restored_from(EncodePosition({from, sequence, 0}));
  return line;
}

TEST(LastCommonCommit, IsWhereTwoHistoriesPart) {
  const std::vector<JournalLine> lines = {Begin(kA, "", 0), Begin(kB, kA, 50), Begin(kC, kB, 70),
                                          Begin(kD, kA, 30)};
  EXPECT_EQ(LastCommonCommit(lines, kA, kB), 50u);
  EXPECT_EQ(LastCommonCommit(lines, kB, kA), 50u);
  EXPECT_EQ(LastCommonCommit(lines, kB, kC), 70u);
  EXPECT_EQ(LastCommonCommit(lines, kA, kC), 50u);
  EXPECT_EQ(LastCommonCommit(lines, kC, kD), 30u);
}

TEST(LastCommonCommit, IsNoneWhereTheJournalDoesNotTellOrMakesNoSense) {
  EXPECT_EQ(LastCommonCommit({Begin(kA, "", 0), Begin(kB, "", 0)}, kA, kB), 0u);
  JournalLine garbled = Begin(kB, "", 0);
  garbled.set_restored_from("?");
  EXPECT_EQ(LastCommonCommit({garbled}, kA, kB), 0u);
  EXPECT_EQ(LastCommonCommit({Begin(kB, kC, 5), Begin(kC, kB, 7)}, kB, kA), 0u);
}

}  // namespace
}  // namespace communique::content
