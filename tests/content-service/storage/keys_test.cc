#include "content-service/storage/keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace communique::content {
namespace {

using ::testing::ElementsAreArray;

TEST(Keys, TheNewestVersionSortsFirstAndAllOfAnIdBeforeTheNextId) {
  const std::vector<std::string> sorted = {VersionKey("a", 300), VersionKey("a", 2),   VersionKey("a", 1),
                                           AfterVersions("a"),   VersionKey("a-b", 7), VersionKey("ab", 9),
                                           VersionKey("b", 1)};
  EXPECT_TRUE(std::is_sorted(sorted.begin(), sorted.end()));
  const auto parsed = ParseVersionKey(VersionKey("a-b", 256));
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->id, "a-b");
  EXPECT_EQ(parsed->sequence, 256u);
  EXPECT_FALSE(ParseVersionKey("a-b").has_value());
}

TEST(Keys, SignatoriesSortByDisplayOrderAlsoNegativeThenByNumber) {
  const std::string prefix = SignatoriesPrefix("a");
  const std::vector<std::string> sorted = {SignatoryOrderKey("a", std::numeric_limits<int64_t>::min(), 1),
                                           SignatoryOrderKey("a", -1, 9), SignatoryOrderKey("a", 0, 1),
                                           SignatoryOrderKey("a", 0, 2),
                                           SignatoryOrderKey("a", std::numeric_limits<int64_t>::max(), 1)};
  EXPECT_TRUE(std::is_sorted(sorted.begin(), sorted.end()));
  const auto order = ParseSignatoryOrderKey(prefix, sorted[1]);
  ASSERT_TRUE(order.has_value());
  EXPECT_EQ(order->display_order, -1);
  EXPECT_EQ(order->number, 9);
  const auto version = ParseSignatoryKey(prefix, SignatoryKey("a", 5, 77));
  ASSERT_TRUE(version.has_value());
  EXPECT_EQ(version->number, 5);
  EXPECT_EQ(version->sequence, 77u);
}

TEST(Keys, EveryColumnFamilyStandsInTheDescriptionOfTheFormatInTheSameOrder) {
  std::ifstream page(COMMUNIQUE_SOURCE_DIR "/docs/storage-format.md");
  std::vector<std::string> described;
  for (std::string line; std::getline(page, line);) {
    if (absl::StartsWith(line, "| `"))
      described.push_back(std::vector<std::string>(absl::StrSplit(line, '`'))[1]);
  }
  EXPECT_THAT(described, ElementsAreArray(kFamilyNames));
}

}  // namespace
}  // namespace communique::content
