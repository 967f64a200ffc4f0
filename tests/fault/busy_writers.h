#ifndef COMMUNIQUE_TESTS_FAULT_BUSY_WRITERS_H_
#define COMMUNIQUE_TESTS_FAULT_BUSY_WRITERS_H_

#include <grpcpp/channel.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "tests/testing/running_services.h"

namespace communique::testing {

// Clients that do what editors do without a pause, and ask again with the same request_id where they got no
// answer. Each has its own connection and its own statements.
class BusyWriters {
 public:
  struct Acknowledged {
    std::string request_id;
    std::string position;
  };

  BusyWriters(const RunningServices& services, int count);
  ~BusyWriters() { Stop(); }

  // Waits until `more` writes have been acknowledged from now on; why not, where one was refused or they do
  // not get on.
  absl::Status WaitForMore(size_t more);
  // Each finishes what it is doing.
  void Stop();

  // By writer, in the order in which it got them.
  std::vector<std::vector<Acknowledged>> acknowledged() const;
  // Statements of which kViews views were acknowledged, and files that are listed by one that is.
  std::vector<std::string> viewed() const;
  std::vector<std::string> attached() const;
  static constexpr int64_t kViews = 3;

 private:
  class Writer;

  void Write(int writer, const std::shared_ptr<grpc::Channel>& channel);
  void Add(int writer, const std::string& request_id, const std::string& position);

  std::atomic<bool> stopping_ = false;
  mutable absl::Mutex mutex_;
  std::vector<std::vector<Acknowledged>> acknowledged_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> viewed_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> attached_ ABSL_GUARDED_BY(mutex_);
  size_t count_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::thread> threads_;
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_BUSY_WRITERS_H_
