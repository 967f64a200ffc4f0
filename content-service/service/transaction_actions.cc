// The operations of a TransactRequest, as commands.

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/transaction.h"
#include "content-service/service/statement_actions.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

// What belongs to the whole call is not said of a part of it.
template <typename Request>
absl::StatusOr<StatementAction> PartOf(const Request& request) {
  FieldViolations violations;
  if (!request.request_id().empty()) violations.Add("request_id", "must be empty; the transaction has one");
  if (request.validate_only()) violations.Add("validate_only", "must not be set; the transaction has it");
  RETURN_IF_ERROR(violations.ToStatus());
  ASSIGN_OR_RETURN(auto action, ActionOf(request));
  return StatementAction(std::move(action));
}

absl::StatusOr<StatementAction> PartOf(const v1::Operation& operation) {
  switch (operation.kind_case()) {
    case v1::Operation::kCreate:
      return PartOf(operation.create());
    case v1::Operation::kUpdate:
      return PartOf(operation.update());
    case v1::Operation::kPublish:
      return PartOf(operation.publish());
    case v1::Operation::kCancelSchedule:
      return PartOf(operation.cancel_schedule());
    case v1::Operation::kDiscardDraft:
      return PartOf(operation.discard_draft());
    case v1::Operation::kWithdraw:
      return PartOf(operation.withdraw());
    case v1::Operation::kRestore:
      return PartOf(operation.restore());
    case v1::Operation::kRemove:
      return PartOf(operation.remove());
    case v1::Operation::kAddSignatories:
      return PartOf(operation.add_signatories());
    case v1::Operation::KIND_NOT_SET:
      break;
  }
  FieldViolations violations;
  violations.Add("kind", "names no operation; set create, update, publish or another of them");
  return violations.ToStatus();
}

// "operations[2].publish", or "operations[2]" where it is none.
std::string FieldOf(int index, const v1::Operation& operation) {
  const std::string field = absl::StrCat("operations[", index, "]");
  const auto* kind = operation.GetReflection()->GetOneofFieldDescriptor(
      operation, v1::Operation::descriptor()->FindOneofByName("kind"));
  return kind == nullptr ? field : absl::StrCat(field, ".", kind->name());
}

}  // namespace

absl::StatusOr<Transact> ActionOf(const v1::TransactRequest& request) {
  Transact transact;
  for (int i = 0; i < request.operations_size(); ++i) {
    absl::StatusOr<StatementAction> part = PartOf(request.operations(i));
    if (!part.ok()) return InOperation(FieldOf(i, request.operations(i)), part.status());
    transact.operations.push_back(*std::move(part));
  }
  return transact;
}

}  // namespace communique::content
