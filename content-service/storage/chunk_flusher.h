#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHUNK_FLUSHER_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHUNK_FLUSHER_H_

#include <cstdint>
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

// Long enough that a flush is more than its syncs, short enough that little waits for the last one.
inline constexpr int64_t kFlushedPartBytes = int64_t{16} << 20;

// Writes the chunks that skipped the log from memory into files, synced. One flush at a time, for all who
// wait, and never more in memory than one part that is being flushed and one that fills, however many upload:
// RocksDB would hold up every write of the store for that. Thread-safe.
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

  // So many bytes were written beside the log. Waits where both parts are full.
  absl::Status Wrote(int64_t bytes);
  std::shared_ptr<const Flush> Request();

 private:
  void Run();
  std::shared_ptr<const Flush> RequestNext() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  rocksdb::DB* const db_;
  rocksdb::ColumnFamilyHandle* const chunks_;
  absl::Mutex mutex_;
  std::shared_ptr<Flush> running_ ABSL_GUARDED_BY(mutex_);
  std::shared_ptr<Flush> next_ ABSL_GUARDED_BY(mutex_);
  // Since the last flush began.
  int64_t written_ ABSL_GUARDED_BY(mutex_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // Last, so that everything it uses is there before it starts.
  std::thread thread_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHUNK_FLUSHER_H_
