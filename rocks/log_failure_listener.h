#ifndef COMMUNIQUE_ROCKS_LOG_FAILURE_LISTENER_H_
#define COMMUNIQUE_ROCKS_LOG_FAILURE_LISTENER_H_

#include <rocksdb/listener.h>

#include <functional>
#include <utility>

namespace communique::rocks {

// Tells when the write-ahead log cannot be written, on any thread. What of it is on the disk is known only
// once the database is opened again, so RocksDB's own recovery, which would go on with the log (and ends the
// process where it is built with assertions, as Debian's is), is kept from it. What fails in the background,
// such as a flush on a full disk, RocksDB takes up again by itself.
class LogFailureListener final : public rocksdb::EventListener {
 public:
  explicit LogFailureListener(std::function<void(const rocksdb::Status&)> tell) : tell_(std::move(tell)) {}

  void OnBackgroundError(rocksdb::BackgroundErrorReason reason, rocksdb::Status* error) override {
    if (IsOfLog(reason)) tell_(*error);
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

  const std::function<void(const rocksdb::Status&)> tell_;
};

}  // namespace communique::rocks

#endif  // COMMUNIQUE_ROCKS_LOG_FAILURE_LISTENER_H_
