#include "render-service/service/position_wait.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::render {
namespace {

// Answers are cut well below what a client receives by default.
constexpr size_t kMostFailureBytes = size_t{3} << 20;

}  // namespace

void PositionWait::Start(const Position& position, absl::Time deadline, RenderStatus& status,
                         serving::Executor& executor, Done done) {
  auto* const wait = new PositionWait(position, deadline, status, executor, std::move(done));
  status.waiters().Add(wait);
  wait->Step();
}

void PositionWait::Wake() {
  absl::MutexLock lock(&mutex_);
  woken_ = true;
  if (active_) return;
  active_ = true;
  executor_.Post([this] { Step(); });
}

void PositionWait::Step() {
  {
    absl::MutexLock lock(&mutex_);
    woken_ = false;
  }
  absl::Status how;
  if (IsOver(how)) {
    status_.waiters().Remove(this);
    done_(how);
    delete this;
    return;
  }
  // Before `active_` is given up: after it a further step may end the wait on another thread.
  status_.waiters().WakeAt(this, deadline_);
  absl::MutexLock lock(&mutex_);
  if (woken_) {
    executor_.Post([this] { Step(); });
  } else {
    active_ = false;
  }
}

bool PositionWait::IsOver(absl::Status& how) const {
  const RenderStatus::Facts facts = status_.Read();
  if (!facts.epoch.empty() && facts.epoch != position_.epoch) {
    how = ErrorWithReason(
        absl::StatusCode::kFailedPrecondition, "EPOCH_CHANGED",
        "the position is of another history than the one that is rendered here; take one from the "
        "content-service that this renderer follows");
    return true;
  }
  if (!facts.epoch.empty() && facts.complete.has_value() && *facts.complete >= position_.public_position) {
    return true;
  }
  if (status_.waiters().closed()) {
    how = ErrorWithReason(absl::StatusCode::kUnavailable, "SHUTTING_DOWN",
                          "the service is stopping; ask again once it is back");
    return true;
  }
  if (absl::Now() < deadline_) return false;
  how =
      ErrorWithReason(absl::StatusCode::kDeadlineExceeded, "NOT_RENDERED_YET",
                      absl::StrCat("not everything up to the position is rendered yet",
                                   facts.last_error.empty() ? "" : absl::StrCat(" (", facts.last_error, ")"),
                                   "; ask again, with a longer deadline where much is to be rendered"));
  return true;
}

absl::Status FillWaited(const v1::WaitForPositionRequest& request, const LocalState& state,
                        const RenderStatus& status, v1::WaitForPositionResponse& response) {
  const RenderStatus::Facts facts = status.Read();
  response.set_position(
      EncodePosition({.epoch = facts.epoch, .sequence = 0, .public_position = facts.complete.value_or(0)}));
  const std::set<std::string> wanted(request.statements().begin(), request.statements().end());
  ASSIGN_OR_RETURN(const std::vector<Failure> failures, state.ListFailures());
  for (const Failure& failure : failures) {
    if (!wanted.empty() && !wanted.contains(failure.failure.statement())) continue;
    if (response.ByteSizeLong() > kMostFailureBytes) break;
    *response.add_failures() = failure.failure;
  }
  return absl::OkStatus();
}

}  // namespace communique::render
