#include <string>
#include <utility>

#include "content-service/domain/decide_actions.h"
#include "content-service/domain/draft_writing.h"
#include "content-service/domain/operation_check.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::content {

absl::Status DecideAction(const DiscardDraft& action, const StateView& state, DecisionBuilder& decision) {
  const std::string& id = action.statement.id;
  ASSIGN_OR_RETURN(const AllowedOperation allowed,
                   CheckOperation(Operation::kDiscardDraft, action.statement, state));
  const stored::v1::StatementRow& before = allowed.before;
  ASSIGN_OR_RETURN(const v1::Content draft, ReadContent(state, before.draft().content()));
  RETURN_IF_ERROR(FreePathReservation(state, id, PathOf(draft, before.language()), decision.rows()));

  stored::v1::StatementRow row = before;
  row.set_sequence(decision.context().sequence);
  row.set_draft_state(allowed.after.draft_state);
  row.clear_draft();
  *row.mutable_update_time() = decision.time();
  SetStates(decision.TellStatement(kEditors, id, v1::CHANGE_REASON_DRAFT_DISCARDED), before, row);
  // To editors, siblings say the title and address of the newest content.
  ASSIGN_OR_RETURN(const auto siblings, Siblings(state, before.group(), id));
  TellSiblings(siblings, kEditors, decision);
  decision.rows().statements[id] = std::move(row);
  decision.Touch({.resource = StatementName(id)});
  return absl::OkStatus();
}

}  // namespace communique::content
