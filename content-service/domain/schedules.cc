#include "content-service/domain/schedules.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/stored_statement.h"
#include "content-service/domain/timestamps.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

// Writes a row that went in or out of a schedule, and tells the editors.
void Store(const std::string& id, const stored::v1::StatementRow& before, stored::v1::StatementRow row,
           v1::ChangeReason reason, DecisionBuilder& decision) {
  row.set_sequence(decision.context().sequence);
  *row.mutable_update_time() = decision.time();
  SetStates(decision.TellStatement(kEditors, id, reason), before, row);
  decision.rows().statements[id] = std::move(row);
}

}  // namespace

absl::Status MakeSchedule(const StateView& state, const std::vector<std::string>& ids,
                          absl::Time publish_time, DecisionBuilder& decision) {
  if (publish_time <= decision.context().time) {
    FieldViolations violations;
    violations.Add("publish_time", "is past; give a time to come, or none to publish now");
    return violations.ToStatus();
  }
  stored::v1::ScheduleRef ref;
  *ref.mutable_publish_time() = ToTimestamp(publish_time);
  ref.set_id(decision.NewId("schedule"));
  stored::v1::ScheduleRow schedule;
  schedule.set_actor(decision.actor());
  for (const std::string& id : ids) {
    schedule.add_statements(id);
    ASSIGN_OR_RETURN(const stored::v1::StatementRow before, GetStatementRow(state, id));
    stored::v1::StatementRow row = before;
    row.set_draft_state(v1::DRAFT_STATE_SCHEDULED);
    *row.mutable_draft()->mutable_schedule() = ref;
    row.mutable_draft()->clear_schedule_failure();
    if (ids.size() > 1) row.mutable_draft()->mutable_scheduled_together()->Assign(ids.begin(), ids.end());
    Store(id, before, std::move(row), v1::CHANGE_REASON_SCHEDULED, decision);
  }
  decision.rows().schedules[{publish_time, ref.id()}] = std::move(schedule);
  return absl::OkStatus();
}

absl::Status EndSchedule(const StateView& state, const stored::v1::ScheduleRef& ref, v1::ChangeReason reason,
                         const std::string& except, DecisionBuilder& decision) {
  ASSIGN_OR_RETURN(const stored::v1::ScheduleRow schedule, GetSchedule(state, ref));
  for (const std::string& id : schedule.statements()) {
    if (id == except) continue;
    ASSIGN_OR_RETURN(const stored::v1::StatementRow before, GetStatementRow(state, id));
    stored::v1::StatementRow row = before;
    LeaveSchedule(row);
    Store(id, before, std::move(row), reason, decision);
  }
  DropSchedule(ref, decision);
  return absl::OkStatus();
}

void LeaveSchedule(stored::v1::StatementRow& row) {
  row.set_draft_state(v1::DRAFT_STATE_DRAFT);
  row.mutable_draft()->clear_schedule();
  row.mutable_draft()->clear_scheduled_together();
  row.mutable_draft()->clear_schedule_failure();
}

absl::StatusOr<stored::v1::ScheduleRow> GetSchedule(const StateView& state,
                                                    const stored::v1::ScheduleRef& ref) {
  ASSIGN_OR_RETURN(std::optional<stored::v1::ScheduleRow> row, state.FindSchedule(ref));
  if (row.has_value()) return *std::move(row);
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "NOT_SCHEDULED",
                         absl::StrCat("the schedule ", ref.id(), " stands no more"));
}

void DropSchedule(const stored::v1::ScheduleRef& ref, DecisionBuilder& decision) {
  decision.rows().schedules[{FromTimestamp(ref.publish_time()), ref.id()}] = std::nullopt;
}

}  // namespace communique::content
