#ifndef COMMUNIQUE_SERVING_STREAM_WRITER_H_
#define COMMUNIQUE_SERVING_STREAM_WRITER_H_

#include <grpcpp/support/server_callback.h>

#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "serving/executor.h"
#include "serving/grpc_status.h"
#include "serving/wake_list.h"

namespace communique::serving {

// A server stream that is pulled: whenever the message before has left, or the stream was woken, the
// next step is asked for on the executor. There is one message in flight and no queue, so a slow
// client costs one message and slows nobody. Steps of one stream never overlap.
//
// A stream owns itself: make it with new, call Start() once, return it to gRPC. It deletes itself.
template <class Response>
class StreamWriter : public grpc::ServerWriteReactor<Response>, private Sleeper {
 public:
  struct Step {
    enum class Kind { kWrite, kWait, kFinish };
    Kind kind;
    absl::Time wait_until = absl::InfiniteFuture();
    absl::Status status;

    // Sends the response that Next filled.
    static Step Write() { return {Kind::kWrite, {}, {}}; }
    // Nothing to send until woken, at the latest at `until`.
    static Step WaitUntil(absl::Time until) { return {Kind::kWait, until, {}}; }
    static Step Finish(absl::Status status) { return {Kind::kFinish, {}, std::move(status)}; }
  };

  // Both outlive the server. `wake_list` wakes the stream; once it is closed, Next must come to an end.
  StreamWriter(Executor& executor, WakeList& wake_list) : executor_(executor), wake_list_(wake_list) {}

  void Start() {
    wake_list_.Add(this);
    executor_.Post([this] { RunStep(); });
  }

 protected:
  ~StreamWriter() override = default;

  // What to do next; on the executor, may block on the disk. `response` is empty. `closing` is set
  // once the server is stopping: then at most one more message may be written before kFinish.
  virtual Step Next(Response& response, bool closing) = 0;

 private:
  void RunStep() {
    if (TakeNote()) {
      return End(absl::CancelledError("the client went away"));
    }
    response_.Clear();
    Step step = Next(response_, wake_list_.closed());
    switch (step.kind) {
      case Step::Kind::kWrite:
        this->StartWrite(&response_);
        return;
      case Step::Kind::kFinish:
        return End(step.status);
      case Step::Kind::kWait:
        return Sleep(step.wait_until);
    }
  }

  // A wake from here on is one for the next step. Whether the client went away.
  bool TakeNote() {
    absl::MutexLock lock(&mutex_);
    woken_ = false;
    return cancelled_;
  }

  void Sleep(absl::Time until) {
    // Before `active_` is given up: after it the stream may end on another thread at any moment.
    wake_list_.WakeAt(this, until);
    absl::MutexLock lock(&mutex_);
    if (woken_) {
      executor_.Post([this] { RunStep(); });
    } else {
      active_ = false;
    }
  }

  // Not with the mutex held: the list is locked while it wakes, and the stream may be gone after Finish.
  void End(const absl::Status& status) {
    wake_list_.Remove(this);
    this->Finish(ToGrpcStatus(status));
  }

  void Wake() final {
    absl::MutexLock lock(&mutex_);
    woken_ = true;
    if (!active_) {
      active_ = true;
      executor_.Post([this] { RunStep(); });
    }
  }

  void OnWriteDone(bool ok) final {
    if (!ok) {
      absl::MutexLock lock(&mutex_);
      cancelled_ = true;
    }
    executor_.Post([this] { RunStep(); });
  }

  void OnCancel() final {
    {
      absl::MutexLock lock(&mutex_);
      cancelled_ = true;
    }
    Wake();
  }

  void OnDone() final { delete this; }

  Executor& executor_;
  WakeList& wake_list_;
  absl::Mutex mutex_;
  // A step is queued or running, a message is in flight, or the stream has ended.
  bool active_ ABSL_GUARDED_BY(mutex_) = true;
  bool woken_ ABSL_GUARDED_BY(mutex_) = false;
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
  Response response_;
};

// A stream that ends at once with an error.
template <class Response>
class RefusedStream : public grpc::ServerWriteReactor<Response> {
 public:
  explicit RefusedStream(const absl::Status& status) { this->Finish(ToGrpcStatus(status)); }
  void OnDone() override { delete this; }
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_STREAM_WRITER_H_
