#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DECIDE_ACTIONS_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DECIDE_ACTIONS_H_

#include "absl/status/status.h"
#include "content-service/domain/command.h"
#include "content-service/domain/decision_builder.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// One function a kind of action, with what Decide promises. Pure. Texts may be taken out of the action.
absl::Status DecideAction(CreateStatement& action, const StateView& state, DecisionBuilder& decision);
absl::Status DecideAction(const UpdateStatement& action, const StateView& state, DecisionBuilder& decision);
absl::Status DecideAction(const PublishStatement& action, const StateView& state, DecisionBuilder& decision);
absl::Status DecideAction(const CancelSchedule& action, const StateView& state, DecisionBuilder& decision);
absl::Status DecideAction(const DiscardDraft& action, const StateView& state, DecisionBuilder& decision);
absl::Status DecideAction(const WithdrawStatement& action, const StateView& state, DecisionBuilder& decision);
absl::Status DecideAction(const RestoreStatement& action, const StateView& state, DecisionBuilder& decision);
absl::Status DecideAction(const RemoveStatement& action, const StateView& state, DecisionBuilder& decision);
absl::Status DecideAction(const CarryOutSchedule& action, const StateView& state, DecisionBuilder& decision);
absl::Status DecideAction(const RecordScheduleFailure& action, const StateView& state,
                          DecisionBuilder& decision);
absl::Status DecideAction(const AddSignatories& action, const StateView& state, DecisionBuilder& decision);
absl::Status DecideAction(const WithdrawSignatory& action, const StateView& state, DecisionBuilder& decision);
absl::Status DecideAction(const CorrectSignatory& action, const StateView& state, DecisionBuilder& decision);
absl::Status DecideAction(const Erase& action, const StateView& state, DecisionBuilder& decision);
absl::Status DecideAction(const CreateSection& action, const StateView& state, DecisionBuilder& decision);
absl::Status DecideAction(const UpdateSection& action, const StateView& state, DecisionBuilder& decision);
absl::Status DecideAction(const DeleteSection& action, const StateView& state, DecisionBuilder& decision);
absl::Status DecideAction(const Transact& action, const StateView& state, DecisionBuilder& decision);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DECIDE_ACTIONS_H_
