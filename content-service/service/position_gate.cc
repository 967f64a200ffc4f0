#include "content-service/service/position_gate.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "statement/errors.h"
#include "statement/position.h"

namespace communique::content {
namespace {

// How often one who waits without end looks whether its client is still there.
constexpr absl::Duration kLookInterval = absl::Seconds(5);

// One read that waits. It keeps itself alive until it has called `then`.
class WaitingRead : public serving::Sleeper, public std::enable_shared_from_this<WaitingRead> {
 public:
  WaitingRead(const ContentStore& store, serving::Executor& executor, serving::WakeList& commits,
              Position position, const grpc::CallbackServerContext& context, PositionGate::Then then)
      : store_(store),
        executor_(executor),
        commits_(commits),
        position_(std::move(position)),
        context_(context),
        deadline_(absl::FromChrono(context.deadline())),
        then_(std::move(then)) {}

  void Start() {
    self_ = shared_from_this();
    commits_.Add(this);
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
        commits_.WakeAt(this, std::min(deadline_, absl::Now() + kLookInterval));
        return;
      }
      ended_ = true;
    }
    commits_.Remove(this);
    const std::shared_ptr<WaitingRead> alive = std::move(self_);
    then_(*end);
  }

  // How the wait ends, if it does now.
  std::optional<absl::Status> End() const {
    const absl::Status reached = store_.SequenceOf(position_).status();
    if (ReasonOf(reached) != "POSITION_AHEAD") return reached;
    if (context_.IsCancelled()) return absl::CancelledError("the client went away");
    if (absl::Now() >= deadline_) {
      return absl::DeadlineExceededError("min_position was not reached before the deadline of the call");
    }
    if (commits_.closed()) {
      return ErrorWithReason(absl::StatusCode::kUnavailable, "SHUTTING_DOWN",
                             "the service is stopping; ask again once it is back");
    }
    return std::nullopt;
  }

  const ContentStore& store_;
  serving::Executor& executor_;
  serving::WakeList& commits_;
  const Position position_;
  const grpc::CallbackServerContext& context_;
  const absl::Time deadline_;
  const PositionGate::Then then_;
  std::shared_ptr<WaitingRead> self_;
  std::atomic<bool> queued_ = false;
  absl::Mutex mutex_;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace

void PositionGate::Await(const std::string& min_position, v1::View view,
                         const grpc::CallbackServerContext& context, Then then) const {
  if (min_position.empty()) return then(absl::OkStatus());
  absl::StatusOr<Position> position = DecodePosition(min_position);
  if (!position.ok()) return then(position.status());
  if (view != v1::VIEW_EDITORIAL) position->sequence = 0;
  std::make_shared<WaitingRead>(store_, executor_, commits_, *std::move(position), context, std::move(then))
      ->Start();
}

}  // namespace communique::content
