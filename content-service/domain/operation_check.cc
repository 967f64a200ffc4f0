#include "content-service/domain/operation_check.h"

#include <string>

#include "content-service/domain/etag.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::content {

absl::StatusOr<AllowedOperation> CheckOperation(Operation operation, const SeenStatement& seen,
                                                const StateView& state) {
  const std::string name = StatementName(seen.id);
  AllowedOperation allowed;
  ASSIGN_OR_RETURN(allowed.before, GetStatementRow(state, seen.id));
  RETURN_IF_ERROR(CheckEtag(seen.etag, name, allowed.before.sequence()));
  ASSIGN_OR_RETURN(allowed.after, NextStates(operation, StatesOf(allowed.before), name));
  return allowed;
}

}  // namespace communique::content
