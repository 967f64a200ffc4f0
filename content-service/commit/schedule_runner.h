#ifndef COMMUNIQUE_CONTENT_SERVICE_COMMIT_SCHEDULE_RUNNER_H_
#define COMMUNIQUE_CONTENT_SERVICE_COMMIT_SCHEDULE_RUNNER_H_

#include <functional>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "content-service/commit/committer.h"
#include "content-service/storage/database.h"

namespace communique::content {

// What became of a schedule at its time.
struct ScheduleOutcome {
  std::string id;
  // From its time to the end of its commit.
  absl::Duration delay;
  // Not OK: it could not be carried out, which is recorded, or could not be yet and is tried again.
  absl::Status status;
  bool tried_again = false;
};

struct ScheduleRunnerOptions {
  std::function<absl::Time()> now;
  // How often the schedules are looked at: one that is made for a moment closer than this may be so late.
  absl::Duration interval = absl::Milliseconds(200);
  // Called on the runner's thread.
  std::function<void(const ScheduleOutcome&)> on_outcome;
};

// Publishes what is scheduled once its time has come, also what came due while nothing ran. Each schedule
// is carried out by one commit, which ends it, so once. One that the rules refuse by then is given back with
// the reason; where the disk refuses, it is tried again. A thread of its own.
class ScheduleRunner {
 public:
  // The database and the committer outlive it.
  ScheduleRunner(const Database* database, Committer* committer, ScheduleRunnerOptions options);
  // Finishes the schedule at hand.
  ~ScheduleRunner();

 private:
  void Run();
  // Whether something was due and is done.
  bool CarryOutFirst();
  void Finish(const ScheduleId& schedule, const absl::Status& status, bool tried_again);

  const Database& database_;
  Committer& committer_;
  const ScheduleRunnerOptions options_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // Last, so that everything it uses is there before it starts.
  std::thread thread_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_COMMIT_SCHEDULE_RUNNER_H_
