#include "content-service/domain/decide.h"

#include <variant>

#include "content-service/domain/decide_actions.h"
#include "content-service/domain/decision_builder.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

stored::v1::CommandKind KindOf(const CreateStatement&) { return stored::v1::COMMAND_KIND_CREATE_STATEMENT; }
stored::v1::CommandKind KindOf(const UpdateStatement&) { return stored::v1::COMMAND_KIND_UPDATE_STATEMENT; }
stored::v1::CommandKind KindOf(const PublishStatement&) { return stored::v1::COMMAND_KIND_PUBLISH_STATEMENT; }
stored::v1::CommandKind KindOf(const AddSignatories&) { return stored::v1::COMMAND_KIND_ADD_SIGNATORIES; }
stored::v1::CommandKind KindOf(const CreateSection&) { return stored::v1::COMMAND_KIND_CREATE_SECTION; }

}  // namespace

absl::StatusOr<Decision> Decide(const Command& command, const StateView& state, const Context& context) {
  const auto kind = std::visit([](const auto& action) { return KindOf(action); }, command.action);
  DecisionBuilder decision(command, kind, context);
  RETURN_IF_ERROR(
      std::visit([&](const auto& action) { return DecideAction(action, state, decision); }, command.action));
  return decision.Finish();
}

}  // namespace communique::content
