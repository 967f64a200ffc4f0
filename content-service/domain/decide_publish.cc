#include <string>
#include <utility>
#include <vector>

#include "content-service/domain/decide_actions.h"
#include "content-service/domain/operation_check.h"
#include "content-service/domain/publication.h"
#include "content-service/domain/schedules.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::content {
namespace {

// Whether the draft may become an edition, now or later.
absl::Status CheckPublishable(const StateView& state, const SeenStatement& seen, Operation operation) {
  ASSIGN_OR_RETURN(const AllowedOperation allowed, CheckOperation(operation, seen, state));
  ASSIGN_OR_RETURN(const v1::Content content, ReadContent(state, allowed.before.draft().content()));
  return CheckChangeNote(allowed.before, content, StatementName(seen.id));
}

}  // namespace

absl::Status DecideAction(const PublishStatement& action, const StateView& state, DecisionBuilder& decision) {
  const Operation operation = action.publish_time.has_value() ? Operation::kSchedule : Operation::kPublish;
  std::vector<std::string> ids;
  for (const SeenStatement& seen : action.statements) {
    RETURN_IF_ERROR(CheckPublishable(state, seen, operation));
    ids.push_back(seen.id);
  }
  if (action.publish_time.has_value()) {
    RETURN_IF_ERROR(MakeSchedule(state, ids, *action.publish_time, decision));
  } else {
    RETURN_IF_ERROR(PublishDrafts(state, ids, decision));
  }
  std::vector<std::string> together;
  for (size_t i = 1; i < ids.size(); ++i) together.push_back(StatementName(ids[i]));
  decision.Touch({.resource = StatementName(ids[0]), .together = std::move(together)});
  return absl::OkStatus();
}

}  // namespace communique::content
