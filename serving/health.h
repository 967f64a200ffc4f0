#ifndef COMMUNIQUE_SERVING_HEALTH_H_
#define COMMUNIQUE_SERVING_HEALTH_H_

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "serving/executor.h"
#include "serving/wake_list.h"

namespace communique::serving {

// How the process is, for probes, by the names that grpc.health.v1 asks with: "liveness" from the
// start, "startup" from the moment it was ready first, "readiness", "" and each RPC service while it
// takes calls, and names of a service's own. Thread-safe.
class HealthState {
 public:
  HealthState();

  // Further names that follow readiness: the RPC services.
  void AddServices(const std::vector<std::string>& names);
  // A further name that is served while the process is ready and `is_well` says so. It is asked by any
  // thread and must not block. Before calls are served.
  void AddCheck(const std::string& name, std::function<bool()> is_well);
  void SetReady(bool ready);
  // Nothing for a name that is not known.
  std::optional<bool> IsServing(absl::string_view name) const;

  // Wakes at every change. Closed when the server stops.
  WakeList& watchers() { return watchers_; }

 private:
  mutable absl::Mutex mutex_;
  std::map<std::string, bool, std::less<>> serving_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, std::function<bool()>> checks_ ABSL_GUARDED_BY(mutex_);
  WakeList watchers_;
};

// grpc.health.v1 over a HealthState. Unlike gRPC's own it is found by reflection.
class HealthService : public grpc::health::v1::Health::CallbackService {
 public:
  // `state` outlives it.
  explicit HealthService(HealthState& state) : state_(state), executor_(1, 16) {}

  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* context,
                                  const grpc::health::v1::HealthCheckRequest* request,
                                  grpc::health::v1::HealthCheckResponse* response) override;
  grpc::ServerWriteReactor<grpc::health::v1::HealthCheckResponse>* Watch(
      grpc::CallbackServerContext* context, const grpc::health::v1::HealthCheckRequest* request) override;

 private:
  HealthState& state_;
  Executor executor_;
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_HEALTH_H_
