#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_STORE_RECOVERY_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_STORE_RECOVERY_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "content-service/storage/durable_files.h"
#include "content-service/storage/log_check.h"
#include "rocksdb/listener.h"
#include "rocksdb/status.h"

namespace rocksdb {
class Env;
}

namespace communique::content {

// What opening a store found and did.
struct StoreRecovery {
  // It had not been closed in good order.
  bool unclean_stop = false;
  // Commits that were in no table yet.
  uint64_t commits_from_log = 0;
  // Bytes at the end of logs, and of the manifest, that were no whole write. None of it was acknowledged.
  int64_t discarded_log_bytes = 0;
  int64_t discarded_manifest_bytes = 0;
  // The commits whose chain was followed: those from the log, and the one before them. 0 for none.
  uint64_t checked_from = 0;
  uint64_t checked_to = 0;
  absl::Duration took;
};

// Looks at the files of a store that is there, before RocksDB does: see CheckLogs and MendManifest. Holds
// RocksDB's lock meanwhile. FAILED_PRECONDITION, reason STORE_IN_USE; DATA_LOSS, reason STORE_DAMAGED.
// `check_families` is asked once the manifest can be read.
absl::Status RecoverFiles(DurableFiles& files, rocksdb::Env& env, const std::string& directory,
                          const std::function<absl::Status()>& check_families,
                          const OldestNeededLog& oldest_needed, StoreRecovery& recovery);

// The error where another process has the store, and whether RocksDB says so.
bool IsLocked(const rocksdb::Status& status);
absl::Status StoreInUse(const std::string& directory);

// Counts the rows of a family that RocksDB moves from the logs into tables as it opens.
class RecoveredRows final : public rocksdb::EventListener {
 public:
  explicit RecoveredRows(std::string family) : family_(std::move(family)) {}

  void OnTableFileCreated(const rocksdb::TableFileCreationInfo& table) override {
    if (table.reason == rocksdb::TableFileCreationReason::kRecovery && table.cf_name == family_) {
      count_ += table.table_properties.num_entries;
    }
  }
  uint64_t count() const { return count_; }

 private:
  const std::string family_;
  std::atomic<uint64_t> count_ = 0;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_STORE_RECOVERY_H_
