#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKUP_RESTORE_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKUP_RESTORE_H_

#include <cstdint>
#include <filesystem>

#include "absl/status/statusor.h"
#include "content-service/storage/backup_store.h"

namespace communique::content {

// Checks a backup, the newest where `number` is 0, and copies its store into an empty directory, as it was:
// of the same epoch. Nothing of the backups is written. The errors of BackupStore::Verify;
// FAILED_PRECONDITION, reason NO_BACKUPS; RESOURCE_EXHAUSTED, reason DISK_FULL; UNAVAILABLE, reason
// RESTORE_FAILED.
absl::StatusOr<BackupCheck> RestoreBackup(const std::filesystem::path& backups, uint32_t number,
                                          const std::filesystem::path& directory);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKUP_RESTORE_H_
