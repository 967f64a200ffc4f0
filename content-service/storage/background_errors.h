#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKGROUND_ERRORS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKGROUND_ERRORS_H_

#include <rocksdb/listener.h>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"

namespace communique::content {

// What keeps RocksDB from moving what is stored into its tables: the disk refuses, or bytes that are to be
// moved are damaged. Meanwhile it takes no writes, and everything can be read. Thread-safe.
class BackgroundErrors final : public rocksdb::EventListener {
 public:
  // OK where nothing does. RESOURCE_EXHAUSTED, reason DISK_FULL: RocksDB goes on by itself once there is
  // room. UNAVAILABLE, reason STORE_FAILED, or DATA_LOSS, reason STORE_DAMAGED: the message says whether it
  // tries again or must be started anew.
  absl::Status Get() const;

  void OnBackgroundError(rocksdb::BackgroundErrorReason reason, rocksdb::Status* error) override;
  void OnErrorRecoveryEnd(const rocksdb::BackgroundErrorRecoveryInfo& info) override;

 private:
  mutable absl::Mutex mutex_;
  absl::Status error_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_BACKGROUND_ERRORS_H_
