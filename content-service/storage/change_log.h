#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHANGE_LOG_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHANGE_LOG_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/change.pb.h"
#include "communique/content/v1/change_service.pb.h"
#include "communique/content/v1/view.pb.h"
#include "content-service/domain/change_selector.h"
#include "statement/position.h"

namespace communique::content {

// The newest commit of a view.
struct LogHead {
  // The public position in PUBLIC, the sequence in EDITORIAL.
  uint64_t number = 0;
  // As the view may see it, for resuming after it.
  std::string position;
  // Hash of the last record of the view's chain; 32 zero bytes before the first.
  std::string chain_hash;
};

// How far a subscriber is: every commit up to `number`, and the first `told` changes of the one after it.
struct LogCursor {
  uint64_t number = 0;
  uint64_t told = 0;

  friend bool operator==(const LogCursor&, const LogCursor&) = default;
};

struct LogRead {
  // In order. A commit whose changes are all filtered out is left out. Only where one commit alone is
  // larger than the byte limit it comes in fragments (ChangeSet::last_fragment).
  std::vector<v1::ChangeSet> change_sets;
  // Where to go on. It moves also past what is filtered out; unchanged where nothing was left to read.
  LogCursor next;
  // The head had not been reached when the limit was.
  bool more = false;
};

// The state at one commit, told as changes in the order of SnapshotChunk. Holds no resource of the store
// between two calls. One thread at a time; must not outlive the ChangeLog.
class SnapshotReader {
 public:
  virtual ~SnapshotReader() = default;

  // The commit whose state is told, and its position as the view may see it.
  virtual uint64_t number() const = 0;
  virtual const std::string& position() const = 0;

  // The whole snapshot has been read.
  virtual bool done() const = 0;

  // The next changes, at most about `byte_limit` bytes but at least one change; its resume_token goes on
  // after them. May be empty at the end.
  virtual absl::StatusOr<v1::SnapshotChunk> Next(size_t byte_limit) = 0;
};

// The ordered history of a store as its views may see it, joined from records and bodies when it is
// read. Thread-safe; calls may read the disk. DATA_LOSS: stored bytes are damaged or missing.
// `filter` is as in WatchRequest and has passed CheckFilter().
class ChangeLog {
 public:
  virtual ~ChangeLog() = default;

  virtual LogHead Head(v1::View view) const = 0;

  // Changes after a cursor up to the head, at most about `byte_limit` bytes but at least one change if
  // there is any, and on top the link of the last commit; looks at no more than a few thousand commits.
  // OUT_OF_RANGE: the cursor is beyond the head.
  virtual absl::StatusOr<LogRead> ReadChangeSets(v1::View view, LogCursor after,
                                                 const v1::ChangeFilter& filter, size_t byte_limit) const = 0;

  // A snapshot of the newest state.
  virtual absl::StatusOr<std::unique_ptr<SnapshotReader>> OpenSnapshot(
      v1::View view, const v1::ChangeFilter& filter) const = 0;
  // The same snapshot after what `resume_token` came with, also after a restart. INVALID_ARGUMENT, reason
  // BAD_RESUME_TOKEN: not a token, or of another view or filter. FAILED_PRECONDITION, reason EPOCH_CHANGED.
  // OUT_OF_RANGE: of a state beyond the head.
  virtual absl::StatusOr<std::unique_ptr<SnapshotReader>> ResumeSnapshot(
      v1::View view, const v1::ChangeFilter& filter, absl::string_view resume_token) const = 0;

  // The number in a view of a position that was told to it or to another view. FAILED_PRECONDITION,
  // reason EPOCH_CHANGED: of another history. OUT_OF_RANGE: beyond the head.
  virtual absl::StatusOr<uint64_t> NumberOf(v1::View view, const Position& position) const = 0;
  // The opaque position of commit `number` as the view may see it; 0 is before the first commit.
  virtual absl::StatusOr<std::string> PositionOf(v1::View view, uint64_t number) const = 0;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHANGE_LOG_H_
