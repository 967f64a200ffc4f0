#include "cli/view_lines.h"

#include <limits>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/exit_code.h"
#include "cli/resource_arguments.h"

namespace communique::cli {

absl::StatusOr<std::map<std::string, int64_t>> ReadViewLines(absl::string_view text) {
  std::map<std::string, int64_t> counts;
  int number = 0;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    const std::vector<std::string> words = absl::StrSplit(line, absl::ByAnyChar(" \t\r"), absl::SkipEmpty());
    if (words.empty() || words[0][0] == '#') continue;
    int64_t count = 0;
    if (words.size() != 2 || !absl::SimpleAtoi(words[1], &count) || count < 1) {
      return UsageError(absl::StrCat("line ", number, " is no statement and how often it was read, such as ",
                                     "\"statements/river-appeal 12\""));
    }
    int64_t& sum = counts[FullName("statements", words[0])];
    if (sum > std::numeric_limits<int64_t>::max() - count) {
      return UsageError(absl::StrCat("line ", number, " makes more than can be counted"));
    }
    sum += count;
  }
  return counts;
}

}  // namespace communique::cli
