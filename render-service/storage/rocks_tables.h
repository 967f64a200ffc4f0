#ifndef COMMUNIQUE_RENDER_SERVICE_STORAGE_ROCKS_TABLES_H_
#define COMMUNIQUE_RENDER_SERVICE_STORAGE_ROCKS_TABLES_H_

#include <google/protobuf/message_lite.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/write_batch.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "render-service/storage/state_options.h"

namespace communique::render {

// The column families of state_keys.h. Their order is that of kTableNames and of nothing stored.
enum class Table {
  kMeta,
  kStatements,
  kEditions,
  kSignatories,
  kSections,
  kPaths,
  kIndex,
  kOutputs,
  kOwned,
  kOfStatement,
  kFailures,
  kPending,
  kClaims,
};

// The one place where this service and RocksDB meet: messages in, absl::Status out. Thread-safe.
class RocksTables {
 public:
  // FAILED_PRECONDITION, reason STATE_IN_USE: another process has it open.
  static absl::StatusOr<std::unique_ptr<RocksTables>> Open(const StateOptions& where);
  ~RocksTables();
  RocksTables(const RocksTables&) = delete;
  RocksTables& operator=(const RocksTables&) = delete;

  // Whether there is such a row; then it is in `message`.
  absl::StatusOr<bool> Get(Table table, absl::string_view key, google::protobuf::MessageLite& message) const;

  // Rows whose keys begin with `prefix` and come after `after`, in order, until `visit` says false.
  using Visit = std::function<absl::StatusOr<bool>(absl::string_view key, absl::string_view value)>;
  absl::Status Scan(Table table, absl::string_view prefix, absl::string_view after, const Visit& visit) const;

  void Put(Table table, absl::string_view key, const google::protobuf::MessageLite& message,
           rocksdb::WriteBatch& batch) const;
  void PutEmpty(Table table, absl::string_view key, rocksdb::WriteBatch& batch) const;
  void Delete(Table table, absl::string_view key, rocksdb::WriteBatch& batch) const;
  // All rows whose keys begin with `prefix`.
  void DeletePrefix(Table table, absl::string_view prefix, rocksdb::WriteBatch& batch) const;
  // `durable`: it and all that was written before is on disk on return. RESOURCE_EXHAUSTED, reason
  // DISK_FULL, while the disk has less left than is kept back; then nothing was written.
  absl::Status Write(rocksdb::WriteBatch& batch, bool durable = false);
  // Deletes every row of every table.
  absl::Status AddClear(rocksdb::WriteBatch& batch) const;
  // Writes all files anew: none holds what was overwritten or deleted, when it returns.
  absl::Status Scrub();

 private:
  RocksTables() = default;
  rocksdb::ColumnFamilyHandle* HandleOf(Table table) const { return handles_[static_cast<size_t>(table)]; }

  absl::Status CheckRoom(uint64_t bytes) const;

  // Outlives the database.
  std::unique_ptr<rocksdb::Env> env_;
  std::unique_ptr<rocksdb::DB> database_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;
};

// DATA_LOSS where the bytes are no such message.
absl::Status ParseRow(absl::string_view bytes, google::protobuf::MessageLite& message);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_STORAGE_ROCKS_TABLES_H_
