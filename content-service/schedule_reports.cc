#include "content-service/schedule_reports.h"

#include "absl/time/time.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

const prometheus::Histogram::BucketBoundaries& DelayBuckets() {
  static const auto* const buckets =
      new prometheus::Histogram::BucketBoundaries{0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3600};
  return *buckets;
}

}  // namespace

ScheduleReports::ScheduleReports(prometheus::Registry& registry, const serving::Log& log)
    : log_(log),
      delay_(prometheus::BuildHistogram()
                 .Name("communique_schedule_delay_seconds")
                 .Help("How long after their time scheduled publications were durable.")
                 .Register(registry)
                 .Add({}, DelayBuckets())),
      failures_(prometheus::BuildCounter()
                    .Name("communique_schedule_failures_total")
                    .Help("Schedules that could not be carried out and were given back.")
                    .Register(registry)
                    .Add({})) {}

void ScheduleReports::Record(const ScheduleOutcome& outcome) {
  if (outcome.status.ok()) {
    delay_.Observe(absl::ToDoubleSeconds(outcome.delay));
    return;
  }
  const std::string reason = ReasonOf(outcome.status);
  if (outcome.tried_again) {
    log_.Warning("a schedule could not be carried out yet; it is tried again, once a minute at last",
                 {{"reason", reason}});
    return;
  }
  failures_.Increment();
  log_.Error("a schedule could not be carried out; its drafts can be written again", {{"reason", reason}});
}

}  // namespace communique::content
