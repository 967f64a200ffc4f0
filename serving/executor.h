#ifndef COMMUNIQUE_SERVING_EXECUTOR_H_
#define COMMUNIQUE_SERVING_EXECUTOR_H_

#include <cstddef>
#include <deque>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"

namespace communique::serving {

// A fixed number of threads for work that may block on the disk, so that gRPC's few threads never do.
// Thread-safe. Work starts in the order given.
class Executor {
 public:
  using Work = absl::AnyInvocable<void()>;

  // Submit refuses what comes while `max_waiting` pieces of work wait for a thread; Post never does.
  Executor(size_t threads, size_t max_waiting);
  // Runs what was accepted, then ends.
  ~Executor();
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  // RESOURCE_EXHAUSTED, reason OVERLOADED: too much is waiting; `work` was not taken and will not run.
  absl::Status Submit(Work work);

  // Never refused: for callers that bound their number themselves (a stream has one step at a time).
  void Post(Work work);

 private:
  void Run();

  const size_t max_waiting_;
  absl::Mutex mutex_;
  std::deque<Work> waiting_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_EXECUTOR_H_
