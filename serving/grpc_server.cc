#include "serving/grpc_server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/server_builder.h>

#include <chrono>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "serving/listen_address.h"
#include "serving/rpc_interceptor.h"
#include "statement/errors.h"

namespace communique::serving {
namespace {

void InstallReflection() {
  static const bool installed = [] {
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    return true;
  }();
  static_cast<void>(installed);
}

void ConfigureChannel(grpc::ServerBuilder& builder) {
  // gRPC would let a second process share the port, and calls would go to either.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  // Idle streams are kept through NATs by pings from either side; its defaults punish such clients.
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 60'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 5'000);
  // Only reflection uses gRPC's threaded API.
  builder.SetSyncServerOption(grpc::ServerBuilder::NUM_CQS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::MIN_POLLERS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, 2);
}

}  // namespace

absl::StatusOr<std::unique_ptr<GrpcServer>> GrpcServer::Start(const Options& options,
                                                              const std::vector<grpc::Service*>& services,
                                                              HealthState& health, const Log& log,
                                                              Metrics& metrics) {
  InstallReflection();
  auto result = std::unique_ptr<GrpcServer>(new GrpcServer(health));
  grpc::ServerBuilder builder;
  ConfigureChannel(builder);
  int port = -1;
  builder.AddListeningPort(options.listen, options.credentials, &port);
  builder.RegisterService(&result->health_service_);
  for (grpc::Service* service : services) {
    builder.RegisterService(service);
  }
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> interceptors;
  interceptors.push_back(std::make_unique<RpcInterceptorFactory>(log, metrics));
  interceptors.push_back(std::make_unique<ReflectionInterceptorFactory>(result->reflection_calls_));
  builder.experimental().SetInterceptorCreators(std::move(interceptors));
  result->server_ = builder.BuildAndStart();
  if (result->server_ == nullptr) {
    return ErrorWithReason(
        absl::StatusCode::kUnavailable, kAddressUnavailable,
        absl::StrCat("cannot listen on ", options.listen,
                     ": the port is taken or it is not an address of this machine; choose another address"));
  }
  // For a unix socket gRPC gives 1.
  result->port_ = absl::string_view(options.listen).substr(0, 5) == "unix:" ? 0 : port;
  return result;
}

GrpcServer::~GrpcServer() { Drain(absl::ZeroDuration()); }

void GrpcServer::Drain(absl::Duration timeout) {
  if (server_ == nullptr) {
    return;
  }
  reflection_calls_.CancelAll();
  server_->Shutdown(absl::ToChronoTime(absl::Now() + timeout));
  server_->Wait();
  server_ = nullptr;
}

}  // namespace communique::serving
