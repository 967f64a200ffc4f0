#include "content-service/commit/schedule_runner.h"

#include <algorithm>
#include <utility>
#include <vector>

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
      patience_(options_.interval),
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
    CarryOutWhatIsDue();
    absl::MutexLock lock(&mutex_);
    if (mutex_.AwaitWithTimeout(absl::Condition(&stopping_), options_.interval)) return;
  }
}

void ScheduleRunner::CarryOutWhatIsDue() {
  if (patience_.Waits()) return;
  const absl::StatusOr<std::vector<ScheduleId>> due = DueSchedules(database_, options_.now());
  // A store that cannot be read says so to everybody.
  if (!due.ok()) return;
  std::map<Key, Patience> damaged_before = std::exchange(damaged_, {});
  bool goes_on = true;
  for (const ScheduleId& schedule : *due) {
    // Only those that are due still are kept.
    auto known = damaged_before.extract({schedule.publish_time, schedule.id});
    if (!known.empty() && (known.mapped().Waits() || !goes_on)) {
      damaged_.insert(std::move(known));
      continue;
    }
    if (!goes_on) continue;
    if (!known.empty()) damaged_.insert(std::move(known));
    goes_on = CarryOut(schedule);
    absl::MutexLock lock(&mutex_);
    if (stopping_) return;
  }
}

bool ScheduleRunner::CarryOut(const ScheduleId& schedule) {
  absl::Status done = committer_.SubmitAndWait(Internal(CarryOutSchedule{RefOf(schedule)})).status();
  // Cancelled in this moment, or done by a batch whose outcome was unknown.
  if (ReasonOf(done) == "NOT_SCHEDULED") return true;
  absl::Status recorded;
  if (!done.ok() && !MayWorkLater(done)) {
    recorded =
        committer_.SubmitAndWait(Internal(RecordScheduleFailure{RefOf(schedule), ReasonOf(done)})).status();
  }
  const absl::Status& ended = MayWorkLater(done) ? done : recorded;
  if (MayWorkLater(ended)) {
    if (patience_.Fail(ReasonOf(ended))) TellOf(schedule, ended, true);
    return false;
  }
  patience_.Succeed();
  const Key key{schedule.publish_time, schedule.id};
  if (ended.ok()) {
    damaged_.erase(key);
    TellOf(schedule, done, false);
  } else if (damaged_.try_emplace(key, options_.interval).first->second.Fail(ReasonOf(done))) {
    TellOf(schedule, done, true);
  }
  return true;
}

void ScheduleRunner::TellOf(const ScheduleId& schedule, const absl::Status& status, bool tried_again) {
  if (!options_.on_outcome) return;
  options_.on_outcome({schedule.id, options_.now() - schedule.publish_time, status, tried_again});
}

bool Patience::Fail(const std::string& reason) {
  pause_ = std::min(std::max(1, 2 * pause_), most_);
  looks_left_ = pause_;
  return std::exchange(reason_, reason) != reason;
}

}  // namespace communique::content
