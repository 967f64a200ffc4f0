#ifndef COMMUNIQUE_CONTENT_SERVICE_RESTORE_H_
#define COMMUNIQUE_CONTENT_SERVICE_RESTORE_H_

#include <ostream>

#include "absl/status/status.h"
#include "content-service/restore_options.h"

namespace communique::content {

// Puts a store back from a backup: checks the backup, copies it, takes down again what the journal knows of
// and the backup does not, begins a new epoch, and only then makes the directory one that a service opens.
// Writes what it did to `report`, for people. Errors say what to do: those of RestoreTarget, RestoreBackup,
// JournalFile and FindTakedownsToRedo; FAILED_PRECONDITION, reason NO_JOURNAL.
absl::Status RestoreStore(const RestoreOptions& options, std::ostream& report);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_RESTORE_H_
