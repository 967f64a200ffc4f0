#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "content-service/domain/upkeep.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

constexpr size_t kMostNamed = 20;

absl::Status NoSuchStatements(const std::vector<std::string>& names) {
  const auto end = names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), kMostNamed));
  const std::string others =
      names.size() > kMostNamed ? absl::StrCat(" and ", names.size() - kMostNamed, " more") : "";
  return ErrorWithReason(absl::StatusCode::kNotFound, "NO_SUCH_STATEMENT",
                         absl::StrCat("there is no ", absl::StrJoin(names.begin(), end, ", "), others,
                                      "; nothing was added, leave them out and record the rest again"),
                         {{"resource", names.front()}});
}

// The largest number stands for all that is larger.
int64_t Sum(int64_t sum, int64_t count) {
  return sum > std::numeric_limits<int64_t>::max() - count ? std::numeric_limits<int64_t>::max()
                                                           : sum + count;
}

}  // namespace

absl::StatusOr<std::map<std::string, int64_t>> DecideViews(const RecordViews& views, const StateView& state) {
  std::map<std::string, int64_t> growth;
  for (const RecordViews::Count& count : views.counts) {
    int64_t& sum = growth[count.statement];
    sum = Sum(sum, count.count);
  }
  std::vector<std::string> missing;
  for (const auto& [id, sum] : growth) {
    ASSIGN_OR_RETURN(const auto row, state.FindStatement(id));
    if (!row.has_value()) missing.push_back(StatementName(id));
  }
  if (!missing.empty()) return NoSuchStatements(missing);
  return growth;
}

}  // namespace communique::content
