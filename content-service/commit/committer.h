#ifndef COMMUNIQUE_CONTENT_SERVICE_COMMIT_COMMITTER_H_
#define COMMUNIQUE_CONTENT_SERVICE_COMMIT_COMMITTER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "content-service/commit/head_waiters.h"
#include "content-service/commit/outcome.h"
#include "content-service/domain/command.h"
#include "content-service/domain/upkeep.h"
#include "content-service/storage/database.h"
#include "content-service/storage/takedown_journal.h"

namespace communique::content {

// Gets the outcome, or why not: an error of PrepareCommand or Decide, or of their like for upkeep (refused,
// nothing was changed); INVALID_ARGUMENT, reason REQUEST_ID_REUSED; RESOURCE_EXHAUSTED, reason DISK_FULL or
// OVERLOADED (not done); UNAVAILABLE, reason OUTCOME_UNKNOWN (asking again with the same request_id settles
// it), JOURNAL_FAILED or SHUTTING_DOWN (not done).
using CommitCallback = std::function<void(absl::StatusOr<CommitOutcome>)>;

struct CommitterOptions {
  std::function<absl::Time()> now;
  // 32 random bytes a call, from a source fit for secrets.
  std::function<std::string()> seed;
  // Runs callbacks and head waiters, off the committing thread. They run on it where empty.
  std::function<void(std::function<void()>)> executor;
  // The most commands in one batch.
  int largest_batch = 1024;
  // The most bytes of commands that wait, each counted with its text and 16 KiB for the call.
  size_t most_waiting_bytes = size_t{64} << 20;
  // How long a request_id is remembered.
  absl::Duration request_lifetime = absl::Hours(24);
  // Told of every batch that takes something down, before it is written. Null for none.
  TakedownJournal* journal = nullptr;
};

// The only writer of a store. Any thread submits; one thread takes what waits, decides each command
// against the state as those before it leave it, writes one synced WriteBatch for all of them, advances
// the head and answers. So nothing is visible before it is durable, and one fsync serves many clients.
//
// Of a batch that cannot be written nothing can be read: its commands end RESOURCE_EXHAUSTED or
// UNAVAILABLE, and before the next batch the committer takes up the chain again as the store has it. Once
// the store's log cannot be written (DatabaseOptions::on_write_failure), all end so until it is opened
// again.
class Committer {
 public:
  // The database, and what the options call, outlive the committer.
  Committer(Database* database, CommitterOptions options);
  // Finishes what was submitted, then stops.
  ~Committer();

  // Checks the command on the calling thread (PrepareCommand), queues it, and calls `callback` exactly once,
  // perhaps before it returns. Never blocks on the disk.
  void Submit(Command command, CommitCallback callback);
  // The same, waiting. Not from a thread that must not block.
  absl::StatusOr<CommitOutcome> SubmitAndWait(Command command);

  // The same of what stands beside the history. Its outcome has the sequence and the public position of the
  // head that it is durable with.
  void Submit(Upkeep upkeep, CommitCallback callback);
  absl::StatusOr<CommitOutcome> SubmitAndWait(Upkeep upkeep);

  // Whoever waits for the head to move on.
  HeadWaiters& waiters();

  // How many batches were written, and commits in them; for metrics and tests.
  struct Counts {
    uint64_t batches = 0;
    uint64_t commits = 0;
  };
  Counts counts() const;

  // Whether the last batch was written; the reason where not. For health.
  absl::Status health() const;

 private:
  class Worker;
  const std::unique_ptr<Worker> worker_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_COMMIT_COMMITTER_H_
