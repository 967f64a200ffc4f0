#include "serving/wait.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "statement/errors.h"

namespace communique::serving {
namespace {

using Then = std::function<void(const absl::Status&)>;

// It keeps itself alive until it has called `then`.
class Waiting : public Sleeper, public std::enable_shared_from_this<Waiting> {
 public:
  Waiting(Awaited awaited, Patience patience, WakeList& events, Executor& executor, Then then)
      : awaited_(std::move(awaited)),
        patience_(std::move(patience)),
        events_(events),
        executor_(executor),
        then_(std::move(then)) {}

  void Start() {
    self_ = shared_from_this();
    events_.Add(this);
    Step();
  }

 private:
  void Wake() override {
    if (!queued_.exchange(true)) {
      executor_.Post([self = shared_from_this()] { self->Step(); });
    }
  }

  void Step() {
    queued_ = false;
    std::optional<absl::Status> end;
    {
      absl::MutexLock lock(&mutex_);
      if (ended_) return;
      end = End();
      if (!end.has_value()) {
        events_.WakeAt(this, std::min(patience_.deadline, absl::Now() + patience_.look_interval));
        return;
      }
      ended_ = true;
    }
    events_.Remove(this);
    const std::shared_ptr<Waiting> alive = std::move(self_);
    then_(*end);
  }

  // What came true counts before everything else.
  std::optional<absl::Status> End() const {
    std::optional<absl::Status> end = awaited_.end();
    if (end.has_value()) return end;
    if (patience_.is_gone()) return absl::CancelledError("the client went away");
    if (absl::Now() >= patience_.deadline) return awaited_.late();
    if (events_.closed()) {
      return ErrorWithReason(absl::StatusCode::kUnavailable, "SHUTTING_DOWN",
                             "the service is stopping; ask again once it is back");
    }
    return std::nullopt;
  }

  const Awaited awaited_;
  const Patience patience_;
  WakeList& events_;
  Executor& executor_;
  const Then then_;
  std::shared_ptr<Waiting> self_;
  std::atomic<bool> queued_ = false;
  absl::Mutex mutex_;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace

Patience PatienceOf(const grpc::CallbackServerContext& context) {
  return {.deadline = absl::FromChrono(context.deadline()),
          .is_gone = [&context] { return context.IsCancelled(); }};
}

void Await(Awaited awaited, Patience patience, WakeList& events, Executor& executor, Then then) {
  std::make_shared<Waiting>(std::move(awaited), std::move(patience), events, executor, std::move(then))
      ->Start();
}

}  // namespace communique::serving
