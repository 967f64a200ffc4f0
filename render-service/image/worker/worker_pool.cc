#include "render-service/image/worker/worker_pool.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>
#include <utility>

#include "render-service/image/worker/spawn.h"
#include "serving/status_macros.h"

namespace communique::render {

WorkerPool::WorkerPool(WorkerPoolOptions options, FileDescriptor stop)
    : options_(std::move(options)), stop_(std::move(stop)) {}

absl::StatusOr<std::unique_ptr<WorkerPool>> WorkerPool::Start(WorkerPoolOptions options) {
  if (options.program.empty()) {
    options.program = WorkerProgramBesideThis();
  }
  FileDescriptor stop(::eventfd(0, EFD_CLOEXEC));
  if (stop.get() < 0) {
    return absl::ResourceExhaustedError(
        "no event descriptor for the image workers; raise the limit on open files");
  }
  std::unique_ptr<WorkerPool> pool(new WorkerPool(std::move(options), std::move(stop)));
  for (int i = 0; i < pool->options_.workers; ++i) {
    pool->threads_.emplace_back(&WorkerPool::Serve, pool.get());
  }
  RETURN_IF_ERROR(pool->AwaitStart());
  return pool;
}

WorkerPool::~WorkerPool() {
  Stop();
  for (std::thread& thread : threads_) {
    thread.join();
  }
}

void WorkerPool::Stop() {
  absl::MutexLock lock(&mutex_);
  stopping_ = true;
  const uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(stop_.get(), &one, sizeof(one));  // cannot block or fail
  for (Job* job : waiting_) {
    job->result = absl::CancelledError("the image workers are being stopped");
    job->done = true;
  }
  waiting_.clear();
}

absl::StatusOr<std::vector<std::string>> WorkerPool::Run(const worker::v1::Request& request,
                                                         absl::string_view input) {
  Job job{
      .request = request, .input = input, .result = absl::CancelledError("the image workers are stopped")};
  absl::MutexLock lock(&mutex_);
  if (!stopping_) {
    waiting_.push_back(&job);
    mutex_.Await(absl::Condition(&job.done));
  }
  return std::move(job.result);
}

std::string WorkerPool::version() const {
  absl::MutexLock lock(&mutex_);
  return version_;
}

void WorkerPool::Serve() {
  const auto start = [this] { return WorkerProcess::Start(options_.program, options_.role, stop_.get()); };
  auto worker = start();
  ReportStart(worker);
  while (Job* job = NextJob()) {
    if (!worker.ok() || !(*worker)->IsAlive()) {
      worker = start();
    }
    if (!worker.ok()) {
      Finish(*job, worker.status());
      continue;
    }
    Finish(*job, (*worker)->Run(job->request, job->input, options_.time_limit));
    if (!(*worker)->IsAlive()) {
      worker = start();  // ready before the next job asks for it
    }
  }
}

WorkerPool::Job* WorkerPool::NextJob() {
  absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(
      +[](WorkerPool* pool) {
        pool->mutex_.AssertHeld();
        return pool->stopping_ || !pool->waiting_.empty();
      },
      this));
  if (stopping_) {
    return nullptr;
  }
  Job* job = waiting_.front();
  waiting_.pop_front();
  return job;
}

void WorkerPool::Finish(Job& job, absl::StatusOr<std::vector<std::string>> result) {
  absl::MutexLock lock(&mutex_);
  job.result = std::move(result);
  job.done = true;
}

void WorkerPool::ReportStart(const absl::StatusOr<std::unique_ptr<WorkerProcess>>& worker) {
  absl::MutexLock lock(&mutex_);
  ++started_;
  start_status_.Update(worker.status());
  if (worker.ok()) {
    version_ = (*worker)->version();
  }
}

absl::Status WorkerPool::AwaitStart() {
  absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(
      +[](WorkerPool* pool) {
        pool->mutex_.AssertHeld();
        return pool->started_ == pool->options_.workers;
      },
      this));
  return start_status_;
}

}  // namespace communique::render
