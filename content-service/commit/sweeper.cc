#include "content-service/commit/sweeper.h"

#include <optional>
#include <string>
#include <utility>

#include "content-service/domain/upkeep.h"
#include "content-service/storage/blob_rows.h"
#include "content-service/storage/request_rows.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

constexpr size_t kMostRequestsInAStep = 250;
constexpr size_t kMostFilesInAStep = 50;

absl::Status DoStep(Task task, Committer& committer, Swept& swept) {
  ASSIGN_OR_RETURN(const CommitOutcome done, committer.SubmitAndWait(Upkeep{std::move(task), "", "", ""}));
  swept.files += done.swept.files;
  swept.bytes += done.swept.bytes;
  swept.requests += done.swept.requests;
  return absl::OkStatus();
}

}  // namespace

absl::Status Sweep(const Database& database, Committer& committer, const SweeperOptions& options,
                   Swept& swept) {
  const absl::Time now = options.now();
  for (std::optional<std::string> from = ""; from.has_value();) {
    ASSIGN_OR_RETURN(
        auto old, FindExpiredRequests(database, *from, now - options.request_lifetime, kMostRequestsInAStep));
    from = std::move(old.next);
    if (!old.keys.empty()) RETURN_IF_ERROR(DoStep(SweepRequests{std::move(old.keys)}, committer, swept));
  }
  const absl::Time before = now - options.blob_grace;
  for (std::optional<std::string> from = ""; from.has_value();) {
    ASSIGN_OR_RETURN(auto unlisted, FindUnlistedBlobs(database, *from, before, kMostFilesInAStep));
    from = std::move(unlisted.next);
    if (unlisted.sha256s.empty()) continue;
    RETURN_IF_ERROR(DoStep(SweepBlobs{std::move(unlisted.sha256s), before}, committer, swept));
  }
  return absl::OkStatus();
}

Sweeper::Sweeper(const Database* database, Committer* committer, SweeperOptions options)
    : database_(*database),
      committer_(*committer),
      options_(std::move(options)),
      thread_([this] { Run(); }) {}

Sweeper::~Sweeper() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

void Sweeper::Run() {
  while (true) {
    {
      absl::MutexLock lock(&mutex_);
      if (mutex_.AwaitWithTimeout(absl::Condition(&stopping_), options_.interval)) return;
    }
    Swept swept;
    const absl::Status ended = Sweep(database_, committer_, options_, swept);
    if (options_.on_round) options_.on_round(swept, ended);
  }
}

}  // namespace communique::content
