#include "content-service/domain/decide.h"

#include <variant>

#include "content-service/domain/decide_actions.h"
#include "content-service/domain/decision_builder.h"
#include "content-service/domain/list_index.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

stored::v1::CommandKind KindOf(const CreateStatement&) { return stored::v1::COMMAND_KIND_CREATE_STATEMENT; }
stored::v1::CommandKind KindOf(const UpdateStatement&) { return stored::v1::COMMAND_KIND_UPDATE_STATEMENT; }
stored::v1::CommandKind KindOf(const PublishStatement& publish) {
  return publish.publish_time.has_value() ? stored::v1::COMMAND_KIND_SCHEDULE_PUBLICATION
                                          : stored::v1::COMMAND_KIND_PUBLISH_STATEMENT;
}
stored::v1::CommandKind KindOf(const CancelSchedule&) { return stored::v1::COMMAND_KIND_CANCEL_SCHEDULE; }
stored::v1::CommandKind KindOf(const DiscardDraft&) { return stored::v1::COMMAND_KIND_DISCARD_DRAFT; }
stored::v1::CommandKind KindOf(const WithdrawStatement&) {
  return stored::v1::COMMAND_KIND_WITHDRAW_STATEMENT;
}
stored::v1::CommandKind KindOf(const RestoreStatement&) { return stored::v1::COMMAND_KIND_RESTORE_STATEMENT; }
stored::v1::CommandKind KindOf(const RemoveStatement&) { return stored::v1::COMMAND_KIND_REMOVE_STATEMENT; }
stored::v1::CommandKind KindOf(const CarryOutSchedule&) {
  return stored::v1::COMMAND_KIND_CARRY_OUT_SCHEDULE;
}
stored::v1::CommandKind KindOf(const RecordScheduleFailure&) {
  return stored::v1::COMMAND_KIND_RECORD_SCHEDULE_FAILURE;
}
stored::v1::CommandKind KindOf(const AddSignatories&) { return stored::v1::COMMAND_KIND_ADD_SIGNATORIES; }
stored::v1::CommandKind KindOf(const WithdrawSignatory&) {
  return stored::v1::COMMAND_KIND_WITHDRAW_SIGNATORY;
}
stored::v1::CommandKind KindOf(const CorrectSignatory&) { return stored::v1::COMMAND_KIND_CORRECT_SIGNATORY; }
stored::v1::CommandKind KindOf(const Erase&) { return stored::v1::COMMAND_KIND_ERASE; }
stored::v1::CommandKind KindOf(const CreateSection&) { return stored::v1::COMMAND_KIND_CREATE_SECTION; }
stored::v1::CommandKind KindOf(const UpdateSection&) { return stored::v1::COMMAND_KIND_UPDATE_SECTION; }
stored::v1::CommandKind KindOf(const DeleteSection&) { return stored::v1::COMMAND_KIND_DELETE_SECTION; }
stored::v1::CommandKind KindOf(const Transact&) { return stored::v1::COMMAND_KIND_TRANSACT; }

}  // namespace

absl::StatusOr<Decision> Decide(Command& command, const StateView& state, const Context& context) {
  const auto kind = std::visit([](const auto& action) { return KindOf(action); }, command.action);
  DecisionBuilder decision(command, kind, context);
  RETURN_IF_ERROR(
      std::visit([&](auto& action) { return DecideAction(action, state, decision); }, command.action));
  Decision decided = decision.Finish();
  RETURN_IF_ERROR(AddListEntries(state, context, decided));
  return decided;
}

}  // namespace communique::content
