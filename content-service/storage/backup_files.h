#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKUP_FILES_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKUP_FILES_H_

#include <cstdint>
#include <filesystem>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "content-service/storage/backup_store.h"
#include "rocksdb/utilities/backup_engine.h"

namespace communique::content {

// What there is in a directory of backups, by RocksDB's words. Errors as in BackupStore.

// `env` is null for the real disk.
absl::StatusOr<std::unique_ptr<rocksdb::BackupEngine>> OpenToWrite(const std::filesystem::path& directory,
                                                                   rocksdb::Env* env);
absl::StatusOr<std::unique_ptr<rocksdb::BackupEngineReadOnly>> OpenToRead(
    const std::filesystem::path& directory, rocksdb::Env* env);

BackupList ListBackups(const rocksdb::BackupEngineReadOnly& engine);

// With its files, so that it can be opened.
absl::StatusOr<rocksdb::BackupInfo> FindBackup(const rocksdb::BackupEngineReadOnly& engine, uint32_t number);

// DATA_LOSS, reason BACKUP_DAMAGED, where it does not say which commit it ends with.
absl::StatusOr<Backup> BackupFrom(const rocksdb::BackupInfo& info);

absl::Status BackupDamaged(uint32_t number, absl::string_view what);
absl::Status BackupFailed(const rocksdb::Status& status, const std::filesystem::path& directory);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKUP_FILES_H_
