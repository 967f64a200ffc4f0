#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_WORKER_PROCESS_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_WORKER_PROCESS_H_

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "communique/worker/v1/worker.pb.h"
#include "render-service/image/worker/file_descriptor.h"

namespace communique::render {

// One worker process, from its start to its end. Not thread-safe; and since the kernel ends a worker with
// the *thread* that started it, that thread must live as long as this object.
class WorkerProcess {
 public:
  // Starts `program` in a role ("decode") and waits until it is in its sandbox. UNAVAILABLE: it could not be
  // started or gave up. A readable `stop_fd` ends this wait, and those of Run, with CANCELLED.
  static absl::StatusOr<std::unique_ptr<WorkerProcess>> Start(const std::string& program,
                                                              const std::string& role, int stop_fd);
  // Ends the process and takes its exit status, so that no zombie stays.
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  // Has one job done, and returns its results. An error of the job's own is returned as the worker gave it.
  // Else the worker is ended: RESOURCE_EXHAUSTED where it took longer than `time_limit` or was ended for its
  // use of memory, INTERNAL where it crashed or answered nonsense.
  absl::StatusOr<std::vector<std::string>> Run(worker::v1::Request request, absl::string_view input,
                                               absl::Duration time_limit);

  // False once the process has ended, also by itself while it was idle.
  bool IsAlive();

  const std::string& version() const { return version_; }

 private:
  WorkerProcess(pid_t pid, FileDescriptor channel, int stop_fd);

  // Waits until there is something to receive. DEADLINE_EXCEEDED, CANCELLED.
  absl::Status WaitForMessage(absl::Duration time_limit);
  // Ends the process, if it has not ended, and says why a job was lost.
  absl::Status EndAfter(const absl::Status& reason, absl::Duration time_limit);
  // Ends and reaps; returns the wait status. Does nothing the second time.
  int Reap();

  pid_t pid_;
  FileDescriptor channel_;
  int stop_fd_;
  uint64_t last_job_id_ = 0;
  std::string version_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_WORKER_PROCESS_H_
