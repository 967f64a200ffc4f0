#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_STATEMENT_ACTIONS_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_STATEMENT_ACTIONS_H_

#include "absl/status/statusor.h"
#include "communique/content/v1/statement_service.pb.h"
#include "content-service/domain/command.h"

namespace communique::content {

// What requests ask for, as commands. INVALID_ARGUMENT naming the field: a name in it is none. Pure.

absl::StatusOr<CreateStatement> ActionOf(const v1::CreateStatementRequest& request);
absl::StatusOr<UpdateStatement> ActionOf(const v1::UpdateStatementRequest& request);
absl::StatusOr<PublishStatement> ActionOf(const v1::PublishStatementRequest& request);
absl::StatusOr<CancelSchedule> ActionOf(const v1::CancelScheduleRequest& request);
absl::StatusOr<DiscardDraft> ActionOf(const v1::DiscardDraftRequest& request);
absl::StatusOr<WithdrawStatement> ActionOf(const v1::WithdrawStatementRequest& request);
absl::StatusOr<RestoreStatement> ActionOf(const v1::RestoreStatementRequest& request);
absl::StatusOr<RemoveStatement> ActionOf(const v1::RemoveStatementRequest& request);
absl::StatusOr<AddSignatories> ActionOf(const v1::AddSignatoriesRequest& request);
// The first operation with an error is told.
absl::StatusOr<Transact> ActionOf(const v1::TransactRequest& request);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_STATEMENT_ACTIONS_H_
