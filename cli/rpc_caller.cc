#include "cli/rpc_caller.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "statement/errors.h"

namespace communique::cli {
namespace {

// About four seconds: enough for a service that restarts, short for a wrong address.
constexpr int kAttempts = 6;
constexpr absl::Duration kFirstPause = absl::Milliseconds(125);

std::shared_ptr<grpc::Channel> Connect(const Endpoint& endpoint) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  arguments.SetUserAgentPrefix("communique");
  if (endpoint.authorities.empty()) {
    return grpc::CreateCustomChannel(endpoint.address, grpc::InsecureChannelCredentials(), arguments);
  }
  grpc::SslCredentialsOptions tls;
  tls.pem_root_certs = endpoint.authorities;
  return grpc::CreateCustomChannel(endpoint.address, grpc::SslCredentials(tls), arguments);
}

bool MayPass(const absl::Status& status) {
  return absl::IsUnavailable(status) && ReasonOf(status) != "BACKUP_FAILED";
}

}  // namespace

RpcCaller::RpcCaller(Endpoint endpoint) : endpoint_(std::move(endpoint)), channel_(Connect(endpoint_)) {}

void RpcCaller::Prepare(grpc::ClientContext& context, absl::Time deadline) const {
  if (!endpoint_.token.empty())
    context.AddMetadata("authorization", absl::StrCat("Bearer ", endpoint_.token));
  if (deadline != absl::InfiniteFuture()) context.set_deadline(absl::ToChronoTime(deadline));
}

absl::Status RpcCaller::Repeat(const std::function<absl::Status(absl::Time deadline)>& attempt) const {
  const absl::Time deadline = DeadlineFromNow();
  absl::Duration pause = kFirstPause;
  for (int attempts = 1;; ++attempts) {
    absl::Status status = attempt(deadline);
    if (!MayPass(status) || attempts == kAttempts || absl::Now() + pause > deadline) {
      if (!MayPass(status)) return status;
      absl::Status named(status.code(), absl::StrCat(endpoint_.address, ": ", status.message()));
      status.ForEachPayload(
          [&](absl::string_view type, const absl::Cord& payload) { named.SetPayload(type, payload); });
      return named;
    }
    absl::SleepFor(pause);
    pause *= 2;
  }
}

}  // namespace communique::cli
