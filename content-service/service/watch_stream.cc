#include "content-service/service/watch_stream.h"

#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "content-service/domain/timestamps.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/position.h"

namespace communique::content {
namespace {

// Small for changes, since each watcher that lags holds one such message; larger for a snapshot, of
// which few are told at a time.
constexpr size_t kChangeBytes = size_t{64} << 10;
constexpr size_t kSnapshotBytes = size_t{256} << 10;

absl::Status Stopping() {
  return ErrorWithReason(absl::StatusCode::kUnavailable, "SHUTTING_DOWN",
                         "the service is stopping; go on from the last position once it is back");
}

// Of this history and yet not in it: the store has lost commits that were told. Waiting until it has as
// many again would skip what differs.
absl::Status CursorAhead(const LogHead& head) {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "CURSOR_AHEAD",
                         "the cursor is beyond the newest commit, so this store is older than what you "
                         "have seen; begin with a snapshot, without a cursor",
                         {{"head", head.position}});
}

serving::StreamWriter<grpc::ByteBuffer>::Step Send(const v1::WatchResponse& response,
                                                   grpc::ByteBuffer& message) {
  const std::string bytes = response.SerializeAsString();
  const grpc::Slice slice(bytes);
  message = grpc::ByteBuffer(&slice, 1);
  return serving::StreamWriter<grpc::ByteBuffer>::Step::Write();
}

}  // namespace

WatchStream::WatchStream(const ChangeLog& log, LiveTail& tail, v1::WatchRequest request,
                         absl::Duration progress_interval, StillAllowed still_allowed,
                         serving::Executor& executor, serving::WakeList& commits)
    : StreamWriter(executor, commits),
      log_(log),
      tail_(tail),
      request_(std::move(request)),
      progress_interval_(progress_interval),
      still_allowed_(std::move(still_allowed)),
      next_progress_(absl::Now() + progress_interval) {}

WatchStream::Step WatchStream::Next(grpc::ByteBuffer& message, bool closing) {
  absl::StatusOr<Step> step = closing ? Close(message) : Advance(message);
  return step.ok() ? *std::move(step) : Step::Finish(step.status());
}

absl::StatusOr<WatchStream::Step> WatchStream::Advance(grpc::ByteBuffer& message) {
  if (!begun_) {
    RETURN_IF_ERROR(Begin());
    begun_ = true;
  }
  return snapshot_ != nullptr ? TellSnapshot(message) : TellChanges(message);
}

absl::StatusOr<WatchStream::Step> WatchStream::Close(grpc::ByteBuffer& message) {
  // A snapshot that breaks goes on from its resume token, which the client has.
  if (!begun_ || snapshot_ != nullptr || told_last_progress_) return Step::Finish(Stopping());
  told_last_progress_ = true;
  return TellProgress(message);
}

absl::Status WatchStream::Begin() {
  const absl::Status begun = request_.cursor().empty() ? BeginWithSnapshot() : BeginAtCursor();
  return absl::IsOutOfRange(begun) ? CursorAhead(log_.Head(request_.view())) : begun;
}

absl::Status WatchStream::BeginWithSnapshot() {
  const v1::ChangeFilter& filter = request_.filter();
  if (request_.snapshot_resume_token().empty()) {
    ASSIGN_OR_RETURN(snapshot_, log_.OpenSnapshot(request_.view(), filter));
  } else {
    ASSIGN_OR_RETURN(snapshot_,
                     log_.ResumeSnapshot(request_.view(), filter, request_.snapshot_resume_token()));
  }
  return absl::OkStatus();
}

absl::Status WatchStream::BeginAtCursor() {
  ASSIGN_OR_RETURN(const Position position, DecodePosition(request_.cursor()));
  ASSIGN_OR_RETURN(const uint64_t number, log_.NumberOf(request_.view(), position));
  cursor_ = LogCursor{number, 0};
  return absl::OkStatus();
}

absl::StatusOr<WatchStream::Step> WatchStream::TellSnapshot(grpc::ByteBuffer& message) {
  v1::WatchResponse response;
  if (!snapshot_->done()) {
    ASSIGN_OR_RETURN(*response.mutable_snapshot(), snapshot_->Next(kSnapshotBytes));
    if (response.snapshot().changes_size() > 0) return Send(response, message);
    // The end, and sooner than it could be known.
    if (!snapshot_->done()) return Step::WaitUntil(absl::InfinitePast());
  }
  v1::SnapshotEnd& end = *response.mutable_snapshot_end();
  end.set_position(snapshot_->position());
  end.set_number(snapshot_->number());
  cursor_ = LogCursor{snapshot_->number(), 0};
  snapshot_.reset();
  return Send(response, message);
}

absl::StatusOr<WatchStream::Step> WatchStream::TellChanges(grpc::ByteBuffer& message) {
  if (absl::Now() >= next_progress_) return TellProgress(message);
  ASSIGN_OR_RETURN(const EncodedRead read, tail_.Read(cursor_, request_.filter(), kChangeBytes));
  cursor_ = read.next;
  if (!read.change_sets.empty()) {
    message = ChangeSetsMessage(read.change_sets);
    return Step::Write();
  }
  // All that was read is filtered out: others come first, then the rest.
  if (read.more) return Step::WaitUntil(absl::InfinitePast());
  if (!std::exchange(reached_head_, true)) return TellProgress(message);
  return Step::WaitUntil(next_progress_);
}

absl::StatusOr<WatchStream::Step> WatchStream::TellProgress(grpc::ByteBuffer& message) {
  RETURN_IF_ERROR(still_allowed_());
  const absl::Time now = absl::Now();
  next_progress_ = now + progress_interval_;
  const LogHead head = log_.Head(request_.view());
  v1::WatchResponse response;
  v1::Progress& progress = *response.mutable_progress();
  ASSIGN_OR_RETURN(*progress.mutable_position(), log_.PositionOf(request_.view(), cursor_.number));
  progress.set_head(head.position);
  progress.set_number(cursor_.number);
  progress.set_lag(head.number - cursor_.number);
  *progress.mutable_server_time() = ToTimestamp(now);
  return Send(response, message);
}

}  // namespace communique::content
