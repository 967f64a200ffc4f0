#ifndef COMMUNIQUE_CONTENT_SERVICE_COMMIT_BATCH_H_
#define COMMUNIQUE_CONTENT_SERVICE_COMMIT_BATCH_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/commit/outcome.h"
#include "content-service/domain/chain.h"
#include "content-service/domain/command.h"
#include "content-service/domain/overlay_state_view.h"
#include "content-service/domain/takedowns.h"
#include "content-service/domain/upkeep.h"
#include "content-service/storage/database.h"
#include "content-service/storage/rocks_state_view.h"

namespace rocksdb {
class WriteBatch;
}

namespace communique::content {

// Several commits, and upkeep beside them, that become durable together. One thread; short-lived; the
// database outlives it.
class Batch {
 public:
  struct Options {
    std::function<absl::Time()> now;
    std::function<std::string()> seed;
    absl::Duration request_lifetime;
  };

  // Goes on where the head is.
  Batch(Database& database, Options options);
  ~Batch();

  // Decides a prepared command against the state as those before it leave it, and takes texts out of it. The
  // outcome holds once Write succeeds.
  absl::StatusOr<CommitOutcome> Decide(Command& command);
  // The same of what makes no commit: its outcome has the sequence that the batch has come to.
  absl::StatusOr<CommitOutcome> Decide(const Upkeep& upkeep);

  // To be asked before Write, and before anything is told of the batch. RESOURCE_EXHAUSTED, reason DISK_FULL.
  absl::Status CheckRoom() const;
  // Writes and syncs all of it, or nothing. Once, at the end. RESOURCE_EXHAUSTED, reason DISK_FULL, or an
  // error of BackgroundErrors: nothing was written; UNAVAILABLE, reason OUTCOME_UNKNOWN: it may be there once
  // the store is opened again.
  absl::Status Write();

  // How many commits it holds, and the end of the chains after them.
  uint64_t commits() const { return end_.sequence - first_; }
  const ChainEnd& end() const { return end_; }
  // Where it began, and what it takes down, for the journal.
  uint64_t first() const { return first_; }
  const Takedowns& takedowns() const { return takedowns_; }
  // There is nothing to write.
  bool empty() const;
  // What Write would write.
  size_t bytes() const;

 private:
  // Who asked under which id for what.
  struct Request {
    const std::string& actor;
    const std::string& id;
    const std::string& payload_hash;
  };
  absl::StatusOr<const stored::v1::RequestRow*> FindRequest(const Request& request);
  // Of a request that was done before: its outcome.
  absl::StatusOr<CommitOutcome> Replay(const Request& request, const stored::v1::RequestRow& row) const;
  void KeepRequest(const Request& request, const CommitOutcome& outcome, absl::Time time);
  // Each fills in what the outcome has of its own. An error leaves no statement counted, no file half
  // deleted.
  absl::Status Do(const RecordViews& views, CommitOutcome& outcome);
  absl::Status Do(const KeepBlob& keep, CommitOutcome& outcome);
  absl::Status Do(const SweepBlobs& sweep, CommitOutcome& outcome);
  absl::Status Do(const SweepRequests& sweep, CommitOutcome& outcome);
  bool IsExpired(const stored::v1::RequestRow& row) const;
  // Notes what is freed once it is written.
  absl::Status FreeBlobs(const std::set<std::string>& sha256s);
  absl::Time NextTime() const;

  Database& database_;
  const Options options_;
  ChainEnd end_;
  const uint64_t first_;
  const RocksStateView stored_;
  OverlayStateView state_;
  // Requests of this batch, and those looked up, by their key.
  std::map<std::string, stored::v1::RequestRow> requests_;
  // Files that were sent again in this batch, SHA-256 in hex: what is stored of them is older.
  std::set<std::string> kept_blobs_;
  // Sizes of the files that this batch deletes, by SHA-256 in hex.
  std::map<std::string, int64_t> freed_blobs_;
  Takedowns takedowns_;
  const std::unique_ptr<rocksdb::WriteBatch> writes_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_COMMIT_BATCH_H_
