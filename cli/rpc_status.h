#ifndef COMMUNIQUE_CLI_RPC_STATUS_H_
#define COMMUNIQUE_CLI_RPC_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace communique::cli {

// The one place where gRPC's errors become ours, with their google.rpc details as payloads.
absl::Status FromGrpc(const grpc::Status& status);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_RPC_STATUS_H_
