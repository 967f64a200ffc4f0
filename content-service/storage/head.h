#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_HEAD_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_HEAD_H_

#include <cstdint>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "content-service/domain/chain.h"

namespace communique::content {

// The newest durable commit of a store. One object a store, filled when it is opened; the committer
// alone advances it, after its batch is durable, and whoever reads the store reads up to it.
// Thread-safe.
class Head {
 public:
  explicit Head(ChainEnd end) : end_(std::move(end)) {}

  ChainEnd Get() const {
    absl::ReaderMutexLock lock(&mutex_);
    return end_;
  }
  void Advance(ChainEnd end) {
    absl::MutexLock lock(&mutex_);
    end_ = std::move(end);
  }

 private:
  mutable absl::Mutex mutex_;
  ChainEnd end_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_HEAD_H_
