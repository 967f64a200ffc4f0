#ifndef COMMUNIQUE_CONTENT_SERVICE_SCHEDULE_REPORTS_H_
#define COMMUNIQUE_CONTENT_SERVICE_SCHEDULE_REPORTS_H_

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include "content-service/commit/schedule_runner.h"
#include "serving/logging.h"

namespace communique::content {

// Tells whoever runs the service what becomes of schedules: how late they were and which failed, in metrics
// and in the log. No statement is named. One thread at a time.
class ScheduleReports {
 public:
  // Both outlive it.
  ScheduleReports(prometheus::Registry& registry, const serving::Log& log);

  void Record(const ScheduleOutcome& outcome);

 private:
  const serving::Log& log_;
  prometheus::Histogram& delay_;
  prometheus::Counter& failures_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SCHEDULE_REPORTS_H_
