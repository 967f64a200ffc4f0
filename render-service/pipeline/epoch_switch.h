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

namespace communique::render {

// Holds the renderer back where content-service has another history than the site was made from, until
// somebody accepts what would change, or where nothing would. Thread-safe.
class EpochSwitch {
 public:
  // What would change, read anew; may block, and is called by one thread.
  using Compare = std::function<absl::StatusOr<v1::EpochChange>()>;

  explicit EpochSwitch(Compare compare) : compare_(std::move(compare)) {}

  // Of the follower, where its history is not the one of content-service. True where the other one is to be
  // followed, from its beginning.
  absl::StatusOr<bool> Review();
  // The site's own history is there.
  void Forget();

  // What waits to be accepted.
  std::optional<v1::EpochChange> pending() const;
  bool is_accepted() const;

  // FAILED_PRECONDITION, reason NO_SUCH_EPOCH: it is not the one that waits.
  absl::Status Accept(const std::string& epoch);

 private:
  const Compare compare_;
  mutable absl::Mutex mutex_;
  std::optional<v1::EpochChange> pending_ ABSL_GUARDED_BY(mutex_);
  std::string accepted_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_EPOCH_SWITCH_H_
