#include "render-service/pipeline/epoch_switch.h"

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::render {

absl::StatusOr<std::optional<ComparedHistory>> EpochSwitch::Review(const Checkpoint& followed) {
  ASSIGN_OR_RETURN(ComparedHistory history, compare_(followed));
  absl::MutexLock lock(&mutex_);
  const bool may_follow = IsSame(history.change) || accepted_ == history.change.epoch();
  // What was accepted is the list as it was shown, once.
  accepted_.clear();
  pending_.reset();
  if (may_follow) return history;
  pending_ = std::move(history.change);
  status_.SetChanging(false);
  return std::nullopt;
}

void EpochSwitch::Forget() {
  absl::MutexLock lock(&mutex_);
  pending_.reset();
  if (!accepted_.empty()) status_.SetChanging(false);
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
    status_.SetChanging(true);
    return absl::OkStatus();
  }
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "NO_SUCH_EPOCH",
      pending_.has_value() ? absl::StrCat("what waits to be accepted is epoch ", pending_->epoch(),
                                          "; look at GetStatus, then name that one")
                           : "no other history waits to be accepted; the renderer follows the one that its "
                             "site was made from, or content-service does not answer, which GetStatus says");
}

}  // namespace communique::render
