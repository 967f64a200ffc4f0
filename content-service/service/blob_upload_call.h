#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_BLOB_UPLOAD_CALL_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_BLOB_UPLOAD_CALL_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "communique/content/v1/blob_service.pb.h"
#include "content-service/storage/blob_store.h"

namespace communique::content {

// What UploadBlob does with the messages of one call: the header first, then chunks, then the end.
// Knows nothing of gRPC. One thread at a time, but for Cancel; reads and writes the disk.
class BlobUploadCall {
 public:
  // A call that comes in now. `blobs` outlives it.
  explicit BlobUploadCall(BlobStore& blobs) : blobs_(blobs), ticket_(blobs.TakeTicket()) {}

  // The client has gone away: from now on nothing is written. From any thread, at any time.
  void Cancel() { ticket_->Cancel(); }

  // INVALID_ARGUMENT for messages in the wrong order or of the wrong size; errors of BlobStore.
  absl::Status Take(const v1::UploadBlobRequest& message);

  // Nothing more needs to come: the bytes are stored already.
  bool complete() const { return upload_ != nullptr && upload_->already_stored(); }

  // After the last message; fills all but the position.
  absl::StatusOr<v1::UploadBlobResponse> Finish();

 private:
  BlobStore& blobs_;
  const std::shared_ptr<UploadTicket> ticket_;
  std::unique_ptr<BlobUpload> upload_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_BLOB_UPLOAD_CALL_H_
