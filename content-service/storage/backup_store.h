#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKUP_STORE_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKUP_STORE_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "statement/position.h"

namespace communique::content {

// A copy of a store.
struct Backup {
  // From 1 on, never used twice.
  uint32_t number = 0;
  // To the second.
  absl::Time create_time;
  // The last commit in it. All before it are in it, and none after it.
  Position position;
  // Of its files; those that it shares with other backups count in each.
  int64_t size_bytes = 0;
  int file_count = 0;
};

struct BackupList {
  // Newest first.
  std::vector<Backup> backups;
  // Numbers of those that cannot be read, newest first.
  std::vector<uint32_t> damaged;
};

// What was found whole.
struct BackupCheck {
  Backup backup;
  uint64_t commits_checked = 0;
};

// The backups of one store, in a directory of their own. Thread-safe; every call may take long and blocks,
// so never on a thread that others wait for. One store object at a time uses a directory.
class BackupStore {
 public:
  virtual ~BackupStore() = default;

  // Makes one while the store goes on; then deletes all but the newest `keep` (0: none). Given up, with
  // nothing left of it, once `is_cancelled` says so: CANCELLED. ABORTED, reason BACKUP_RUNNING: one is being
  // made. RESOURCE_EXHAUSTED, reason DISK_FULL: there is no room for it, or it would take that which the
  // store needs. UNAVAILABLE, reason BACKUP_FAILED. Whatever the error: nothing half-done is listed.
  virtual absl::StatusOr<Backup> Create(int keep, const std::function<bool()>& is_cancelled) = 0;

  virtual absl::StatusOr<BackupList> List() const = 0;

  // Holds every file against its checksum, opens the copy and follows its chains. NOT_FOUND, reason
  // NO_SUCH_BACKUP. DATA_LOSS, reason BACKUP_DAMAGED: what is wrong with it.
  virtual absl::StatusOr<BackupCheck> Verify(uint32_t number) const = 0;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKUP_STORE_H_
