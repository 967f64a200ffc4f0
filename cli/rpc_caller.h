#ifndef COMMUNIQUE_CLI_RPC_CALLER_H_
#define COMMUNIQUE_CLI_RPC_CALLER_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <algorithm>
#include <functional>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "cli/endpoint.h"
#include "cli/rpc_status.h"

namespace communique::cli {

// Calls to one service: connection, token, deadline, and retries of what may be repeated. Included by
// the two client files only, since gRPC's headers are slow. Thread-safe.
class RpcCaller {
 public:
  explicit RpcCaller(Endpoint endpoint);

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  const Endpoint& endpoint() const { return endpoint_; }

  // Puts token and deadline into the context of a call; absl::InfiniteFuture() for none.
  void Prepare(grpc::ClientContext& context, absl::Time deadline) const;
  absl::Time DeadlineFromNow() const { return absl::Now() + endpoint_.timeout; }

  // One unary call, repeated with growing pauses while the service is UNAVAILABLE. Only for what is safe
  // to repeat: reads, and writes that carry a request_id.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request) const {
    Response response;
    const absl::Status status = Repeat([&](absl::Time deadline) {
      grpc::ClientContext context;
      Prepare(context, deadline);
      response.Clear();
      return FromGrpc((stub.*method)(&context, request, &response));
    });
    if (!status.ok()) return status;
    return response;
  }

  // Runs `attempt` until it ends in something else than UNAVAILABLE, at most kAttempts times. BACKUP_FAILED
  // is its end as well: the disk of the backups is not better in a second, and each attempt copies a store.
  absl::Status Repeat(const std::function<absl::Status(absl::Time deadline)>& attempt) const;

 private:
  const Endpoint endpoint_;
  const std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_RPC_CALLER_H_
