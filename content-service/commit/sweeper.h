#ifndef COMMUNIQUE_CONTENT_SERVICE_COMMIT_SWEEPER_H_
#define COMMUNIQUE_CONTENT_SERVICE_COMMIT_SWEEPER_H_

#include <functional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "content-service/commit/committer.h"
#include "content-service/storage/database.h"

namespace communique::content {

struct SweeperOptions {
  std::function<absl::Time()> now;
  // From the end of a round to the next.
  absl::Duration interval = absl::Minutes(10);
  // A file that nothing lists is kept this long after its bytes were last sent.
  absl::Duration blob_grace = absl::Hours(24);
  // As CommitterOptions has it.
  absl::Duration request_lifetime = absl::Hours(24);
  // Called on the sweeper's thread with what a round deleted, and why it broke off where it did.
  std::function<void(const Swept&, const absl::Status&)> on_round;
};

// Deletes all rows of requests and all files that are old enough. What may be old is looked for on the
// calling thread; the committer decides, in steps of at most 250 rows or 50 files, so that no commit waits
// for long. Adds to `swept` what is done, also where it ends with an error of the committer or the disk.
absl::Status Sweep(const Database& database, Committer& committer, const SweeperOptions& options,
                   Swept& swept);

// Does that again and again. A thread of its own.
class Sweeper {
 public:
  // The database and the committer outlive it.
  Sweeper(const Database* database, Committer* committer, SweeperOptions options);
  // Finishes the round at hand.
  ~Sweeper();

 private:
  void Run();

  const Database& database_;
  Committer& committer_;
  const SweeperOptions options_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // Last, so that everything it uses is there before it starts.
  std::thread thread_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_COMMIT_SWEEPER_H_
