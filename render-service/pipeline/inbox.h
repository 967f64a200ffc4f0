#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_INBOX_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_INBOX_H_

#include <cstddef>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "render-service/pipeline/followed.h"

namespace communique::render {

// Between the thread that follows and the thread that renders: a short queue, so that a slow disk slows
// the stream down instead of filling the memory. Thread-safe.
class Inbox {
 public:
  // Full at `most_bytes` of changes, or a thousand pieces; one piece is always taken.
  explicit Inbox(size_t most_bytes = size_t{16} << 20) : most_bytes_(most_bytes) {}

  // Waits while the queue is full. False once closed: it was not taken.
  bool Push(Followed followed);

  // All that is there, oldest first. Waits up to `wait` for anything to be there, for Wake or for Close.
  std::vector<Followed> Take(absl::Duration wait);

  bool empty() const;

  // Something else than the queue wants attention.
  void Wake();

  // Both sides return at once from now on.
  void Close();
  bool closed() const;
  // Waits up to `wait` for Close.
  void WaitForClose(absl::Duration wait) const;

 private:
  const size_t most_bytes_;
  mutable absl::Mutex mutex_;
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  std::vector<Followed> waiting_ ABSL_GUARDED_BY(mutex_);
  bool woken_ ABSL_GUARDED_BY(mutex_) = false;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_INBOX_H_
