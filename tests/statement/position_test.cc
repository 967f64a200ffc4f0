#include "statement/position.h"

#include <gmock/gmock.h>

#include <limits>
#include <random>

#include "absl/strings/match.h"
#include "statement/errors.h"
#include "tests/testing/status_matchers.h"

namespace communique {
namespace {

using ::communique::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

const Position kPosition{.epoch = "00f1e2d3c4b5a697", .sequence = 4711, .public_position = 815};

void ExpectRefused(const std::string& text) {
  const auto position = DecodePosition(text);
  EXPECT_THAT(position, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("earlier response"))) << text;
  EXPECT_EQ(ReasonOf(position.status()), "BAD_POSITION");
}

TEST(Position, IsReadAsItIsWritten) {
  EXPECT_EQ(*DecodePosition(EncodePosition(kPosition)), kPosition);
  const Position largest{.epoch = "ffffffffffffffff",
                         .sequence = std::numeric_limits<uint64_t>::max(),
                         .public_position = std::numeric_limits<uint64_t>::max()};
  EXPECT_EQ(*DecodePosition(EncodePosition(largest)), largest);
}

TEST(Position, IsUrlSafeText) { EXPECT_THAT(EncodePosition(kPosition), MatchesRegex("p1\\.[A-Za-z0-9_-]+")); }

TEST(Position, IsNeverMisread) {
  const std::string text = EncodePosition(kPosition);
  for (size_t size = 0; size < text.size(); ++size) ExpectRefused(text.substr(0, size));
  for (size_t i = 0; i < text.size(); ++i) {
    for (const char c : {'A', 'b', '7', '-', '.', '=', '\n', '\0'}) {
      std::string changed = text;
      if (changed[i] == c) continue;
      changed[i] = c;
      ExpectRefused(changed);
    }
  }
  for (const char* suffix : {"=", "==", "A", " ", "\n"}) ExpectRefused(text + suffix);
  ExpectRefused("p2" + text.substr(2));
  ExpectRefused("12");
  ExpectRefused(std::string(10'000, 'p'));
}

TEST(Position, RandomTextIsRefused) {
  std::mt19937 random(1);
  for (int i = 0; i < 2000; ++i) {
    std::string text = i % 2 == 0 ? "p1." : "";
    for (size_t size = random() % 60; size > 0; --size) text.push_back(static_cast<char>(random() % 256));
    ExpectRefused(text);
  }
}

}  // namespace
}  // namespace communique
