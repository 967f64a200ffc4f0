#include "serving/executor.h"

#include <utility>

#include "statement/errors.h"

namespace communique::serving {

Executor::Executor(size_t threads, size_t max_waiting) : max_waiting_(max_waiting) {
  threads_.reserve(threads);
  for (size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { Run(); });
  }
}

Executor::~Executor() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  for (std::thread& thread : threads_) {
    thread.join();
  }
}

absl::Status Executor::Submit(Work work) {
  absl::MutexLock lock(&mutex_);
  if (waiting_.size() >= max_waiting_) {
    return ErrorWithReason(absl::StatusCode::kResourceExhausted, "OVERLOADED",
                           "the server has too many calls waiting; try again in a moment");
  }
  waiting_.push_back(std::move(work));
  return absl::OkStatus();
}

void Executor::Post(Work work) {
  absl::MutexLock lock(&mutex_);
  waiting_.push_back(std::move(work));
}

void Executor::Run() {
  const auto wake = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return stopping_ || !waiting_.empty(); };
  while (true) {
    Work work;
    {
      absl::MutexLock lock(&mutex_, absl::Condition(&wake));
      if (waiting_.empty()) {
        return;
      }
      work = std::move(waiting_.front());
      waiting_.pop_front();
    }
    work();
  }
}

}  // namespace communique::serving
