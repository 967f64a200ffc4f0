#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKUP_CHECK_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKUP_CHECK_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "content-service/storage/backup_store.h"
#include "rocksdb/utilities/backup_engine.h"

namespace communique::content {

// Holds every file of a backup against its checksum, opens the copy and follows its chains. The errors of
// BackupStore::Verify. Thread-safe.
absl::StatusOr<BackupCheck> CheckBackup(const rocksdb::BackupEngineReadOnly& engine, uint32_t number);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKUP_CHECK_H_
