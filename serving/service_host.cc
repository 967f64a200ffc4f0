#include "serving/service_host.h"

#include <algorithm>
#include <thread>

#include "serving/port_file.h"
#include "serving/status_macros.h"
#include "serving/tls.h"
#include "serving/token_file.h"

namespace communique::serving {
namespace {

constexpr size_t kMaxWaitingCalls = 1'000;

size_t CallThreads() { return std::max<size_t>(4, 2 * std::thread::hardware_concurrency()); }
size_t StreamThreads() { return std::max<size_t>(2, std::thread::hardware_concurrency()); }

}  // namespace

ServiceHost::ServiceHost(ServingOptions options, const Log& log)
    : options_(std::move(options)),
      log_(log),
      executor_(CallThreads(), kMaxWaitingCalls),
      stream_executor_(StreamThreads(), kMaxWaitingCalls) {}

absl::StatusOr<std::unique_ptr<ServiceHost>> ServiceHost::Start(ServingOptions options, const Log& log) {
  RETURN_IF_ERROR(CheckServingOptions(options));
  auto host = std::unique_ptr<ServiceHost>(new ServiceHost(std::move(options), log));
  if (host->options_.token_file.empty()) {
    host->authorization_ = std::make_unique<Authorization>();
  } else {
    ASSIGN_OR_RETURN(auto tokens, TokenFile::Open(host->options_.token_file, log));
    host->authorization_ = std::make_unique<Authorization>(std::move(tokens));
  }
  RETURN_IF_ERROR(host->StartProbes());
  return host;
}

absl::Status ServiceHost::StartProbes() {
  if (!options_.metrics_listen.empty()) {
    ASSIGN_OR_RETURN(metrics_server_, MetricsServer::Start(options_.metrics_listen, metrics_));
    AddPort("metrics", metrics_server_->port());
  }
  if (!options_.health_listen.empty()) {
    ASSIGN_OR_RETURN(probe_server_,
                     GrpcServer::Start({options_.health_listen, grpc::InsecureServerCredentials()}, {},
                                       health_, log_, metrics_));
    AddPort("health", probe_server_->port());
  }
  return absl::OkStatus();
}

absl::Status ServiceHost::Serve(const std::vector<grpc::Service*>& services,
                                const std::vector<std::string>& service_names) {
  ASSIGN_OR_RETURN(auto credentials, MakeServerCredentials(options_.tls));
  health_.AddServices(service_names);
  ASSIGN_OR_RETURN(server_, GrpcServer::Start({options_.listen, std::move(credentials)}, services, health_,
                                              log_, metrics_));
  AddPort("grpc", server_->port());
  health_.SetReady(true);
  for (const auto& [name, port] : ports_) {
    log_.Info("listening", {{"name", name}, {"port", port}});
  }
  if (!options_.port_file.empty()) {
    RETURN_IF_ERROR(WritePortFile(options_.port_file, ports_));
  }
  return absl::OkStatus();
}

void ServiceHost::Drain() {
  log_.Info("stopping");
  health_.SetReady(false);
  // Those who watch are told so, and then that it is over.
  health_.watchers().Close();
  for (WakeList* list : closed_on_drain_) {
    list->Close();
  }
  if (server_ != nullptr) {
    server_->Drain(options_.drain_timeout);
  }
  if (probe_server_ != nullptr) probe_server_->Drain(absl::ZeroDuration());
  log_.Info("stopped");
}

}  // namespace communique::serving
