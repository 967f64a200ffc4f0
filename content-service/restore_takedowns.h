#ifndef COMMUNIQUE_CONTENT_SERVICE_RESTORE_TAKEDOWNS_H_
#define COMMUNIQUE_CONTENT_SERVICE_RESTORE_TAKEDOWNS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "content-service/domain/takedowns.h"
#include "content-service/storage/database.h"
#include "content-service/storage/journal_file.h"
#include "statement/position.h"

namespace communique::content {

struct TakedownsToRedo {
  // In this order.
  Takedowns to_redo;
  // A line each, for the operator: what was done to a signatory or a revision of another history, and has its
  // number in this one too, but is something else here.
  std::vector<std::string> left_out;
};

// What a journal knows of and the store that was restored from a backup of `position` does not.
// FAILED_PRECONDITION, reason JOURNAL_OF_ANOTHER_STORE: the journal says nothing of the backup's history.
absl::StatusOr<TakedownsToRedo> FindTakedownsToRedo(const JournalFile& journal, const Position& position,
                                                    const Database& database);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_RESTORE_TAKEDOWNS_H_
