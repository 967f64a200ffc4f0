#include "render-service/pipeline/epoch_switch.h"

#include "absl/strings/str_cat.h"
#include "render-service/pipeline/history_comparison.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::render {

absl::StatusOr<bool> EpochSwitch::Review() {
  ASSIGN_OR_RETURN(const v1::EpochChange change, compare_());
  absl::MutexLock lock(&mutex_);
  const bool may_follow = IsSame(change) || accepted_ == change.epoch();
  pending_.reset();
  if (!may_follow) pending_ = change;
  // What was accepted is the list as it was shown, once.
  accepted_.clear();
  return may_follow;
}

void EpochSwitch::Forget() {
  absl::MutexLock lock(&mutex_);
  pending_.reset();
  accepted_.clear();
}

std::optional<v1::EpochChange> EpochSwitch::pending() const {
  absl::MutexLock lock(&mutex_);
  return pending_;
}

bool EpochSwitch::is_accepted() const {
  absl::MutexLock lock(&mutex_);
  return !accepted_.empty();
}

absl::Status EpochSwitch::Accept(const std::string& epoch) {
  absl::MutexLock lock(&mutex_);
  if (pending_.has_value() && pending_->epoch() == epoch) {
    accepted_ = epoch;
    return absl::OkStatus();
  }
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "NO_SUCH_EPOCH",
                         pending_.has_value()
                             ? absl::StrCat("what waits to be accepted is epoch ", pending_->epoch(),
                                            "; look at GetStatus, then name that one")
                             : "no other history waits to be accepted; the renderer follows the one that its "
                               "site was made from, "
                               "or content-service does not answer, which GetStatus says");
}

}  // namespace communique::render
