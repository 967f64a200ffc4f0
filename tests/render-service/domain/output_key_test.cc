#include "render-service/domain/output_key.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

using ::communique::testing::StatusIs;

std::vector<OutputKey> SomeKeys() {
  return {{.type = OutputType::kSetPages, .statement = "statements/a"},
          {.type = OutputType::kFront, .language = "en"},
          {.type = OutputType::kFront, .language = "en", .section = "sections/press"},
          {.type = OutputType::kYear, .language = "en", .section = "sections/press", .year = 2014},
          {.type = OutputType::kYear, .language = "en", .section = "sections/press", .year = 998},
          {.type = OutputType::kNotice, .path = "/en/press/a/"},
          {.type = OutputType::kStatementPage, .statement = "statements/a"},
          {.type = OutputType::kStatementPage, .statement = "statements/a-b"},
          {.type = OutputType::kStatementJson, .statement = "statements/b"},
          {.type = OutputType::kAttachment, .statement = "statements/a", .entry = "scan"}};
}

TEST(OutputKey, FilesComeBeforePagesBeforeIndexesBeforeImages) {
  std::vector<OutputKey> keys = SomeKeys();
  std::sort(keys.begin(), keys.end());
  EXPECT_EQ(keys.front().type, OutputType::kStatementJson);
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end(), [](const OutputKey& a, const OutputKey& b) {
    return PhaseOf(a.type) < PhaseOf(b.type);
  }));
}

TEST(OutputKey, ItsBytesSortAsItDoesAndGiveItBack) {
  const std::vector<OutputKey> keys = SomeKeys();
  for (const OutputKey& a : keys) {
    ASSERT_OK_AND_ASSIGN(const OutputKey back, DecodeOutputKey(EncodeOutputKey(a)));
    EXPECT_EQ(back, a);
    for (const OutputKey& b : keys) EXPECT_EQ(a < b, EncodeOutputKey(a) < EncodeOutputKey(b));
  }
}

TEST(OutputKey, BytesThatAreNoKeyAreRefused) {
  for (const char* bytes : {"", "x", "no key at all"}) {
    EXPECT_THAT(DecodeOutputKey(bytes), StatusIs(absl::StatusCode::kDataLoss));
  }
}

}  // namespace
}  // namespace communique::render
