#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_EPOCH_SWITCH_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_EPOCH_SWITCH_H_

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "communique/render/v1/render_service.pb.h"
#include "render-service/pipeline/history_comparison.h"
#include "render-service/pipeline/render_status.h"
#include "render-service/storage/state_batch.h"

namespace communique::render {

// Holds the renderer back where content-service has another history than the site was made from, until
// somebody accepts what would change, or where nothing would. Thread-safe.
class EpochSwitch {
 public:
  // What would change for a site that has come to `followed`, read anew; may block, and is called by one
  // thread.
  using Compare = std::function<absl::StatusOr<ComparedHistory>(const Checkpoint& followed)>;

  // `status` outlives it.
  EpochSwitch(Compare compare, RenderStatus& status) : compare_(std::move(compare)), status_(status) {}

  // Of the follower, where its history is not the one of content-service. The other one where it is to be
  // followed, from its beginning, and no third.
  absl::StatusOr<std::optional<ComparedHistory>> Review(const Checkpoint& followed);
  // The site's own history is there.
  void Forget();

  // What waits to be accepted.
  std::optional<v1::EpochChange> pending() const;
  bool is_accepted() const;

  // Whoever waits for a position waits for that history from now on. FAILED_PRECONDITION, reason
  // NO_SUCH_EPOCH: it is not the one that waits.
  absl::Status Accept(const std::string& epoch);

 private:
  const Compare compare_;
  RenderStatus& status_;
  mutable absl::Mutex mutex_;
  std::optional<v1::EpochChange> pending_ ABSL_GUARDED_BY(mutex_);
  std::string accepted_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_EPOCH_SWITCH_H_
