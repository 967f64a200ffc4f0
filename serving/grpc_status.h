#ifndef COMMUNIQUE_SERVING_GRPC_STATUS_H_
#define COMMUNIQUE_SERVING_GRPC_STATUS_H_

#include <grpcpp/support/status.h>

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace communique::serving {

// The one place where our errors become gRPC's and back. Pure; any thread.

// Code and message as they are; payloads that are google.protobuf.Any types travel as the details of
// a google.rpc.Status, which repeats code and message. Every error carries an ErrorInfo: one that has none
// gets the name of its code as reason. What would not fit the 8 KiB that a client accepts as metadata is cut:
// first field violations from the end, then other details, then the message; never the ErrorInfo.
grpc::Status ToGrpcStatus(const absl::Status& status);

// The reverse. Details that cannot be read are left out.
absl::Status FromGrpcStatus(const grpc::Status& status);

// "NOT_FOUND". For codes outside the list "UNKNOWN".
absl::string_view CodeName(grpc::StatusCode code);

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_GRPC_STATUS_H_
