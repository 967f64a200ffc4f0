#ifndef COMMUNIQUE_SERVING_SERVICE_HOST_H_
#define COMMUNIQUE_SERVING_SERVICE_HOST_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "serving/authorization.h"
#include "serving/executor.h"
#include "serving/grpc_server.h"
#include "serving/health.h"
#include "serving/logging.h"
#include "serving/metrics.h"
#include "serving/serving_options.h"
#include "serving/wake_list.h"

namespace communique::serving {

// What surrounds the handlers of one process, in the order of its life: probes and metrics answer
// from Start on, calls from Serve on, and Drain ends them. Made and used by one thread, the one that
// composes the process; what it lends is thread-safe.
class ServiceHost {
 public:
  // `log` outlives it. UNAVAILABLE, reason ADDRESS_UNAVAILABLE; errors of CheckServingOptions.
  static absl::StatusOr<std::unique_ptr<ServiceHost>> Start(ServingOptions options, const Log& log);

  const Authorization& authorization() const { return *authorization_; }
  // For unary calls.
  Executor& executor() { return executor_; }
  // For the steps of streams, so that a wave of woken streams does not stand before calls.
  Executor& stream_executor() { return stream_executor_; }
  Metrics& metrics() { return metrics_; }

  // Those who wait there are told to end when the server stops. Before Serve; `list` outlives Drain.
  void CloseOnDrain(WakeList& list) { closed_on_drain_.push_back(&list); }
  // A port of the service's own, for the port file; before Serve.
  void AddPort(std::string name, int port) { ports_.emplace_back(std::move(name), port); }

  // A name of health of the service's own; see HealthState. Before Serve; `is_well` may be asked until Drain
  // has returned.
  void AddHealthCheck(const std::string& name, std::function<bool()> is_well) {
    health_.AddCheck(name, std::move(is_well));
  }

  // Takes calls, writes the port file, logs "listening", and then is ready. `services` outlive the
  // calls, that is: until Drain has returned.
  absl::Status Serve(const std::vector<grpc::Service*>& services,
                     const std::vector<std::string>& service_names);

  // Of gRPC, once Serve has returned.
  int port() const { return server_->port(); }

  // Not ready, waiters and streams told to end, open calls given --drain-timeout, then cancelled.
  void Drain();

 private:
  ServiceHost(ServingOptions options, const Log& log);
  absl::Status StartProbes();

  const ServingOptions options_;
  const Log& log_;
  Metrics metrics_;
  HealthState health_;
  std::vector<WakeList*> closed_on_drain_;
  std::unique_ptr<Authorization> authorization_;
  Executor executor_;
  Executor stream_executor_;
  std::vector<std::pair<std::string, int>> ports_;
  std::unique_ptr<MetricsServer> metrics_server_;
  std::unique_ptr<GrpcServer> probe_server_;
  std::unique_ptr<GrpcServer> server_;
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_SERVICE_HOST_H_
