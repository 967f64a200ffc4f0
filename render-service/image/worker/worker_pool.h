#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_WORKER_POOL_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_WORKER_POOL_H_

#include <deque>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "communique/worker/v1/worker.pb.h"
#include "render-service/image/worker/file_descriptor.h"
#include "render-service/image/worker/worker_process.h"

namespace communique::render {

struct WorkerPoolOptions {
  // communique-image-worker; empty: the one beside the program that is running.
  std::string program;
  // "decode".
  std::string role;
  // Processes; each uses about one processor while it has a job, and up to 1 GiB.
  int workers = 2;
  // Of one job, by the clock on the wall. A worker that takes longer is ended.
  absl::Duration time_limit = absl::Seconds(30);
};

// A fixed number of worker processes of one role. A worker that dies costs the one job that it had and is
// replaced. Thread-safe.
//
// One thread of the pool belongs to each worker: it starts the process, talks to it and takes its exit
// status, because the kernel ends a worker with the thread that started it. Callers wait in Run, so that no
// more jobs can wait than there are threads that call; none is copied while it waits.
class WorkerPool {
 public:
  // Returns when every worker is ready. UNAVAILABLE: the program cannot be started.
  static absl::StatusOr<std::unique_ptr<WorkerPool>> Start(WorkerPoolOptions options);

  // Stops. No Run may be going on or begin.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // See WorkerProcess::Run for the results and errors; UNAVAILABLE also where no worker can be started,
  // CANCELLED after Stop.
  absl::StatusOr<std::vector<std::string>> Run(const worker::v1::Request& request, absl::string_view input);

  // Ends all workers. Jobs that run or wait end with CANCELLED at once. May be called more than once.
  void Stop();

  // What the workers say of themselves: the libraries that their results depend on.
  std::string version() const;

 private:
  struct Job {
    const worker::v1::Request& request;
    absl::string_view input;
    absl::StatusOr<std::vector<std::string>> result;
    bool done = false;
  };

  WorkerPool(WorkerPoolOptions options, FileDescriptor stop);

  // The life of one worker's thread.
  void Serve();
  // Null once the pool stops.
  Job* NextJob();
  void Finish(Job& job, absl::StatusOr<std::vector<std::string>> result);
  absl::Status AwaitStart();
  void ReportStart(const absl::StatusOr<std::unique_ptr<WorkerProcess>>& worker);

  const WorkerPoolOptions options_;
  // Readable once the pool stops, which wakes threads that wait for their worker.
  const FileDescriptor stop_;
  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::deque<Job*> waiting_ ABSL_GUARDED_BY(mutex_);
  int started_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Status start_status_ ABSL_GUARDED_BY(mutex_);
  std::string version_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::thread> threads_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_WORKER_POOL_H_
