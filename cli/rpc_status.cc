#include "cli/rpc_status.h"

#include "absl/strings/cord.h"
#include "google/rpc/status.pb.h"

namespace communique::cli {

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  absl::Status error(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  google::rpc::Status details;
  if (details.ParseFromString(status.error_details())) {
    for (const auto& detail : details.details())
      error.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return error;
}

}  // namespace communique::cli
