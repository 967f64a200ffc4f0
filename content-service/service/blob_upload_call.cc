#include "content-service/service/blob_upload_call.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

constexpr size_t kLargestChunk = size_t{1} << 20;

absl::Status WrongOrder(absl::string_view message) {
  return ErrorWithReason(absl::StatusCode::kInvalidArgument, "MESSAGE_ORDER", message);
}

}  // namespace

absl::Status BlobUploadCall::Take(const v1::UploadBlobRequest& message) {
  if (message.has_header()) {
    if (upload_ != nullptr) return WrongOrder("a second header came; send one header, then chunks");
    ASSIGN_OR_RETURN(upload_, blobs_.BeginUpload(message.header(), ticket_));
    return absl::OkStatus();
  }
  if (upload_ == nullptr) return WrongOrder("the first message must be the header");
  if (message.chunk().empty() || message.chunk().size() > kLargestChunk) {
    FieldViolations violations;
    violations.Add("chunk", absl::StrCat("must hold 1 to ", kLargestChunk, " bytes"));
    return violations.ToStatus();
  }
  return upload_->Append(message.chunk());
}

absl::StatusOr<v1::UploadBlobResponse> BlobUploadCall::Finish() {
  if (upload_ == nullptr) return WrongOrder("nothing came; send a header, then chunks");
  ASSIGN_OR_RETURN(StoredBlob stored, upload_->Finish());
  v1::UploadBlobResponse response;
  *response.mutable_blob() = std::move(stored.blob);
  response.set_already_stored(stored.already_stored);
  return response;
}

}  // namespace communique::content
