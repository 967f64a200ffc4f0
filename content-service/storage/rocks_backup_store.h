#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BACKUP_STORE_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BACKUP_STORE_H_

#include <atomic>
#include <filesystem>
#include <memory>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "content-service/storage/backup_store.h"
#include "content-service/storage/database.h"

namespace rocksdb {
class BackupEngine;
}

namespace communique::content {

class BackupProgress;

// A BackupStore by RocksDB's BackupEngine: files of the store are immutable and shared between backups.
// Thread-safe; the database outlives it.
class RocksBackupStore final : public BackupStore {
 public:
  // Makes the directory where it is missing. FAILED_PRECONDITION where it cannot.
  static absl::StatusOr<std::unique_ptr<RocksBackupStore>> Open(Database* database,
                                                                std::filesystem::path directory);

  absl::StatusOr<Backup> Create(int keep, const std::function<bool()>& is_cancelled) override;
  absl::StatusOr<BackupList> List() const override;
  absl::StatusOr<BackupCheck> Verify(uint32_t number) const override;

 private:
  RocksBackupStore(Database* database, std::filesystem::path directory)
      : database_(*database), directory_(std::move(directory)) {}

  absl::StatusOr<Backup> CreateAlone(int keep, const std::function<bool()>& is_cancelled);
  // Copies the store as it is at one commit, which becomes part of the backup.
  absl::StatusOr<uint32_t> Copy(rocksdb::BackupEngine& engine, BackupProgress& progress);
  absl::Status DeleteOld(rocksdb::BackupEngine& engine, int keep);

  Database& database_;
  const std::filesystem::path directory_;
  std::atomic<bool> running_ = false;
  // Deleting waits for whoever reads.
  mutable absl::Mutex files_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BACKUP_STORE_H_
