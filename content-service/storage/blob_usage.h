#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_USAGE_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_USAGE_H_

#include <cstdint>
#include <functional>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "content-service/storage/blob_limits.h"

namespace rocksdb {
class ColumnFamilyHandle;
class DB;
}  // namespace rocksdb

namespace communique::content {

// How much the files of a store are, kept beside it so that no upload has to count them. Thread-safe.
class BlobUsage {
 public:
  using Observer = std::function<void(const BlobUse&)>;

  // Reads the rows of all files: once, when the store is opened. Rows that cannot be read count nothing.
  absl::Status Count(rocksdb::DB& db, rocksdb::ColumnFamilyHandle* blobs);

  // After they are durable.
  void Add(int64_t files, int64_t bytes);
  void SetUnfinished(int64_t uploads, int64_t bytes);

  BlobUse Get() const;
  // Told of the use now and after each change, while it is locked. One; before there is more than one thread.
  void Observe(Observer observer);

 private:
  void Tell() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  BlobUse use_ ABSL_GUARDED_BY(mutex_);
  Observer observer_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_USAGE_H_
