#ifndef COMMUNIQUE_TESTS_TESTING_LIMITS_TABLE_H_
#define COMMUNIQUE_TESTS_TESTING_LIMITS_TABLE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace communique::testing {

// A row of a table of bounds in docs/api.md, and how to try it.
struct Limit {
  std::string what;
  int64_t bound = 0;
  // Whether something of this size (bytes, entries, levels) is taken.
  std::function<bool(int64_t size)> takes;
};

// What -> bound, as the table below the heading has it: "| what | 2,000 bytes | … |".
inline std::map<std::string, int64_t> LimitsInTheDocs(const std::string& heading) {
  std::ifstream docs(COMMUNIQUE_SOURCE_DIR "/docs/api.md");
  std::map<std::string, int64_t> limits;
  bool below = false;
  bool in_table = false;
  for (std::string line; std::getline(docs, line);) {
    if (absl::StartsWith(line, "#")) below = line == heading;
    if (!below || !absl::StartsWith(line, "|")) continue;
    if (absl::StartsWith(line, "|---")) {
      in_table = true;
      continue;
    }
    if (!in_table) continue;
    const std::vector<std::string> cells = absl::StrSplit(line, '|');
    const std::vector<std::string> words =
        absl::StrSplit(absl::StrReplaceAll(cells.at(2), {{",", ""}}), ' ', absl::SkipEmpty());
    int64_t number = 0;
    EXPECT_TRUE(absl::SimpleAtoi(words.at(0), &number)) << line;
    if (words.size() > 1 && words[1] == "KiB") number <<= 10;
    if (words.size() > 1 && words[1] == "MiB") number <<= 20;
    limits[std::string(absl::StripAsciiWhitespace(cells.at(1)))] = number;
  }
  return limits;
}

// The table says of each what the code says, has no row that nobody tries, and what is one too large is
// refused.
inline void ExpectLimitsHold(const std::string& heading, const std::vector<Limit>& limits) {
  const std::map<std::string, int64_t> documented = LimitsInTheDocs(heading);
  std::map<std::string, int64_t> tried;
  for (const Limit& limit : limits) {
    tried[limit.what] = limit.bound;
    EXPECT_TRUE(limit.takes(limit.bound)) << limit.what << " of " << limit.bound;
    EXPECT_FALSE(limit.takes(limit.bound + 1)) << limit.what << " of one more than " << limit.bound;
  }
  EXPECT_EQ(tried, documented);
}

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_LIMITS_TABLE_H_
