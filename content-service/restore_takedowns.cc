#include "content-service/restore_takedowns.h"

#include <algorithm>
#include <cstdint>
#include <map>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "content-service/domain/common_history.h"
#include "content-service/storage/rocks_state_view.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

using stored::v1::JournalLine;
using stored::v1::Takedown;

// Whether the store has under the number of a takedown what came after the last commit that it has in common
// with the history of that takedown.
absl::StatusOr<bool> IsAnother(const Takedown& takedown, uint64_t common, const Database& database) {
  const uint64_t head = database.head().Get().sequence;
  const RocksStateView now(database, head);
  if (takedown.signatory() != 0) {
    const RocksStateView then(database, std::min(common, head));
    ASSIGN_OR_RETURN(const auto row, now.FindSignatory(takedown.statement(), takedown.signatory()));
    ASSIGN_OR_RETURN(const auto before, then.FindSignatory(takedown.statement(), takedown.signatory()));
    return row.has_value() && !before.has_value();
  }
  if (takedown.revision() == 0) return false;
  ASSIGN_OR_RETURN(const auto row, now.FindRevision(takedown.statement(), takedown.revision()));
  return row.has_value() && row->sequence() > common;
}

std::string LeftOut(const Takedown& takedown, const std::string& epoch) {
  const std::string name = takedown.signatory() != 0
                               ? SignatoryName(takedown.statement(), takedown.signatory())
                               : RevisionName(takedown.statement(), takedown.revision());
  const bool is_withdrawal = takedown.kind() == stored::v1::TAKEDOWN_KIND_SIGNATORY_WITHDRAWN;
  return absl::StrCat(name, " was left as it is: in epoch ", epoch, " another of this number was ",
                      is_withdrawal ? "withdrawn" : "erased", "; look whether this one is to be too");
}

}  // namespace

absl::StatusOr<TakedownsToRedo> FindTakedownsToRedo(const JournalFile& journal, const Position& position,
                                                    const Database& database) {
  std::vector<JournalLine> lines = WithoutVoid(journal.lines());
  const bool knows = std::any_of(lines.begin(), lines.end(),
                                 [&](const JournalLine& line) { return line.epoch() == position.epoch; });
  if (!knows) {
    return ErrorWithReason(
        absl::StatusCode::kFailedPrecondition, "JOURNAL_OF_ANOTHER_STORE",
        absl::StrCat(
            "the journal of takedowns, ", journal.path().string(),
            ", says nothing of the history of this backup; name the journal of the service that made "
            "it"));
  }
  TakedownsToRedo found;
  // By epoch.
  std::map<std::string, uint64_t> commons;
  for (JournalLine& line : lines) {
    if (line.epoch() == position.epoch) {
      // What came before this history began is in it.
      if (!line.restored_from().empty()) found.left_out.clear();
      continue;
    }
    const auto [common, is_new] = commons.emplace(line.epoch(), 0);
    if (is_new) common->second = LastCommonCommit(lines, line.epoch(), position.epoch);
    auto& takedowns = *line.mutable_takedowns();
    for (int i = 0; i < takedowns.size();) {
      ASSIGN_OR_RETURN(const bool is_another, IsAnother(takedowns[i], common->second, database));
      if (is_another) {
        found.left_out.push_back(LeftOut(takedowns[i], line.epoch()));
        takedowns.DeleteSubrange(i, 1);
      } else {
        ++i;
      }
    }
  }
  found.to_redo = StillDown(TakedownsSince(lines, position));
  return found;
}

}  // namespace communique::content
