#ifndef COMMUNIQUE_RENDER_SERVICE_SERVICE_POSITION_WAIT_H_
#define COMMUNIQUE_RENDER_SERVICE_SERVICE_POSITION_WAIT_H_

#include <functional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "communique/render/v1/render_service.pb.h"
#include "render-service/pipeline/render_status.h"
#include "render-service/storage/local_state.h"
#include "serving/executor.h"
#include "serving/wake_list.h"
#include "statement/position.h"

namespace communique::render {

// Waits, without a thread of its own, until the renderer has completed a position. Owns itself.
class PositionWait final : private serving::Sleeper {
 public:
  using Done = std::function<void(absl::Status)>;

  // Calls `done` once, on the executor: OK; FAILED_PRECONDITION, reason EPOCH_CHANGED, for a position of
  // another history; DEADLINE_EXCEEDED; UNAVAILABLE when the server stops. The references outlive it.
  static void Start(const Position& position, absl::Time deadline, RenderStatus& status,
                    serving::Executor& executor, Done done);

 private:
  PositionWait(const Position& position, absl::Time deadline, RenderStatus& status,
               serving::Executor& executor, Done done)
      : position_(position),
        deadline_(deadline),
        status_(status),
        executor_(executor),
        done_(std::move(done)) {}

  void Wake() override;
  void Step();
  // Whether it is over, and how.
  bool IsOver(absl::Status& how) const;

  const Position position_;
  const absl::Time deadline_;
  RenderStatus& status_;
  serving::Executor& executor_;
  const Done done_;
  absl::Mutex mutex_;
  // A step is queued or running.
  bool active_ ABSL_GUARDED_BY(mutex_) = true;
  bool woken_ ABSL_GUARDED_BY(mutex_) = false;
};

// The answer once a position is reached: how far it is, and what failed up to there.
absl::Status FillWaited(const v1::WaitForPositionRequest& request, const LocalState& state,
                        const RenderStatus& status, v1::WaitForPositionResponse& response);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_SERVICE_POSITION_WAIT_H_
