#include "content-service/commit/schedule_runner.h"

#include <optional>
#include <utility>

#include "content-service/domain/timestamps.h"
#include "content-service/storage/schedule_rows.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

stored::v1::ScheduleRef RefOf(const ScheduleId& schedule) {
  stored::v1::ScheduleRef ref;
  *ref.mutable_publish_time() = ToTimestamp(schedule.publish_time);
  ref.set_id(schedule.id);
  return ref;
}

// The service or its disk, and not what was asked for, is the reason.
bool MayWorkLater(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsResourceExhausted(status);
}

Command Internal(Action action) {
  Command command;
  command.action = std::move(action);
  return command;
}

}  // namespace

ScheduleRunner::ScheduleRunner(const Database* database, Committer* committer, ScheduleRunnerOptions options)
    : database_(*database),
      committer_(*committer),
      options_(std::move(options)),
      thread_([this] { Run(); }) {}

ScheduleRunner::~ScheduleRunner() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

void ScheduleRunner::Run() {
  while (true) {
    const bool look_again_at_once = CarryOutFirst();
    absl::MutexLock lock(&mutex_);
    const absl::Duration pause = look_again_at_once ? absl::ZeroDuration() : options_.interval;
    if (mutex_.AwaitWithTimeout(absl::Condition(&stopping_), pause)) return;
  }
}

bool ScheduleRunner::CarryOutFirst() {
  const absl::StatusOr<std::optional<ScheduleId>> first = FirstSchedule(database_);
  // A store that cannot be read says so to everybody.
  if (!first.ok() || !first->has_value()) return false;
  const ScheduleId& schedule = **first;
  if (options_.now() < schedule.publish_time) return false;
  const absl::Status done = committer_.SubmitAndWait(Internal(CarryOutSchedule{RefOf(schedule)})).status();
  if (done.ok()) {
    Finish(schedule, done, false);
    return true;
  }
  // Cancelled in this moment.
  if (ReasonOf(done) == "NOT_SCHEDULED") return true;
  if (MayWorkLater(done)) {
    Finish(schedule, done, true);
    return false;
  }
  const absl::Status recorded =
      committer_.SubmitAndWait(Internal(RecordScheduleFailure{RefOf(schedule), ReasonOf(done)})).status();
  Finish(schedule, done, !recorded.ok());
  return recorded.ok();
}

void ScheduleRunner::Finish(const ScheduleId& schedule, const absl::Status& status, bool tried_again) {
  if (!options_.on_outcome) return;
  options_.on_outcome({schedule.id, options_.now() - schedule.publish_time, status, tried_again});
}

}  // namespace communique::content
