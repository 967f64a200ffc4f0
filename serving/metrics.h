#ifndef COMMUNIQUE_SERVING_METRICS_H_
#define COMMUNIQUE_SERVING_METRICS_H_

#include <grpcpp/support/status.h>
#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace communique::serving {

// What a process counts. Labels are closed sets (method, code): never a name, id, path or anything
// else of a statement. Thread-safe.
class Metrics {
 public:
  Metrics();

  // Of the calls of one method. Thread-safe.
  class Rpcs {
   public:
    void Started();
    // `duration` goes into the histogram of unary calls; a stream's length says nothing.
    void Ended(grpc::StatusCode code, absl::Duration duration, bool is_unary);

   private:
    friend class Metrics;
    Rpcs(Metrics& metrics, absl::string_view method);

    Metrics& metrics_;
    const std::string method_;
    prometheus::Gauge& open_;
    // Looked up when first needed: only what happened is shown.
    std::array<std::atomic<prometheus::Counter*>, 17> by_code_ = {};
    std::atomic<prometheus::Histogram*> seconds_ = nullptr;
  };
  // Lives as long as this.
  Rpcs& RpcsOf(absl::string_view method);

  // A call found stored bytes damaged: it ended with DATA_LOSS.
  struct DataLoss {
    std::string reason;
    std::string message;
    absl::Time time;
  };
  void DataLost(DataLoss loss);
  // The first one since the start with this reason.
  std::optional<DataLoss> FirstDataLoss(const std::string& reason) const;

  // For further metrics of a service, with the same rule for labels.
  const std::shared_ptr<prometheus::Registry>& registry() const { return registry_; }

 private:
  const std::shared_ptr<prometheus::Registry> registry_;
  prometheus::Family<prometheus::Counter>& calls_;
  prometheus::Family<prometheus::Gauge>& open_calls_;
  prometheus::Family<prometheus::Histogram>& seconds_;
  prometheus::Family<prometheus::Counter>& data_losses_;
  absl::Mutex mutex_;
  std::map<std::string, std::unique_ptr<Rpcs>, std::less<>> rpcs_ ABSL_GUARDED_BY(mutex_);
  mutable absl::Mutex losses_mutex_;
  std::map<std::string, DataLoss> first_data_losses_ ABSL_GUARDED_BY(losses_mutex_);
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
