#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_OPERATION_CHECK_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_OPERATION_CHECK_H_

#include "absl/status/statusor.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/command.h"
#include "content-service/domain/lifecycle.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// A statement that an operation may be done to.
struct AllowedOperation {
  stored::v1::StatementRow before;
  // The states that it is to be left in.
  States after;
};

// What every operation on a statement asks first, in this order: NOT_FOUND; ABORTED ETAG_MISMATCH where the
// caller has seen another state; the errors of NextStates. Pure.
absl::StatusOr<AllowedOperation> CheckOperation(Operation operation, const SeenStatement& seen,
                                                const StateView& state);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_OPERATION_CHECK_H_
