#include <string>
#include <utility>

#include "content-service/domain/decide_actions.h"
#include "content-service/domain/draft_writing.h"
#include "content-service/domain/etag.h"
#include "content-service/domain/lifecycle.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::content {

absl::Status DecideAction(const DiscardDraft& action, const StateView& state, DecisionBuilder& decision) {
  const auto& [id, etag] = action.statement;
  const std::string name = StatementName(id);
  ASSIGN_OR_RETURN(const stored::v1::StatementRow before, GetStatementRow(state, id));
  RETURN_IF_ERROR(CheckEtag(etag, name, before.sequence()));
  ASSIGN_OR_RETURN(const States states, NextStates(Operation::kDiscardDraft, StatesOf(before), name));
  ASSIGN_OR_RETURN(const v1::Content draft, ReadContent(state, before.draft().content()));
  RETURN_IF_ERROR(FreePathReservation(state, id, PathOf(draft, before.language()), decision.rows()));

  stored::v1::StatementRow row = before;
  row.set_sequence(decision.context().sequence);
  row.set_draft_state(states.draft_state);
  row.clear_draft();
  *row.mutable_update_time() = decision.time();
  SetStates(decision.TellStatement(kEditors, id, v1::CHANGE_REASON_DRAFT_DISCARDED), before, row);
  // To editors, siblings say the title and address of the newest content.
  ASSIGN_OR_RETURN(const auto siblings, Siblings(state, before.group(), id));
  TellSiblings(siblings, kEditors, decision);
  decision.rows().statements[id] = std::move(row);
  decision.Touch({.resource = name});
  return absl::OkStatus();
}

}  // namespace communique::content
