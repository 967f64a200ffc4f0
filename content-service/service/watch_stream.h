#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_WATCH_STREAM_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_WATCH_STREAM_H_

#include <grpcpp/support/byte_buffer.h>

#include <functional>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "communique/content/v1/change_service.pb.h"
#include "content-service/service/live_tail.h"
#include "content-service/storage/change_log.h"
#include "serving/stream_writer.h"

namespace communique::content {

// One subscriber of ChangeService.Watch: a cursor into the log and one message in flight.
//
// It tells a snapshot where no cursor was given, then the changes after it, as many waiting commits in
// one message as fit. Progress comes on reaching the head for the first time, then at the interval, also
// while everything is filtered out, and last of all when the server stops: then with UNAVAILABLE, reason
// SHUTTING_DOWN, after it.
class WatchStream final : public serving::StreamWriter<grpc::ByteBuffer> {
 public:
  // The caller still has the role that the call needs; asked again at every progress.
  using StillAllowed = std::function<absl::Status()>;

  // `request` is checked but for its positions, and its view is PUBLIC or EDITORIAL.
  WatchStream(const ChangeLog& log, LiveTail& tail, v1::WatchRequest request,
              absl::Duration progress_interval, StillAllowed still_allowed, serving::Executor& executor,
              serving::WakeList& commits);

 private:
  Step Next(grpc::ByteBuffer& message, bool closing) override;

  absl::StatusOr<Step> Advance(grpc::ByteBuffer& message);
  absl::StatusOr<Step> Close(grpc::ByteBuffer& message);
  absl::Status Begin();
  absl::Status BeginWithSnapshot();
  absl::Status BeginAtCursor();
  absl::StatusOr<Step> TellSnapshot(grpc::ByteBuffer& message);
  absl::StatusOr<Step> TellChanges(grpc::ByteBuffer& message);
  absl::StatusOr<Step> TellProgress(grpc::ByteBuffer& message);

  const ChangeLog& log_;
  LiveTail& tail_;
  const v1::WatchRequest request_;
  const absl::Duration progress_interval_;
  const StillAllowed still_allowed_;
  bool begun_ = false;
  // Set while the snapshot is told.
  std::unique_ptr<SnapshotReader> snapshot_;
  LogCursor cursor_;
  bool reached_head_ = false;
  absl::Time next_progress_;
  bool told_last_progress_ = false;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_WATCH_STREAM_H_
