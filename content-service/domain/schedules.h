#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_SCHEDULES_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_SCHEDULES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "communique/content/v1/change.pb.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/decision_builder.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// Drafts that are to become public together, at a time. Pure.

// INVALID_ARGUMENT: the time is not in the future. The drafts have been checked.
absl::Status MakeSchedule(const StateView& state, const std::vector<std::string>& ids,
                          absl::Time publish_time, DecisionBuilder& decision);

// Gives the drafts of a schedule back, all but that of the statement `except` (an id, or empty), whose row
// the caller writes.
absl::Status EndSchedule(const StateView& state, const stored::v1::ScheduleRef& ref, v1::ChangeReason reason,
                         const std::string& except, DecisionBuilder& decision);

// What `row` has of its schedule is gone, and of a failed one.
void LeaveSchedule(stored::v1::StatementRow& row);

// FAILED_PRECONDITION, reason NOT_SCHEDULED: it stands no more.
absl::StatusOr<stored::v1::ScheduleRow> GetSchedule(const StateView& state,
                                                    const stored::v1::ScheduleRef& ref);

// The schedule stands no more.
void DropSchedule(const stored::v1::ScheduleRef& ref, DecisionBuilder& decision);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_SCHEDULES_H_
