#ifndef COMMUNIQUE_SERVING_GRPC_SERVER_H_
#define COMMUNIQUE_SERVING_GRPC_SERVER_H_

#include <grpcpp/server.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "serving/health.h"
#include "serving/logging.h"
#include "serving/metrics.h"
#include "serving/reflection_calls.h"

namespace communique::serving {

// A gRPC server as all of ours are: with health, reflection of every service (health included), logs
// and metrics of every call, and keepalive that suits streams which are idle for hours.
class GrpcServer {
 public:
  struct Options {
    // "host:port", port 0 for a free one, or "unix:/path". Nothing else may listen there.
    std::string listen;
    std::shared_ptr<grpc::ServerCredentials> credentials;
  };

  // UNAVAILABLE, reason ADDRESS_UNAVAILABLE. `services` and the references outlive it. Health answers are
  // not ready until `health` is told so.
  static absl::StatusOr<std::unique_ptr<GrpcServer>> Start(const Options& options,
                                                           const std::vector<grpc::Service*>& services,
                                                           HealthState& health, const Log& log,
                                                           Metrics& metrics);
  // Stops without grace.
  ~GrpcServer();

  // 0 for a unix socket.
  int port() const { return port_; }

  // Takes no new calls, cancels those of reflection, and lets the other open ones end until `timeout`, then
  // cancels them; returns when all have ended. Whoever has endless streams ends them first (WakeList::Close).
  // A stream that ignores its cancellation keeps it from ever returning: main holds a ShutdownLimit against
  // that.
  void Drain(absl::Duration timeout);

 private:
  explicit GrpcServer(HealthState& health) : health_service_(health) {}

  HealthService health_service_;
  ReflectionCalls reflection_calls_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_GRPC_SERVER_H_
