#ifndef COMMUNIQUE_CONTENT_SERVICE_COMMIT_SCHEDULE_RUNNER_H_
#define COMMUNIQUE_CONTENT_SERVICE_COMMIT_SCHEDULE_RUNNER_H_

#include <functional>
#include <map>
#include <string>
#include <thread>
#include <utility>

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
  // Called on the runner's thread. Of what is tried again only when the reason is a new one.
  std::function<void(const ScheduleOutcome&)> on_outcome;
};

// How often something is to be tried that goes on failing: after one look, two, four …, at last once a
// minute.
class Patience {
 public:
  explicit Patience(absl::Duration interval) : most_(static_cast<int>(absl::Minutes(1) / interval)) {}

  // Once a look: whether to wait still.
  bool Waits() { return looks_left_ > 0 && looks_left_-- > 0; }
  // True where the reason is another than before.
  bool Fail(const std::string& reason);
  void Succeed() { *this = Patience(most_); }

 private:
  explicit Patience(int most) : most_(most) {}

  int most_;
  int pause_ = 0;
  int looks_left_ = 0;
  std::string reason_;
};

// Publishes what is scheduled once its time has come, also what came due while nothing ran. Each schedule
// is carried out by one commit, which ends it, so once. One that the rules refuse by then is given back with
// the reason. Where the disk refuses, all are tried again, with growing pauses of a minute at most; so is
// one that cannot be read, without standing before others. A thread of its own.
class ScheduleRunner {
 public:
  // The database and the committer outlive it.
  ScheduleRunner(const Database* database, Committer* committer, ScheduleRunnerOptions options);
  // Finishes the schedule at hand.
  ~ScheduleRunner();

 private:
  using Key = std::pair<absl::Time, std::string>;

  void Run();
  void CarryOutWhatIsDue();
  // False where no other could be carried out now either.
  bool CarryOut(const ScheduleId& schedule);
  void TellOf(const ScheduleId& schedule, const absl::Status& status, bool tried_again);

  const Database& database_;
  Committer& committer_;
  const ScheduleRunnerOptions options_;
  // Of the thread alone. With the store, and with single schedules.
  Patience patience_;
  std::map<Key, Patience> damaged_;

  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // Last, so that everything it uses is there before it starts.
  std::thread thread_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_COMMIT_SCHEDULE_RUNNER_H_
