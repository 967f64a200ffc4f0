#ifndef COMMUNIQUE_CONTENT_SERVICE_SWEEP_REPORTS_H_
#define COMMUNIQUE_CONTENT_SERVICE_SWEEP_REPORTS_H_

#include <prometheus/counter.h>
#include <prometheus/registry.h>

#include "absl/status/status.h"
#include "content-service/commit/outcome.h"
#include "serving/logging.h"

namespace communique::content {

// Tells whoever runs the service what was swept, in metrics and in the log. One thread at a time.
class SweepReports {
 public:
  // Both outlive it.
  SweepReports(prometheus::Registry& registry, const serving::Log& log);

  void Record(const Swept& swept, const absl::Status& ended);

 private:
  const serving::Log& log_;
  prometheus::Counter& files_;
  prometheus::Counter& bytes_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SWEEP_REPORTS_H_
