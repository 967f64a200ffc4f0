#include "render-service/pipeline/content_client.h"

namespace communique::render {

bool MayFetchLater(absl::StatusCode code) {
  switch (code) {
    // The connection, or content-service, is not well, or this process stops.
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kResourceExhausted:
    // Also how gRPC names a connection that broke in the middle.
    case absl::StatusCode::kUnknown:
    // Tokens are changed while services run.
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kPermissionDenied:
      return true;
    // The file is not there, is not what its name says, or cannot be read: asking again changes nothing.
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kDataLoss:
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
    case absl::StatusCode::kUnimplemented:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kInternal:
    default:
      return false;
  }
}

}  // namespace communique::render
