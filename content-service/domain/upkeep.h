#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_UPKEEP_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_UPKEEP_H_

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// Writes that stand beside the history: they make no record, take no sequence, change no etag and are told
// to nobody. The committer does them all the same, in one batch with what waits, so that they are decided
// against the state as it is then. As values, like the actions of command.h.

inline constexpr size_t kMostViewCountsInOneCall = 1000;

// Adds to the counters of how often statements were read.
struct RecordViews {
  struct Count {
    // Bare id; one may be there twice.
    std::string statement;
    int64_t count = 0;
  };
  // 1 to 1,000.
  std::vector<Count> counts;
};

// A file was sent whose bytes are here already: it is kept as if it had come now. UNAVAILABLE, reason
// BLOB_SWEPT: it has just been deleted, so they must be sent after all.
struct KeepBlob {
  // In lower-case hex.
  std::string sha256;
};

// Deletes those of these files that no revision lists and that were last sent before `before`.
struct SweepBlobs {
  std::vector<std::string> sha256s;
  absl::Time before;
};

// Deletes those of these rows of requests, by key, that are older than a request is remembered.
struct SweepRequests {
  std::vector<std::string> keys;
};

using Task = std::variant<RecordViews, KeepBlob, SweepBlobs, SweepRequests>;

struct Upkeep {
  Task task;
  // As in Command; all empty where the service itself asks.
  std::string actor;
  std::string request_id;
  std::string payload_hash;
};

// Everything that can be said of it without the store. INVALID_ARGUMENT with all violations at once, as
// PrepareCommand has them. Pure.
absl::Status PrepareUpkeep(const Upkeep& upkeep);

// By statement id, what its counter is to grow by. NOT_FOUND, naming all of them, where some are no
// statements; states of a statement do not matter. Pure, but for what it reads.
absl::StatusOr<std::map<std::string, int64_t>> DecideViews(const RecordViews& views, const StateView& state);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_UPKEEP_H_
