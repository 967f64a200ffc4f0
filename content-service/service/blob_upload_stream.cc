#include "content-service/service/blob_upload_stream.h"

#include <utility>

#include "serving/grpc_status.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

absl::Status Stopping() {
  return ErrorWithReason(absl::StatusCode::kUnavailable, "SHUTTING_DOWN",
                         "the service is stopping; ask QueryUpload where to go on once it is back");
}

}  // namespace

void BlobUploadStream::Start() {
  if (!wake_list_.Add(this)) {
    absl::MutexLock lock(&mutex_);
    closing_ = true;
  }
  ReadOrEnd();
}

void BlobUploadStream::OnReadDone(bool ok) {
  absl::MutexLock lock(&mutex_);
  if (ended_) return;
  in_step_ = true;
  executor_.Post([this, ok] { Step(ok); });
}

void BlobUploadStream::Step(bool has_message) {
  const absl::Status status = TakeMessage(has_message);
  if (status.ok() && !complete_) return ReadOrEnd();
  {
    absl::MutexLock lock(&mutex_);
    ended_ = true;
  }
  if (!status.ok() || !response_->already_stored()) return End(status);
  const absl::StatusOr<std::string> sha256 = ParseBlobName(response_->blob().name());
  if (!sha256.ok()) return End(sha256.status());
  keep_(*sha256, [this](const absl::Status& kept) { End(kept); });
}

absl::Status BlobUploadStream::TakeMessage(bool has_message) {
  if (has_message) RETURN_IF_ERROR(call_.Take(message_));
  complete_ = !has_message || call_.complete();
  if (!complete_) return absl::OkStatus();
  ASSIGN_OR_RETURN(*response_, call_.Finish());
  response_->set_position(position_());
  return absl::OkStatus();
}

void BlobUploadStream::ReadOrEnd() {
  {
    absl::MutexLock lock(&mutex_);
    if (!closing_) {
      in_step_ = false;
      // Under the lock, so that the end cannot come before it. gRPC never answers on this thread.
      StartRead(&message_);
      return;
    }
    ended_ = true;
  }
  End(Stopping());
}

void BlobUploadStream::Wake() {
  absl::MutexLock lock(&mutex_);
  closing_ = true;
  if (in_step_ || ended_) return;
  ended_ = true;
  executor_.Post([this] { End(Stopping()); });
}

void BlobUploadStream::End(const absl::Status& status) {
  wake_list_.Remove(this);
  Finish(serving::ToGrpcStatus(status));
}

}  // namespace communique::content
