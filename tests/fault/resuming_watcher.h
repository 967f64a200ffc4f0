#ifndef COMMUNIQUE_TESTS_FAULT_RESUMING_WATCHER_H_
#define COMMUNIQUE_TESTS_FAULT_RESUMING_WATCHER_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "communique/content/v1/change_service.grpc.pb.h"
#include "tests/fault/history.h"

namespace communique::testing {

// A client that watches from a snapshot or a cursor on, and goes on from its last position whenever the
// stream breaks, as a real one would. Its own thread reads; any thread may ask.
class ResumingWatcher {
 public:
  ResumingWatcher(std::shared_ptr<grpc::Channel> channel, content::v1::View view, std::string cursor = "");
  ~ResumingWatcher();

  // Waits until a change set with this number or a later one has come. False after `limit`.
  bool WaitForNumber(uint64_t number, absl::Duration limit = absl::Seconds(60)) const;

  History history() const;
  // How often it had to begin again.
  int resumptions() const;

 private:
  void Run();
  // One stream, until it breaks.
  void Follow();
  void Take(const content::v1::WatchResponse& response, const WatchCall& call);
  bool stopping() const;

  const std::unique_ptr<content::v1::ChangeService::Stub> stub_;
  mutable absl::Mutex mutex_;
  History history_ ABSL_GUARDED_BY(mutex_);
  // Of the whole snapshot or the last whole commit.
  uint64_t reached_ ABSL_GUARDED_BY(mutex_) = 0;
  // Where the next call goes on: one of them, or neither to begin.
  std::string cursor_ ABSL_GUARDED_BY(mutex_);
  std::string resume_token_ ABSL_GUARDED_BY(mutex_);
  bool call_told_something_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::ClientContext* context_ ABSL_GUARDED_BY(mutex_) = nullptr;
  std::thread thread_;
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_RESUMING_WATCHER_H_
