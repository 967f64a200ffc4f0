#include "content-service/commit/committer.h"

#include <algorithm>
#include <cstddef>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "content-service/commit/batch.h"
#include "content-service/commit/failpoint.h"
#include "content-service/domain/transaction.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

// Answers are handed out in small bundles, so that an executor with several threads can share them.
constexpr size_t kRepliesInOneTask = 16;
// A batch takes no further command once it has this many bytes.
constexpr size_t kLargestBatchBytes = size_t{8} << 20;

// What a call costs beside its text, in round figures.
constexpr size_t kBytesOfACall = size_t{16} << 10;

struct Waiting {
  std::variant<Command, Upkeep> command;
  CommitCallback callback;
  size_t bytes = 0;
};
using Reply = std::pair<CommitCallback, absl::StatusOr<CommitOutcome>>;

absl::Status ShuttingDown() {
  return ErrorWithReason(absl::StatusCode::kUnavailable, "SHUTTING_DOWN",
                         "the service is stopping and did not do this; ask again in a moment");
}

absl::Status Overloaded() {
  return ErrorWithReason(absl::StatusCode::kResourceExhausted, "OVERLOADED",
                         "too many writes wait for the disk; nothing was done, ask again in a moment");
}

size_t TextBytes(const CreateStatement& create) { return create.content.ByteSizeLong(); }
size_t TextBytes(const UpdateStatement& update) { return update.content.ByteSizeLong(); }
size_t TextBytes(const WithdrawStatement& withdraw) { return withdraw.reason.size(); }
size_t TextBytes(const RemoveStatement& remove) { return remove.gone.size() + remove.redirect_uri.size(); }
size_t TextBytes(const AddSignatories& add) {
  size_t bytes = 0;
  for (const v1::Signatory& signatory : add.signatories) bytes += signatory.ByteSizeLong();
  return bytes;
}
size_t TextBytes(const WithdrawSignatory& withdraw) { return withdraw.reason.size(); }
size_t TextBytes(const CorrectSignatory& correct) {
  return correct.correction.ByteSizeLong() + correct.reason.size();
}
size_t TextBytes(const CreateSection& create) { return create.section.ByteSizeLong(); }
size_t TextBytes(const UpdateSection& update) { return update.section.ByteSizeLong(); }
size_t TextBytes(const Transact& transact) {
  size_t bytes = 0;
  for (const StatementAction& operation : transact.operations) bytes += TextBytesOf(operation);
  return bytes;
}
// Ids, etags and times.
template <typename WithoutText>
size_t TextBytes(const WithoutText&) {
  return 0;
}

constexpr size_t kBytesOfACount = 128;
size_t TextBytes(const RecordViews& views) { return views.counts.size() * kBytesOfACount; }

size_t TextBytes(const KeepBlob& keep) { return keep.sha256.size(); }
size_t TextBytes(const SweepBlobs& sweep) { return sweep.sha256s.size() * kBytesOfACount; }
size_t TextBytes(const SweepRequests& sweep) { return sweep.keys.size() * kBytesOfACount; }

absl::Status Prepare(Command& command) { return PrepareCommand(command); }
absl::Status Prepare(const Upkeep& upkeep) { return PrepareUpkeep(upkeep); }

size_t BytesOf(const Upkeep& upkeep) {
  return kBytesOfACall + std::visit([](const auto& task) { return TextBytes(task); }, upkeep.task);
}
size_t BytesOf(const Command& command) {
  return kBytesOfACall + std::visit([](const auto& action) { return TextBytes(action); }, command.action);
}

// An erasure looks for texts in what is stored.
bool NeedsOwnBatch(const Waiting& waiting) {
  const auto* command = std::get_if<Command>(&waiting.command);
  return command != nullptr && std::holds_alternative<Erase>(command->action);
}

}  // namespace

// The queue and the thread behind a Committer.
class Committer::Worker {
 public:
  Worker(Database* database, CommitterOptions options)
      : database_(*database),
        options_(std::move(options)),
        waiters_(database_.head().Get().sequence, database_.head().Get().public_position, options_.executor),
        thread_([this] { Run(); }) {}

  ~Worker() {
    {
      absl::MutexLock lock(&mutex_);
      stopping_ = true;
    }
    thread_.join();
  }

  // A Command or an Upkeep.
  template <typename Work>
  void Submit(Work command, CommitCallback callback) {
    if (absl::Status status = Prepare(command); !status.ok()) return callback(std::move(status));
    const size_t bytes = BytesOf(command);
    absl::Status refused;
    {
      absl::MutexLock lock(&mutex_);
      if (stopping_) {
        refused = ShuttingDown();
      } else if (waiting_bytes_ + bytes > options_.most_waiting_bytes) {
        refused = Overloaded();
      } else {
        waiting_bytes_ += bytes;
        queue_.push_back({std::move(command), std::move(callback), bytes});
        return;
      }
    }
    callback(std::move(refused));
  }

  template <typename Work>
  absl::StatusOr<CommitOutcome> SubmitAndWait(Work command) {
    absl::StatusOr<CommitOutcome> outcome = ShuttingDown();
    absl::Notification done;
    Submit(std::move(command), [&](absl::StatusOr<CommitOutcome> result) {
      outcome = std::move(result);
      done.Notify();
    });
    done.WaitForNotification();
    return outcome;
  }

  HeadWaiters& waiters() { return waiters_; }

  Counts counts() const {
    absl::MutexLock lock(&mutex_);
    return counts_;
  }

  absl::Status health() const {
    absl::MutexLock lock(&mutex_);
    return health_;
  }

 private:
  void Run() {
    while (true) {
      std::vector<Waiting> taken = Take();
      if (taken.empty()) return;
      Commit(std::move(taken));
    }
  }

  // Waits for work. Empty once the committer stops and the queue is done.
  std::vector<Waiting> Take() {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(
        +[](Worker* worker)
             ABSL_NO_THREAD_SAFETY_ANALYSIS { return worker->stopping_ || !worker->queue_.empty(); },
        this));
    const auto most = std::min(queue_.size(), static_cast<size_t>(options_.largest_batch));
    const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(most);
    std::vector<Waiting> taken(std::make_move_iterator(queue_.begin()), std::make_move_iterator(end));
    queue_.erase(queue_.begin(), end);
    for (const Waiting& waiting : taken) waiting_bytes_ -= waiting.bytes;
    return taken;
  }

  // In one batch, or in several where the texts are very large.
  void Commit(std::vector<Waiting> taken) {
    for (size_t done = 0; done < taken.size();) done = CommitFrom(taken, done);
  }

  // Commits from `begin` on; where the next batch begins.
  size_t CommitFrom(std::vector<Waiting>& taken, size_t begin) {
    std::vector<Reply> replies;
    replies.reserve(taken.size() - begin);
    if (absl::Status ready = TakeUpChain(); !ready.ok()) {
      for (; begin < taken.size(); ++begin) replies.emplace_back(std::move(taken[begin].callback), ready);
      Send(std::move(replies));
      return begin;
    }
    Batch batch(database_, {options_.now, options_.seed, options_.request_lifetime});
    for (; begin < taken.size() && batch.bytes() < kLargestBatchBytes; ++begin) {
      if ((NeedsOwnBatch(taken[begin]) || journal_failed_) && !batch.empty()) break;
      replies.emplace_back(
          std::move(taken[begin].callback),
          std::visit([&](auto& command) { return batch.Decide(command); }, taken[begin].command));
    }
    const bool commits = batch.commits() > 0;
    const absl::Status written = batch.empty() ? absl::OkStatus() : Write(batch);
    RecordWrite(written, batch);
    if (!written.ok()) {
      // Refusals and answers to validate_only rest on a state that may never be; none of them stands.
      for (Reply& reply : replies) reply.second = written;
    }
    Send(std::move(replies));
    if (commits) PassFailpoint(failpoint::kAfterReplies);
    return begin;
  }

  absl::Status Write(Batch& batch) {
    const bool commits = batch.commits() > 0;
    RETURN_IF_ERROR(batch.CheckRoom());
    // Of a log that failed nothing more is written until the store is opened again, so there is none to tell.
    if (options_.journal != nullptr && !batch.takedowns().empty() && !database_.log_failed()) {
      const absl::Status told = options_.journal->Append(batch.first(), batch.takedowns());
      journal_failed_ = !told.ok();
      RETURN_IF_ERROR(told);
      is_journal_ahead_ = true;
    }
    if (commits) PassFailpoint(failpoint::kBeforeWrite);
    {
      const CommitGate::Pass pass(database_.gate());
      RETURN_IF_ERROR(batch.Write());
      is_journal_ahead_ = false;
      if (!commits) return absl::OkStatus();
      PassFailpoint(failpoint::kAfterWrite);
      database_.head().Advance(batch.end());
    }
    waiters_.Advance(batch.end().sequence, batch.end().public_position);
    PassFailpoint(failpoint::kAfterHead);
    return absl::OkStatus();
  }

  // After a batch that failed, what the disk holds decides where the chain goes on.
  absl::Status TakeUpChain() {
    if (!broken_) return absl::OkStatus();
    ASSIGN_OR_RETURN(ChainEnd end, database_.ReadChainEnd());
    // Else the next commit would be taken for the takedown that was to be in its place. What a log that
    // failed holds, only the next start knows; it says so itself.
    if (is_journal_ahead_ && !database_.log_failed()) {
      RETURN_IF_ERROR(options_.journal->Append(end.sequence, {}));
      is_journal_ahead_ = false;
    }
    waiters_.Advance(end.sequence, end.public_position);
    database_.head().Advance(std::move(end));
    broken_ = false;
    return absl::OkStatus();
  }

  void RecordWrite(const absl::Status& written, const Batch& batch) {
    broken_ = !written.ok();
    absl::MutexLock lock(&mutex_);
    health_ = written;
    if (!written.ok() || batch.empty()) return;
    ++counts_.batches;
    counts_.commits += batch.commits();
  }

  void Send(std::vector<Reply> replies) {
    if (!options_.executor) {
      for (Reply& reply : replies) reply.first(std::move(reply.second));
      return;
    }
    for (size_t begin = 0; begin < replies.size(); begin += kRepliesInOneTask) {
      const size_t end = std::min(begin + kRepliesInOneTask, replies.size());
      auto bundle = std::make_shared<std::vector<Reply>>(
          std::make_move_iterator(replies.begin() + static_cast<std::ptrdiff_t>(begin)),
          std::make_move_iterator(replies.begin() + static_cast<std::ptrdiff_t>(end)));
      options_.executor([bundle] {
        for (Reply& reply : *bundle) reply.first(std::move(reply.second));
      });
    }
  }

  Database& database_;
  const CommitterOptions options_;
  HeadWaiters waiters_;
  // Of the thread alone: the last batch may or may not be on the disk.
  bool broken_ = false;
  // The journal tells of commits that the store is not known to have.
  bool is_journal_ahead_ = false;
  // The last takedown could not be told to the journal: until one can, no other command shares its fate.
  bool journal_failed_ = false;

  mutable absl::Mutex mutex_;
  std::vector<Waiting> queue_ ABSL_GUARDED_BY(mutex_);
  size_t waiting_bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  Counts counts_ ABSL_GUARDED_BY(mutex_);
  absl::Status health_ ABSL_GUARDED_BY(mutex_);

  // Last, so that everything it uses is there before it starts.
  std::thread thread_;
};

Committer::Committer(Database* database, CommitterOptions options)
    : worker_(std::make_unique<Worker>(database, std::move(options))) {}
Committer::~Committer() = default;

void Committer::Submit(Command command, CommitCallback callback) {
  worker_->Submit(std::move(command), std::move(callback));
}

absl::StatusOr<CommitOutcome> Committer::SubmitAndWait(Command command) {
  return worker_->SubmitAndWait(std::move(command));
}
void Committer::Submit(Upkeep upkeep, CommitCallback callback) {
  worker_->Submit(std::move(upkeep), std::move(callback));
}
absl::StatusOr<CommitOutcome> Committer::SubmitAndWait(Upkeep upkeep) {
  return worker_->SubmitAndWait(std::move(upkeep));
}

HeadWaiters& Committer::waiters() { return worker_->waiters(); }
Committer::Counts Committer::counts() const { return worker_->counts(); }
absl::Status Committer::health() const { return worker_->health(); }

}  // namespace communique::content
