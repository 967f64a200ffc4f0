#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_DATABASE_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_DATABASE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "content-service/storage/background_errors.h"
#include "content-service/storage/blob_parts.h"
#include "content-service/storage/blob_usage.h"
#include "content-service/storage/commit_gate.h"
#include "content-service/storage/durable_mark.h"
#include "content-service/storage/head.h"
#include "content-service/storage/keys.h"
#include "content-service/storage/store_recovery.h"

namespace rocksdb {
class ColumnFamilyHandle;
class DB;
class Env;
class FileSystem;
}  // namespace rocksdb

namespace communique::content {

// What a binary of this version writes.
inline constexpr uint32_t kFormatVersion = 3;

struct DatabaseOptions {
  std::filesystem::path directory;
  size_t block_cache_bytes = size_t{64} << 20;
  // Stands for the disk; the real one where empty. For tests of faults.
  std::shared_ptr<rocksdb::FileSystem> file_system;
  // Called, by any thread, when the write-ahead log cannot be written. Nothing can be stored from then
  // on, until the store is opened again; it can still be read.
  std::function<void(const absl::Status&)> on_write_failure;
};

// The one RocksDB of a content-service, open. Thread-safe, but for its destruction, which comes after
// everything that uses it.
class Database {
 public:
  // Opens the store, or makes an empty one with a new epoch where the directory is missing or holds none.
  // `now` is the create time of a new one. FAILED_PRECONDITION, reasons STORE_IN_USE (another process has
  // it), FORMAT_TOO_NEW (written by a newer version), FORMAT_TOO_OLD (by one before the first release),
  // RESTORE_UNFINISHED; DATA_LOSS, reason STORE_DAMAGED: damaged, or without the file that makes it one. A
  // torn end of the log, which a power failure leaves, is no damage.
  static absl::StatusOr<std::unique_ptr<Database>> Open(const DatabaseOptions& options, absl::Time now);

  // Opens the store in a backup, which is found through an `env` of the backup's own, to read it. Nothing
  // is written. The same errors, and DATA_LOSS where there is no store.
  static absl::StatusOr<std::unique_ptr<Database>> OpenToRead(const std::string& path,
                                                              std::shared_ptr<rocksdb::Env> env);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  rocksdb::DB* db() const { return db_.get(); }
  rocksdb::ColumnFamilyHandle* family(Family family) const { return families_[static_cast<size_t>(family)]; }
  // The write-ahead log failed since the store was opened. What of that write is on the disk is known once
  // it is opened again; all later ones are refused.
  bool log_failed() const { return log_failed_; }
  // Why RocksDB takes no writes, but for a log that failed: see BackgroundErrors.
  absl::Status background_error() const { return background_errors_->Get(); }
  // What opening it found.
  const StoreRecovery& recovery() const { return recovery_; }
  // How far the write-ahead log is known to be on the disk, as the next commit says beside its rows.
  DurableBytes durable_log() const { return files_->log(); }
  // Identity of this history, 16 lower-case hex digits.
  const std::string& epoch() const { return epoch_; }
  // The newest durable commit.
  Head& head() { return *head_; }
  const Head& head() const { return *head_; }
  // What commits pass through.
  CommitGate& gate() { return gate_; }
  // How much the files are. Nothing of it is counted in a store that is only read.
  BlobUsage& blob_usage() { return blob_usage_; }
  // What a RocksBlobStore is made over.
  BlobParts blob_parts();
  // What the store reaches its disk through.
  rocksdb::Env* env() const;

  // A new history from here on: of a store that was restored, before anything is read or written.
  absl::Status BeginEpoch(absl::Time now);

  // The end of both chains as the disk has it.
  absl::StatusOr<ChainEnd> ReadChainEnd() const;

 private:
  Database();
  // Whether there is one.
  absl::StatusOr<bool> ReadMeta();
  absl::Status WriteMeta(absl::Time now);
  absl::Status ReadHead();

  // Opens RocksDB over files that were found whole.
  absl::Status OpenRocksDb(const DatabaseOptions& options, const std::string& path);
  // Follows the chain where it came from the log.
  absl::Status CheckRecovered();

  // These outlive the database. No files where it is opened to read.
  std::shared_ptr<DurableFiles> files_;
  std::shared_ptr<rocksdb::Env> env_;
  std::shared_ptr<BackgroundErrors> background_errors_ = std::make_shared<BackgroundErrors>();
  // It may be noted as closed in good order.
  bool opened_ = false;
  StoreRecovery recovery_;
  std::atomic<bool> log_failed_ = false;
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> families_;
  std::string epoch_;
  std::unique_ptr<Head> head_;
  CommitGate gate_;
  BlobUsage blob_usage_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_DATABASE_H_
