#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHUNK_FLUSHER_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHUNK_FLUSHER_H_

#include <memory>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"

namespace rocksdb {
class ColumnFamilyHandle;
class DB;
}  // namespace rocksdb

namespace communique::content {

// Writes the chunks that skipped the log from memory into files, synced. One flush at a time, for all who
// wait, so that however many upload there are never two memories waiting for the disk: RocksDB would hold up
// every write of the store for that. Thread-safe.
class ChunkFlusher {
 public:
  // A flush to come, or under way.
  class Flush {
   public:
    // Blocks until what was written before it was asked for is durable.
    absl::Status Await() const {
      done_.WaitForNotification();
      return status_;
    }

   private:
    friend class ChunkFlusher;
    absl::Status status_;
    absl::Notification done_;
  };

  // Both outlive it.
  ChunkFlusher(rocksdb::DB* db, rocksdb::ColumnFamilyHandle* chunks);
  // Finishes what was asked for.
  ~ChunkFlusher();

  std::shared_ptr<const Flush> Request();

 private:
  void Run();

  rocksdb::DB* const db_;
  rocksdb::ColumnFamilyHandle* const chunks_;
  absl::Mutex mutex_;
  std::shared_ptr<Flush> next_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // Last, so that everything it uses is there before it starts.
  std::thread thread_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHUNK_FLUSHER_H_
