#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_WRITE_FAILURE_LISTENER_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_WRITE_FAILURE_LISTENER_H_

#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/listener.h"

namespace communique::content {

// Tells of a failure of the write-ahead log. What of it is on the disk is then known only after the store
// has been opened again, so RocksDB's own recovery, which would go on with the log (and ends the process
// where it is built with assertions), is kept from it. What fails in the background, such as a flush on a
// full disk, RocksDB takes up again by itself. Called by any thread.
class WriteFailureListener final : public rocksdb::EventListener {
 public:
  explicit WriteFailureListener(std::function<void(const absl::Status&)> tell) : tell_(std::move(tell)) {}

  void OnBackgroundError(rocksdb::BackgroundErrorReason reason, rocksdb::Status* error) override {
    if (IsOfLog(reason)) tell_(FromRocksDb(*error, "writing the log of the store"));
  }
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason reason, rocksdb::Status /*error*/,
                            bool* auto_recovery) override {
    if (IsOfLog(reason)) *auto_recovery = false;
  }

 private:
  static bool IsOfLog(rocksdb::BackgroundErrorReason reason) {
    return reason == rocksdb::BackgroundErrorReason::kWriteCallback ||
           reason == rocksdb::BackgroundErrorReason::kMemTable;
  }

  const std::function<void(const absl::Status&)> tell_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_WRITE_FAILURE_LISTENER_H_
