#ifndef COMMUNIQUE_SERVING_METRICS_H_
#define COMMUNIQUE_SERVING_METRICS_H_

#include <grpcpp/support/status.h>
#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace communique::serving {

// What a process counts. Labels are closed sets (method, code): never a name, id, path or anything
// else of a statement. Thread-safe.
class Metrics {
 public:
  Metrics();

  void RpcStarted(absl::string_view method);
  // `duration` goes into the histogram of unary calls; a stream's length says nothing.
  void RpcEnded(absl::string_view method, grpc::StatusCode code, absl::Duration duration, bool is_unary);

  // For further metrics of a service, with the same rule for labels.
  const std::shared_ptr<prometheus::Registry>& registry() const { return registry_; }

 private:
  const std::shared_ptr<prometheus::Registry> registry_;
  prometheus::Family<prometheus::Counter>& calls_;
  prometheus::Family<prometheus::Gauge>& open_calls_;
  prometheus::Family<prometheus::Histogram>& seconds_;
};

// Serves GET /metrics over plain HTTP until destroyed.
class MetricsServer {
 public:
  // `listen` is "host:port"; port 0 takes a free one. UNAVAILABLE, reason ADDRESS_UNAVAILABLE.
  static absl::StatusOr<std::unique_ptr<MetricsServer>> Start(const std::string& listen,
                                                              const Metrics& metrics);
  int port() const;

 private:
  explicit MetricsServer(const std::string& listen);

  prometheus::Exposer exposer_;
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_METRICS_H_
