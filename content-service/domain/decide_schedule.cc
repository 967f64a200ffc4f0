#include <string>
#include <vector>

#include "content-service/domain/decide_actions.h"
#include "content-service/domain/operation_check.h"
#include "content-service/domain/publication.h"
#include "content-service/domain/schedules.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::content {

absl::Status DecideAction(const CancelSchedule& action, const StateView& state, DecisionBuilder& decision) {
  ASSIGN_OR_RETURN(const AllowedOperation allowed,
                   CheckOperation(Operation::kCancelSchedule, action.statement, state));
  RETURN_IF_ERROR(EndSchedule(state, allowed.before.draft().schedule(), v1::CHANGE_REASON_SCHEDULE_CANCELLED,
                              "", decision));
  decision.Touch({.resource = StatementName(action.statement.id)});
  return absl::OkStatus();
}

absl::Status DecideAction(const CarryOutSchedule& action, const StateView& state, DecisionBuilder& decision) {
  ASSIGN_OR_RETURN(const stored::v1::ScheduleRow schedule, GetSchedule(state, action.schedule));
  const std::vector<std::string> ids(schedule.statements().begin(), schedule.statements().end());
  decision.ActFor(schedule.actor());
  RETURN_IF_ERROR(PublishDrafts(state, ids, decision));
  DropSchedule(action.schedule, decision);
  decision.Touch({.resource = StatementName(ids[0])});
  return absl::OkStatus();
}

absl::Status DecideAction(const RecordScheduleFailure& action, const StateView& state,
                          DecisionBuilder& decision) {
  ASSIGN_OR_RETURN(const stored::v1::ScheduleRow schedule, GetSchedule(state, action.schedule));
  RETURN_IF_ERROR(EndSchedule(state, action.schedule, v1::CHANGE_REASON_SCHEDULE_FAILED, "", decision));
  for (const std::string& id : schedule.statements()) {
    v1::ScheduleFailure& failure =
        *decision.rows().statements[id].mutable_draft()->mutable_schedule_failure();
    *failure.mutable_time() = decision.time();
    failure.set_reason(action.reason);
  }
  decision.ActFor(schedule.actor());
  decision.Touch({.resource = StatementName(schedule.statements(0))});
  return absl::OkStatus();
}

}  // namespace communique::content
