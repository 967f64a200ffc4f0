#ifndef COMMUNIQUE_CONTENT_SERVICE_COMMIT_HEAD_WAITERS_H_
#define COMMUNIQUE_CONTENT_SERVICE_COMMIT_HEAD_WAITERS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "communique/content/v1/view.pb.h"

namespace communique::content {

// Those who wait until a view's head reaches a number (the public position in PUBLIC, the sequence in
// EDITORIAL). Each is called once, so a watcher adds itself again after it has read. Nobody is woken by
// commits that its view does not see. Thread-safe.
class HeadWaiters {
 public:
  using Id = uint64_t;
  using Executor = std::function<void(std::function<void()>)>;

  // The heads at the start. Callbacks are run by `executor`, or by the thread that advances where empty.
  HeadWaiters(uint64_t sequence, uint64_t public_position, Executor executor);

  // Calls `callback` once the view's head is at least `number`: at once, on the calling thread, where it
  // already is (the answer is then 0). Never blocks.
  Id Add(v1::View view, uint64_t number, std::function<void()> callback);
  // True where the callback has not been and will not be called; false where it was handed out already.
  bool Cancel(Id id);

  // By the committer alone, after a batch is durable.
  void Advance(uint64_t sequence, uint64_t public_position);

 private:
  // Of one view: by number, then id.
  using Queue = std::map<std::pair<uint64_t, Id>, std::function<void()>>;
  struct Side {
    uint64_t head = 0;
    Queue queue;
  };
  Side& SideOf(v1::View view) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void TakeReached(Side& side, std::vector<std::function<void()>>& reached)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Executor executor_;
  absl::Mutex mutex_;
  Side public_ ABSL_GUARDED_BY(mutex_);
  Side editorial_ ABSL_GUARDED_BY(mutex_);
  std::map<Id, std::pair<v1::View, uint64_t>> waiting_ ABSL_GUARDED_BY(mutex_);
  Id last_id_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_COMMIT_HEAD_WAITERS_H_
