#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_LIVE_TAIL_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_LIVE_TAIL_H_

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "content-service/storage/change_log.h"

namespace communique::content {

// As LogRead, each change set encoded as it stands within ChangeSets.
struct EncodedRead {
  std::vector<grpc::Slice> change_sets;
  LogCursor next;
  bool more = false;
};

// A WatchResponse with these change sets, whose bytes it shares.
grpc::ByteBuffer ChangeSetsMessage(const std::vector<grpc::Slice>& change_sets);

// The newest commits of a view as they are sent: read and encoded once, however many follow without a
// filter. Bounded in bytes; whoever is further behind, or filters, reads the log. Nothing that was erased
// is told from here: an erasure empties it before anybody is told more. Thread-safe.
class LiveTail {
 public:
  // `log` outlives it.
  LiveTail(const ChangeLog& log, v1::View view) : log_(log), view_(view) {}

  // As ChangeLog::ReadChangeSets.
  absl::StatusOr<EncodedRead> Read(LogCursor after, const v1::ChangeFilter& filter, size_t byte_limit);

 private:
  // Up to the head.
  absl::Status Extend() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Append(uint64_t number, grpc::Slice change_set) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Restart(uint64_t before) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  uint64_t Last() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return before_ + commits_.size(); }

  const ChangeLog& log_;
  const v1::View view_;
  absl::Mutex mutex_;
  // Those of commit before_ + 1 and so on; an empty one where a commit tells nothing in this view.
  std::deque<grpc::Slice> commits_ ABSL_GUARDED_BY(mutex_);
  uint64_t before_ ABSL_GUARDED_BY(mutex_) = 0;
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_LIVE_TAIL_H_
